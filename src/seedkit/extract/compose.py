"""Sections and blocks to entities: the assembly. What forms a run, what is a sample text, what a kind is, other files decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from seedkit.extract import kinds, run_in, sample_entities, sample_texts
from seedkit.extract.block_runs import MAX_DEPTH, Entry, Segment, segments
from seedkit.extract.draft import Draft, Spot
from seedkit.extract.group_entities import Composed, close_group, enter_item, item_kind, open_group
from seedkit.extract.kinds import Context
from seedkit.extract.section_runs import Announcement, Member, Run, runs
from seedkit.extract.sections import Section
from seedkit.language.letters import MAX_LETTER
from seedkit.model.document import (
    BodyBlock,
    Checklist,
    ChecklistItem,
    ChecklistKind,
    OutlineNode,
    ProseBlock,
    RefBlock,
)


class _Body:
    """A body while it grows."""

    def __init__(self, end: int) -> None:
        self.blocks: list[BodyBlock] = []
        self.nodes: list[OutlineNode] = []
        self.end = end

    def add(self, block: BodyBlock | None, end: int) -> None:
        if block is not None:
            self.blocks.append(block)
        self.end = max(self.end, end)

    def refer(self, kind: Literal["checklist", "sample_text", "group"], node: OutlineNode, end: int) -> None:
        self.nodes.append(node)
        self.add(RefBlock(kind=kind, ref=node.ref), end)

    def done(self) -> Composed:
        return Composed(tuple(self.blocks), tuple(self.nodes), self.end)


def body(draft: Draft, parts: Sequence[Segment], sections: Sequence[Section], spot: Spot, end: int) -> Composed:
    """Put together the body of the spot's owner: its blocks as ``parts``, then sub-sections with their headings.

    ``end`` is the offset where it ends if it is empty.
    """
    grown = _Body(end)
    _fill(draft, grown, parts, spot)
    _fill_sections(draft, grown, sections, spot)
    return grown.done()


def _fill_sections(draft: Draft, grown: _Body, sections: Sequence[Section], spot: Spot) -> None:
    for run in runs(sections, draft.readings, draft.words, Announcement(False, None, False)):
        if run.kind == "section" or spot.level > MAX_DEPTH:
            for section in (s for member in run.members for s in (member.section, *member.further)):
                assert section.heading is not None
                grown.add(draft.block(section.heading, spot.owner), draft.readings[section.heading].block.end)
                below = spot._replace(heading=section.heading)
                _fill(draft, grown, segments(section.blocks, draft.readings, draft.words), below)
                _fill_sections(draft, grown, section.sections, below)
        else:
            node, end = section_group(draft, run, None, Context(None, None, None), spot)
            grown.refer("group", node, end)


def _fill(draft: Draft, grown: _Body, parts: Sequence[Segment], spot: Spot) -> None:
    places = [part.entries[0].head for part in parts]
    at = 0
    while at < len(parts):
        part = parts[at]
        if part.kind == "block":
            stop = at
            while stop < len(parts) and parts[stop].kind == "block":
                stop += 1
            behind = _paragraphs(draft, grown, places[at:stop], _beyond(parts, stop), spot)
            at = behind if behind is not None else stop
            continue
        if part.kind == "checklist":
            node, end = checklist(draft, part, part.lead, spot)
            grown.refer("checklist", node, end)
        else:
            node, end = block_group(draft, part, part.lead, Context(None, None, None), spot)
            grown.refer("group", node, end)
        at += 1


def _beyond(parts: Sequence[Segment], at: int) -> list[tuple[int, int | None]]:
    """Return the readings from ``parts[at]`` on, as far as a letter with lists in it may reach: each with the place of the part
    behind it where it is a block, with ``None`` where it stands in a list or leads one in."""
    out: list[tuple[int, int | None]] = []
    for place, part in enumerate(parts[at : at + MAX_LETTER], at + 1):
        if part.kind == "block":
            out.append((part.entries[0].head, place))
            continue
        lead = () if part.lead is None else (part.lead,)
        out += [(index, None) for index in (*lead, *(i for entry in part.entries for i in (entry.head, *entry.content)))]
        if len(out) >= MAX_LETTER:
            break
    return out


def _paragraphs(
    draft: Draft, grown: _Body, places: Sequence[int], beyond: Sequence[tuple[int, int | None]], spot: Spot
) -> int | None:
    """Add blocks that stand on their own, and the sample texts among and inside them.

    A letter may have lists, so it may reach ``beyond`` the blocks; then the place of the part behind it is returned.
    """
    at = 0
    before = spot.above if places and spot.above is not None and places[0] == spot.above + 1 else None
    row = [*places, *(index for index, _ in beyond)]
    lists = frozenset(index for index, behind in beyond if behind is None)
    while at < len(places):
        index = places[at]
        sample = sample_texts.set_apart(row, at, draft.readings, draft.words, before, spot.heading, lists)
        if sample is None:
            block = draft.block(index, spot.owner)
            grown.add(block, draft.readings[index].block.end)
            if isinstance(block, ProseBlock):
                grown.nodes += sample_entities.inline(draft, index, spot)
            before = index
            at += 1
            continue
        node, end = sample_entities.set_apart(draft, row, sample, spot)
        grown.refer("sample_text", node, end)
        at = sample.last + 1
    return beyond[at - len(places) - 1][1] if at > len(places) else None


# --- items -----------------------------------------------------------------------------------------------------------


def section_group(draft: Draft, run: Run, heading: int | None, context: Context, spot: Spot) -> tuple[OutlineNode, int]:
    """Put together a group whose items are sections; ``heading`` is the index of the heading that titles it."""
    heads = [member.section.heading for member in run.members]
    entries = [(head, member) for head, member in zip(heads, run.members, strict=True) if head is not None]
    first = draft.readings[entries[0][0]]
    style = first.block.marker.style if first.block.marker is not None and run.kind == "numbered" else "none"
    titles = [draft.readings[head].block.text for head, _ in entries]
    said = kinds.pinned(draft.readings, (heading, *heads))
    kind = "faqs" if run.kind == "faqs" else said or kinds.kind(context, style, titles, draft.words)
    group, span_start = open_group(draft, kind, heading, spot.owner, first.block.start)
    nodes: list[OutlineNode] = []
    end = first.block.end
    for position, (head, member) in enumerate(entries, 1):
        node, end = _section_item(draft, head, member, kind, group, position, spot.level + 1)
        nodes.append(node)
    declared = None if kind == "faqs" else kinds.declared(context, kind, len(titles), draft.words)
    close_group(draft, group, kind, heading, declared, style, first.chain, spot.owner, span_start, end)
    return draft.node(group, nodes, spot.level), end


def _section_item(
    draft: Draft, head: int, member: Member, kind: str, group: str, position: int, level: int
) -> tuple[OutlineNode, int]:
    reading = draft.readings[head]
    title = draft.title(head)
    name = draft.identify(item_kind(kind), title.text if title else reading.block.text)
    draft.keep(head, name)
    end = max(reading.block.end, draft.title_end(head))
    parts = segments(member.section.blocks, draft.readings, draft.words)
    inside = body(draft, parts, (*member.section.sections, *member.further), Spot(name, level + 1, head), end)
    enter_item(draft, kind, name, group, head, position, title, inside)
    return draft.node(name, inside.nodes, level), inside.end


def block_group(draft: Draft, part: Segment, heading: int | None, context: Context, spot: Spot) -> tuple[OutlineNode, int]:
    """Put together a group whose items are blocks: an ordered list, numbered paragraphs, steps told in prose, typed questions."""
    first = draft.readings[part.entries[0].head]
    marker = first.block.marker
    numbered = marker is not None and marker.kind == "number"
    style = {"prose": "prose", "faqs": "none"}.get(part.kind) or (marker.style if marker is not None and numbered else "none")
    texts = [draft.readings[entry.head].block.text for entry in part.entries]
    if heading is not None and context.heading is None:
        context = context._replace(heading=draft.readings[heading].block.text)
    said = kinds.pinned(draft.readings, (heading, *(entry.head for entry in part.entries)))
    if part.claim is not None:
        kind = said or part.claim.kind or "steps"
        declared: int | None = part.claim.value
    else:
        kind = "faqs" if part.kind == "faqs" else said or kinds.kind(context, style, texts, draft.words)
        declared = None if kind == "faqs" else kinds.declared(context, kind, len(texts), draft.words)
    group, start = open_group(draft, kind, heading, spot.owner, first.block.start)
    cuts = run_in.cuts(draft, [entry.head for entry in part.entries]) if part.kind == "ordered" else {}
    nodes = []
    end = first.block.end
    for position, entry in enumerate(part.entries, 1):
        node, end = _block_item(draft, entry, cuts.get(entry.head), kind, group, position, spot)
        nodes.append(node)
    close_group(draft, group, kind, heading, declared, style, first.chain, spot.owner, start, end)
    return draft.node(group, nodes, spot.level), end


def _block_item(
    draft: Draft, entry: Entry, cut: run_in.Cut | None, kind: str, group: str, position: int, spot: Spot
) -> tuple[OutlineNode, int]:
    reading = draft.readings[entry.head]
    block = reading.block
    cut = run_in.Cut(*reading.answered) if reading.answered is not None else cut
    titled = kind == "faqs" or (block.pin is not None and block.pin.title is not None)
    title = draft.title(entry.head) if titled and cut is None else None
    words = title.text if title is not None else block.text
    name = draft.identify(item_kind(kind), words[: cut.ends] if cut is not None else words)
    parts = segments(entry.content, draft.readings, draft.words)
    said: tuple[ProseBlock, ...] = ()
    nodes: tuple[OutlineNode, ...] = ()
    within = Spot(name, spot.level + 2, spot.heading)
    if cut is not None:
        title, rest = run_in.split(draft, entry.head, cut, name)
        said = (rest,)
        nodes = sample_entities.inline(draft, entry.head, within)
        within = within._replace(above=entry.head)
    elif kind == "faqs":
        draft.keep(entry.head, name)
    else:  # the words behind the number are the first paragraph of the body
        parts = [Segment("block", (Entry(entry.head, ()),)), *parts]
    inside = body(draft, parts, (), within, block.end)
    inside = inside._replace(body=(*said, *inside.body), nodes=(*nodes, *inside.nodes))
    enter_item(draft, kind, name, group, entry.head, position, title, inside)
    return draft.node(name, inside.nodes, spot.level + 1), inside.end


# --- checklists ------------------------------------------------------------------------------------------------------


def checklist(draft: Draft, part: Segment, title: int | None, spot: Spot) -> tuple[OutlineNode, int]:
    """Put together a bullet list, nested items in line with the others; ``title`` is the index of its lead-in or heading."""
    first = draft.readings[part.entries[0].head]
    words = draft.title(title) if title is not None else None
    name = draft.identify("checklist", words.text if words else draft.base(spot.owner) or "items")
    start = first.block.start
    if title is not None:
        draft.keep(title, name)
        start = draft.readings[title].block.start
    items: list[ChecklistItem] = []
    nodes: list[OutlineNode] = []
    end = first.block.end
    for head, detail in _flat(draft, part.entries):
        item, node, end = _checklist_item(draft, head, detail, min(first.depth or 1, MAX_DEPTH), part.lead, spot)
        items.append(item)
        nodes += node
    draft.checklists.append(
        Checklist(
            id=name,
            kind=_checklist_kind(items),
            title=words,
            items=tuple(items),
            parent=spot.owner,
            span=draft.span(start, end),
        )
    )
    return draft.node(name, nodes, spot.level), end


def _flat(draft: Draft, entries: Sequence[Entry]) -> Iterator[tuple[int, list[int]]]:
    """Yield each bullet, nested ones in line, with what stands below it and is no bullet itself."""
    for entry in entries:
        head, detail = entry.head, list[int]()
        for index in entry.content:
            if draft.readings[index].role == "bullet":
                yield head, detail
                head, detail = index, []
            else:
                detail.append(index)
        yield head, detail


def _checklist_item(
    draft: Draft, head: int, detail: Sequence[int], outermost: int, lead: int | None, spot: Spot
) -> tuple[ChecklistItem, tuple[OutlineNode, ...], int]:
    reading = draft.readings[head]
    block = reading.block
    name = draft.identify("item", block.text)
    draft.keep(head, name)
    within = Spot(name, spot.level + 1, spot.heading)
    inside = body(draft, segments(detail, draft.readings, draft.words), (), within, block.end)
    marker = block.marker
    item = ChecklistItem(
        id=name,
        depth=max(1, min(reading.depth or 1, MAX_DEPTH) - outermost + 1),
        marker=marker.label if marker is not None else None,
        text=block.text,
        detail=inside.body,
        checked=marker.checked if marker is not None else None,
        span=draft.span(block.start, inside.end),
    )
    return item, (*sample_entities.listed(draft, head, lead, within), *inside.nodes), inside.end


def _checklist_kind(items: Sequence[ChecklistItem]) -> ChecklistKind:
    if any(item.checked is not None for item in items):
        return "tasks"
    return "questions" if all(item.text.rstrip('”"’)').endswith("?") for item in items) else "items"
