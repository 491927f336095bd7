"""Lines for the blocks of tools that give none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from predicted import Piece

_WORD = re.compile(r"\w+")
_AHEAD = 500
"""Words that may be passed over: a tool leaves out a paragraph, and a stray match must not leave out half the article."""


def placed(pieces: Sequence[Piece], text: str) -> list[Piece]:
    """Give each piece the lines that hold its words, in order; a piece whose words are not found near there is left out."""
    words = [(word.lower(), number) for number, line in enumerate(text.split("\n"), 1) for word in _WORD.findall(line)]
    at, out = 0, []
    for piece in pieces:
        wanted = [word.lower() for word in _WORD.findall(piece.text)]
        start = _find(words, wanted, at) if wanted else None
        if start is not None:
            at = start + len(wanted)
            out.append(piece._replace(line=words[start][1], end=words[at - 1][1]))
    return out


def _find(words: Sequence[tuple[str, int]], wanted: Sequence[str], start: int) -> int | None:
    for at in range(start, min(len(words) - len(wanted), start + _AHEAD) + 1):
        if words[at][0] == wanted[0] and all(words[at + n][0] == word for n, word in enumerate(wanted)):
            return at
    return None
