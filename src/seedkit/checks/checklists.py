"""Findings about checklists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from seedkit.checks.finding import Finding
from seedkit.language.lexicon import load
from seedkit.model.compiled import Tile
from seedkit.model.document import Document, HeadingBlock, Item, Passage, ProseBlock, RefBlock, Span
from seedkit.model.source import Source
from seedkit.model.walk import bodies

_EMPTY = re.compile(r"<li>\s*</li>", re.IGNORECASE)


def check(document: Document, source: Source, ledger: tuple[Tile, ...]) -> Iterator[Finding]:
    """Yield ``empty-checklist-item``, ``single-item-checklist`` and ``checklist-without-lead-in``."""
    if source.format != "text":
        yield from _empty(source, ledger)
    bare = set()
    for checklist in document.checklists:
        for item in checklist.items:
            if not any(map(str.isalnum, item.text)) and not item.detail and item.text.isascii():
                yield Finding("empty-checklist-item", "the line has no words", item.span, {})
        if len(checklist.items) == 1:
            yield Finding("single-item-checklist", "found one line, expected two or more", checklist.items[0].span, {})
        if checklist.title is None:
            bare.add(checklist.id)
    if bare:
        bare -= _introduced(document)
        for checklist in document.checklists:
            if checklist.id in bare:
                yield Finding("checklist-without-lead-in", "nothing leads in to the list", checklist.span, {})


def _introduced(document: Document) -> set[str]:
    """Return the ids of the lists that stand right below the heading or the words of what they belong to, or below a paragraph that
    announces something."""
    announcements = load(document.source.language).announcements
    out = set()
    for owner, body in bodies(document):
        headed = not isinstance(owner, Passage) or owner.heading is not None
        numbered = isinstance(owner, Item) and owner.title is None
        for place, block in enumerate(body):
            if not isinstance(block, RefBlock):
                continue
            above = body[place - 1] if place else None
            if (numbered or (above is None and headed)) or isinstance(above, HeadingBlock):
                out.add(block.ref)
            elif isinstance(above, ProseBlock):
                text = above.text.rstrip(" 0123456789)*_]").lower()
                if text.endswith((":", "…", "...", "?")) or any(words in text for words in announcements):
                    out.add(block.ref)
    return out


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
    start, end = source.line_span(source.line_at(tile.start))
    return text[start:end].strip() == text[tile.start : tile.end]
