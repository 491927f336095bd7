"""The whole result of reading one article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from seedkit.model.block import Reading, UnmatchedPin
from seedkit.model.corrections import Sidecar
from seedkit.model.document import Document
from seedkit.model.markup import Markup
from seedkit.model.source import Source

if TYPE_CHECKING:  # the rooms above the model, which only name the type here
    from seedkit.language.lexicon import Lexicon

TileKind = Literal["text", "marker", "suffix", "quote", "markup", "blank", "residue"]


class Tile(NamedTuple):
    """A stretch ``[start, end)`` of the source, what it is, and the entity it belongs to (``None`` for blanks and residue)."""

    start: int
    end: int
    kind: TileKind
    entity: str | None


class Weighed(NamedTuple):
    """Words that may be a sample text: the evidence with its points, and whether their sum is enough."""

    text: str
    evidence: tuple[tuple[str, int], ...]
    enough: bool


class Note(NamedTuple):
    """What a reading became: the entity that holds it, whether it is or quotes a sample text, whether it heads the conclusion.

    ``weighed`` are the words that begin in it and may be a sample text.
    """

    entity: str | None
    sample: bool
    conclusion: bool
    weighed: tuple[Weighed, ...] = ()


class Compiled(NamedTuple):
    """Source, the words of its language, readings with a note each (same length, same order), the document, the ledger that tiles
    the source, what else the markup holds, what the sidecar says of the article, and which of its pins match nothing."""

    source: Source
    lexicon: Lexicon
    readings: tuple[Reading, ...]
    notes: tuple[Note, ...]
    document: Document
    ledger: tuple[Tile, ...]
    markup: Markup = Markup()
    sidecar: Sidecar | None = None
    unmatched_pins: tuple[UnmatchedPin, ...] = ()
