"""Sections to entities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol, TypeVar, cast

from seedkit.extract.arrange import arrange
from seedkit.extract.draft import Draft
from seedkit.extract.finish import continued, count_by_title, passage_roles
from seedkit.extract.ledger import ledger
from seedkit.extract.metadata import metadata
from seedkit.extract.sections import Section
from seedkit.ids.unique import final_ids
from seedkit.language.lexicon import Lexicon
from seedkit.language.title_suffix import suffixes
from seedkit.model.block import Reading
from seedkit.model.compiled import Note, Tile
from seedkit.model.document import (
    SCHEMA_VERSION,
    Document,
    Format,
    Residue,
    ResidueReason,
    SourceInfo,
    Span,
)
from seedkit.model.front import Front
from seedkit.model.source import Source
from seedkit.model.walk import rename

_UNSEALED = "sha256:" + "0" * 64


class Extracted(NamedTuple):
    """A document with no diagnostics and no revision yet, a note for each reading, and the ledger."""

    document: Document
    notes: tuple[Note, ...]
    ledger: tuple[Tile, ...]


def extract(
    source: Source, readings: Sequence[Reading], tree: Section, front: Front, words: Lexicon, document_id: str
) -> Extracted:
    """Return the entities of an article: every reading in one of them, every character in one tile."""
    draft = Draft(source, readings, words, document_id)
    title = front.title.text if front.title else next((r.block.text for r in readings if r.role == "title"), None)
    draft.suffixes = suffixes(source, readings, title)
    facts = metadata(draft, front)
    nodes = arrange(draft, tree, facts.title.text if facts.title else None)
    _set_aside(draft)
    groups = count_by_title(continued(_ordered(draft.groups), draft.chains), draft.items, title, words)
    kinds = {group.id: group.kind for group in groups}
    items = _ordered(draft.items)
    document = Document(
        schema_version=SCHEMA_VERSION,
        id=document_id,
        revision=_UNSEALED,
        source=SourceInfo(
            path=source.path,
            format=cast("Format", source.format),
            encoding=source.encoding,
            sha256=source.sha256,
            bytes=source.bytes,
            characters=len(source.text),
            language=words.language,
        ),
        metadata=facts,
        groups=tuple(groups),
        steps=tuple(item for item in items if kinds[item.group] == "steps"),
        points=tuple(item for item in items if kinds[item.group] != "steps"),
        faqs=tuple(_ordered(draft.faqs)),
        checklists=tuple(_ordered(draft.checklists)),
        sample_texts=tuple(_ordered(draft.sample_texts)),
        passages=tuple(passage_roles(_ordered(draft.passages), groups)),
        outline=nodes,
        residue=tuple(draft.residue),
        diagnostics=(),
    )
    names = final_ids(draft.named, document)
    notes, tiles = draft.notes, draft.tiles
    if names:
        document = rename(document, names)
        notes = [note._replace(entity=names[note.entity]) if note.entity in names else note for note in notes]
        tiles = [tile._replace(entity=names[tile.entity]) if tile.entity in names else tile for tile in tiles]
    return Extracted(document, tuple(notes), ledger(source, tiles, document_id))


class _Placed(Protocol):
    @property
    def span(self) -> Span: ...


_Entity = TypeVar("_Entity", bound=_Placed)


def _ordered(entities: list[_Entity]) -> list[_Entity]:
    return sorted(entities, key=lambda e: (e.span.start, -e.span.end))


def _set_aside(draft: Draft) -> None:
    for reading in draft.readings:
        if reading.role == "residue":
            block = reading.block
            draft.tile(block.start, block.end, "residue", None)
            if block.text:
                reason = cast("ResidueReason", reading.reason or block.reason or "boilerplate")
                draft.residue.append(Residue(text=block.text, reason=reason, span=draft.span(block.text_start, block.text_end)))
