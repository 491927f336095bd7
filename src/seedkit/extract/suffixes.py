"""Search-engine suffixes: the article's own title, or one phrase again and again, at the end of its headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from seedkit.model.block import Reading
from seedkit.model.source import Source

_SEPARATOR = re.compile(r"\s[–—|-]\s|\s*\||:\s")
_COLON = ":"
_REPEATED = 3
"""A phrase that is not the title is a suffix when this many headings end in it."""


def suffixes(source: Source, readings: Sequence[Reading], title: str | None) -> dict[int, int]:
    """Return, for the index of each heading that ends in a suffix, the offset behind its words proper.

    The suffix runs from there to the end of the heading's text. After a colon only the article's title is one.
    """
    wanted = _fold(title) if title else ""
    tails: dict[int, list[tuple[int, str, bool]]] = {}
    for index, reading in enumerate(readings):
        if reading.role not in ("heading", "question") or len(reading.block.runs or ()) > 1:
            continue
        block = reading.block
        raw = source.text[block.text_start : block.text_end]
        for match in _SEPARATOR.finditer(raw):
            head = raw[: match.start()].rstrip()
            if head:
                tail = _fold(raw[match.end() :])
                tails.setdefault(index, []).append((block.text_start + len(head), tail, match.group().startswith(_COLON)))
    seen = Counter(tail for found in tails.values() for _, tail, colon in found if tail and not colon)
    out = {}
    for index, found in tails.items():
        for end, tail, colon in found:
            if tail and (tail == wanted or (not colon and seen[tail] >= _REPEATED)):
                out[index] = end
                break
    return out


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip("?!.")
