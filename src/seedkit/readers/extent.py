"""How much of an article is read: all of it, unless it is cut into far more pieces than words need.

Each line of text or Markdown, and each tag of a page, takes time and memory, however little it says. A file of a million lines
that are two characters long is not an article, and reading it would take a thousand times its size in memory.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice

from seedkit.model.block import Block
from seedkit.model.source import Place, Source, Syntax

MOST_PIECES = 10_000
"""Lines, or tags of a page, that are read however short they are."""
PIECE = 40
"""Characters for each of which there may be one more of them."""
_CHUNK = 1 << 16
# A line that is not blank, and each cell of a table in Markdown; a tag. No line end of any kind is in the first two.
_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"
_PIECES: Mapping[Syntax, re.Pattern[str]] = {
    "plain": re.compile(rf"\S[^{_ENDS}]*+"),
    "signs": re.compile(rf"[^\s|][^{_ENDS}|]*+"),
    "tags": re.compile("<"),
}
_BETWEEN: Mapping[Syntax, str] = {"plain": _ENDS[1:], "signs": f"{_ENDS[1:]}|", "tags": "<"}
"""The signs that begin or end a piece inside a line: there are no more pieces than these and lines, which are faster to count."""
_BLANK = re.compile(r"\s")


def extent(source: Source) -> int:
    """Return the offset up to which an article is read; that of its end, unless it has too many pieces for its length."""
    size = len(source.text)
    most = max(MOST_PIECES, size // PIECE)
    inside = sum([source.text.count(sign) for sign in _BETWEEN[source.syntax] if sign in source.text])
    if len(source.line_starts) + inside <= most:
        return size
    beyond = next(islice(_PIECES[source.syntax].finditer(source.text), most, None), None)
    return size if beyond is None else beyond.start()


def unread(source: Source, start: int) -> Block:
    """Return what begins at ``start``, which is not blank, as one block of residue: its source with whitespace collapsed."""
    text = source.text
    end = start + len(text[start:].rstrip())
    parts: list[str] = []
    at = start
    while at < end:  # in chunks, since a list of all words takes many times their size
        blank = _BLANK.search(text, at + _CHUNK, end)
        behind = blank.start() if blank else end
        parts.append(" ".join(text[at:behind].split()))
        at = behind
    words = " ".join(part for part in parts if part)
    runs = None if source.syntax == "plain" else (Place(start, end),)
    return Block("residue", start, end, words, start, end, *source.lines_of(start, end), runs=runs, reason="unread")
