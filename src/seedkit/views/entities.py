"""A compiled article as rows, one an entity: what `inspect` draws and what the tests compare."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple, assert_never

from seedkit.model.compiled import Compiled
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
    Passage,
    ProseBlock,
    RefBlock,
    SampleText,
    Span,
    TableBlock,
)
from seedkit.model.walk import Entity, body_of, entities, words_of


class Row(NamedTuple):
    """One line of the outline.

    ``depth`` counts the entities around it; ``kind`` is what it is; ``name`` its number, role, rule or kind where it has one;
    ``first`` and ``last`` are its physical lines, 1-based, ``None`` for what stands in no line; ``facts`` say more, each as it is
    printed; ``text`` is its title, lead-in, question or words. ``block``: it is text of the entity above it, and no entity itself.
    """

    depth: int
    kind: str
    name: str | None
    first: int | None
    last: int | None
    facts: tuple[str, ...]
    text: str | None
    block: bool


class _Node(NamedTuple):
    id: str | None
    span: Span | None
    kind: str
    name: str | None = None
    facts: tuple[str, ...] = ()
    text: str | None = None


def rows(compiled: Compiled) -> Iterator[Row]:
    """Yield the rows of an article: metadata, the entities with the blocks of their bodies, residue, diagnostics."""
    document, source = compiled.document, compiled.source

    def row(depth: int, node: _Node, block: bool = False) -> Row:
        span, text = node.span, " ".join(node.text.split()) if node.text is not None else None
        first, last = source.lines_of(span.start, span.end) if span is not None and span.end else (None, None)
        return Row(depth, node.kind, node.name, first, last, node.facts, text, block)

    yield from (row(0, node) for node in _metadata(document))
    below = _tree(document)
    waiting = [(0, node) for node in reversed(below[None])]
    while waiting:
        depth, node = waiting.pop()
        yield row(depth, node, node.id is None)
        if node.id is not None:
            waiting += ((depth + 1, child) for child in reversed(below[node.id]))
    for residue in document.residue:
        yield row(0, _Node(None, residue.span, "residue", facts=(residue.reason,), text=residue.text))
    for diagnostic in document.diagnostics:
        data = json.dumps(diagnostic.data, ensure_ascii=False, sort_keys=True)
        found = row(0, _Node(None, diagnostic.span, "diagnostic", diagnostic.rule, (data,)))
        yield found._replace(last=found.first)


def outline_text(compiled: Compiled) -> str:
    """Return the entities of an article as text: a line each, two blanks of indent a level, the blocks of their bodies left out."""
    return "".join(f"{_line(row)}\n" for row in rows(compiled) if not row.block)


def _line(row: Row) -> str:
    lines = None if row.first is None else str(row.first) if row.first == row.last else f"{row.first}-{row.last}"
    words = (row.kind, row.name, lines, *row.facts, f"| {row.text}" if row.text else None)
    return "  " * row.depth + " ".join(word for word in words if word)


def _metadata(document: Document) -> list[_Node]:
    """The facts about the article by line, those that the format alone states behind the others."""
    facts = document.metadata
    texts = [("title", facts.title), ("subtitle", facts.subtitle), ("description", facts.description)]
    values = (("published", facts.published), ("updated", facts.updated), ("reading_minutes", facts.reading_minutes))
    found = [_Node(None, text.span, name, text=text.text) for name, text in texts if text is not None]
    found += (_Node(None, author.span, "author", text=author.text) for author in facts.authors)
    found += (_Node(None, value.span, name, text=str(value.value)) for name, value in values if value is not None)
    found += (_Node(None, credit.span, "credit", text=credit.text) for credit in facts.credits)
    found += [_Node(None, facts.yields.span, "yield", text=facts.yields.text)] if facts.yields is not None else []
    found += (_Node(None, time.span, "duration", time.kind, text=str(time.minutes)) for time in facts.durations)
    found.sort(key=lambda node: (node.span is None, node.span.line if node.span is not None else 0))
    found += (_Node(None, None, "tag", text=tag) for tag in facts.tags)
    return found + ([_Node(None, None, "url", text=facts.url)] if facts.url is not None else [])


def _tree(document: Document) -> defaultdict[str | None, list[_Node]]:
    """Id of an entity → what stands in it, in source order; ``None`` → what stands in no other."""
    below: defaultdict[str | None, list[_Node]] = defaultdict(list)
    groups = {group.id: (number, group.kind) for number, group in enumerate(document.groups, 1)}
    for entity, parent in entities(document):
        below[parent].append(_node(entity, groups))
        blocks = (block for block in body_of(entity) if not isinstance(block, RefBlock))
        below[entity.id] += (_Node(None, block.span, block.kind, text=_block_words(block)) for block in blocks)
    for siblings in below.values():
        siblings.sort(key=lambda node: node.span.start if node.span is not None else 0)
    return below


def _node(entity: Entity, groups: Mapping[str, tuple[int, str]]) -> _Node:
    """Return an entity without what it holds; ``groups`` are the number of each group, in source order, and its kind."""
    kind: str
    name: str | None = None
    facts: list[str] = []
    match entity:
        case Passage(role=role):
            kind, name = "passage", role
        case Group(kind=run, continues=continues):
            kind, name = "group", run
            facts.append(f"numbering={entity.numbering}")
            facts += [f"declared={entity.declared_count}"] * (entity.declared_count is not None)
            facts += [f"continues={groups[continues][0]}"] if continues is not None else []
        case Item(group=group, ordinal=ordinal, label=label):
            kind, name = "step" if groups[group][1] == "steps" else "point", str(ordinal)
            facts += [f"label={label}"] * (label is not None)
            facts += [f"minutes={entity.duration.minutes}"] if entity.duration is not None else []
        case Faq():
            kind = "faq"
        case Checklist(kind=of):
            kind, name = "checklist", of
        case ChecklistItem(depth=depth, checked=checked):
            kind = "item"
            facts += [f"depth={depth}"] * (depth > 1) + [f"checked={str(checked).lower()}"] * (checked is not None)
            facts += [f"amount={entity.amount.text}"] if entity.amount is not None else []
            facts += [f"name={entity.name.text}"] if entity.name is not None and entity.name.text != entity.text else []
        case SampleText(channel=channel, inline=inline, label=label):
            kind = "sample"
            facts += [f"channel={channel}"] * (channel is not None) + ["inline"] * inline
            facts += [f"label={label.text}"] if label is not None else []
        case _:
            assert_never(entity)
    return _Node(entity.id, entity.span, kind, name, tuple(facts), words_of(entity) or None)


def _block_words(block: BodyBlock) -> str | None:
    match block:
        case TableBlock(rows=table):
            return " / ".join(cell for cells in table for cell in cells if cell)
        case RefBlock():
            return None
        case ProseBlock() | HeadingBlock() | CodeBlock() | ImageBlock():
            return block.text
        case _:
            assert_never(block)
