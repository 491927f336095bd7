"""One article as typed data: references followed, any entity as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TypeVar

from seedkit.model.document import (
    BodyBlock,
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
    TableBlock,
)
from seedkit.model.walk import Entity, entities

Content = BodyBlock | Checklist | SampleText | Group
"""A block of a body whose references have been followed."""
_Member = TypeVar("_Member", bound=Item | Faq)


class Article(Document):
    """A document, and the way around in it. It equals a plain ``Document`` of the same content."""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Document):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in Document.model_fields)

    __hash__ = Document.__hash__

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Every entity by its id."""
        return {entity.id: entity for entity, _ in entities(self)}

    @cached_property
    def _members(self) -> dict[str, tuple[Item | Faq, ...]]:
        return _by_group((*self.steps, *self.points, *self.faqs))

    @cached_property
    def _steps(self) -> dict[str, tuple[Item, ...]]:
        return _by_group(self.steps)

    def resolve(self, ref: str | RefBlock | OutlineNode) -> Entity:
        """Return the entity that an id, a reference in a body or a node of the outline names. Raises KeyError for no such id."""
        return self.entities[ref if isinstance(ref, str) else ref.ref]

    def items_of(self, group: Group | str) -> tuple[Item | Faq, ...]:
        """Return the steps, points or FAQs of a group, in order."""
        return self._members.get(group if isinstance(group, str) else group.id, ())

    def steps_of(self, group: Group | str) -> tuple[Item, ...]:
        """Return the steps of a group, in order; none for a group of another kind."""
        return self._steps.get(group if isinstance(group, str) else group.id, ())

    def contents_of(self, body: Iterable[BodyBlock]) -> Iterator[Content]:
        """Yield the blocks of a body, an answer or a detail, with entities in place of the references to them."""
        for block in body:
            if isinstance(block, RefBlock):
                entity = self.resolve(block)
                assert isinstance(entity, Checklist | SampleText | Group)  # the contract says what a body may hold
                yield entity
            else:
                yield block

    def text_of(self, entity: Entity | Content) -> str:
        """Return an entity or a block as plain text: label and title, paragraphs with a blank line between, lists with signs."""
        return "\n\n".join(part for part in self._parts(entity) if part)

    def _parts(self, entity: Entity | Content) -> Iterator[str]:
        match entity:
            case Item(label=label, title=title, body=body):
                words = [label, title.text if title is not None else None]
                opening = " ".join(word for word in words if word)
                parts = [self.text_of(content) for content in self.contents_of(body)]
                if label and title is None and parts:  # the number of a paragraph stands before its words
                    opening, parts = f"{label} {parts[0]}", parts[1:]
                yield opening
                yield from parts
            case Faq(question=question, answer=answer):
                yield question.text
                yield from map(self.text_of, self.contents_of(answer))
            case Group(title=title):
                yield title.text if title is not None else ""
                yield from map(self.text_of, self.items_of(entity))
            case Checklist(title=title, items=items):
                yield title.text if title is not None else ""
                yield "\n".join(map(self.text_of, items))
            case ChecklistItem(depth=depth, text=text, detail=detail, checked=checked):
                sign = "-" if checked is None else "- [x]" if checked else "- [ ]"
                yield f"{'  ' * (depth - 1)}{sign} {text}"
                yield from map(self.text_of, self.contents_of(detail))
            case Passage(heading=heading, body=body):
                yield heading.text if heading is not None else ""
                yield from map(self.text_of, self.contents_of(body))
            case TableBlock(rows=rows):
                yield "\n".join("\t".join(row) for row in rows)
            case RefBlock():
                yield from self._parts(self.resolve(entity))
            case _:
                yield entity.text or ""


def _by_group(members: Iterable[_Member]) -> dict[str, tuple[_Member, ...]]:
    groups: dict[str, list[_Member]] = {}
    for member in members:
        groups.setdefault(member.group, []).append(member)
    return {group: tuple(items) for group, items in groups.items()}
