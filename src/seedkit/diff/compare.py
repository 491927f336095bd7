"""Two documents to the changes between them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from seedkit.diff.word_diff import Piece, word_diff
from seedkit.ids.matching import match
from seedkit.model.document import Document, Item, Model, RefBlock, Slot, TableBlock, Text
from seedkit.model.walk import Entity, body_of, entities, kinds, words_of

ChangeKind = Literal["added", "removed", "moved", "renumbered", "reworded", "changed"]

_PLACES = {"id", "group", "parent", "continues", "span", "position", "items"}
"""Fields of an entity about its position and contents, which are compared in other ways."""
_VIEWS = {"amount", "name", "duration"}
"""Fields that repeat words of the entity, which are compared where they come from."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change.

    ``entity`` is the kind of what changed: ``document``, ``group``, ``step``, ``point``, ``faq``, ``checklist``, ``item`` (of a
    checklist), ``sample_text`` or ``passage``; ``name`` is its title or its first words. ``id``, ``parent`` (its container) and
    ``line`` are those of the new document, or those of the old one for a removed entity. ``field`` names what was reworded or
    changed, with its ``old`` and ``new`` value; ``words`` has the changes of a reworded text word by word. For a move, ``old`` and
    ``new`` are ``{parent, position}``; for a renumbering the label, or the number if none is printed.
    """

    change: ChangeKind
    entity: str
    id: str
    name: str
    parent: str | None
    line: int
    field: str | None = None
    old: Any = None
    new: Any = None
    words: tuple[Piece, ...] = ()


def compare(old: Document, new: Document) -> tuple[Change, ...]:
    """Return what changed from ``old`` to ``new``, in the order of ``new``; removed entities come where they were.

    The result is empty only for documents with the same content and the same ids, that is, the same revision.
    """
    names = match(old, new)
    before, after = _Article(old, {theirs: ours for ours, theirs in names.items()}), _Article(new, {})
    found = [(_TOP, change) for change in _facts(old, new)]
    for id, entity in after.entities.items():
        rank = (after.rank[id], 1, 0)
        if id not in names:
            found.append((rank, after.change("added", entity)))
        else:
            found += ((rank, change) for change in _edits(before.entities[names[id]], entity, before, after))
    for id, places in _moves(before, after):
        found.append(((after.rank[id], 1, 0), after.change("moved", after.entities[id], None, *places)))
    last = (-1, 2, 0)
    for place, (id, entity) in enumerate(before.entities.items()):
        if (ours := before.names.get(id)) is not None:
            last = (after.rank[ours], 2, 0)
        else:
            found.append(((last[0], 2, place), before.change("removed", entity)))
    if not found and old.revision != new.revision:
        found.append((_TOP, _document_change(new, "arrangement")))
    return tuple(change for _, change in sorted(found, key=lambda row: row[0]))


_TOP = (-1, 0, 0)


class _Article:
    """A document's entities in source order; ``names`` are the ids that they have on the other side."""

    def __init__(self, document: Document, names: Mapping[str, str]) -> None:
        found = sorted(entities(document), key=lambda row: (row[0].span.start, -row[0].span.end))
        self.entities = {entity.id: entity for entity, _ in found}
        self.parents = {entity.id: parent for entity, parent in found}
        self.rank = {id: place for place, id in enumerate(self.entities)}
        self.names = names
        self.kinds = kinds(document)

    def change(self, change: ChangeKind, entity: Entity, field: str | None = None, old: Any = None, new: Any = None) -> Change:
        return Change(
            change, self.kinds[entity.id], entity.id, _name(entity), self.parents[entity.id], entity.span.line, field, old, new
        )

    def rows(self) -> dict[str | None, list[str]]:
        """Return the ids of the contents of each entity, in order."""
        rows: defaultdict[str | None, list[str]] = defaultdict(list)
        for id, parent in self.parents.items():
            rows[parent].append(id)
        return rows


def _name(entity: Entity) -> str:
    """Return the title of an entity, or else its own words, after the number of an item."""
    words = words_of(entity) or _text(body_of(entity))
    return f"{entity.label} {words}".rstrip() if isinstance(entity, Item) and entity.label else words


def _edits(old: Entity, new: Entity, before: _Article, after: _Article) -> Iterator[Change]:
    """Yield how an entity differs from its counterpart, apart from position and contents."""
    if old.id != new.id:
        yield after.change("changed", new, "id", old.id, new.id)
    if before.kinds[old.id] != after.kinds[new.id]:
        yield after.change("changed", new, "entity", before.kinds[old.id], after.kinds[new.id])
    if type(old) is not type(new):  # same words, another kind of entity
        return
    skipped = _PLACES | _VIEWS
    if isinstance(old, Item) and isinstance(new, Item):
        skipped |= {"ordinal", "label"}
        if (old.label or new.label) and (old.ordinal, old.label) != (new.ordinal, new.label):
            yield after.change("renumbered", new, None, old.label or old.ordinal, new.label or new.ordinal)
    for field in type(new).model_fields:
        if field not in skipped:
            yield from _values(field, getattr(old, field), getattr(new, field), after.change("changed", new))


def _values(field: str, old: Any, new: Any, base: Change) -> Iterator[Change]:
    """Yield how a value differs: word by word for text, otherwise as a whole."""
    before, after = _words_of(field, old), _words_of(field, new)
    if before is not None and after is not None and before != after:
        yield replace(base, change="reworded", field=field, old=before, new=after, words=word_diff(before, after))
    elif (was := _plain(old)) != (now := _plain(new)):
        yield replace(base, field=field, old=was, new=now)


def _words_of(field: str, value: Any) -> str | None:
    """Return the words of a text, a body or a list of texts; ``None`` for values that are not text."""
    if isinstance(value, Text):
        return value.text
    if isinstance(value, str) and field == "text":
        return value
    if isinstance(value, tuple) and all(isinstance(part, Model) and not isinstance(part, Slot) for part in value):
        return _text(value)
    return "" if value is None else None


def _text(body: Iterable[Any]) -> str:
    """Return the words of blocks, separated by line breaks."""
    parts = (
        "\n".join("\t".join(row) for row in block.rows) if isinstance(block, TableBlock) else getattr(block, "text", None) or ""
        for block in body
    )
    return "\n".join(part for part in parts if part)


def _plain(value: Any) -> Any:
    """Return a value as in JSON, without spans and without references to other entities."""
    match value:
        case Model():
            return {key: _plain(part) for key, part in value if key != "span"}
        case tuple() | list():
            return [_plain(part) for part in value if not isinstance(part, RefBlock)]
        case _:
            return value


# --- the document itself -----------------------------------------------------------------------------------------------


def _facts(old: Document, new: Document) -> Iterator[Change]:
    for field in ("schema_version", "id"):
        if getattr(old, field) != getattr(new, field):
            yield _document_change(new, field, getattr(old, field), getattr(new, field))
    base = _document_change(new)
    for field, info in type(new.metadata).model_fields.items():
        yield from _values(
            f"metadata.{info.serialization_alias or field}", getattr(old.metadata, field), getattr(new.metadata, field), base
        )
    yield from _values("residue", old.residue, new.residue, base)


def _document_change(document: Document, field: str | None = None, old: Any = None, new: Any = None) -> Change:
    title = document.metadata.title
    return Change("changed", "document", document.id, title.text if title is not None else "", None, 1, field, old, new)


# --- positions ---------------------------------------------------------------------------------------------------------


def _moves(before: _Article, after: _Article) -> Iterator[tuple[str, tuple[dict[str, Any], dict[str, Any]]]]:
    """Yield the entities whose container or order changed; as few as possible."""
    theirs = {ours: id for id, ours in before.names.items()}
    place_before = {id: place for row in before.rows().values() for place, id in enumerate(row, 1)}
    for parent, row in after.rows().items():
        stayed = []
        for place, id in enumerate(row, 1):
            if id not in theirs:
                continue
            was = before.parents[theirs[id]]
            if was is parent is None or before.names.get(was or "", "") == parent:
                stayed.append((place, id, place_before[theirs[id]]))
            else:
                yield id, ({"parent": was, "position": place_before[theirs[id]]}, {"parent": parent, "position": place})
        still = _longest_rise([rank for _, _, rank in stayed])
        for at, (place, id, rank) in enumerate(stayed):
            if at not in still:
                yield id, ({"parent": before.parents[theirs[id]], "position": rank}, {"parent": parent, "position": place})


def _longest_rise(values: Iterable[int]) -> set[int]:
    """Return the indices of a longest increasing subsequence, in O(n log n) (patience sorting)."""
    ends: list[int] = []
    tops: list[int] = []
    below: list[int | None] = []
    for place, value in enumerate(values):
        at = bisect_left(ends, value)
        ends[at : at + 1] = [value]
        tops[at : at + 1] = [place]
        below.append(tops[at - 1] if at else None)
    kept = set()
    place_or_none = tops[-1] if tops else None
    while place_or_none is not None:
        kept.add(place_or_none)
        place_or_none = below[place_or_none]
    return kept
