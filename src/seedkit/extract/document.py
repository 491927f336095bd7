"""The tree to a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from seedkit.extract import kinds
from seedkit.extract import run_in as run_in_title
from seedkit.extract.metadata import Values
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
from seedkit.model import document as contract
from seedkit.model import offsets
from seedkit.model.block import Block
from seedkit.model.document import (
    SCHEMA_VERSION,
    Body,
    BodyBlock,
    CodeBlock,
    Document,
    HeadingBlock,
    ImageBlock,
    Link,
    Metadata,
    Model,
    OutlineNode,
    ProseBlock,
    RefBlock,
    Residue,
    Slot,
    SourceInfo,
    Span,
    StepDuration,
    TableBlock,
    Text,
    built,
)
from seedkit.model.front import Front
from seedkit.model.source import Source
from seedkit.model.walk import ARRAYS, KINDS

_UNSEALED = "sha256:" + "0" * 64


def document(draft: Draft, nodes: Sequence[Entity], id: str, front: Front, facts: Values) -> Document:
    """Return the document of the complete tree, without diagnostics and revision.

    Facts come from files, front matter and markup, and are validated; everything else is made here.
    """
    source = draft.source
    arrays: dict[str, list[Model]] = {name: [] for name in ARRAYS}
    for node in nodes:
        if node.array is not None:
            arrays[node.array].append(_entity(draft, node))
    info = {
        "path": source.path,
        "format": source.format,
        "encoding": source.encoding,
        "sha256": source.sha256,
        "bytes": source.bytes,
        "characters": len(source.text),
        "language": front.language,
        "converter": source.converter._asdict() if source.converter is not None else None,
    }
    return built(
        Document,
        schema_version=SCHEMA_VERSION,
        id=id,
        revision=_UNSEALED,
        source=SourceInfo.model_validate(info),
        metadata=Metadata.model_validate(facts),
        **{name: tuple(array) for name, array in arrays.items()},
        outline=_outline(draft.root),
        residue=tuple(_residue(draft)),
        diagnostics=(),
    )


def _span(source: Source, start: int, end: int) -> Span:
    return built(Span, start=start, end=end, line=source.line_at(start))


def _text(source: Source, words: Phrase | None) -> Text | None:
    if words is None:
        return None
    return built(Text, text=words.text, span=_span(source, words.start, words.end))


def _entity(draft: Draft, node: Entity) -> Model:
    """Return an entity of the document."""
    source = draft.source
    title = _text(source, node.title)
    parent = node.parent.id or None if node.parent is not None else None
    span = _span(source, node.start, node.end)
    match node:
        case Group():
            return built(
                contract.Group,
                id=node.id,
                kind=node.kind,
                title=title,
                declared_count=node.declared,
                numbering=node.numbering,
                continues=node.continues.id if node.continues is not None else None,
                parent=parent,
                span=span,
            )
        case Faq():
            return built(contract.Faq, id=node.id, group=parent, question=title, answer=_body(draft, node), span=span)
        case Item():
            ordinal, marker = draft.readings[node.opening].ordinal, draft.blocks[node.opening].marker
            return built(
                contract.Item,
                id=node.id,
                group=parent,
                ordinal=node.position if ordinal is None else ordinal,
                position=node.position,
                label=marker.label if marker is not None and marker.kind == "number" else None,
                title=title,
                body=_body(draft, node),
                duration=_duration(draft, node) if isinstance(node, Step) else None,
                span=span,
            )
        case Checklist():
            kind = kinds.MATERIALS if node.materials else kinds.checklist_kind(_lines(draft, node))
            items = tuple([_entity(draft, line) for line in node.children])
            return built(contract.Checklist, id=node.id, kind=kind, title=title, items=items, parent=parent, span=span)
        case Line():
            block = draft.blocks[node.opening]
            amount, name = _need(draft, node)
            return built(
                contract.ChecklistItem,
                id=node.id,
                depth=node.depth,
                marker=block.marker.label if block.marker is not None else None,
                text=block.text,
                amount=amount,
                name=name,
                detail=_body(draft, node),
                checked=block.marker.checked if block.marker is not None else None,
                span=span,
            )
        case Sample(words=words):
            found = slots(words.text, draft.words)
            return built(
                contract.SampleText,
                id=node.id,
                text=words.text,
                inline=node.inline is not None,
                label=_text(source, node.label),
                cue=_text(source, node.cue),
                channel=node.channel,
                slots=tuple([built(Slot, name=name, span=_span(source, *words.place(start, end))) for name, start, end in found]),
                parent=parent,
                span=_span(source, *words.place(0, len(words.text))),
            )
        case Passage():
            return built(
                contract.Passage,
                id=node.id,
                role=node.role,
                heading=title,
                level=draft.readings[node.head].level if node.head is not None else None,
                body=_body(draft, node),
                parent=parent,
                span=span,
            )
        case _:
            assert_never(node)


def _lines(draft: Draft, node: Checklist) -> list[kinds.Line]:
    blocks = [draft.blocks[line.opening] for line in node.children]
    return [kinds.Line(block.text, block.marker.checked if block.marker is not None else None) for block in blocks]


def _need(draft: Draft, node: Line) -> tuple[Text | None, Text | None]:
    """Return amount and name of an item in a list of materials; nothing for other lists."""
    if not isinstance(node.parent, Checklist) or not node.parent.materials:
        return None, None
    block = draft.blocks[node.opening]
    found = need(block.text, draft.words)
    return _view(draft, block, found.amount), _view(draft, block, found.name)


def _duration(draft: Draft, node: Step) -> StepDuration | None:
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
    words = offsets.words(draft.source, block).cut(length.start, length.end)
    return built(StepDuration, minutes=length.minutes, text=words.text, span=_span(draft.source, *words.place(0, len(words.text))))


def _view(draft: Draft, block: Block, span: tuple[int, int] | None) -> Text | None:
    """Return words inside a block as a text."""
    if span is None:
        return None
    found = offsets.words(draft.source, block).cut(*span)
    return _text(draft.source, Phrase(found.text, *found.place(0, len(found.text))))


def _body(draft: Draft, node: Entity) -> Body:
    blocks = list[BodyBlock]()
    run_in = node.run_in if isinstance(node, Item) else None
    for part in node.body:
        if isinstance(part, Node):
            blocks.append(built(RefBlock, kind=KINDS[part.array or ""], ref=part.id))
        elif run_in is not None and part == node.head:
            rest, _ = run_in_title.rest(draft, part, run_in)
            links = _links(draft.source, draft.blocks[part], rest.start)
            place = _span(draft.source, rest.start, rest.end)
            blocks.append(built(ProseBlock, kind="paragraph", text=rest.text, span=place, links=links))
        elif (block := _block(draft, part)) is not None:
            blocks.append(block)
    return tuple(blocks)


def _block(draft: Draft, index: int) -> BodyBlock | None:
    """Return a reading as a block of a body, ``None`` if it has no words."""
    reading, block = draft.readings[index], draft.blocks[index]
    kind = prose_kind(reading)
    if kind is None:
        return None
    text, span = block.text, _span(draft.source, block.text_start, block.text_end)
    match kind:
        case "image":
            return built(ImageBlock, kind=kind, text=text or None, src=block.src, span=span)
        case "table":
            return built(TableBlock, kind=kind, rows=block.rows, span=span)
        case "code":
            return built(CodeBlock, kind=kind, text=text, language=block.language, span=span)
        case "heading":
            text = block.pin.title if block.pin is not None and block.pin.title is not None else text
            return built(HeadingBlock, kind=kind, text=text, level=max(reading.level or 0, 2), span=span)
        case _:
            return built(ProseBlock, kind=kind, text=text, span=span, links=_links(draft.source, block, 0))


def _links(source: Source, block: Block, start: int) -> tuple[Link, ...]:
    """Return the links of a block from the offset ``start`` on."""
    if not block.links:
        return ()
    links = (link for link in block.links if link.place.start >= start)
    return tuple([built(Link, text=link.text, href=link.href, span=_span(source, *link.place)) for link in links])


def _outline(node: Node) -> tuple[OutlineNode, ...]:
    """Return the reading order below a node. It has no lines of checklists, but what is inside them."""
    out: list[OutlineNode] = []
    for child in node.children:
        below = _outline(child) if child.children else ()
        if child.array is not None:
            out.append(built(OutlineNode, ref=child.id, level=child.level, children=below))
        else:
            out += below
    return tuple(out)


def _residue(draft: Draft) -> Iterator[Residue]:
    for reading in draft.readings:
        block = reading.block
        if reading.role == "residue" and block.text:
            reason = reading.reason or block.reason or "boilerplate"
            yield built(Residue, text=block.text, reason=reason, span=_span(draft.source, block.text_start, block.text_end))
