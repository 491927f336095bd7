"""Findings about checklists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from seedkit.checks.finding import Finding
from seedkit.model.compiled import Compiled
from seedkit.model.document import Document, HeadingBlock, Item, Passage, ProseBlock, RefBlock, Span
from seedkit.model.walk import bodies


def check(compiled: Compiled) -> Iterator[Finding]:
    """Yield ``empty-checklist-item``, ``single-item-checklist`` and ``missing-lead-in``."""
    document, source = compiled.document, compiled.source
    for start, end in compiled.markup.empty_items:
        yield Finding("empty-checklist-item", "the item is empty", Span(start=start, end=end, line=source.line_at(start)), {})
    bare = set()
    for checklist in document.checklists:
        for item in checklist.items:
            if not any(map(str.isalnum, item.text)) and not item.detail and item.text.isascii():
                yield Finding("empty-checklist-item", "the item is empty", item.span, {})
        if len(checklist.items) == 1:
            yield Finding("single-item-checklist", "the checklist has one item; expected two or more", checklist.items[0].span, {})
        if checklist.title is None:
            bare.add(checklist.id)
    if bare:
        bare -= _introduced(document, compiled.lexicon.announcements)
        for checklist in document.checklists:
            if checklist.id in bare:
                yield Finding("missing-lead-in", "the list has no lead-in", checklist.span, {})


def _introduced(document: Document, announcements: Sequence[str]) -> set[str]:
    """Return the ids of the lists directly below the heading or the words of their container, or below a paragraph that announces
    something."""
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
