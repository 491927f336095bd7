"""Sections and blocks to series of items: ``FINDERS`` lists the forms that a series may have."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple, get_args

from seedkit.extract.sections import Section, opens_section
from seedkit.language import cues
from seedkit.language.counts import Claim, claims
from seedkit.language.headings import is_faq
from seedkit.language.lexicon import Lexicon
from seedkit.language.signs import COLONS, QUESTION_MARKS
from seedkit.model.block import GROUPS, SAMPLE, Reading, Role, RunKind

MAX_DEPTH = 16
"""Maximum nesting of lists; deeper ones are read as if they were at this depth."""

_LIST = ("bullet", "ordered")
_PROSE = ("paragraph", "answer")
_CHAINED = frozenset[Role](("ordered", "heading", "question"))
"""Roles of readings that may be in a numbering chain."""
_MAX_DETAIL = 3
"""Maximum number of blocks between two bullets of one list."""

Form = Literal["block", "section", "numbered", "bulleted", "asked", "headed", "told"]
"""The form of a series: single (a lone ``block`` or ``section``); with numbers or bullets; questions; below headings without
numbers; paragraphs that follow the announcement of their count in order."""


class Series(NamedTuple):
    """Neighbors in a row that are the items of one series, or one of them that is not an item.

    ``lead`` is the index of the paragraph that introduces a list. ``claim`` is the count that announces items ``told`` in order.
    """

    form: Form
    items: Sequence[Section]
    lead: int | None = None
    claim: Claim | None = None


class Expected(NamedTuple):
    """What an article says about the items that headings without numbers may be: that they follow, how many, how to do
    something."""

    announced: bool = False
    declared: int | None = None
    how_to: bool = False


class _Row:
    """Sections or blocks next to each other, each with its reading, and the series found among them so far.

    ``headed`` says whether they are sections or blocks. Headings without numbers before the index ``refused`` are not items.
    """

    def __init__(
        self, items: Sequence[Section], readings: Sequence[Reading], words: Lexicon, expected: Expected, *, headed: bool
    ) -> None:
        self.items = items
        self.all_readings = readings
        self.words = words
        self.expected = expected
        self.headed = headed
        self.readings = [readings[item.head] for item in items]
        self.roles = [reading.role for reading in self.readings]
        self.chains = [_chain(reading) for reading in self.readings] if not _CHAINED.isdisjoint(self.roles) else []
        self.last = {chain: place for place, chain in enumerate(self.chains)}
        told = enumerate(self.roles)
        self.openings = [k for k, role in told if role in _PROSE and cues.tells_in_order(self.readings[k].block.text, words)]
        self.bounds = [k for k, role in enumerate(self.roles) if role in (*_LIST, "question")] if self.openings else []
        self.found: list[Series] = []
        self.numbered = False
        self.refused = 0

    def role(self, place: int) -> str | None:
        """Return the role of a reading; ``None`` at the end of the row."""
        return self.roles[place] if place < len(self.roles) else None

    def collect(self, start: int, end: int) -> Section:
        """Return the item at ``start`` with everything up to ``end``."""
        item, others = self.items[start], self.items[start + 1 : end]
        if self.headed:
            return Section(item.head, item.blocks, [*item.sections, *others])
        return Section(item.head, [other.head for other in others])


def series(section: Section, readings: Sequence[Reading], words: Lexicon) -> list[Series]:
    """Return the series that the blocks of a section form, then those of its subsections, in order.

    Every block and subsection is in one, except blocks without words, table or image, such as an empty list item.
    """
    return [*block_series(section.blocks, readings, words), *section_series(section.sections, readings, words)]


def block_series(blocks: Sequence[int], readings: Sequence[Reading], words: Lexicon) -> list[Series]:
    """Return the series that ``blocks`` (indices of readings that do not open a section) form."""
    said = [Section(i) for i in blocks if _has_content(readings, i)]
    return _series(_Row(said, readings, words, Expected(), headed=False)) if said else []


def _has_content(readings: Sequence[Reading], at: int) -> bool:
    block = readings[at].block
    if block.text or block.rows or block.src:
        return True
    return readings[at].role == "ordered" and at + 1 < len(readings) and readings[at + 1].role == "image"


def section_series(
    sections: Sequence[Section], readings: Sequence[Reading], words: Lexicon, expected: Expected | None = None
) -> list[Series]:
    """Return the series that neighboring ``sections`` form."""
    return _series(_Row(sections, readings, words, expected or Expected(), headed=True)) if sections else []


def pinned_items(series: Series, readings: Sequence[Reading]) -> RunKind | None:
    """Return what an editor calls a series, through one of its items; ``None`` if no pin does. Sections can only be a group."""
    for item in series.items:
        pin = readings[item.head].block.pin
        run = pin.run if pin is not None else None
        if run is not None and run != SAMPLE and (run in GROUPS or not opens_section(readings[item.head])):
            return run
    return None


def _series(row: _Row) -> list[Series]:
    at = 0
    alone: Form = "section" if row.headed else "block"
    while at < len(row.items):
        role = row.roles[at]
        for finder in _BY_ROLE[role] if row.openings or role not in _PROSE else ():
            if found := finder.take(row, at):
                _add(row, Series(finder.form, found.items, claim=found.claim))
                at = found.end
                break
        else:
            row.found.append(Series(alone, row.items[at : at + 1]))
            at += 1
    return row.found


def _add(row: _Row, series: Series) -> None:
    """Add a series, with the paragraph above as its lead-in if it is one; prose in list form is dissolved into blocks."""
    found = row.found
    if series.form in ("bulleted", "numbered"):
        if pinned_items(series, row.all_readings) == "prose":
            for item in series.items:
                found.append(Series("block", (Section(item.head),)))
                found += block_series(item.blocks, row.all_readings, row.words)
            return
        above = row.all_readings[found[-1].items[0].head] if found and found[-1].form == "block" else None
        if above is not None and above.role in _PROSE and cues.leads_in(above.block.text, row.words):
            series = series._replace(lead=found.pop().items[0].head)
    row.numbered = row.numbered or series.form == "numbered"
    found.append(series)


# --- how items are found ---------------------------------------------------------------------------------------------


class _Items(NamedTuple):
    """The items of a series, the index after the last of them in the row, and the count that announces them."""

    items: Sequence[Section]
    end: int
    claim: Claim | None = None


def _chain(reading: Reading) -> tuple[int | None] | None:
    """Return the numbering chain of a numbered heading, or of a numbered block, which may have none."""
    if reading.role == "ordered":
        return (reading.chain,)
    return None if reading.ordinal is None or reading.chain is None or not opens_section(reading) else (reading.chain,)


def _numbered(row: _Row, at: int) -> _Items | None:
    """Collect the members of one numbering chain. Content between two of them belongs to the first; content after the last belongs
    to it if the others have prose of their own."""
    chain = row.chains[at]
    if chain is None:
        return None
    places = [k for k in range(at, row.last[chain] + 1) if row.chains[k] == chain]
    items = [row.collect(start, end) for start, end in pairwise(places)]
    inside = [[row.all_readings[i].role for i in item.blocks] for item in items]
    longest = max((sum(role not in _LIST for role in roles) for roles in inside), default=0)
    end = _tail(row, places[-1], longest, bullets=any("bullet" in roles for roles in inside))
    return _Items([*items, row.collect(places[-1], end)], end)


def _tail(row: _Row, last: int, longest: int, *, bullets: bool) -> int:
    """Return the index after the last block of the item at ``last``, given that the items before it have up to ``longest`` blocks
    of prose, and possibly ``bullets``."""
    readings, tail = row.readings, row.readings[last]
    taken = 0
    for at in range(last + 1, last + 1 if row.headed else len(readings)):
        reading = readings[at]
        if reading.role in _LIST:
            below = (
                _depth(reading) > _depth(tail)
                or _is_numbered_below(reading, tail)
                or (reading.role == "bullet" and (bullets or tail.block.text.endswith(COLONS)))
            )
        elif _is_inside(reading, tail):
            below = True
        else:
            below = taken < longest and reading.role != "question" and not cues.opens_conclusion(reading.block.text, row.words)
            taken += 1
        if not below:
            return at
    return last + 1 if row.headed else len(readings)


def _is_numbered_below(reading: Reading, item: Reading) -> bool:
    """Return whether a number is a subdivision of the item's number: 2.1 of 2."""
    marker, above = reading.block.marker, f"{item.ordinal}."
    return marker is not None and marker.label.startswith(above) and marker.label[len(above) : len(above) + 1].isdigit()


def _is_inside(reading: Reading, item: Reading) -> bool:
    """Return whether a block without a marker is inside a list item, by markup or by indent."""
    if reading.block.depth is not None:
        return reading.block.depth >= (item.depth or 1)
    return item.block.marker is not None and reading.block.indent > item.block.indent


def _depth(reading: Reading) -> int:
    return min(reading.depth or 1, MAX_DEPTH)


def _bulleted(row: _Row, at: int) -> _Items:
    """Collect one bullet list, with nested items in the content of their parents. Prose between two bullets is detail of the first
    if every item of the list has some, or if the markup states that both are steps of one series."""
    readings, base = row.readings, row.readings[at]
    depth = _depth(base)
    items: list[Section] = []
    longest = 0
    while row.role(at) == "bullet" and _depth(readings[at]) >= depth:
        if _depth(readings[at]) == depth and readings[at].block.group != base.block.group:
            break
        start = at
        at += 1
        while at < len(readings) and (
            _depth(readings[at]) > depth if readings[at].role in _LIST else _is_inside(readings[at], readings[start])
        ):
            at += 1
        if base.block.purpose == "steps" and (end := _next_stated(row, at, base)) is not None:
            at = end
            items.append(row.collect(start, at))
            continue
        gap = _gap(readings, at)
        follows = at + gap < len(readings) and _goes_on(readings[at + gap], base)
        ends = False
        if gap and follows and gap <= _MAX_DETAIL and (longest or not items):
            longest = max(longest, gap)
            at += gap
        elif gap and not follows and longest:
            at += min(gap, longest)
            ends = True
        elif gap or (longest and follows):
            ends = True
        items.append(row.collect(start, at))
        if ends:
            break
    return _Items(items, at)


def _next_stated(row: _Row, at: int, base: Reading) -> int | None:
    """Return the index of the next step that the markup states to be in the same series as ``base``, if everything in between
    belongs to the step above; ``None`` if there is other content or a lead-in between the two."""
    end = at
    while row.role(end) not in (*_LIST, "question", None):
        end += 1
    if row.role(end) != "bullet" or not _goes_on(row.readings[end], base):
        return None
    return None if end > at and row.role(end - 1) in _PROSE and _leads(row.readings[end - 1], row.words) else end


def _leads(reading: Reading, words: Lexicon) -> bool:
    return reading.block.strong or cues.leads_in(reading.block.text, words)


def _gap(readings: Sequence[Reading], at: int) -> int:
    """Return the number of paragraphs from ``at`` to the next list item or lead-in, counted no further than needed."""
    gap = 0
    for reading in readings[at : at + _MAX_DETAIL + 1]:
        if reading.role not in (*_PROSE, "quote", "code", "image", "table") or reading.block.text.endswith(COLONS):
            break
        gap += 1
    return gap


def _goes_on(reading: Reading, base: Reading) -> bool:
    a, b = reading.block, base.block
    return (
        reading.role == "bullet"
        and _depth(reading) == _depth(base)
        and a.group == b.group
        and (a.marker is None or b.marker is None or a.marker.style == b.marker.style)
    )


def _asked(row: _Row, at: int) -> _Items:
    """Collect questions with their answers: the content below their headings, or all blocks to the next typed question."""
    items: list[Section] = []
    while row.role(at) == "question":
        start = at
        at += 1
        while not row.headed and row.role(at) not in ("question", None):
            at += 1
        if row.role(at) is None and items and row.readings[start].block.marker is not None:
            at = _tail(row, start, max(len(item.blocks) for item in items), bullets=True)
        items.append(row.collect(start, at))
    return _Items(items, at)


def _headed(row: _Row, at: int) -> _Items | None:
    """Collect headings without numbers that are items, in a row without numbered headings: the markup or an editor says so, or the
    article announces items, or it explains how to do something and they say what to do."""
    if row.headed and row.readings[at].block.purpose == "steps":
        return _headings_stated(row, at)
    if not row.headed or at < row.refused or not _may_be_headed(row, at) or row.numbered:
        return None
    end = at + 1
    while end < len(row.items) and _may_be_headed(row, end):
        end += 1
    row.refused = end  # as items, and so is each of their parts
    return _Items(row.items[at:end], end) if _are_items(row.readings[at:end], row.expected, row.words) else None


def _headings_stated(row: _Row, at: int) -> _Items:
    """Collect headings that the markup states to be steps, each with the sections up to the next one."""
    places = [at]
    for place in range(at + 1, len(row.items)):
        if row.readings[place].block.purpose == "steps":
            places.append(place)
        elif not _may_be_headed(row, place):
            break
    end = places[-1] + 1
    return _Items([row.collect(start, stop) for start, stop in pairwise((*places, end))], end)


def _may_be_headed(row: _Row, at: int) -> bool:
    reading, words = row.readings[at], row.words
    text = reading.block.text
    if reading.role != "heading" or reading.ordinal is not None or text.endswith(QUESTION_MARKS):
        return False
    return not (cues.names_no_steps(text, words) or cues.is_conclusion(text, words) or is_faq(text, words))


def _are_items(headings: Sequence[Reading], expected: Expected, words: Lexicon) -> bool:
    if any(heading.block.pin is not None and heading.block.pin.run in GROUPS for heading in headings):
        return True
    if len(headings) < 2:
        return False
    if expected.declared is not None and abs(len(headings) - expected.declared) <= 1:
        return True
    telling = sum(cues.tells_to_do(heading.block.text, words) for heading in headings)
    if expected.announced:
        return 2 * telling >= len(headings)
    return expected.how_to and len(headings) >= 3 and 3 * telling >= 2 * len(headings)


def _told(row: _Row, at: int) -> _Items | None:
    """Collect the items that the paragraph above announces by a count, if as many paragraphs begin with an ordinal word."""
    first = bisect_left(row.openings, at)
    if row.openings[first : first + 1] != [at] or not row.found or row.found[-1].form != "block":
        return None
    above = row.readings[at - 1]
    announced = claims(above.block.text, row.words) if above.role in _PROSE else ()
    if not announced or first + announced[-1].value > len(row.openings):
        return None
    openings = row.openings[first : first + announced[-1].value]
    end = openings[-1] + 1
    bound = bisect_left(row.bounds, at)
    if bound < len(row.bounds) and row.bounds[bound] < end:
        return None
    return _Items([row.collect(a, b) for a, b in pairwise([*openings, end])], end, announced[-1])


class Finder(NamedTuple):
    """A form of series: the roles of readings that may begin one, and a function from an index of a row to the series there, if
    any."""

    form: Form
    roles: tuple[Role, ...]
    take: Callable[[_Row, int], _Items | None]


FINDERS = (
    Finder("numbered", tuple(_CHAINED), _numbered),
    Finder("bulleted", ("bullet",), _bulleted),
    Finder("asked", ("question",), _asked),
    Finder("headed", ("heading",), _headed),
    Finder("told", ("paragraph", "answer"), _told),
)
"""The forms of series, in the order in which they are tried. Anything else is a section or a block on its own."""
_BY_ROLE = {role: tuple(finder for finder in FINDERS if role in finder.roles) for role in get_args(Role)}
