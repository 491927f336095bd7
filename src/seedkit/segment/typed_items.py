"""Items typed into a paragraph of Markdown, one per line, with markers that the format does not recognize: "1.Lay", "(1)", "Step
1:", emojis, en dashes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice, pairwise, takewhile

from seedkit.language.lexicon import Lexicon
from seedkit.model import offsets
from seedkit.model.block import Block, Marker
from seedkit.model.source import INVISIBLE, Place, Source
from seedkit.segment import markers


def cut(source: Source, block: Block, lexicon: Lexicon) -> tuple[Block, ...]:
    """Return a paragraph as one block per item if its lines count on from its first, or from below one that ends in a colon, or if
    bullets precede all of its lines from there on.

    Lines without the next number continue the previous one. Any other block is returned unchanged.
    """
    runs = block.runs or ()
    if block.kind != "text" or block.marker or not any(run.start == run.end for run in runs):
        return (block,)
    firsts = [number for number, run in enumerate(runs) if not number or runs[number - 1].start == runs[number - 1].end]
    starts = list(_starts(source, block, firsts, lexicon))
    if len(starts) < 2:
        starts = _bulleted(source, block, firsts, lexicon)
    if len(starts) < 2:
        return (block,)
    words = offsets.words(source, block)
    return tuple(_part(source, block, words, first, end) for first, end in _spans(starts, len(runs)))


def _starts(source: Source, block: Block, firsts: list[int], lexicon: Lexicon) -> Iterator[int]:
    """Yield the runs that begin with a number, each one more than the last."""
    runs = block.runs or ()
    style, value = "", None
    for first in firsts:
        if value is None and first and source.text[runs[first - 2].end - 1] != ":":
            continue
        marker = _marker(source, block, first, lexicon)
        if marker is None or marker.value is None:
            continue
        if value is None or (marker.style == style and marker.value == value + 1):
            yield first
            style, value = marker.style, marker.value


def _bulleted(source: Source, block: Block, firsts: list[int], lexicon: Lexicon) -> list[int]:
    """Return the runs that begin with a bullet: those of all lines, except a first one that ends in a colon."""
    runs = block.runs or ()
    led_in = len(firsts) > 1 and source.text[runs[firsts[1] - 2].end - 1] == ":"
    found = firsts[led_in:]
    for first in found:
        marker = _marker(source, block, first, lexicon)
        if marker is None or marker.kind == "number" or marker.label.isascii():
            return []
    return found


def _marker(source: Source, block: Block, first: int, lexicon: Lexicon) -> Marker | None:
    """Return the marker that a line begins with, given the first of its runs; markup may be inside it."""
    said = takewhile(lambda run: run.start < run.end, islice(block.runs or (), first, None))
    line = "".join(source.text[slice(*run)] for run in said).lstrip(INVISIBLE)
    found = markers.find(line, 0, len(line), lexicon) if line else None
    return found and found.marker


def _spans(starts: list[int], end: int) -> Iterator[tuple[int, int]]:
    """Yield where the parts begin and end among the runs; what precedes the first number is a part of its own."""
    bounds = [*starts, end] if not starts[0] else [0, *starts, end]
    return pairwise(bounds)


def _part(source: Source, block: Block, words: offsets.Words, first: int, end: int) -> Block:
    """Return the runs ``[first, end)`` of a block as a block."""
    runs = list((block.runs or ())[first:end])
    while runs[-1].start == runs[-1].end:
        runs.pop()
    start, stop = runs[0].start, runs[-1].end
    begin, behind = bisect_left(words.starts, start), bisect_left(words.starts, stop)
    whole = Place(start if first else block.start, stop if end < len(block.runs or ()) else block.end)
    line, line_end = source.lines_of(*whole)
    return block._replace(
        start=whole.start,
        end=whole.end,
        text=words.text[begin:behind].strip(),
        text_start=start,
        text_end=stop,
        line=line,
        line_end=line_end,
        blank_before=0 if first else block.blank_before,
        runs=tuple(runs),
        links=tuple(link for link in block.links if start <= link.place.start < stop),
        lead=block.lead if start < block.lead <= stop else 0,
    )
