"""The walk of a document: every entity, its contents, its container, and what refers to it.

No other module iterates over several of a document's arrays. A new kind of entity joins ``Listed``; mypy then names every function
that has to handle it, because each ``match`` on kinds ends in ``assert_never``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter, is_
from types import MappingProxyType
from typing import NamedTuple, TypeVar, assert_never, get_args

from seedkit.model.document import (
    Body,
    BodyBlock,
    Checklist,
    ChecklistItem,
    Document,
    Faq,
    Group,
    Item,
    Model,
    OutlineNode,
    Passage,
    RefBlock,
    SampleText,
    Text,
)

Listed = Group | Item | Faq | Checklist | SampleText | Passage
"""An entity that is in an array of the document."""
Entity = Listed | ChecklistItem
Referred = Group | Checklist | SampleText
"""An entity that a body may refer to."""

ARRAYS = tuple(
    name for name, field in Document.model_fields.items() if not set(get_args(Listed)).isdisjoint(get_args(field.annotation))
)
"""The names of the document's arrays of entities, in the order of the contract."""
KINDS: Mapping[str, str] = MappingProxyType({array: array.removesuffix("s") for array in ARRAYS})
"""The kind of the entities in each array: the array's name in the singular."""


class _Fields(NamedTuple):
    """The fields of a kind of entity that name its container, and that have its title and its blocks (``None`` for a kind without
    them)."""

    parent: str | None
    title: str | None
    body: str | None


_FIELDS: Mapping[type[Entity], _Fields] = MappingProxyType(
    {
        Group: _Fields("parent", "title", None),
        Item: _Fields("group", "title", "body"),
        Faq: _Fields("group", "question", "answer"),
        Checklist: _Fields("parent", "title", None),
        ChecklistItem: _Fields(None, None, "detail"),
        SampleText: _Fields("parent", None, None),
        Passage: _Fields("parent", "heading", "body"),
    }
)
"""A table, because telling pydantic's classes apart with ``match`` takes longer than all the rest of a walk."""

_START = attrgetter("span.start")
_Model = TypeVar("_Model", bound=Model)
_Value = TypeVar("_Value")


def entities(document: Document) -> Iterator[tuple[Entity, str | None]]:
    """Yield everything that has an id, array by array, with the id of the entity that contains it (``None`` at the top)."""
    return ((entity, parent) for _, entity, parent in _walk(document))


def kinds(document: Document) -> dict[str, str]:
    """Return the kind of every entity by its id: one of ``KINDS``, or ``item`` for an item of a checklist."""
    return {entity.id: kind for kind, entity, _ in _walk(document)}


def _walk(document: Document) -> Iterator[tuple[str, Entity, str | None]]:
    for array, kind in KINDS.items():
        listed: tuple[Listed, ...] = getattr(document, array)
        for entity in listed:
            fields = _FIELDS[type(entity)]
            yield kind, entity, getattr(entity, fields.parent) if fields.parent is not None else None
            if type(entity) is Checklist:
                for item in entity.items:
                    yield "item", item, entity.id


def items(document: Document) -> tuple[Item, ...]:
    """Return the items of all groups except FAQs: the steps, then the points, each in source order."""
    return (*document.steps, *document.points)


def ordered_items(document: Document) -> Sequence[Item]:
    """Return the items of all groups except FAQs in source order."""
    if document.steps and document.points:
        return sorted(items(document), key=_START)
    return items(document)


def members(document: Document) -> dict[str, tuple[Item | Faq, ...]]:
    """Return the items or questions of each group that has any, in order, by the id of the group."""
    found: dict[str, list[Item | Faq]] = {}
    every: tuple[Item | Faq, ...] = (*items(document), *document.faqs)
    for member in every:
        found.setdefault(member.group, []).append(member)
    return {group: tuple(row) for group, row in found.items()}


def bodies(document: Document) -> Iterator[tuple[Entity, Body]]:
    """Yield every body, answer and detail that is not empty, with its owner."""
    for _, entity, _ in _walk(document):
        if body := body_of(entity):
            yield entity, body


def titles(document: Document) -> Iterator[tuple[Entity, Text]]:
    """Yield every title, question and heading of an entity, with its owner."""
    for _, entity, _ in _walk(document):
        title = title_of(entity)
        if title is not None:
            yield entity, title


def body_of(entity: Entity) -> Body:
    """Return the blocks of an entity: its body, answer or detail; none for an entity without such a field."""
    field = _FIELDS[type(entity)].body
    body: Body = getattr(entity, field) if field is not None else ()
    return body


def title_of(entity: Entity) -> Text | None:
    """Return the title, question or heading of an entity, ``None`` if it has none."""
    field = _FIELDS[type(entity)].title
    title: Text | None = getattr(entity, field) if field is not None else None
    return title


def words_of(entity: Entity) -> str:
    """Return the words of an entity's title, or else its own text; empty for an entity that has neither."""
    if isinstance(entity, ChecklistItem | SampleText):
        return entity.text
    title = title_of(entity)
    return title.text if title is not None else ""


def rename(document: Document, names: Mapping[str, str]) -> Document:
    """Return ``document`` with other ids: every id that is a key of ``names`` is replaced wherever it occurs.

    The document's own id is kept, and so is its revision, which the caller has to compute again.
    """

    def name(id: str) -> str:
        return names.get(id, id)

    def parent(id: str | None) -> str | None:
        return None if id is None else name(id)

    def block(value: BodyBlock) -> BodyBlock:
        return _with(value, ref=name(value.ref)) if isinstance(value, RefBlock) else value

    def entity(value: Entity) -> Entity:
        match value:
            case Item():
                return _with(value, id=name(value.id), group=name(value.group), body=_each(value.body, block))
            case Faq():
                return _with(value, id=name(value.id), group=name(value.group), answer=_each(value.answer, block))
            case Group():
                return _with(value, id=name(value.id), continues=parent(value.continues), parent=parent(value.parent))
            case Checklist():
                return _with(value, id=name(value.id), parent=parent(value.parent), items=_each(value.items, entity))
            case ChecklistItem():
                return _with(value, id=name(value.id), detail=_each(value.detail, block))
            case SampleText():
                return _with(value, id=name(value.id), parent=parent(value.parent))
            case Passage():
                return _with(value, id=name(value.id), parent=parent(value.parent), body=_each(value.body, block))
            case _:
                assert_never(value)

    def node(value: OutlineNode) -> OutlineNode:
        return _with(value, ref=name(value.ref), children=_each(value.children, node))

    arrays = {array: _each(getattr(document, array), entity) for array in ARRAYS}
    return _with(document, **arrays, outline=_each(document.outline, node))


def _with(model: _Model, **values: object) -> _Model:
    """Return a model with other values, or the model itself if it already has all of them."""
    if all(getattr(model, key) is value for key, value in values.items()):
        return model
    return model.model_copy(update=values)


def _each(values: tuple[_Value, ...], change: Callable[[_Value], object]) -> tuple[object, ...]:
    """Return the results for ``values``, or ``values`` themselves if none of them changes."""
    changed = tuple(map(change, values))
    return values if all(map(is_, values, changed)) else changed
