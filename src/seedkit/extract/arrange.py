"""The section tree to groups and passages: what each heading titles, what introduces, what closes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from seedkit.extract import kinds
from seedkit.extract.block_runs import Segment, announces, opens_conclusion, segments
from seedkit.extract.compose import block_group, body, checklist, section_group
from seedkit.extract.draft import Draft, Spot
from seedkit.extract.kinds import Context
from seedkit.extract.section_runs import Announcement, Run, is_conclusion, names_no_steps, runs
from seedkit.extract.sections import Section
from seedkit.language.counts import claims, kind_of
from seedkit.language.headings import is_faq
from seedkit.model.document import OutlineNode, Passage

_LONGEST_HEAD = 3
"""Words of a line that titles the steps below it though it stands in a section of another name."""


class Closing(NamedTuple):
    """The tree without its closing prose, and the blocks of that prose, which stand under no heading of their own."""

    root: Section
    blocks: tuple[int, ...]


def arrange(draft: Draft, root: Section, title: str | None) -> tuple[OutlineNode, ...]:
    """Put the whole article together and return its reading order."""
    starts = [draft.readings[s.heading].block.start for s in root.sections if s.heading is not None]
    draft.closing_from = min([len(draft.source.text) // 2, *starts[-1:]])
    rest = split_closing(draft, root)
    nodes = _section(draft, rest.root, None, title, None, 1, closing=False)
    if rest.blocks:
        nodes += [_passage(draft, None, segments(rest.blocks, draft.readings, draft.words), Spot(None, 1), closing=True)]
    return tuple(nodes)


def split_closing(draft: Draft, root: Section) -> Closing:
    """Cut closing prose off the end of the last section, from the paragraph on that begins as closing prose does."""
    path = [root]
    while path[-1].sections:
        path.append(path[-1].sections[-1])
    last = path[-1]
    headings = [draft.readings[s.heading].block.text for s in path if s.heading is not None]
    if any(is_conclusion(text, draft.words) or is_faq(text, draft.words) for text in headings):
        return Closing(root, ())
    for place, index in enumerate(last.blocks):
        reading = draft.readings[index]
        if place and reading.role == "paragraph" and opens_conclusion(reading.block.text, draft.words):
            cut = last._replace(blocks=last.blocks[:place])
            for above in reversed(path[:-1]):
                cut = above._replace(sections=(*above.sections[:-1], cut))
            return Closing(cut, last.blocks[place:])
    return Closing(root, ())


def _section(
    draft: Draft, section: Section, above: str | None, title: str | None, parent: str | None, level: int, *, closing: bool
) -> list[OutlineNode]:
    """Put one section that is no item together: what its heading titles, its passages and groups, its sub-sections.

    What is said ``above`` its heading announces its items where nothing below the heading does.
    """
    heading = section.heading
    words = draft.readings[heading].block.text if heading is not None else None
    parts = segments(section.blocks, draft.readings, draft.words)
    closing = closing or (heading is not None and _closes(draft, heading))
    said = _last_words(draft, parts)
    if above is not None and not draft.groups and (said is None or not (claims(said, draft.words) or announces(said, draft.words))):
        said = above
    found = runs(section.sections, draft.readings, draft.words, _announcement(draft, words, said, title, parts))
    if heading is None or words is None:
        nodes = _loose(draft, parts, title, parent, level, closing=closing)
        return nodes + _runs(draft, found, Context(None, said, title), title, parent, level, closing=closing)
    aside = names_no_steps(words, draft.words) and not any(run.kind == "section" for run in found)  # items that it does not title
    if found and found[0].kind != "section" and not closing and not aside:
        node, intro = _titled_run(draft, found[0], heading, parts, Context(words, said, title), Spot(parent, level, heading))
        nodes = [_with_intro(node, intro)]
        return nodes + _runs(draft, found[1:], Context(None, None, title), title, parent, level, closing=closing)
    groups = [place for place, part in enumerate(parts) if part.kind in ("ordered", "prose", "faqs")]
    if len(groups) == 1 and groups[0] and not found and names_no_steps(words, draft.words) and _heads(draft, parts[groups[0]].lead):
        before = _passage(draft, heading, parts[: groups[0]], Spot(parent, level, heading), closing=closing)
        return [before, *_loose(draft, parts[groups[0] :], title, parent, level, closing=closing)]
    if len(groups) == 1 and _titles(draft, words, parts, groups[0]) and not closing:
        nodes = _titled_blocks(draft, heading, parts, groups[0], Context(words, said, title), Spot(parent, level, heading))
        owner = None
    elif len(parts) == 1 and parts[0].kind == "checklist" and parts[0].lead is None and not closing:
        nodes = [checklist(draft, parts[0], heading, Spot(parent, level, heading))[0]]
        owner = None
    else:
        last = -1 if aside else section.last()
        nodes = [_passage(draft, heading, parts, Spot(parent, level, heading), closing=closing, last=last)]
        owner = None if aside else nodes[0].ref
    inside = owner is not None
    below = _runs(draft, found, Context(None, said, title), title, owner if inside else parent, level + inside, closing=closing)
    return [nodes[0].model_copy(update={"children": (*nodes[0].children, *below)})] if owner else nodes + below


def _closes(draft: Draft, heading: int) -> bool:
    """Return whether a heading opens the conclusion: by its words and its place. A summary that comes first closes nothing."""
    block = draft.readings[heading].block
    return block.start >= draft.closing_from and is_conclusion(block.text, draft.words)


def _announcement(draft: Draft, heading: str | None, said: str | None, title: str | None, parts: Sequence[Segment]) -> Announcement:
    """Return what heading, prose and title say about items that headings with no number may be.

    The last paragraph announces them by its words; one further up does where it names them and ends in a colon.
    """
    own = heading if heading is not None else title
    counted = claims(own, draft.words) if own else ()
    spoken = claims(said, draft.words) if said else ()
    how_to = own is not None and own.lower().startswith(draft.words.how_to)
    declared = next((c.value for c in (*spoken, *counted)), None)
    prose = (draft.readings[part.entries[0].head].block.text for part in parts if part.kind == "block")
    announced = bool(said and announces(said, draft.words)) or any(t.endswith(":") and kind_of(t, draft.words) for t in prose)
    return Announcement(announced, declared, how_to)


def _last_words(draft: Draft, parts: Sequence[Segment]) -> str | None:
    """Return the paragraph that stands right before the sub-sections, or before the first run of blocks that is a group."""
    before: str | None = None
    for part in parts:
        if part.kind in ("ordered", "faqs"):
            break
        if part.kind == "block":
            reading = draft.readings[part.entries[0].head]
            before = reading.block.text if reading.role in ("paragraph", "answer") else before
    return before


def _titles(draft: Draft, words: str, parts: Sequence[Segment], place: int) -> bool:
    """Return whether a heading titles the only group below it: it says what the items are, or hardly anything else stands there."""
    named = bool(claims(words, draft.words)) or is_faq(words, draft.words)
    return named or place == len(parts) - 1 or kinds.names_items(words, draft.words)


def _heads(draft: Draft, lead: int | None) -> bool:
    """Return whether a lead-in is a heading in all but its place: "Method:"."""
    return lead is not None and len(draft.readings[lead].block.text.split()) <= _LONGEST_HEAD


def _titled_run(
    draft: Draft, run: Run, heading: int, parts: Sequence[Segment], context: Context, spot: Spot
) -> tuple[OutlineNode, OutlineNode | None]:
    node, _ = section_group(draft, run, heading, context, spot)
    intro = _passage(draft, None, parts, Spot(node.ref, spot.level + 1, heading), closing=False) if parts else None
    return node, intro


def _titled_blocks(
    draft: Draft, heading: int, parts: Sequence[Segment], place: int, context: Context, spot: Spot
) -> list[OutlineNode]:
    part = parts[place]
    before = list(parts[:place])
    if part.lead is not None:  # the heading is the title, so the lead-in stays prose
        before.append(Segment("block", (part.entries[0]._replace(head=part.lead, content=()),)))
    node, _ = block_group(draft, part, heading, context, spot)
    intro = _passage(draft, None, before, Spot(node.ref, spot.level + 1, heading), closing=False) if before else None
    nodes = [_with_intro(node, intro)]
    if parts[place + 1 :]:
        nodes.append(_passage(draft, None, parts[place + 1 :], spot, closing=False))
    return nodes


def _with_intro(node: OutlineNode, intro: OutlineNode | None) -> OutlineNode:
    return node if intro is None else node.model_copy(update={"children": (intro, *node.children)})


def _loose(
    draft: Draft, parts: Sequence[Segment], title: str | None, parent: str | None, level: int, *, closing: bool
) -> list[OutlineNode]:
    """Put together blocks that stand under no heading: passages, and groups between them."""
    nodes: list[OutlineNode] = []
    prose: list[Segment] = []
    for part in parts:
        if part.kind in ("block", "checklist"):
            prose.append(part)
            continue
        said = _last_words(draft, prose)
        if prose:
            nodes.append(_passage(draft, None, prose, Spot(parent, level), closing=closing))
            prose = []
        lead = draft.readings[part.lead].block.text if part.lead is not None else None
        nodes.append(block_group(draft, part, part.lead, Context(lead, said, title), Spot(None, level))[0])
    if prose:
        nodes.append(_passage(draft, None, prose, Spot(parent, level), closing=closing))
    return nodes


def _runs(
    draft: Draft, found: Sequence[Run], context: Context, title: str | None, parent: str | None, level: int, *, closing: bool
) -> list[OutlineNode]:
    nodes: list[OutlineNode] = []
    for run in found:
        if run.kind == "section":
            nodes += _section(draft, run.members[0].section, context.announcement, title, parent, level, closing=closing)
        else:
            nodes.append(section_group(draft, run, None, context, Spot(parent, level))[0])
    return nodes


def _passage(
    draft: Draft, heading: int | None, parts: Sequence[Segment], spot: Spot, *, closing: bool, last: int = -1
) -> OutlineNode:
    """Enter a passage, which reaches to the reading ``last`` where its sub-sections do.

    Its role is settled when all groups are known; until then it is ``conclusion`` or ``body``.
    """
    words = draft.title(heading) if heading is not None else None
    first = heading if heading is not None else _first(parts[0])
    block = draft.readings[first].block
    name = draft.identify("passage", words.text if words else block.text)
    if heading is not None:
        draft.keep(heading, name)
        draft.note(heading, name, conclusion=closing)
    inside = body(draft, parts, (), Spot(name, spot.level + 1, spot.heading), block.end)
    end = max(inside.end, draft.readings[last].block.end) if last >= 0 else inside.end
    draft.passages.append(
        Passage(
            id=name,
            role="conclusion" if closing else "body",
            heading=words,
            level=draft.readings[heading].level if heading is not None else None,
            body=inside.body,
            parent=spot.owner,
            span=draft.span(block.start, end),
        )
    )
    return draft.node(name, inside.nodes, spot.level)


def _first(part: Segment) -> int:
    return part.lead if part.lead is not None else part.entries[0].head
