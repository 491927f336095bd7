"""The section tree to groups and passages: what each heading titles, what introduces it, what concludes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from seedkit.extract import kinds
from seedkit.extract.compose import Said, checklist, fill, fill_group, is_checklist, open_group, series_node
from seedkit.extract.sections import Section
from seedkit.extract.series import Expected, Series, block_series, section_series
from seedkit.extract.tree import Draft, Node, Passage
from seedkit.language import cues
from seedkit.language.counts import claims, kind_of
from seedkit.language.headings import is_faq
from seedkit.language.signs import COLONS
from seedkit.model.block import Purpose

_LONGEST_HEAD = 3
"""Maximum number of words of a line that titles the steps below it although its section has another name."""
_PROSE = ("paragraph", "answer")


def arrange(draft: Draft, article: Section) -> None:
    """Arrange the whole article."""
    starts = [draft.blocks[section.head].start for section in article.sections]
    draft.purposes = dict(_purposes(draft, article))
    draft.closing_from = min([len(draft.source.text) // 2, *starts[-1:]])
    closing = _split_closing(draft, article)
    parts = block_series(article.blocks, draft.readings, draft.words)
    said = _announcement(draft, parts)
    found = _found(draft, article, draft.title, said, parts)
    _loose(draft, draft.root, parts, closing=False)
    _sections(draft, draft.root, found, said, closing=False)
    if closing:
        _passage(draft, draft.root, None, block_series(closing, draft.readings, draft.words), closing=True)


def _purposes(draft: Draft, article: Section) -> Iterator[tuple[int, Purpose]]:
    """Yield the readings below a heading that states their purpose, down to the next heading of another kind."""
    waiting: list[tuple[Section, Purpose | None]] = [(section, None) for section in article.sections]
    while waiting:
        section, above = waiting.pop()
        text, words = draft.blocks[section.head].text, draft.words
        if cues.names_materials(text, words):
            above = "materials"
        elif cues.names_steps(text, words):
            above = "steps"
        elif above == "steps" or (above is not None and (kinds.names_items(text, words) or cues.names_no_steps(text, words))):
            above = None
        if above is not None:
            yield from ((index, above) for index in section.blocks)
        waiting += ((below, above) for below in section.sections)


def _split_closing(draft: Draft, article: Section) -> list[int]:
    """Cut closing prose off the end of the last section, from the paragraph that begins like closing prose, and return it."""
    last = article
    while last.sections:
        last = last.sections[-1]
        text = draft.blocks[last.head].text
        if cues.is_conclusion(text, draft.words) or is_faq(text, draft.words):
            return []
    for place, index in enumerate(last.blocks):
        reading = draft.readings[index]
        if place and reading.role == "paragraph" and cues.opens_conclusion(reading.block.text, draft.words):
            closing = last.blocks[place:]
            del last.blocks[place:]
            return closing
    return []


def _sections(draft: Draft, parent: Node, found: Sequence[Series], announcement: str | None, *, closing: bool) -> None:
    for part in found:
        if part.form == "section":
            _section(draft, parent, part.items[0], announcement, closing=closing)
        else:
            series_node(draft, parent, part, Said(announcement, draft.title))


def _section(draft: Draft, parent: Node, section: Section, above: str | None, *, closing: bool) -> None:
    """Arrange one section that is not an item: what its heading titles, its passages and groups, its subsections.

    Text ``above`` its heading announces its items if nothing below the heading does.
    """
    heading, words = section.head, draft.words
    text = draft.blocks[heading].text
    parts = block_series(section.blocks, draft.readings, words)
    # A summary at the beginning does not close the article.
    closing = closing or (draft.blocks[heading].start >= draft.closing_from and cues.is_conclusion(text, words))
    said = _announcement(draft, parts)
    if above is not None and not draft.groups and (said is None or not (claims(said, words) or cues.announces(said, words))):
        said = above
    found = _found(draft, section, text, said, parts)
    groups = [place for place, part in enumerate(parts) if _is_group(draft, part)]
    no_steps = cues.names_no_steps(text, words)
    untitled = no_steps and all(part.form != "section" for part in found)  # items below a heading of another name
    if found and found[0].form != "section" and not closing and not untitled:
        group = open_group(draft, parent, found[0], heading, Said(said, draft.title))
        if parts:
            _passage(draft, group, None, parts)
        fill_group(draft, group, found[0])
        _sections(draft, parent, found[1:], None, closing=closing)
        return
    if len(groups) == 1 and groups[0] and not found:
        at = groups[0]
        if _follows_materials(draft, text, parts[:at], parts[at]):
            checklist(draft, parent, parts[0], heading)
            _loose(draft, parent, parts[at:], closing=closing)
            return
        if no_steps and _is_head(draft, parts[at].lead):
            _passage(draft, parent, heading, parts[:at], closing=closing)
            _loose(draft, parent, parts[at:], closing=closing)
            return
    if len(groups) == 1 and not closing and _titles(draft, text, parts, groups[0]):
        _titled(draft, parent, heading, parts, groups[0], said)
    elif len(parts) == 1 and not groups and parts[0].form != "block" and parts[0].lead is None and not closing:
        checklist(draft, parent, parts[0], heading)
    else:
        passage = _passage(draft, parent, heading, parts, closing=closing)
        parent = parent if untitled else passage
    _sections(draft, parent, found, said, closing=closing)


def _titled(draft: Draft, parent: Node, heading: int, parts: Sequence[Series], place: int, announcement: str | None) -> None:
    """Enter the group that a heading titles, with the prose before and after it."""
    part = parts[place]
    before = list(parts[:place])
    if part.lead is not None:  # the heading is the title, so the lead-in stays prose
        before.append(Series("block", (Section(part.lead),)))
    group = open_group(draft, parent, part, heading, Said(announcement, draft.title))
    if before:
        _passage(draft, group, None, before)
    fill_group(draft, group, part)
    if parts[place + 1 :]:
        _passage(draft, parent, None, parts[place + 1 :])


def _loose(draft: Draft, parent: Node, parts: Sequence[Series], *, closing: bool) -> None:
    """Arrange blocks that are below no heading: passages, and groups between them."""
    prose: list[Series] = []
    for part in [*parts, None]:
        if part is not None and not _is_group(draft, part):
            prose.append(part)
            continue
        if prose:
            _passage(draft, parent, None, prose, closing=closing)
        if part is not None:
            series_node(draft, parent, part, Said(_announcement(draft, prose), draft.title))
        prose = []


def _passage(draft: Draft, parent: Node, heading: int | None, parts: Sequence[Series], *, closing: bool = False) -> Passage:
    """Enter a passage with its own ``heading``."""
    title = draft.heading(heading) if heading is not None else None
    first = parts[0] if parts else None
    opening = heading if heading is not None or first is None else first.items[0].head if first.lead is None else first.lead
    assert opening is not None  # a passage has a heading or blocks
    block = draft.blocks[opening]
    passage = parent.add(Passage(title.text if title else block.text, block.start, heading, title))
    passage.role = "conclusion" if closing else "body"
    fill(draft, passage, parts)
    return passage


# --- what the article says about items ---------------------------------------------------------------------------------


def _is_group(draft: Draft, part: Series) -> bool:
    return part.form != "block" and not is_checklist(draft, part)


def _announcement(draft: Draft, parts: Sequence[Series]) -> str | None:
    """Return the paragraph directly before the subsections, or before the first list that is a group."""
    before: str | None = None
    for part in parts:
        if part.form == "block":
            reading = draft.readings[part.items[0].head]
            before = reading.block.text if reading.role in _PROSE else before
        elif part.form != "told" and not is_checklist(draft, part):
            break
    return before


def _found(draft: Draft, section: Section, heading: str | None, said: str | None, parts: Sequence[Series]) -> list[Series]:
    """Return the series that the subsections of a section form."""
    if not section.sections:
        return []
    return section_series(section.sections, draft.readings, draft.words, _expected(draft, heading, said, parts))


def _expected(draft: Draft, heading: str | None, said: str | None, parts: Sequence[Series]) -> Expected:
    """Return what heading (or title) and prose say about items that unnumbered headings may be.

    The last paragraph announces them by its words; an earlier one does if it names them and ends in a colon.
    """
    words = draft.words
    counts = (claims(said, words) if said else ()) or (claims(heading, words) if heading else ())
    prose = (draft.blocks[part.items[0].head].text for part in parts if part.form == "block")
    announced = bool(said and cues.announces(said, words)) or any(t.endswith(COLONS) and kind_of(t, words) for t in prose)
    return Expected(announced, counts[0].value if counts else None, cues.is_how_to(heading, words))


def _titles(draft: Draft, text: str, parts: Sequence[Series], place: int) -> bool:
    """Return whether a heading titles the only group below it: it says what the items are, or there is hardly anything else."""
    named = bool(claims(text, draft.words)) or is_faq(text, draft.words)
    return named or place == len(parts) - 1 or kinds.names_items(text, draft.words)


def _follows_materials(draft: Draft, heading: str, above: Sequence[Series], group: Series) -> bool:
    """Return whether only the list of materials that the heading names is above a group, which has no lead-in of its own."""
    if len(above) > 1 or above[0].form == "block" or above[0].lead is not None or group.lead is not None:
        return False
    return cues.names_materials(heading, draft.words)


def _is_head(draft: Draft, lead: int | None) -> bool:
    """Return whether a lead-in is a heading except for its level: "Method:"."""
    return lead is not None and len(draft.blocks[lead].text.split()) <= _LONGEST_HEAD
