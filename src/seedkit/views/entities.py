"""A compiled article as rows, one per entity: drawn by `inspect` and compared by the tests."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, assert_never

from seedkit.model.compiled import Compiled
from seedkit.model.document import (
    BodyBlock,
    CodeBlock,
    Document,
    HeadingBlock,
    ImageBlock,
    ProseBlock,
    RefBlock,
    Span,
    TableBlock,
    Text,
)
from seedkit.model.walk import Entity, body_of, entities, kinds, words_of


class Row(NamedTuple):
    """One line of the outline.

    ``depth`` counts its containers; ``kind`` is what it is; ``name`` its number, role, rule or kind, if any; ``first`` and ``last``
    are its physical lines, 1-based, ``None`` for what is not in the source; ``facts`` are further properties, as shown; ``text`` is
    its title, lead-in, question or words. ``block``: it is text of the entity above it rather than an entity.
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
    """Return the entities of an article as text: one per line, indented by two spaces per level, without the blocks of their
    bodies."""
    return "".join(f"{_line(row)}\n" for row in rows(compiled) if not row.block)


def _line(row: Row) -> str:
    lines = None if row.first is None else str(row.first) if row.first == row.last else f"{row.first}-{row.last}"
    words = (row.kind, row.name, lines, *row.facts, f"| {row.text}" if row.text else None)
    return "  " * row.depth + " ".join(word for word in words if word)


def _metadata(document: Document) -> list[_Node]:
    """The facts about the article by line; those that only the format states come last."""
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
    """Id of an entity → its contents, in source order; ``None`` → the entities at the top."""
    below: defaultdict[str | None, list[_Node]] = defaultdict(list)
    kind_of = kinds(document)
    numbers = {group.id: number for number, group in enumerate(document.groups, 1)}
    for entity, parent in entities(document):
        below[parent].append(_node(entity, kind_of[entity.id], numbers))
        blocks = (block for block in body_of(entity) if not isinstance(block, RefBlock))
        below[entity.id] += (_Node(None, block.span, block.kind, text=_block_words(block)) for block in blocks)
    for siblings in below.values():
        siblings.sort(key=lambda node: node.span.start if node.span is not None else 0)
    return below


_NAMES = ("kind", "role", "ordinal")
"""The fields of entities that name them, of which each has at most one."""

_FACTS: Mapping[str, Callable[[Any], str | None]] = {
    "numbering": lambda style: f"numbering={style}",
    "declared_count": lambda count: f"declared={count}",
    "continues": lambda number: f"continues={number}",
    "channel": lambda channel: f"channel={channel}",
    "inline": lambda inline: "inline" if inline else None,
    "label": lambda label: f"label={label.text if isinstance(label, Text) else label}",
    "duration": lambda duration: f"minutes={duration.minutes}",
    "depth": lambda depth: f"depth={depth}" if depth > 1 else None,
    "checked": lambda checked: f"checked={str(checked).lower()}",
    "amount": lambda amount: f"amount={amount.text}",
    "name": lambda name: f"name={name.text}",
}
"""How the fields of entities are shown, in this order; fields that are null or not listed are not shown."""


def _node(entity: Entity, kind: str, numbers: Mapping[str, int]) -> _Node:
    """Return an entity without its contents; ``numbers`` has the number of each group, in source order."""
    fields = dict(entity)
    fields["continues"] = numbers.get(fields.get("continues") or "")
    if "name" in fields and fields["name"] is not None and fields["name"].text == fields["text"]:
        del fields["name"]
    name = next((str(fields[field]) for field in _NAMES if field in fields), None)
    facts = (show(fields[field]) for field, show in _FACTS.items() if fields.get(field) is not None)
    shown = "sample" if kind == "sample_text" else kind
    return _Node(entity.id, entity.span, shown, name, tuple(fact for fact in facts if fact), words_of(entity) or None)


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
