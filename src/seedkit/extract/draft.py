"""The document while it is being put together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from seedkit.ids.slug import slug
from seedkit.ids.unique import Named
from seedkit.language.lexicon import Lexicon
from seedkit.language.title_suffix import Cut
from seedkit.model.block import Reading
from seedkit.model.compiled import Note, Tile, TileKind
from seedkit.model.document import (
    Checklist,
    CodeBlock,
    Faq,
    Group,
    HeadingBlock,
    ImageBlock,
    Item,
    Link,
    OutlineNode,
    Passage,
    ProseBlock,
    Residue,
    SampleText,
    Span,
    TableBlock,
    Text,
)
from seedkit.model.source import Source

_NO_NOTE = Note(None, False, False)


class Spot(NamedTuple):
    """Where an entity is put: the entity that holds it (``None`` at the top), its depth in the outline, the index of the heading it
    stands under, and that of a paragraph which is right above and in the text already."""

    owner: str | None
    level: int
    heading: int | None = None
    above: int | None = None


class Draft:
    """Collects the entities of one article, hands out their ids, and keeps what the ledger says of each character.

    Append-only, and shared by the files of this room; nothing outside it sees one.
    """

    def __init__(self, source: Source, readings: Sequence[Reading], words: Lexicon, document: str) -> None:
        self.source = source
        self.readings = readings
        self.words = words
        self.document = document
        self.suffixes: dict[int, Cut] = {}
        """Index of the reading of a heading that ends in a search-engine suffix → the heading without it."""
        self.closing_from = 0
        """Offset before which no heading opens the conclusion: the last section, or the second half of the article."""
        self.groups: list[Group] = []
        self.items: list[Item] = []
        self.faqs: list[Faq] = []
        self.checklists: list[Checklist] = []
        self.sample_texts: list[SampleText] = []
        self.passages: list[Passage] = []
        self.residue: list[Residue] = []
        self.chains: dict[str, int] = {}
        """Id of a group → the number of the numbering chain that it counts by."""
        self.tiles: list[Tile] = []
        self.notes = [_NO_NOTE] * len(readings)
        self.named: dict[str, Named] = {}
        """Every id that was handed out, in order, and what it was made of."""
        self._counts: dict[str, int] = {}

    def identify(self, kind: str, words: str) -> str:
        """Return a new id for the time being: the kind, the entity's own words, and a count where they are taken.

        When all entities are known, ``naming`` gives those that say the same an id that does not depend on their order.
        """
        base = f"{kind}-{slug(words)}"
        seen = self._counts.get(base, 0) + 1
        name = base if seen == 1 else f"{base}-{seen}"
        while name in self.named:
            seen += 1
            name = f"{base}-{seen}"
        self._counts[base] = seen
        self.named[name] = Named(base, words)
        return name

    def base(self, id: str | None) -> str:
        """Return an id without its count, for what has no words but those of the entity it stands in."""
        return self.named[id].base if id is not None else ""

    def span(self, start: int, end: int) -> Span:
        """Return ``[start, end)`` with its line."""
        return Span(start=start, end=end, line=self.source.line_at(start))

    def title_end(self, index: int) -> int:
        """Return the offset behind a heading's words, a search-engine suffix left out."""
        cut = self.suffixes.get(index)
        return cut.end if cut is not None else self.readings[index].block.text_end

    def title(self, index: int) -> Text | None:
        """Return the words of a reading as a text, without number and suffix; ``None`` where nothing is left."""
        block = self.readings[index].block
        cut = self.suffixes.get(index)
        words, end = cut if cut is not None else (block.text, block.text_end)
        if block.pin is not None and block.pin.title is not None:
            words = block.pin.title
        return Text(text=words, span=self.span(block.text_start, end)) if words else None

    def note(self, index: int, entity: str | None, *, sample: bool = False, conclusion: bool = False) -> None:
        """Say which entity a reading became a part of."""
        self.notes[index] = Note(entity, sample, conclusion)

    def keep(self, index: int, entity: str | None) -> None:
        """Enter a reading into the ledger: its marker, its text, its suffix belong to ``entity``."""
        block = self.readings[index].block
        self.note(index, entity)
        marker = block.marker
        if marker is not None and marker.end > marker.start:
            self.tile(marker.start, marker.end, "marker", entity)
        end = self.title_end(index)
        for run in block.places():
            self.tile(run.start, min(run.end, end), "text", entity)
            self.tile(max(run.start, end), run.end, "suffix", entity)

    def tile(self, start: int, end: int, kind: TileKind, entity: str | None) -> None:
        """Enter ``[start, end)`` into the ledger; an empty place is left out."""
        if end > start:
            self.tiles.append(Tile(start, end, kind, entity))

    def block(self, index: int, entity: str | None) -> ProseBlock | HeadingBlock | CodeBlock | TableBlock | ImageBlock | None:
        """Return a reading as a block of a body of ``entity``, and enter it into the ledger; ``None`` for one without words."""
        reading = self.readings[index]
        block = reading.block
        self.keep(index, entity)
        span = self.span(block.text_start, block.text_end)
        if reading.role == "image" and block.src is not None:
            return ImageBlock(kind="image", text=block.text or None, src=block.src, span=span)
        if reading.role == "table":
            return TableBlock(kind="table", rows=block.rows, span=span)
        if not block.text:
            return None
        if reading.role == "code":
            return CodeBlock(kind="code", text=block.text, language=block.language, span=span)
        if reading.role in ("heading", "question") and reading.level is not None:
            words = block.pin.title if block.pin is not None and block.pin.title is not None else block.text
            return HeadingBlock(kind="heading", text=words, level=max(reading.level, 2), span=span)
        links = tuple(Link(text=k.text, href=k.href, span=self.span(*k.place)) for k in block.links)
        return ProseBlock(kind="quote" if reading.role == "quote" else "paragraph", text=block.text, span=span, links=links)

    def node(self, ref: str, children: Sequence[OutlineNode], level: int) -> OutlineNode:
        """Return a place in the reading order."""
        return OutlineNode(ref=ref, level=level, children=tuple(children))
