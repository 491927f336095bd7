"""Pins to the blocks that they refer to. A block is identified by its words; a pin that matches none, or several, is reported."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from seedkit.corrections.candidates import Spot, Spots, alike
from seedkit.model.block import Block, Pin, UnmatchedPin
from seedkit.model.source import Place, Source

_NO_WORDS = ("code", "table", "image")
"""Kinds of blocks that can only be set aside."""
_MANY = 50
"""Maximum number of spots with the same words; neighbors cannot distinguish more."""
_SHOWN = 5  # lines named in a message
_LONGEST = 200
"""Number of characters of a block that are compared with a quotation."""


def anchor(source: Source, blocks: Sequence[Block], pins: Sequence[Pin]) -> tuple[tuple[Block, ...], list[UnmatchedPin]]:
    """Return the blocks, each with its pin, and the unmatched pins.

    A line of plain text that a pin gives a role becomes a block of its own. If a pin quotes neighbors, one of them must still be
    next to its words, possibly edited, or all of them unchanged if the words occur several times. Edited words are recognized by
    both neighbors.
    """
    finder = _Finder(source, blocks, pins)
    found: list[tuple[Pin, Spot]] = []
    unmatched: list[UnmatchedPin] = []
    for pin in pins:
        spot = finder.find(pin)
        if isinstance(spot, UnmatchedPin):
            unmatched.append(spot)
        else:
            found.append((pin, spot if pin.role is not None else spot._replace(part=None)))
    single = _uncontradicted(blocks, found, unmatched)
    cut: defaultdict[int, dict[int | None, Pin]] = defaultdict(dict)
    for pin, spot in single:
        cut[spot.block][spot.part] = pin
    out: list[Block] = []
    for index, block in enumerate(blocks):
        out += _pinned(source, block, cut[index]) if index in cut else (block,)
    return tuple(out), unmatched


def _uncontradicted(
    blocks: Sequence[Block], found: Sequence[tuple[Pin, Spot]], unmatched: list[UnmatchedPin]
) -> list[tuple[Pin, Spot]]:
    """Return the pins that are the only ones of their block, line or title and may apply; others fail."""
    speaking = Counter(spot.block for _, spot in found)
    whole = {spot.block for _, spot in found if spot.part is None}
    lines = Counter((spot.block, spot.part) for _, spot in found)
    titles = sum(pin.role == "title" for pin, _ in found)
    out = []
    for pin, spot in found:
        block = blocks[spot.block]
        why = None
        if block.kind in _NO_WORDS and pin.role not in (None, "residue"):
            why = f"reads line {spot.line} as {pin.role}, but it is {block.kind}"
        elif lines[spot.block, spot.part] > 1 or (speaking[spot.block] > 1 and spot.block in whole):
            why = f"matches line {spot.line}, as does another pin; keep one of them"
        elif pin.role == "title" and titles > 1:
            why = f"reads line {spot.line} as the title, but another pin names another line; keep one of them"
        if why is None:
            out.append((pin, spot))
        else:
            unmatched.append(UnmatchedPin(pin, why, Place(block.text_start, block.text_end)))
    return out


class _Finder:
    """Finds the spots that pins refer to, in time that grows with the article plus the pins, not with their product."""

    def __init__(self, source: Source, blocks: Sequence[Block], pins: Iterable[Pin]) -> None:
        self._spots = Spots(source, blocks)
        self._exact: defaultdict[str, list[Spot]] = defaultdict(list)
        self._between: defaultdict[tuple[str, str], list[Spot]] = defaultdict(list)
        wholes, parts = list(self._spots.wholes()), list(self._spots.parts())
        for spot in wholes:
            for words in {spot.words, *_printed(source, blocks[spot.block], spot.words)}:
                self._exact[words].append(spot)
        for spot in parts:
            self._exact[spot.words].append(spot)
        for spot in (*wholes, *parts):
            self._between[self._spots.prefix(spot), self._spots.suffix(spot)].append(spot)
        self._sorted: list[tuple[str, int]] = []
        if any(pin.begins for pin in pins):
            self._sorted = sorted(
                (words[:_LONGEST], number)
                for number, spot in enumerate(wholes)
                for words in (spot.words, *_numbered(blocks[spot.block], spot.words))
            )
        self._wholes = wholes

    def find(self, pin: Pin) -> Spot | UnmatchedPin:
        """Return the spot that a pin refers to, or why there is none."""
        same = self._same(pin)
        if not same:
            edited = self._edited(pin)
            return edited if edited is not None else UnmatchedPin(pin, f"quotes “{pin.text}”, which does not appear in the article")
        fitting = [spot for spot in same if self._fits(pin, spot, alone=len(same) == 1)]
        if len(fitting) == 1:
            return fitting[0]
        lines = _lines(same)
        if len(same) == 1:
            why = f"quotes “{pin.text}”, which appears on {lines}, but between other words than quoted"
        else:
            why = f"quotes “{pin.text}”, which appears on {lines}; quote the words before it as `prefix` or after it as `suffix`"
        block = self._spots.blocks[same[0].block]
        return UnmatchedPin(pin, why, Place(block.text_start, block.text_end))

    def _same(self, pin: Pin) -> list[Spot]:
        """The spots with the words that a pin quotes: blocks, or, if no block matches, lines."""
        if pin.begins:
            first = bisect_left(self._sorted, (pin.text, -1))
            rows = self._sorted[first : first + _MANY]
            return [self._wholes[number] for words, number in rows if words.startswith(pin.text)]
        spots = self._exact.get(pin.text, [])[:_MANY]
        return [spot for spot in spots if spot.part is None] or spots

    def _fits(self, pin: Pin, spot: Spot, *, alone: bool) -> bool:
        """Whether the quoted neighbors are next to a spot: if it is ``alone``, one of them, possibly edited; otherwise all."""
        beside = []
        if pin.prefix is not None:
            beside.append((pin.prefix, self._spots.before(spot, len(pin.prefix) or 1)))
        if pin.suffix is not None:
            beside.append((pin.suffix, self._spots.behind(spot, len(pin.suffix) or 1)))
        if alone:
            return not beside or any(alike(quoted, words) for quoted, words in beside)
        return bool(beside) and all(quoted == words for quoted, words in beside)

    def _edited(self, pin: Pin) -> Spot | None:
        """The one spot between both quoted neighbors with similar words."""
        if pin.prefix is None or pin.suffix is None:
            return None
        near = self._between.get((pin.prefix, pin.suffix), [])[:_MANY]
        edited = [spot for spot in near if alike(pin.text, spot.words[: len(pin.text)] if pin.begins else spot.words)]
        return edited[0] if len(edited) == 1 else None


def _numbered(block: Block, words: str) -> Iterable[str]:
    """The words after their marker, as a pin may quote them."""
    return (f"{block.marker.label} {words}",) if block.marker is not None else ()


def _printed(source: Source, block: Block, words: str) -> Iterable[str]:
    """The words with their marker, and as they are written in markup."""
    written = " ".join(source.text[block.start : block.end].split()) if block.end - block.start <= _LONGEST else words
    return (*_numbered(block, words), written)


def _lines(spots: Sequence[Spot]) -> str:
    numbers = sorted({spot.line for spot in spots})
    shown = [*map(str, numbers[:_SHOWN]), *["more"] * (len(numbers) > _SHOWN)]
    return f"line {shown[0]}" if len(shown) == 1 else f"lines {', '.join(shown[:-1])} and {shown[-1]}"


def _pinned(source: Source, block: Block, pins: dict[int | None, Pin]) -> Iterable[Block]:
    """Return a block with its pin, or the blocks into which its pinned lines split it."""
    if None in pins or not pins:
        return (block._replace(pin=pins.get(None)),)
    cuts = sorted({0, len(block.lines), *(edge for part in pins if part is not None for edge in (part, part + 1))})
    return [_piece(source, block, first, last)._replace(pin=pins.get(first)) for first, last in pairwise(cuts)]


def _piece(source: Source, block: Block, first: int, last: int) -> Block:
    """Return the lines ``[first, last)`` of a block as a block of their own."""
    start = block.start if first == 0 else block.lines[first].start
    text_start = block.text_start if first == 0 else start
    end = block.lines[last - 1].end
    piece = block._replace(
        start=start, end=end, text_start=text_start, text_end=end, text=" ".join(source.text[text_start:end].split()),
        line=block.line + first, line_end=block.line + last - 1, lines=block.lines[first:last],
    )  # fmt: skip
    return piece if first == 0 else piece._replace(kind="text", marker=None, blank_before=0)
