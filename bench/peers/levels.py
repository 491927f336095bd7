"""The levels of headings as the corpus counts them."""

from __future__ import annotations

from collections.abc import Sequence

from predicted import Piece


def titled(pieces: Sequence[Piece]) -> list[Piece]:
    """Call the first heading of the outermost level the title, unless there is one, and count the levels below it with no gaps."""
    levels = sorted({piece.level for piece in pieces if piece.kind == "heading" and piece.level is not None})
    has_title = any(piece.kind == "title" for piece in pieces)
    heading = next((piece for piece in pieces if piece.kind == "heading"), None)
    top = None if has_title or heading is None or heading.level != levels[0] else heading
    alone = top is not None and sum(piece.kind == "heading" and piece.level == levels[0] for piece in pieces) == 1
    below = levels[1:] if alone else levels
    rank = {level: place for place, level in enumerate(below, 2)}
    out = []
    for piece in pieces:
        if piece is top:
            out.append(piece._replace(kind="title", level=1, ordinal=None))
        elif piece.kind == "heading" and piece.level is not None:
            out.append(piece._replace(level=rank[piece.level]))
        else:
            out.append(piece)
    return out
