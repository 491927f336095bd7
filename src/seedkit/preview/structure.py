"""An article as a reader would see it: its entities in reading order, each with its contents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from seedkit.model.document import (
    Checklist,
    ChecklistItem,
    CodeBlock,
    Document,
    HeadingBlock,
    ImageBlock,
    Link,
    OutlineNode,
    ProseBlock,
    RefBlock,
    SampleText,
    TableBlock,
)
from seedkit.model.walk import Entity, body_of, title_of
from seedkit.preview.shown import target
from seedkit.views.kinds import Kinds

Block = ProseBlock | HeadingBlock | CodeBlock | TableBlock | ImageBlock
"""A block of a body that is no reference."""


class Run(NamedTuple):
    """Words of a paragraph or a sample text: plain, linked to ``href``, with the title ``hint``, or the ``slot`` of that number."""

    text: str
    href: str | None = None
    hint: str | None = None
    slot: int | None = None


class Node(NamedTuple):
    """An entity: its kind in the contract, its kind and name on the pages, the level of its heading, and its contents in reading
    order: blocks of its body, items of a checklist, and the entities inside it."""

    entity: Entity
    form: str
    kind: str
    name: str
    level: int
    content: tuple[Block | Node, ...]


def structure(document: Document, kinds: Kinds) -> tuple[Node, ...]:
    """Return the entities of the outermost level, in reading order."""
    outline: dict[str, tuple[OutlineNode, ...]] = {}
    waiting = [*document.outline]
    while waiting:
        node = waiting.pop()
        outline[node.ref] = node.children
        waiting += node.children
    return tuple(_node(node.ref, 2, outline, kinds) for node in document.outline)


def _node(id: str, level: int, outline: Mapping[str, Sequence[OutlineNode]], kinds: Kinds) -> Node:
    """Return an entity with everything inside it. As deep as the contract nests entities, which is bounded."""
    entity = kinds.entities[id]
    below = level + (title_of(entity) is not None)
    content: list[tuple[int, Block | Node]] = []
    placed: set[str] = set()
    for block in body_of(entity):
        if isinstance(block, RefBlock):
            placed.add(block.ref)
            content.append((kinds.entities[block.ref].span.start, _node(block.ref, below, outline, kinds)))
        else:
            content.append((block.span.start, block))
    for child in outline.get(id, ()):
        if child.ref not in placed:
            content.append((kinds.entities[child.ref].span.start, _node(child.ref, below, outline, kinds)))
    content += ((item.span.start, _node(item.id, below, outline, kinds)) for item in _items(entity))
    content.sort(key=lambda row: row[0])
    return Node(entity, kinds.forms[id], kinds.of(id), kinds.name(id), min(level, 6), tuple(part for _, part in content))


def _items(entity: Entity) -> tuple[ChecklistItem, ...]:
    return entity.items if isinstance(entity, Checklist) else ()


def prose(text: str, links: Sequence[Link]) -> Iterator[Run]:
    """Yield the words of a paragraph with its links in their places; one whose words are not there, as an image's, is left out."""
    at = 0
    for link, place in zip(links, _places(text, [link.text for link in links]), strict=True):
        if place is not None:
            yield Run(text[at:place])
            yield Run(link.text, target(link.href), link.href)
            at = place + len(link.text)
    yield Run(text[at:])


def sample(entity: SampleText, source: str) -> tuple[tuple[str, ...], tuple[Run, ...]]:
    """Return the names of the slots of a sample text, each once, and its words with the slots in their places."""
    names = tuple(dict.fromkeys(slot.name for slot in entity.slots))
    printed = [" ".join(source[slot.span.start : slot.span.end].split()) for slot in entity.slots]
    runs: list[Run] = []
    at = 0
    for slot, words, place in zip(entity.slots, printed, _places(entity.text, printed), strict=True):
        if place is not None:
            runs += (Run(entity.text[at:place]), Run(words, slot=names.index(slot.name)))
            at = place + len(words)
    return names, (*runs, Run(entity.text[at:]))


def _places(text: str, wanted: Iterable[str]) -> Iterator[int | None]:
    """Yield where each of the words begins, behind those before it; ``None`` where that is nowhere."""
    at = 0
    missing = {""}  # does not occur after ``at``, nor after a later offset
    for words in wanted:
        place = text.find(words, at) if words not in missing else -1
        if place < 0:
            missing.add(words)
            yield None
        else:
            at = place + len(words)
            yield place
