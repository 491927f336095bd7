"""Readings to a document: readings → sections → series → a tree of entities, which the document, notes and ledger come from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from seedkit.extract.arrange import arrange
from seedkit.extract.document import document
from seedkit.extract.ledger import ledger, notes
from seedkit.extract.metadata import metadata
from seedkit.extract.resolve import resolve
from seedkit.extract.sample_texts import find
from seedkit.extract.sections import sections
from seedkit.extract.tree import Draft
from seedkit.ids.unique import unique_ids
from seedkit.language.lexicon import Lexicon
from seedkit.language.title_suffix import suffixes
from seedkit.model.block import Reading
from seedkit.model.compiled import Note, Tile
from seedkit.model.document import Document
from seedkit.model.front import Front
from seedkit.model.source import Source


class Extracted(NamedTuple):
    """A document without diagnostics and revision, a note for each reading, and the ledger."""

    document: Document
    notes: tuple[Note, ...]
    ledger: tuple[Tile, ...]


def extract(source: Source, readings: Sequence[Reading], front: Front, words: Lexicon, document_id: str) -> Extracted:
    """Return the entities of an article: every reading is in one of them, every character in one tile."""
    stated = front.title.text if front.title else next((r.block.text for r in readings if r.role == "title"), None)
    draft = Draft(source, tuple(readings), words, None, suffixes(source, readings, stated), find(readings, words))
    facts = metadata(draft, front)
    draft.title = facts["title"]["text"] if facts["title"] is not None else None
    arrange(draft, sections(readings, draft.samples.inner()))
    nodes = list(draft.root.walk())
    resolve(draft, nodes)
    for node, id in zip(nodes, unique_ids(nodes), strict=True):
        node.id = id
    return Extracted(
        document(draft, nodes, document_id, front, facts),
        notes(draft, nodes, document_id),
        ledger(draft, nodes, front, document_id),
    )
