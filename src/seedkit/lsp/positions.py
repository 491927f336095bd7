"""Offsets in a text and the positions of the protocol: lines, and characters in the unit that was negotiated with the editor."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from itertools import accumulate

from lsprotocol.types import Position, PositionEncodingKind, Range

_BREAK = re.compile(r"\r\n|\n|\r")


class Positions:
    """The positions in a text. Lines end at LF, CR LF or CR, as the protocol says, whatever the article's own lines are."""

    def __init__(self, text: str, encoding: PositionEncodingKind | str | None = PositionEncodingKind.Utf16) -> None:
        self._length = len(text)
        breaks = [found.span() for found in _BREAK.finditer(text)]
        self._starts = [0, *(end for _, end in breaks)]
        self._stops = [*(start for start, _ in breaks), len(text)]
        self._units = _units(text, encoding)

    def position(self, offset: int) -> Position:
        """Return the position of the code point at ``offset``; an offset inside a line end is the end of its line."""
        line = bisect_right(self._starts, offset) - 1
        return Position(line, self._unit(min(offset, self._stops[line])) - self._unit(self._starts[line]))

    def range(self, start: int, end: int) -> Range:
        """Return the range of ``[start, end)``."""
        return Range(self.position(start), self.position(end))

    def offset(self, position: Position) -> int:
        """Return the offset of a position; one after the end of a line or of the text is that end, one inside a character is its
        beginning."""
        if position.line >= len(self._starts):
            return self._length
        start, stop = self._starts[position.line], self._stops[position.line]
        if self._units is None:
            return min(start + position.character, stop)
        return min(bisect_right(self._units, self._units[start] + position.character) - 1, stop)

    def line(self, offset: int) -> Range:
        """Return the range of the line that contains ``offset``, without its line end."""
        line = bisect_right(self._starts, offset) - 1
        return self.range(self._starts[line], self._stops[line])

    def _unit(self, offset: int) -> int:
        return offset if self._units is None else self._units[offset]


def _units(text: str, encoding: PositionEncodingKind | str | None) -> array[int] | None:
    """Return the number of units before each offset, ``None`` if that is the offset itself."""
    if encoding == PositionEncodingKind.Utf32 or text.isascii():
        return None
    bounds = ("\x7f", "\u07ff", "\uffff") if encoding == PositionEncodingKind.Utf8 else ("\uffff",)
    if max(text) <= bounds[0]:
        return None
    return array("Q", accumulate((1 + bisect_left(bounds, character) for character in text), initial=0))
