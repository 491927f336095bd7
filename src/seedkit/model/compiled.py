"""The complete result of reading one article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from seedkit.model.block import Reading, UnmatchedPin
from seedkit.model.corrections import Sidecar
from seedkit.model.document import Document
from seedkit.model.markup import Markup
from seedkit.model.source import Source

if TYPE_CHECKING:  # higher layers, imported only for the type
    from seedkit.language.lexicon import Lexicon

TileKind = Literal["text", "marker", "suffix", "quote", "markup", "blank", "residue"]


class Tile(NamedTuple):
    """A range ``[start, end)`` of the source, what it is, and the entity it belongs to (``None`` for whitespace and residue)."""

    start: int
    end: int
    kind: TileKind
    entity: str | None


class Weighed(NamedTuple):
    """Words that may be a sample text: the evidence with its points, and whether their sum is sufficient."""

    text: str
    evidence: tuple[tuple[str, int], ...]
    enough: bool


class Note(NamedTuple):
    """What a reading became: the entity that contains it, whether it is or quotes a sample text, whether it is the heading of the
    conclusion.

    ``weighed`` are the candidates for sample texts that begin in it.
    """

    entity: str | None
    sample: bool
    conclusion: bool
    weighed: tuple[Weighed, ...] = ()


class Compiled(NamedTuple):
    """Source, lexicon, readings with a note each (same length, same order), the document, the ledger that covers the source, other
    facts of the markup, the content of the sidecar, and its unmatched pins."""

    source: Source
    lexicon: Lexicon
    readings: tuple[Reading, ...]
    notes: tuple[Note, ...]
    document: Document
    ledger: tuple[Tile, ...]
    markup: Markup = Markup()
    sidecar: Sidecar | None = None
    unmatched_pins: tuple[UnmatchedPin, ...] = ()
