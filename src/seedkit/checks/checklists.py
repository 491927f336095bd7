"""Findings about checklists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from seedkit.checks.finding import Finding
from seedkit.model.compiled import Tile
from seedkit.model.document import Document, Span
from seedkit.model.source import Source

_EMPTY = re.compile(r"<li>\s*</li>", re.IGNORECASE)


def check(document: Document, source: Source, ledger: tuple[Tile, ...]) -> Iterator[Finding]:
    """Yield ``empty-checklist-item``, ``single-item-checklist`` and ``checklist-without-lead-in``."""
    if source.format != "text":
        yield from _empty(source, ledger)
    for checklist in document.checklists:
        for item in checklist.items:
            if not any(map(str.isalnum, item.text)) and not item.detail and item.text.isascii():
                yield Finding("empty-checklist-item", "the line has no words", item.span, {})
        if len(checklist.items) == 1:
            yield Finding("single-item-checklist", "found one line, expected two or more", checklist.items[0].span, {})
        if checklist.title is None:
            yield Finding("checklist-without-lead-in", "nothing leads in to the list", checklist.span, {})


def _empty(source: Source, ledger: tuple[Tile, ...]) -> Iterator[Finding]:
    """Yield a finding for each bullet of Markdown and each list element of HTML with nothing in it."""
    text = source.text
    for tile in ledger:
        if tile.kind != "markup":
            continue
        if source.format == "html":
            places = [match.span() for match in _EMPTY.finditer(text, tile.start, tile.end)]
        else:
            places = [(tile.start, tile.end)] if _is_bullet(source, tile) else []
        for start, end in places:
            span = Span(start=start, end=end, line=source.line_at(start))
            yield Finding("empty-checklist-item", "the line has no words", span, {})


def _is_bullet(source: Source, tile: Tile) -> bool:
    """Whether a piece of Markdown's markup is a bullet that stands alone in its line."""
    text = source.text
    if text[tile.start : tile.end] not in ("-", "*", "+"):
        return False
    line = source.line_at(tile.start)
    end = source.line_starts[line] if line < len(source.line_starts) else len(text)
    return text[source.line_starts[line - 1] : end].strip() == text[tile.start : tile.end]
