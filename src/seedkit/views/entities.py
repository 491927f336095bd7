"""A compiled article as rows, one an entity: what `inspect` draws and what the tests compare."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from seedkit.model.block import Reading
from seedkit.model.compiled import Compiled
from seedkit.model.document import BodyBlock, Document, RefBlock, Span, TableBlock, Text

_DIGITS = re.compile(r"\d+")


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
    document, line_at = compiled.document, compiled.source.line_at

    def row(depth: int, node: _Node, block: bool = False) -> Row:
        span, text = node.span, " ".join(node.text.split()) if node.text is not None else None
        first, last = (span.line, line_at(max(span.start, span.end - 1))) if span is not None and span.end else (None, None)
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


def printed_number(reading: Reading) -> int | None:
    """Return the number that a block prints; ``None`` where it prints none, or a letter or a Roman numeral in its place."""
    marker = reading.block.marker
    lettered = marker is not None and marker.kind == "number" and marker.label.strip("().:- ").isalpha()
    return None if lettered else reading.ordinal


def printed_words(reading: Reading) -> str:
    """Return the text of a block, before it the sign that neither its kind nor its number tells: ``Q:``, ``b)``, ``2.1.``"""
    marker, text = reading.block.marker, reading.block.text
    if reading.sign:
        return f"{reading.sign} {text}"
    if marker is None or marker.kind != "number" or marker.start == marker.end:
        return text
    told = printed_number(reading) is not None and len(_DIGITS.findall(marker.label)) < 2
    return text if told else f"{marker.label} {text}"


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
    found.sort(key=lambda node: (node.span is None, node.span.line if node.span is not None else 0))
    found += (_Node(None, None, "tag", text=tag) for tag in facts.tags)
    return found + ([_Node(None, None, "url", text=facts.url)] if facts.url is not None else [])


def _tree(document: Document) -> defaultdict[str | None, list[_Node]]:
    """Id of an entity → what stands in it, in source order; ``None`` → what stands in no other."""
    below: defaultdict[str | None, list[_Node]] = defaultdict(list)

    def add(parent: str | None, node: _Node, body: Iterable[BodyBlock] = ()) -> None:
        below[parent].append(node)
        below[node.id] += (_Node(None, b.span, b.kind, text=_block_words(b)) for b in body if not isinstance(b, RefBlock))

    for passage in document.passages:
        add(passage.parent, _Node(passage.id, passage.span, "passage", passage.role, (), _words(passage.heading)), passage.body)
    numbers = {group.id: number for number, group in enumerate(document.groups, 1)}
    for group in document.groups:
        facts = [f"numbering={group.numbering}"]
        if group.declared_count is not None:
            facts.append(f"declared={group.declared_count}")
        if group.continues is not None:
            facts.append(f"continues={numbers[group.continues]}")
        add(group.parent, _Node(group.id, group.span, "group", group.kind, tuple(facts), _words(group.title)))
    for kind, items in (("step", document.steps), ("point", document.points)):
        for item in items:
            label = (f"label={item.label}",) if item.label is not None else ()
            add(item.group, _Node(item.id, item.span, kind, str(item.ordinal), label, _words(item.title)), item.body)
    for faq in document.faqs:
        add(faq.group, _Node(faq.id, faq.span, "faq", text=faq.question.text), faq.answer)
    for checklist in document.checklists:
        add(checklist.parent, _Node(checklist.id, checklist.span, "checklist", checklist.kind, (), _words(checklist.title)))
        for line in checklist.items:
            facts = [f"depth={line.depth}"] if line.depth > 1 else []
            if line.checked is not None:
                facts.append(f"checked={str(line.checked).lower()}")
            add(checklist.id, _Node(line.id, line.span, "item", None, tuple(facts), line.text), line.detail)
    for sample in document.sample_texts:
        facts = [f"channel={sample.channel}"] if sample.channel is not None else []
        if sample.inline:
            facts.append("inline")
        if sample.label is not None:
            facts.append(f"label={sample.label.text}")
        add(sample.parent, _Node(sample.id, sample.span, "sample", None, tuple(facts), sample.text))
    for siblings in below.values():
        siblings.sort(key=lambda node: node.span.start if node.span is not None else 0)
    return below


def _words(text: Text | None) -> str | None:
    return text.text if text is not None else None


def _block_words(block: BodyBlock) -> str | None:
    if isinstance(block, TableBlock):
        return " / ".join(cell for row in block.rows for cell in row if cell)
    return None if isinstance(block, RefBlock) else block.text
