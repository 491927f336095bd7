"""Search-engine suffixes: the article's own title, or a repeated phrase, at the end of its headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from seedkit.model import offsets
from seedkit.model.block import Reading
from seedkit.model.source import Source

_SIGNS = "–—|-:"
_SEPARATOR = re.compile(r"\s[–—|-]\s|\s?\||:\s")
_HEADS = frozenset({"heading", "question"})
_REPEATED = 3
"""A phrase other than the title is a suffix if this many headings end in it."""
_MOST = 3
"""Number of separators of a heading, from the last one backward, that may open its suffix."""
_LONGEST = 400
"""Characters; a longer heading has no suffix."""


class Cut(NamedTuple):
    """A heading without its suffix: its own words, and the offset in the source after them."""

    words: str
    end: int


class _Tail(NamedTuple):
    head: str
    tail: str
    colon: bool


def folded_title(readings: Sequence[Reading | None]) -> str:
    """Return the words of the title, folded; empty if there is none."""
    return next((_fold(r.block.text) for r in readings if r is not None and r.role == "title"), "")


def ends_in_title(text: str, title: str, *, colon: bool) -> bool:
    """Return whether a line ends in the folded ``title``, after words of its own and a separator.

    A colon is a separator only with ``colon``: prose may end in a colon and the title.
    """
    if not title or len(text) < len(title) or not any(map(text.__contains__, _SIGNS)) or not _fold(text).endswith(title):
        return False
    return any(found.tail == title and (colon or not found.colon) for found in _tails(text))


def suffixes(source: Source, readings: Sequence[Reading], title: str | None) -> dict[int, Cut]:
    """Return, for the index of each heading that ends in a suffix, the heading without it.

    The suffix extends from there to the end of the heading's text. After a colon only the article's title is one.
    """
    wanted = _fold(title) if title else ""
    tails = {
        index: found
        for index, reading in enumerate(readings)
        if reading.role in _HEADS and len(reading.block.text) <= _LONGEST and (found := _tails(reading.block.text))
    }
    seen = Counter(tail.tail for found in tails.values() for tail in found if tail.tail and not tail.colon)
    out = {}
    for index, found in tails.items():
        for head, tail, colon in found:
            if tail and (tail == wanted or (not colon and seen[tail] >= _REPEATED)):
                words = offsets.words(source, readings[index].block)
                out[index] = Cut(head, words.ends[len(head) - 1])
                break
    return out


def _tails(text: str) -> list[_Tail]:
    """Return possible splits of a heading into own words and suffix, the longest suffix first."""
    if not any(map(text.__contains__, _SIGNS)):
        return []
    found = list(_SEPARATOR.finditer(text))[-_MOST:]
    cut = ((text[: m.start()].rstrip(), text[m.end() :], m.group()) for m in found)
    return [_Tail(head, _fold(tail), sign[0] == ":") for head, tail, sign in cut if head]


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip("?!.")
