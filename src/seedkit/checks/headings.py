"""Findings about the title and the headings."""

from __future__ import annotations

from collections.abc import Iterator

from seedkit.checks.finding import Finding
from seedkit.model.compiled import Tile
from seedkit.model.document import Document, Span
from seedkit.model.source import Source


def check(document: Document, source: Source, ledger: tuple[Tile, ...]) -> Iterator[Finding]:
    """Yield ``no-title`` for an article with words but no title, and ``keyword-suffix`` for each heading that ends in one."""
    if document.metadata.title is None and (document.passages or document.groups or document.checklists):
        yield Finding("no-title", "found no title, expected one on the first line", None, {})
    for tile in ledger:
        if tile.kind == "suffix":
            span = Span(start=tile.start, end=tile.end, line=source.line_at(tile.start))
            suffix = " ".join(source.text[tile.start : tile.end].split())
            yield Finding("keyword-suffix", f"the heading ends in “{suffix}”, which is no part of it", span, {})
