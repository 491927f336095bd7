"""A decoded article and positions in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Literal, NamedTuple

Syntax = Literal["plain", "signs", "tags"]
"""The kind of syntax: no markup, signs among the words (Markdown), or tags (HTML)."""

INVISIBLE = (
    "\xad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064"
    "\u2066\u2067\u2068\u2069\ufeff"
)
"""Zero-width characters, and characters that change the direction of text: nothing visible."""


class Place(NamedTuple):
    """A half-open range ``[start, end)`` of code points in the decoded text."""

    start: int
    end: int


class Converter(NamedTuple):
    """What made the text of a document that is not text itself: its name and version, and the SHA-256 of that text as UTF-8."""

    name: str
    version: str
    sha256: str


class Source(NamedTuple):
    """One article as it was read: the decoded text and the facts about its bytes.

    ``line_starts`` has the offset of the first code point of every physical line (so at least 0); lines end at LF or CR LF,
    at a lone CR only in a text that has no LF. ``guessed``: the encoding is not stated.
    With a ``converter``, path, digest and size are those of the document that was converted.
    """

    path: str
    format: str
    encoding: str
    sha256: str
    bytes: int
    text: str
    line_starts: Sequence[int]
    syntax: Syntax
    guessed: bool = False
    converter: Converter | None = None

    def line_at(self, offset: int) -> int:
        """Return the 1-based number of the physical line that contains the code point at ``offset``."""
        return bisect_right(self.line_starts, offset)

    def until(self, end: int) -> Source:
        """Return the article up to the offset ``end``, with the facts about the bytes of all of it."""
        return self._replace(text=self.text[:end], line_starts=self.line_starts[: bisect_left(self.line_starts, max(end, 1))])

    def lines_of(self, start: int, end: int) -> tuple[int, int]:
        """Return the first and the last physical line of ``[start, end)``, 1-based; an empty range is on one line."""
        return self.line_at(start), self.line_at(max(start, end - 1))

    def line_span(self, line: int) -> Place:
        """Return where a physical line, 1-based, begins and ends, including its line end."""
        end = self.line_starts[line] if line < len(self.line_starts) else len(self.text)
        return Place(self.line_starts[line - 1], end)
