"""The tree to a document, which is validated as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from seedkit.extract import kinds, run_in
from seedkit.extract.metadata import Values, phrase, span
from seedkit.extract.tree import (
    Checklist,
    Draft,
    Entity,
    Faq,
    Group,
    Item,
    Line,
    Node,
    Passage,
    Phrase,
    Sample,
    Step,
    prose_kind,
)
from seedkit.language.amounts import need
from seedkit.language.durations import lengths
from seedkit.language.slots import slots
from seedkit.model import offsets
from seedkit.model.block import Block
from seedkit.model.document import SCHEMA_VERSION, Document
from seedkit.model.front import Front
from seedkit.model.source import Source
from seedkit.model.walk import ARRAYS, KINDS

_UNSEALED = "sha256:" + "0" * 64


def document(draft: Draft, nodes: Sequence[Entity], id: str, front: Front, facts: Values) -> Document:
    """Return the document of the complete tree, without diagnostics and revision."""
    source = draft.source
    arrays: dict[str, list[Values]] = {name: [] for name in ARRAYS}
    for node in nodes:
        if node.array is not None:
            arrays[node.array].append(_entity(draft, node))
    values = {
        "schema_version": SCHEMA_VERSION,
        "id": id,
        "revision": _UNSEALED,
        "source": {
            "path": source.path,
            "format": source.format,
            "encoding": source.encoding,
            "sha256": source.sha256,
            "bytes": source.bytes,
            "characters": len(source.text),
            "language": front.language,
            "converter": source.converter._asdict() if source.converter is not None else None,
        },
        "metadata": facts,
        **arrays,
        "outline": _outline(draft.root),
        "residue": list(_residue(draft)),
        "diagnostics": (),
    }
    return Document.model_validate(values)


def _entity(draft: Draft, node: Entity) -> Values:
    """Return the values of an entity."""
    source = draft.source
    title = phrase(source, node.title)
    parent = node.parent.id or None if node.parent is not None else None
    values = {"id": node.id, "span": span(source, node.start, node.end)}
    match node:
        case Group():
            return values | {
                "kind": node.kind,
                "title": title,
                "declared_count": node.declared,
                "numbering": node.numbering,
                "continues": node.continues.id if node.continues is not None else None,
                "parent": parent,
            }
        case Faq():
            return values | {"group": parent, "question": title, "answer": _body(draft, node)}
        case Item():
            ordinal, marker = draft.readings[node.opening].ordinal, draft.blocks[node.opening].marker
            return values | {
                "group": parent,
                "ordinal": node.position if ordinal is None else ordinal,
                "position": node.position,
                "label": marker.label if marker is not None and marker.kind == "number" else None,
                "title": title,
                "body": _body(draft, node),
                "duration": _duration(draft, node) if isinstance(node, Step) else None,
            }
        case Checklist():
            kind = kinds.MATERIALS if node.materials else kinds.checklist_kind(_lines(draft, node))
            items = [_entity(draft, line) for line in node.children]
            return values | {"kind": kind, "title": title, "items": items, "parent": parent}
        case Line():
            block = draft.blocks[node.opening]
            return values | {
                "depth": node.depth,
                "marker": block.marker.label if block.marker is not None else None,
                "text": block.text,
                **_need(draft, node),
                "detail": _body(draft, node),
                "checked": block.marker.checked if block.marker is not None else None,
            }
        case Sample(words=words):
            found = slots(words.text, draft.words)
            return values | {
                "text": words.text,
                "inline": node.inline is not None,
                "label": phrase(source, node.label),
                "cue": phrase(source, node.cue),
                "channel": node.channel,
                "slots": [{"name": name, "span": span(source, *words.place(start, end))} for name, start, end in found],
                "parent": parent,
                "span": span(source, *words.place(0, len(words.text))),
            }
        case Passage():
            return values | {
                "role": node.role,
                "heading": title,
                "level": draft.readings[node.head].level if node.head is not None else None,
                "body": _body(draft, node),
                "parent": parent,
            }
        case _:
            assert_never(node)


def _lines(draft: Draft, node: Checklist) -> list[kinds.Line]:
    blocks = [draft.blocks[line.opening] for line in node.children]
    return [kinds.Line(block.text, block.marker.checked if block.marker is not None else None) for block in blocks]


def _need(draft: Draft, node: Line) -> Values:
    """Return amount and name of an item in a list of materials; nothing for other lists."""
    if not isinstance(node.parent, Checklist) or not node.parent.materials:
        return {"amount": None, "name": None}
    block = draft.blocks[node.opening]
    found = need(block.text, draft.words)
    return {"amount": _view(draft, block, found.amount), "name": _view(draft, block, found.name)}


def _duration(draft: Draft, node: Step) -> Values | None:
    """Return the duration that a step states in its own words, if it states exactly one."""
    found = []
    for index in dict.fromkeys((node.opening, *(part for part in node.body if isinstance(part, int)))):
        if prose_kind(draft.readings[index]) in ("paragraph", "heading"):
            block = draft.blocks[index]
            found += [(block, length) for length in lengths(block.text, draft.words)]
            if len(found) > 1:
                return None
    if not found:
        return None
    block, length = found[0]
    return {"minutes": length.minutes, **(_view(draft, block, (length.start, length.end)) or {})}


def _view(draft: Draft, block: Block, span: tuple[int, int] | None) -> Values | None:
    """Return words inside a block as a text."""
    if span is None:
        return None
    found = offsets.words(draft.source, block).cut(*span)
    return phrase(draft.source, Phrase(found.text, *found.place(0, len(found.text))))


def _body(draft: Draft, node: Entity) -> list[Values]:
    blocks = list[Values]()
    for part in node.body:
        if isinstance(part, Node):
            blocks.append({"kind": KINDS[part.array or ""], "ref": part.id})
        elif isinstance(node, Item) and node.run_in is not None and part == node.head:
            rest, _ = run_in.rest(draft, part, node.run_in)
            links = _links(draft.source, draft.blocks[part], rest.start)
            blocks.append({"kind": "paragraph", **(phrase(draft.source, rest) or {}), "links": links})
        else:
            blocks += _block(draft, part)
    return blocks


def _block(draft: Draft, index: int) -> list[Values]:
    """Return a reading as a block of a body, nothing if it has no words."""
    reading, block = draft.readings[index], draft.blocks[index]
    kind = prose_kind(reading)
    values: Values = {"kind": kind, "text": block.text or None, "span": span(draft.source, block.text_start, block.text_end)}
    match kind:
        case None:
            return []
        case "image":
            values["src"] = block.src
        case "table":
            values["rows"] = block.rows
        case "code":
            values["language"] = block.language
        case "heading":
            values["level"] = max(reading.level or 0, 2)
            if block.pin is not None and block.pin.title is not None:
                values["text"] = block.pin.title
        case _:
            values["links"] = _links(draft.source, block, 0)
    return [values]


def _links(source: Source, block: Block, start: int) -> list[Values]:
    """Return the links of a block from the offset ``start`` on."""
    links = (link for link in block.links if link.place.start >= start)
    return [{"text": link.text, "href": link.href, "span": span(source, *link.place)} for link in links] if block.links else []


def _outline(node: Node) -> Sequence[Values]:
    """Return the reading order below a node. It has no lines of checklists, but what is inside them."""
    out: list[Values] = []
    for child in node.children:
        below = _outline(child)
        out += [{"ref": child.id, "level": child.level, "children": below}] if child.array is not None else below
    return out


def _residue(draft: Draft) -> Iterator[Values]:
    for reading in draft.readings:
        block = reading.block
        if reading.role == "residue" and block.text:
            reason = reading.reason or block.reason or "boilerplate"
            yield {"text": block.text, "reason": reason, "span": span(draft.source, block.text_start, block.text_end)}
