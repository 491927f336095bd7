"""The ledger: every character of the source in exactly one tile."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from seedkit.model.compiled import Tile, TileKind
from seedkit.model.source import Source


def ledger(source: Source, tiles: Iterable[Tile], document: str) -> tuple[Tile, ...]:
    """Return tiles that cover ``source`` without gap or overlap, in order.

    What no entity claimed is blank, or markup of the entity beside it: in Markdown and HTML its marks, in plain text a word
    like the "By" of a byline (``marker``).
    """
    text = source.text
    left: TileKind = "marker" if source.syntax == "plain" else "markup"
    out: list[Tile] = []
    at = 0
    ordered: Sequence[Tile] = sorted(tiles)
    for tile in ordered:
        start = max(tile.start, at)  # a view of words that have their home already
        if start >= tile.end:
            continue
        _fill(text, at, start, left, tile.entity or document, out)
        out.append(tile if start == tile.start else tile._replace(start=start))
        at = tile.end
    _fill(text, at, len(text), left, next((t.entity for t in reversed(out) if t.entity), None) or document, out)
    return tuple(out)


def _fill(text: str, start: int, end: int, kind: TileKind, entity: str, out: list[Tile]) -> None:
    """Add tiles for ``[start, end)``: blank stretches, and the words between them as ``kind``."""
    if start >= end:
        return
    gap = text[start:end]
    stripped = gap.strip()
    if not stripped:
        out.append(Tile(start, end, "blank", None))
        return
    first = start + len(gap) - len(gap.lstrip())
    last = start + len(gap.rstrip())
    if first > start:
        out.append(Tile(start, first, "blank", None))
    out.append(Tile(first, last, kind, entity))
    if last < end:
        out.append(Tile(last, end, "blank", None))
