"""One article as typed data: references followed, any entity as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import assert_never

from seedkit.model.document import (
    BodyBlock,
    Checklist,
    ChecklistItem,
    CodeBlock,
    Document,
    Faq,
    Group,
    HeadingBlock,
    ImageBlock,
    Item,
    OutlineNode,
    Passage,
    ProseBlock,
    RefBlock,
    SampleText,
    TableBlock,
)
from seedkit.model.walk import Entity, Referred, entities, members

Content = BodyBlock | Referred
"""A block of a body whose references have been followed."""


class Article(Document):
    """A document with methods to navigate it. It equals a plain ``Document`` with the same content."""

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
        return members(self)

    @cached_property
    def _kinds(self) -> dict[str, str]:
        return {group.id: group.kind for group in self.groups}

    def resolve(self, ref: str | RefBlock | OutlineNode) -> Entity:
        """Return the entity that an id, a reference in a body or a node of the outline refers to. Raises KeyError for an unknown
        id."""
        return self.entities[ref if isinstance(ref, str) else ref.ref]

    def items_of(self, group: Group | str) -> tuple[Item | Faq, ...]:
        """Return the steps, points or FAQs of a group, in order."""
        return self._members.get(group if isinstance(group, str) else group.id, ())

    def steps_of(self, group: Group | str) -> tuple[Item, ...]:
        """Return the steps of a group, in order; none for a group of another kind."""
        id = group if isinstance(group, str) else group.id
        if self._kinds.get(id) != "steps":
            return ()
        return tuple(item for item in self.items_of(id) if isinstance(item, Item))

    def contents_of(self, body: Iterable[BodyBlock]) -> Iterator[Content]:
        """Yield the blocks of a body, an answer or a detail, with entities in place of the references to them."""
        for block in body:
            if isinstance(block, RefBlock):
                entity = self.resolve(block)
                assert isinstance(entity, Referred)  # the contract says what a body may contain
                yield entity
            else:
                yield block

    def text_of(self, entity: Entity | Content) -> str:
        """Return an entity or a block as plain text: label and title, paragraphs separated by blank lines, lists with bullets."""
        return "\n\n".join(part for part in self._parts(entity) if part)

    def _parts(self, entity: Entity | Content) -> Iterator[str]:
        match entity:
            case Item(label=label, title=title, body=body):
                words = [label, title.text if title is not None else None]
                opening = " ".join(word for word in words if word)
                parts = [self.text_of(content) for content in self.contents_of(body)]
                if label and title is None and parts:  # the number of a paragraph comes before its words
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
            case SampleText(text=text) | ProseBlock(text=text) | HeadingBlock(text=text) | CodeBlock(text=text):
                yield text
            case ImageBlock(text=alternative):
                yield alternative or ""
            case _:
                assert_never(entity)
