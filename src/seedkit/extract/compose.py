"""Series and prose to entities. Other files decide what forms a series, what it is for, and what is a sample text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from seedkit.extract import kinds, run_in, sample_entities
from seedkit.extract.kinds import CHECKLIST, MATERIALS, Context
from seedkit.extract.sections import Section, opens_section
from seedkit.extract.series import MAX_DEPTH, Series, block_series, pinned_items, series
from seedkit.extract.tree import Checklist, Draft, Faq, Group, Item, Line, Node, RunIn, Step


class Said(NamedTuple):
    """What is said about a series elsewhere: in the paragraph before it, and in the article's title, which never refers to nested
    series."""

    announcement: str | None = None
    title: str | None = None


UNSAID = Said()


def fill(draft: Draft, node: Node, parts: Sequence[Series]) -> None:
    """Add ``parts`` to the body of a node."""
    for part in parts:
        if part.form == "block":
            _prose(draft, node, part.items[0].head)
        elif part.form == "section" or (node.level >= MAX_DEPTH and opens_section(draft.readings[part.items[0].head])):
            for section in part.items:
                node.body.append(section.head)
                fill(draft, node, series(section, draft.readings, draft.words))
        else:
            node.body.append(series_node(draft, node, part))


def series_node(draft: Draft, parent: Node, part: Series, said: Said = UNSAID) -> Group | Checklist:
    """Enter a series below its lead-in, as a group or checklist."""
    if is_checklist(draft, part):
        return checklist(draft, parent, part, part.lead)
    group = open_group(draft, parent, part, part.lead, said)
    fill_group(draft, group, part)
    return group


def is_checklist(draft: Draft, part: Series) -> bool:
    """Return whether a series is a checklist rather than a group of items."""
    return kinds.purpose(context(draft, part, part.lead)) in (CHECKLIST, MATERIALS)


def context(draft: Draft, part: Series, heading: int | None, said: Said = UNSAID) -> Context:
    """Return a series with what is said around it. ``heading`` is the index of its own heading or lead-in."""
    marker = draft.blocks[part.items[0].head].marker
    numbered = part.form in ("numbered", "bulleted", "asked") and marker is not None and marker.kind == "number"
    pin = draft.blocks[heading].pin if heading is not None else None
    stated = next((purpose for item in part.items if (purpose := draft.blocks[item.head].purpose) is not None), None)
    below = draft.purposes.get(part.items[0].head)
    return Context(
        words=draft.words,
        form=part.form,
        style="prose" if part.form == "told" else marker.style if marker is not None and numbered else "none",
        items=[_opening(draft, item) for item in part.items],
        heading=draft.blocks[heading].text if heading is not None else None,
        announcement=said.announcement,
        title=said.title,
        claim=part.claim,
        asking=2 * sum(draft.readings[item.head].role == "question" for item in part.items) > len(part.items),
        below=below if marker is None or marker.kind != "box" or below == "materials" else None,
        pins=(pin.run if pin is not None else None, pinned_items(part, draft.readings)),
        stated=stated,
        others_stated=draft.steps_stated and stated is None,
    )


def _opening(draft: Draft, item: Section) -> str:
    """Return the words that an item begins with: those behind its label, else those below it."""
    own = draft.blocks[item.head].text
    return own or next((text for index in item.blocks if (text := draft.blocks[index].text)), "")


# --- prose -----------------------------------------------------------------------------------------------------------


def _prose(draft: Draft, node: Node, index: int) -> None:
    """Add a block: as the sample text that begins with it, or unchanged, with the sample texts inside it."""
    if index in draft.samples.apart:
        node.refer(sample_entities.apart(draft, index))
        return
    node.body.append(index)
    if index in draft.samples.inside:
        for quoted in sample_entities.inside(draft, index):
            node.add(quoted)


# --- groups ----------------------------------------------------------------------------------------------------------


def open_group(draft: Draft, parent: Node, part: Series, heading: int | None, said: Said) -> Group:
    """Enter a series as a group. ``heading`` is the index of the heading or lead-in that titles it."""
    around = context(draft, part, heading, said)
    kind = kinds.group_kind(around)
    first = draft.readings[part.items[0].head]
    title = draft.heading(heading) if heading is not None else None
    group = Group(title.text if title else f"{kind} {parent.base}", first.block.start, heading, title)
    if heading is not None:
        group.start = min(group.start, draft.blocks[heading].start)
    group.kind, group.chain = kind, first.chain
    group.numbering = "none" if kind == "faqs" else around.style  # questions have no number of their own
    group.declared = kinds.declared(around, kind)
    draft.groups.append(group)
    return parent.add(group)


def fill_group(draft: Draft, group: Group, part: Series) -> None:
    """Enter the items of a series into its group."""
    cuts = run_in.cuts(draft, [item.head for item in part.items]) if part.form in ("numbered", "bulleted") else {}
    kind = {"steps": Step, "faqs": Faq}.get(group.kind, Item)
    for position, item in enumerate(part.items, 1):
        _item(draft, group, kind, item, position, cuts.get(item.head))


def _item(draft: Draft, group: Group, kind: type[Item], entry: Section, position: int, cut: RunIn | None) -> None:
    index, reading = entry.head, draft.readings[entry.head]
    block = reading.block
    headed = opens_section(reading)
    if reading.answered is not None:
        cut = RunIn(*reading.answered)
    title = draft.heading(index) if headed or kind is Faq or (block.pin is not None and block.pin.title is not None) else None
    words = title.text if title is not None else block.text or _opening(draft, entry) or str(reading.ordinal)
    if cut is not None:
        title, words = run_in.title(draft, index, cut), block.text[: cut.ends]
    item = kind(words, block.start, index, title)
    item.position, item.run_in = position, cut
    group.add(item)
    parts = series(entry, draft.readings, draft.words)
    if cut is not None or not (headed or kind is Faq):  # the words after the number or the title open the body
        parts.insert(0, Series("block", (Section(index),)))
    fill(draft, item, parts)


# --- checklists ------------------------------------------------------------------------------------------------------


def checklist(draft: Draft, parent: Node, part: Series, title: int | None) -> Checklist:
    """Enter a bullet list, flattened; ``title`` is the index of its lead-in or heading."""
    words = draft.heading(title) if title is not None else None
    first = draft.readings[part.items[0].head]
    start = draft.blocks[title].start if title is not None else first.block.start
    made = parent.add(Checklist(words.text if words else parent.base or "items", start, title, words))
    made.materials = kinds.purpose(context(draft, part, part.lead)) == MATERIALS
    outermost = min(first.depth or 1, MAX_DEPTH)
    for index, detail in _flat(draft, part.items):
        block = draft.blocks[index]
        line = Line(block.text, block.start, index)
        line.depth = max(1, min(draft.readings[index].depth or 1, MAX_DEPTH) - outermost + 1)
        made.add(line)
        for sample in sample_entities.inside(draft, index):
            line.add(sample)
        fill(draft, line, block_series(detail, draft.readings, draft.words))
    return made


def _flat(draft: Draft, items: Sequence[Section]) -> Iterator[tuple[int, list[int]]]:
    """Yield each bullet, nested ones after their parent, with the content below it that is not a bullet."""
    for item in items:
        head, detail = item.head, list[int]()
        for index in item.blocks:
            if draft.readings[index].role == "bullet":
                yield head, detail
                head, detail = index, []
            else:
                detail.append(index)
        yield head, detail
