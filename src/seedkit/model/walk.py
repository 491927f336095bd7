"""Ids inside a document: what bears one, where it stands, and what refers to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from operator import is_
from typing import TypeVar

from seedkit.model.document import (
    Body,
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
)

_Model = TypeVar("_Model", bound=Model)
_Value = TypeVar("_Value")
Entity = Group | Item | Faq | Checklist | ChecklistItem | SampleText | Passage


def entities(document: Document) -> Iterator[tuple[Entity, str | None]]:
    """Yield everything that bears an id, array by array, and the id of what it stands in (``None`` at the top)."""
    for group in document.groups:
        yield group, group.parent
    members: tuple[Item | Faq, ...] = (*document.steps, *document.points, *document.faqs)
    for member in members:
        yield member, member.group
    for checklist in document.checklists:
        yield checklist, checklist.parent
        for item in checklist.items:
            yield item, checklist.id
    for sample in document.sample_texts:
        yield sample, sample.parent
    for passage in document.passages:
        yield passage, passage.parent


def body_of(entity: Entity) -> Body:
    """Return the blocks that stand in an entity."""
    match entity:
        case Item(body=body) | Passage(body=body) | Faq(answer=body) | ChecklistItem(detail=body):
            return body
        case _:
            return ()


def rename(document: Document, names: Mapping[str, str]) -> Document:
    """Return ``document`` with other ids: every id that is a key of ``names`` is replaced wherever it stands.

    The document's own id stays, and so does its revision, which is the caller's to compute anew.
    """

    def name(id: str) -> str:
        return names.get(id, id)

    def place(id: str | None) -> str | None:
        return None if id is None else name(id)

    def body(blocks: Body) -> Body:
        return _each(blocks, lambda block: _with(block, ref=name(block.ref)) if isinstance(block, RefBlock) else block)

    def item(entity: Item) -> Item:
        return _with(entity, id=name(entity.id), group=name(entity.group), body=body(entity.body))

    def faq(entity: Faq) -> Faq:
        return _with(entity, id=name(entity.id), group=name(entity.group), answer=body(entity.answer))

    def group(entity: Group) -> Group:
        return _with(entity, id=name(entity.id), continues=place(entity.continues), parent=place(entity.parent))

    def line(entity: ChecklistItem) -> ChecklistItem:
        return _with(entity, id=name(entity.id), detail=body(entity.detail))

    def checklist(entity: Checklist) -> Checklist:
        return _with(entity, id=name(entity.id), parent=place(entity.parent), items=_each(entity.items, line))

    def sample(entity: SampleText) -> SampleText:
        return _with(entity, id=name(entity.id), parent=place(entity.parent))

    def passage(entity: Passage) -> Passage:
        return _with(entity, id=name(entity.id), parent=place(entity.parent), body=body(entity.body))

    def node(entity: OutlineNode) -> OutlineNode:
        return _with(entity, ref=name(entity.ref), children=_each(entity.children, node))

    return _with(
        document,
        groups=_each(document.groups, group),
        steps=_each(document.steps, item),
        points=_each(document.points, item),
        faqs=_each(document.faqs, faq),
        checklists=_each(document.checklists, checklist),
        sample_texts=_each(document.sample_texts, sample),
        passages=_each(document.passages, passage),
        outline=_each(document.outline, node),
    )


def _with(entity: _Model, **values: object) -> _Model:
    """Return an entity with other values, itself where every one of them is the one it has."""
    if all(getattr(entity, key) is value for key, value in values.items()):
        return entity
    return entity.model_copy(update=values)


def _each(values: tuple[_Value, ...], change: Callable[[_Value], _Value]) -> tuple[_Value, ...]:
    """Return what becomes of each of ``values``, themselves where all stay what they are."""
    changed = tuple(map(change, values))
    return values if all(map(is_, values, changed)) else changed
