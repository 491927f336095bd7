"""What a reader made of a document: the one form in which every reader is scored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Piece(NamedTuple):
    """A block as it was read. ``line`` and ``end`` are its physical lines, 1-based; 0 where the reader does not say.

    ``kind`` is one of the corpus' kinds (title, meta, heading, question, answer, paragraph, bullet, ordered, other), or another
    that the labels know nothing of. ``level``: 1 for the title, 2 for the outermost heading. ``depth``: 1 is outermost.
    """

    kind: str
    text: str
    line: int = 0
    end: int = 0
    level: int | None = None
    depth: int | None = None
    ordinal: int | None = None
    sample: bool = False
    conclusion: bool = False


class Predicted(NamedTuple):
    """A document as it was read: its pieces in order, and the author and the day (YYYY-MM-DD) it names."""

    pieces: Sequence[Piece]
    author: str | None = None
    date: str | None = None
