"""Headings that end in the article's own title, made so for search engines."""

from __future__ import annotations

from collections.abc import Sequence

from seedkit.model.block import Reading

DASHES = "–—|-"
SEPARATORS = DASHES + ":"


def title_of(readings: Sequence[Reading | None]) -> str:
    """Return the words of the title, folded; empty where there is none."""
    return next((_fold(r.block.text) for r in readings if r is not None and r.role == "title"), "")


def ends_in(text: str, title: str, separators: str) -> bool:
    """Return whether a line ends in the folded ``title``, with words of its own and one of ``separators`` before it."""
    head, found, tail = _fold(text).rpartition(title) if title else ("", "", "")
    return bool(found) and not tail and len(head) > 2 and head.rstrip()[-1] in separators


def _fold(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip("?!.")
