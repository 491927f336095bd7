"""Blocks that stand under one heading to the runs they form: lists, steps told in prose, typed questions and answers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from seedkit.language.counts import Claim, claims
from seedkit.language.lexicon import Lexicon
from seedkit.model.block import Reading

MAX_DEPTH = 16
"""Lists nested deeper are read as if they stood at this depth."""

_LIST = ("bullet", "ordered")
_MAX_DETAIL = 3
"""How many blocks may stand between two bullets of one list."""


class Entry(NamedTuple):
    """One item of a run: the block that opens it, and the blocks that belong to it besides."""

    head: int
    content: tuple[int, ...]


class _Told(NamedTuple):
    """Places in a row of blocks, in order: of paragraphs that open with a word of order, and of what no telling runs over."""

    openings: Sequence[int]
    bounds: Sequence[int]


class Segment(NamedTuple):
    """A block on its own (``kind`` ``"block"``, one entry), or a run of items.

    ``lead`` is the index of the paragraph that leads a list in. ``claim`` is the count that announces items told in prose.
    """

    kind: Literal["block", "checklist", "ordered", "prose", "faqs"]
    entries: tuple[Entry, ...]
    lead: int | None = None
    claim: Claim | None = None

    def last(self) -> int:
        """Return the index of its last reading."""
        entry = self.entries[-1]
        return entry.content[-1] if entry.content else entry.head


def segments(blocks: Sequence[int], readings: Sequence[Reading], words: Lexicon) -> list[Segment]:
    """Return the runs that ``blocks`` (indices of readings, none a heading with a level) form, in order.

    Every block is in one, but those without words, table or image (an empty item of a list), which say nothing.
    """
    blocks = [i for i in blocks if readings[i].block.text or readings[i].block.rows or readings[i].block.src]
    if not blocks:
        return []
    out: list[Segment] = []
    chain_ends = {readings[i].chain: place for place, i in enumerate(blocks) if readings[i].role == "ordered"}
    told = _Told(
        [place for place, i in enumerate(blocks) if _tells(readings[i], words)],
        [place for place, i in enumerate(blocks) if readings[i].role in (*_LIST, "question")],
    )
    at = 0
    while at < len(blocks):
        role = readings[blocks[at]].role
        kind: Literal["checklist", "ordered"]
        if role == "bullet":
            kind = "checklist"
            entries, at = _bullets(blocks, readings, at)
        elif role == "ordered":
            kind = "ordered"
            entries, at = _numbers(blocks, readings, words, at, chain_ends)
        elif role == "question":
            entries, at = _questions(blocks, readings, at)
            out.append(Segment("faqs", tuple(entries)))
            continue
        else:
            out.append(Segment("block", (Entry(blocks[at], ()),)))
            prose = _prose(blocks, readings, words, at, told)
            at += 1
            if prose is not None:
                segment, at = prose
                out.append(segment)
            continue
        said = next((pin.run for entry in entries if (pin := readings[entry.head].block.pin) and pin.run), None)
        if said == "prose":
            for entry in entries:
                out += [Segment("block", (Entry(entry.head, ()),)), *segments(entry.content, readings, words)]
            continue
        if said is not None:
            kind = "checklist" if said == "checklist" else "ordered"
        lead = None
        if out and out[-1].kind == "block" and leads_in(readings, out[-1].entries[0].head, words):
            lead = out.pop().entries[0].head
        out.append(Segment(kind, tuple(entries), lead))
    return out


def leads_in(readings: Sequence[Reading], index: int, words: Lexicon) -> bool:
    """Return whether a paragraph leads in the list behind it: it ends in a colon, or is one sentence with a word that announces."""
    reading = readings[index]
    if reading.role not in ("paragraph", "answer"):
        return False
    text = reading.block.text
    if text.endswith((":", ":*", "…", "...")):
        return True
    return len(text) <= 120 and text.count(". ") == 0 and (not text.endswith((".", "!", "?")) or announces(text, words))


@lru_cache(maxsize=64)  # asked of the same paragraph for every run below it
def announces(text: str, words: Lexicon) -> bool:
    """Return whether the last sentence of ``text`` says that something follows."""
    lowered = text.lower().replace("’", "'")
    if lowered.endswith(":"):
        return True
    tail = lowered[max(lowered.rfind(". ", 0, len(lowered) - 1), lowered.rfind("! "), lowered.rfind("? ")) + 1 :]
    return any(cue in tail for cue in words.announcements)


def opens_conclusion(text: str, words: Lexicon) -> bool:
    """Return whether a paragraph begins as closing prose does."""
    return text[:60].lower().replace("’", "'").startswith(words.conclusion_openings)


def _depth(reading: Reading) -> int:
    return min(reading.depth or 1, MAX_DEPTH)


def _inside(reading: Reading, item: Reading) -> bool:
    """Whether a block with no marker of its own is set inside a list item, by markup or by indent."""
    if reading.block.depth is not None:
        return reading.block.depth >= (item.depth or 1)
    return item.block.marker is not None and reading.block.indent > item.block.indent


def _bullets(blocks: Sequence[int], readings: Sequence[Reading], at: int) -> tuple[list[Entry], int]:
    """Collect one bullet list, nested items in the content of those above them. Prose between two bullets is the first one's detail
    where every item of the list has some."""
    base = readings[blocks[at]]
    depth = _depth(base)
    entries: list[Entry] = []
    longest = 0
    while at < len(blocks):
        here = readings[blocks[at]]
        if here.role != "bullet" or _depth(here) < depth or (_depth(here) == depth and here.block.group != base.block.group):
            break
        item, content, at = blocks[at], [], at + 1
        while at < len(blocks) and (
            (readings[blocks[at]].role in _LIST and _depth(readings[blocks[at]]) > depth)
            or (readings[blocks[at]].role not in _LIST and _inside(readings[blocks[at]], readings[item]))
        ):
            content.append(blocks[at])
            at += 1
        gap = _gap(blocks, readings, at)
        follows = at + gap < len(blocks) and _continues(readings[blocks[at + gap]], base)
        detailed = longest > 0 or not entries
        if gap and follows and detailed and gap <= _MAX_DETAIL:
            longest = max(longest, gap)
            content += blocks[at : at + gap]
            at += gap
        elif gap and not follows and longest:
            taken = min(gap, longest)
            content += blocks[at : at + taken]
            at += taken
            entries.append(Entry(item, tuple(content)))
            break
        elif gap or (longest and follows):
            entries.append(Entry(item, tuple(content)))
            break
        entries.append(Entry(item, tuple(content)))
    return entries, at


def _gap(blocks: Sequence[int], readings: Sequence[Reading], at: int) -> int:
    """How many paragraphs stand from ``at`` on before the next list item or lead-in, counted no further than matters."""
    gap = 0
    while at + gap < len(blocks) and gap <= _MAX_DETAIL:
        reading = readings[blocks[at + gap]]
        if reading.role not in ("paragraph", "answer", "quote", "code", "image", "table") or reading.block.text.endswith(":"):
            break
        gap += 1
    return gap


def _continues(reading: Reading, base: Reading) -> bool:
    a, b = reading.block, base.block
    return (
        reading.role == "bullet"
        and _depth(reading) == _depth(base)
        and a.group == b.group
        and (a.marker is None or b.marker is None or a.marker.style == b.marker.style)
    )


def _numbers(
    blocks: Sequence[int], readings: Sequence[Reading], words: Lexicon, at: int, chain_ends: dict[int | None, int]
) -> tuple[list[Entry], int]:
    """Collect the members of one numbering chain. What stands between two of them belongs to the first; what stands behind the
    last one does where the others had prose of their own, too."""
    base = readings[blocks[at]]
    entries: list[Entry] = []
    last = chain_ends.get(base.chain, at)
    while at <= last:
        item, content, at = blocks[at], [], at + 1
        while at <= last and not (readings[blocks[at]].role == "ordered" and readings[blocks[at]].chain == base.chain):
            content.append(blocks[at])
            at += 1
        entries.append(Entry(item, tuple(content)))
    tail = readings[entries[-1].head]
    longest = max((_prose_count(entry, readings) for entry in entries[:-1]), default=0)
    bullets = any(readings[i].role == "bullet" for entry in entries[:-1] for i in entry.content)
    content = list(entries[-1].content)
    taken = 0
    while at < len(blocks):
        here = readings[blocks[at]]
        if here.role in _LIST:
            below = (
                _depth(here) > _depth(tail)
                or _is_numbered_below(here, tail)
                or (here.role == "bullet" and (bullets or tail.block.text.endswith(":")))
            )
        elif _inside(here, tail):
            below = True
        else:
            below = taken < longest and here.role != "question" and not opens_conclusion(here.block.text, words)
            taken += 1
        if not below:
            break
        content.append(blocks[at])
        at += 1
    entries[-1] = Entry(entries[-1].head, tuple(content))
    return entries, at


def _is_numbered_below(reading: Reading, item: Reading) -> bool:
    """Whether a number goes on from that of the item: 2.1 from 2."""
    marker, above = reading.block.marker, f"{item.ordinal}."
    return marker is not None and marker.label.startswith(above) and marker.label[len(above) : len(above) + 1].isdigit()


def _prose_count(entry: Entry, readings: Sequence[Reading]) -> int:
    return sum(readings[i].role not in _LIST for i in entry.content)


def _questions(blocks: Sequence[int], readings: Sequence[Reading], at: int) -> tuple[list[Entry], int]:
    """Collect typed questions with their answers. An answer goes on until the next question."""
    entries: list[Entry] = []
    while at < len(blocks) and readings[blocks[at]].role == "question":
        item, content, at = blocks[at], [], at + 1
        while at < len(blocks) and readings[blocks[at]].role != "question":
            content.append(blocks[at])
            at += 1
        entries.append(Entry(item, tuple(content)))
    return entries, at


@cache
def _openings(words: Lexicon) -> tuple[str, ...]:
    """Openings as they are printed. A bare "second" needs its comma: "second best" tells nothing in order."""
    bare = {word for word, number in words.ordinals.items() if number > 1}
    return tuple(f"{w}{end}" for w in words.sequence_openings for end in (",", ":", *(() if w in bare else (" ",))))


def _prose(blocks: Sequence[int], readings: Sequence[Reading], words: Lexicon, at: int, told: _Told) -> tuple[Segment, int] | None:
    """Find the items that the paragraph at ``at`` announces by a count and the paragraphs behind it tell in order.

    As many paragraphs as announced must begin with a word of order, the first of them right behind the announcement.
    """
    first = bisect_left(told.openings, at + 1)
    if first == len(told.openings) or told.openings[first] != at + 1 or readings[blocks[at]].role not in ("paragraph", "answer"):
        return None
    claim = next(iter(reversed(claims(readings[blocks[at]].block.text, words))), None)
    if claim is None or first + claim.value > len(told.openings):
        return None
    end = told.openings[first + claim.value - 1] + 1
    bound = bisect_left(told.bounds, at)
    if bound < len(told.bounds) and told.bounds[bound] < end:
        return None
    bounds = [*told.openings[first : first + claim.value], end]
    entries = tuple(Entry(blocks[a], tuple(blocks[a + 1 : b])) for a, b in pairwise(bounds))
    return Segment("prose", entries, claim=claim), end


def _tells(reading: Reading, words: Lexicon) -> bool:
    return reading.role in ("paragraph", "answer") and reading.block.text[:24].lower().startswith(_openings(words))
