"""Findings about links that lead nowhere and images that say nothing. In plain text there are neither."""

from __future__ import annotations

import re
from collections.abc import Iterator

from seedkit.checks.finding import Finding
from seedkit.checks.places import finds, in_prose, tile_at
from seedkit.model.compiled import Tile
from seedkit.model.document import Document, Span
from seedkit.model.source import Source

_NOWHERE = re.compile(r"""\shref\s*=\s*(?:"\s*#?\s*"|'\s*#?\s*'|#?[\s>])""", re.IGNORECASE)
_TEXT = re.compile(r"""\salt(?:\s*=|[\s/>])""", re.IGNORECASE)
_LONGEST_TAG = 4096
"""Characters of a tag that are looked at."""


def check(document: Document, source: Source, ledger: tuple[Tile, ...]) -> Iterator[Finding]:
    """Yield ``link-without-target`` and ``image-without-text`` for each such link and image of the article."""
    text = source.text
    if source.format == "text":
        return
    for start, end in _tags(text, "<a ", ledger):
        if _NOWHERE.search(text, start, end):
            yield Finding("link-without-target", "the link has no target", _span(source, start, end), {})
    for start, end in _tags(text, "<img", ledger):
        if not _TEXT.search(text, start, end):
            yield Finding("image-without-text", "the image has no text in its place", _span(source, start, end), {})
    if source.format != "markdown":
        return
    for target in ("]()", "](#)", "](<>)"):
        for at in finds(text, target):
            if tile_at(ledger, at).kind == "markup":
                yield Finding("link-without-target", "the link has no target", _span(source, at, at + len(target)), {})
    for at in in_prose(finds(text, "]["), document, source, ledger):
        yield Finding("link-without-target", "the link names a target that is not defined", _span(source, at, at + 2), {})
    for at in finds(text, "![]("):
        if tile_at(ledger, at).kind == "markup":
            yield Finding("image-without-text", "the image has no text in its place", _span(source, at, at + 4), {})


def _tags(text: str, opening: str, ledger: tuple[Tile, ...]) -> Iterator[tuple[int, int]]:
    """Yield the place of every tag of the article that begins with ``opening``."""
    for at in finds(text, opening):
        end = text.find(">", at, at + _LONGEST_TAG)
        if end > 0 and tile_at(ledger, at).kind == "markup":
            yield at, end + 1


def _span(source: Source, start: int, end: int) -> Span:
    return Span(start=start, end=end, line=source.line_at(start))
