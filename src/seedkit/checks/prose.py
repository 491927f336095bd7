"""Where the words of an article stand: bodies, paragraphs, and what is no prose."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from seedkit.model.compiled import Tile
from seedkit.model.document import ChecklistItem, CodeBlock, Document, HeadingBlock, ProseBlock, RefBlock
from seedkit.model.source import Source
from seedkit.model.walk import bodies, entities, titles

_BEHIND = 1 << 62
_CODE_START = re.compile(r"<(?:code|kbd|samp|tt)\b[^<>]*>$", re.IGNORECASE)
_CODE_END = re.compile(r"</(?:code|kbd|samp|tt)\b", re.IGNORECASE)


def paragraphs(document: Document) -> list[tuple[int, int]]:
    """Return the places of all texts, ``(start, end)`` in source order: titles, headings, questions, paragraphs, checklist lines.

    Code, tables, images and what stands about the article are left out.
    """
    meta = document.metadata
    out = [(text.span.start, text.span.end) for text in (meta.title, meta.subtitle) if text is not None]
    out += [(title.span.start, title.span.end) for _, title in titles(document)]
    out += [(line.span.start, _own_end(line)) for line, _ in entities(document) if isinstance(line, ChecklistItem)]
    for _, body in bodies(document):
        out += [(block.span.start, block.span.end) for block in body if isinstance(block, ProseBlock | HeadingBlock)]
    out.sort()
    return out


def _own_end(line: ChecklistItem) -> int:
    """Return the offset behind a checklist line's own words: where its detail begins, else where it ends."""
    return next((block.span.start for block in line.detail if not isinstance(block, RefBlock)), line.span.end)


def tile_at(ledger: tuple[Tile, ...], offset: int) -> Tile:
    """Return the tile that holds ``offset``."""
    return ledger[bisect_right(ledger, (offset, _BEHIND)) - 1]


def in_prose(offsets: Iterable[int], document: Document, source: Source, ledger: tuple[Tile, ...]) -> Iterator[int]:
    """Yield the ``offsets``, in their order, that stand in words of the article: in no markup, no code, nothing set aside."""
    code: list[tuple[int, int]] | None = None
    for offset in offsets:
        if tile_at(ledger, offset).kind not in ("text", "quote", "suffix"):
            continue
        if source.format != "text":
            if code is None:
                code = _code(document, source, ledger)
            at = bisect_right(code, (offset, _BEHIND)) - 1
            if at >= 0 and offset < code[at][1]:
                continue
        yield offset


def _code(document: Document, source: Source, ledger: tuple[Tile, ...]) -> list[tuple[int, int]]:
    """Return the places of code, in order: its blocks, and what stands in line between backticks or in an element."""
    out = [(b.span.start, b.span.end) for _, body in bodies(document) for b in body if isinstance(b, CodeBlock)]
    text, opened = source.text, -1
    for tile in ledger:
        if tile.kind == "blank" and "\n\n" in text[tile.start : tile.end]:
            opened = -1
        if tile.kind != "markup":
            continue
        ticks = source.format == "markdown" and text.find("`", tile.start, tile.end) >= 0
        if opened >= 0 and (ticks or _CODE_END.search(text, tile.start, tile.end)):
            out.append((opened, tile.start))
            opened = -1
        elif ticks or _CODE_START.search(text, tile.start, tile.end):
            opened = tile.end
    return sorted(out)


def finds(text: str, needle: str) -> Iterator[int]:
    """Yield every offset at which ``needle`` stands in ``text``."""
    at = text.find(needle)
    while at >= 0:
        yield at
        at = text.find(needle, at + 1)
