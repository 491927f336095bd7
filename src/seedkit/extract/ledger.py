"""The ledger, which has every character of the source in exactly one tile, and the notes on what each reading became."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from sys import maxsize

from seedkit.extract.metadata import stated
from seedkit.extract.run_in import rest as rest_of
from seedkit.extract.tree import Draft, Entity, Item, Passage, Sample
from seedkit.model.compiled import Note, Tile, TileKind
from seedkit.model.front import Front
from seedkit.model.source import Source

_NO_NOTE = Note(None, False, False)


def notes(draft: Draft, nodes: Sequence[Entity], document: str) -> tuple[Note, ...]:
    """Return a note for each reading."""
    out = [Note(document, False, False) if r.role in ("meta", "title", "subtitle") else _NO_NOTE for r in draft.readings]
    for node in nodes:
        note = Note(node.id, isinstance(node, Sample), False)
        for index in node.readings:
            out[index] = note
        if isinstance(node, Passage) and node.head is not None and node.role == "conclusion":
            out[node.head] = note._replace(conclusion=True)
        if isinstance(node, Sample) and node.inline is not None:
            out[node.inline] = out[node.inline]._replace(sample=True)
    for index, weighed in draft.samples.weighed.items():
        out[index] = out[index]._replace(weighed=tuple(weighed))
    return tuple(out)


def ledger(draft: Draft, nodes: Sequence[Entity], front: Front, document: str) -> tuple[Tile, ...]:
    """Return tiles that cover the source without gap or overlap, in order."""
    return _covering(draft.source, _tiles(draft, nodes, front, document), document)


# --- what entities contain --------------------------------------------------------------------------------------------


_Piece = tuple[int, int, TileKind, str | None]
"""A tile before it is known where it begins: the one above may reach into it."""
_Stretch = tuple[int, int, TileKind]
_TEXT: Sequence[_Stretch] = ((0, maxsize, "text"),)


def _tiles(draft: Draft, nodes: Sequence[Entity], front: Front, document: str) -> list[_Piece]:
    """Return the text that entities contain."""
    tiles: list[_Piece] = [(start, end, "text", document) for start, end in stated(front)]
    for index, reading in enumerate(draft.readings):
        if reading.role == "meta":
            tiles += [(fact.start, fact.end, "text", document) for fact in reading.facts]
        elif reading.role in ("title", "subtitle"):
            _hold(draft, index, document, _stretches(draft, index, None), tiles)
        elif reading.role == "residue":
            tiles.append((reading.block.start, reading.block.end, "residue", None))
    for node in nodes:
        for index in node.readings:
            _hold(draft, index, node.id, _stretches(draft, index, node), tiles)
    return tiles


def _stretches(draft: Draft, index: int, node: Entity | None) -> Sequence[_Stretch]:
    """Return where the words of a reading are, and what surrounds them: quotation marks, a separator after a title, a suffix."""
    if isinstance(node, Sample):
        start, end = node.words.place(0, len(node.words.text))
        return ((0, start, "quote"), (start, end, "text"), (end, maxsize, "quote"))
    if isinstance(node, Item) and node.run_in is not None and node.title is not None and index == node.head:
        rest, sign = rest_of(draft, index, node.run_in)
        words: list[_Stretch] = [(node.title.start, node.title.end, "text"), (rest.start, rest.end, "text")]
        return words if sign is None else [*words, (sign.start, sign.end, "marker")]
    suffix = draft.suffixes.get(index)
    return _TEXT if suffix is None else ((0, suffix.end, "text"), (suffix.end, maxsize, "suffix"))


def _hold(draft: Draft, index: int, entity: str, stretches: Sequence[_Stretch], tiles: list[_Piece]) -> None:
    """Add the marker of a reading, and the parts of its text that are in ``stretches``."""
    block = draft.blocks[index]
    if block.marker is not None:
        tiles.append((block.marker.start, block.marker.end, "marker", entity))
    if block.runs is None and stretches is _TEXT:
        tiles.append((block.text_start, block.text_end, "text", entity))
        return
    for place in block.places():
        if stretches is _TEXT:
            tiles.append((place.start, place.end, "text", entity))
            continue
        for start, end, kind in stretches:
            tiles.append((max(place.start, start), min(place.end, end), kind, entity))


# --- every character -------------------------------------------------------------------------------------------------


def _covering(source: Source, tiles: Iterable[_Piece], document: str) -> tuple[Tile, ...]:
    """Return tiles that cover ``source``.

    Text outside entities is blank, or markup of the entity beside it: its syntax in Markdown and HTML, a word such as the "By" of a
    byline in plain text (``marker``).
    """
    text = source.text
    left: TileKind = "marker" if source.syntax == "plain" else "markup"
    out: list[_Piece] = []
    at = 0
    for start, end, kind, entity in sorted(tiles):
        first = start if start > at else at  # a view of words that another entity contains
        if first >= end:
            continue
        if first > at:
            _fill(text, at, first, left, entity or document, out)
        out.append((first, end, kind, entity))
        at = end
    if at < len(text):
        _fill(text, at, len(text), left, next((entity for *_, entity in reversed(out) if entity), None) or document, out)
    return tuple(map(Tile._make, out))


def _fill(text: str, start: int, end: int, kind: TileKind, entity: str, out: list[_Piece]) -> None:
    """Add tiles for ``[start, end)``: whitespace, and the words between as ``kind``."""
    gap = text[start:end]
    if gap.isspace():
        out.append((start, end, "blank", None))
        return
    first = start + len(gap) - len(gap.lstrip())
    last = start + len(gap.rstrip())
    if first > start:
        out.append((start, first, "blank", None))
    out.append((first, last, kind, entity))
    if last < end:
        out.append((last, end, "blank", None))
