"""Ids inside a document: what bears one, where it stands, and what refers to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from seedkit.model.document import (
    Body,
    Checklist,
    ChecklistItem,
    Document,
    Faq,
    Group,
    Item,
    OutlineNode,
    Passage,
    RefBlock,
    SampleText,
)

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
        return tuple(b.model_copy(update={"ref": name(b.ref)}) if isinstance(b, RefBlock) else b for b in blocks)

    def item(entity: Item) -> Item:
        return entity.model_copy(update={"id": name(entity.id), "group": name(entity.group), "body": body(entity.body)})

    def faq(entity: Faq) -> Faq:
        return entity.model_copy(update={"id": name(entity.id), "group": name(entity.group), "answer": body(entity.answer)})

    def group(entity: Group) -> Group:
        new = {"id": name(entity.id), "continues": place(entity.continues), "parent": place(entity.parent)}
        return entity.model_copy(update=new)

    def line(entity: ChecklistItem) -> ChecklistItem:
        return entity.model_copy(update={"id": name(entity.id), "detail": body(entity.detail)})

    def checklist(entity: Checklist) -> Checklist:
        new = {"id": name(entity.id), "parent": place(entity.parent), "items": tuple(map(line, entity.items))}
        return entity.model_copy(update=new)

    def sample(entity: SampleText) -> SampleText:
        return entity.model_copy(update={"id": name(entity.id), "parent": place(entity.parent)})

    def passage(entity: Passage) -> Passage:
        return entity.model_copy(update={"id": name(entity.id), "parent": place(entity.parent), "body": body(entity.body)})

    def node(entity: OutlineNode) -> OutlineNode:
        return entity.model_copy(update={"ref": name(entity.ref), "children": tuple(map(node, entity.children))})

    return document.model_copy(
        update={
            "groups": tuple(map(group, document.groups)),
            "steps": tuple(map(item, document.steps)),
            "points": tuple(map(item, document.points)),
            "faqs": tuple(map(faq, document.faqs)),
            "checklists": tuple(map(checklist, document.checklists)),
            "sample_texts": tuple(map(sample, document.sample_texts)),
            "passages": tuple(map(passage, document.passages)),
            "outline": tuple(map(node, document.outline)),
        }
    )
