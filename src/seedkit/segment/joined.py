"""Lines that belong together as one block."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from seedkit.model.block import Block, BlockKind, Marker
from seedkit.model.line import Line
from seedkit.model.source import INVISIBLE, Place

GAPS = ("  ", *(sign for sign in map(chr, range(0x3001)) if sign.isspace() and sign not in " \r\n"))
"""What is collapsed in a line: two spaces, and any other white space."""


def joined(text: str, lines: Sequence[Line], kind: BlockKind, marker: Marker | None = None, gaps: Sequence[str] = GAPS) -> Block:
    """Return ``lines`` as a block. Its text begins after its marker; symbols before each line, such as quotation markers, are left
    out. ``gaps`` are those of ``GAPS`` that occur in the text."""
    head, last = lines[0], lines[-1]
    start = head.start
    if marker:
        start = marker.end
        while text[start].isspace() or text[start] in INVISIBLE:
            start += 1
    places: tuple[Place, ...] | None = None
    each: tuple[Place, ...] = ()
    words = text[start : last.end]
    if len(lines) > 1:
        if ">" in words and any(text[above.end : line.start].strip() for above, line in pairwise(lines)):
            places = tuple(Place(max(start, line.start), line.end) for line in lines if line.end > start)
            words = " ".join(text[place.start : place.end] for place in places)
        each = tuple([Place(line.start, line.end) for line in lines])
    if each or any(map(words.__contains__, gaps)):
        words = " ".join(words.split())
    return Block(
        kind, head.start, last.end, words, start, last.end, head.number, last.number,
        marker, head.indent, head.blank_before, places, each,
    )  # fmt: skip
