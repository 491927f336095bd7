"""The text of an article: bodies, paragraphs, and what is not prose."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from seedkit.model.compiled import Compiled, Tile
from seedkit.model.document import ChecklistItem, Document, HeadingBlock, ProseBlock, RefBlock, Text
from seedkit.model.walk import body_of, entities, title_of

_BEHIND = 1 << 62


class Paragraph(NamedTuple):
    """A text and its place."""

    start: int
    end: int
    text: str


def paragraphs(document: Document) -> list[Paragraph]:
    """Return all texts in source order: titles, headings, questions, paragraphs, checklist lines.

    Code, tables, images and lines about the article are left out.
    """
    meta = document.metadata
    out = [Paragraph(text.span.start, text.span.end, text.text) for text in (meta.title, meta.subtitle) if text is not None]
    for entity, _ in entities(document):
        if type(entity) is ChecklistItem:
            out.append(Paragraph(entity.span.start, _own_end(entity), entity.text))
        for part in (title_of(entity), *body_of(entity)):
            if type(part) is ProseBlock or type(part) is HeadingBlock or type(part) is Text:
                out.append(Paragraph(part.span.start, part.span.end, part.text))
    out.sort()
    return out


def _own_end(line: ChecklistItem) -> int:
    """Return the offset after a checklist line's own words: where its detail begins, or else where it ends."""
    return next((block.span.start for block in line.detail if not isinstance(block, RefBlock)), line.span.end)


def tile_at(ledger: tuple[Tile, ...], offset: int) -> Tile:
    """Return the tile that contains ``offset``."""
    return ledger[bisect_right(ledger, (offset, _BEHIND)) - 1]


def in_words(offsets: Iterable[int], ledger: tuple[Tile, ...]) -> Iterator[int]:
    """Yield the ``offsets``, in order, that are in the words or the code of the article: not in markup, not set aside."""
    return (offset for offset in offsets if tile_at(ledger, offset).kind in ("text", "quote", "suffix"))


def outside_code(offsets: Iterable[int], compiled: Compiled) -> Iterator[int]:
    """Yield the ``offsets``, in order, that are not in code."""
    code = compiled.markup.code
    for offset in offsets:
        at = bisect_right(code, (offset, _BEHIND)) - 1
        if at < 0 or offset >= code[at].end:
            yield offset


def in_prose(offsets: Iterable[int], compiled: Compiled) -> Iterator[int]:
    """Yield the ``offsets``, in order, that are in the words of the article: not in markup or code, not set aside."""
    return outside_code(in_words(offsets, compiled.ledger), compiled)


def opens_line(compiled: Compiled, offset: int) -> bool:
    """Return whether only whitespace and markup precede ``offset`` on its line."""
    ledger, source = compiled.ledger, compiled.source
    start = source.line_starts[source.line_at(offset) - 1]
    place = bisect_right(ledger, (offset, _BEHIND)) - 1
    while place >= 0 and ledger[place].end > start:
        tile = ledger[place]
        if tile.kind not in ("blank", "markup") and source.text[max(start, tile.start) : min(offset, tile.end)].strip():
            return False
        place -= 1
    return True


def finds(text: str, needle: str) -> Iterator[int]:
    """Yield every offset of ``needle`` in ``text``."""
    at = text.find(needle)
    while at >= 0:
        yield at
        at = text.find(needle, at + 1)
