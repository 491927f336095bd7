"""What holds for every article however it was read, by the contract's principles."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

from jsonschema import Draft202012Validator
from pydantic import BaseModel

from seedkit.model.compiled import Compiled
from seedkit.model.document import (
    BodyBlock,
    Checklist,
    ChecklistItem,
    CodeBlock,
    DateText,
    Document,
    Faq,
    Group,
    ImageBlock,
    Item,
    MinutesText,
    OutlineNode,
    Passage,
    RefBlock,
    SampleText,
    Slot,
    Span,
    TableBlock,
)
from seedkit.model.references import broken_reference

Entity = Group | Item | Faq | Checklist | SampleText | Passage

_Model = TypeVar("_Model", bound=BaseModel)
_ID = re.compile(r"[a-z0-9-]+")
_REFERENCE = re.compile(r"&[#\w]+;?")
_OTHER_LINE_END = re.compile("[\r\f\x0b\x85\u2028\u2029]")
"""What ends a line of a plain text besides the line ends that are counted, so that two blocks may have one line number."""
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
"""The sign of a quoted line, which is not a word of it."""
_SCHEMA = Path(__file__).parents[2] / "schema" / "v1" / "document.schema.json"


def check(compiled: Compiled) -> None:
    """Check everything but the schema, which takes longer than all the rest."""
    ledger_tiles_the_source(compiled)
    readings_stand_in_order(compiled)
    spans_are_places(compiled)
    texts_are_what_stands_there(compiled)
    entities_stand_in_order_and_inside_their_parents(compiled)
    ids_are_unique_and_refs_resolve(compiled.document)
    outline_holds_every_entity_once(compiled.document)


def ledger_tiles_the_source(compiled: Compiled) -> None:
    text, document = compiled.source.text, compiled.document
    known = {document.id, *entities(document), *(item.id for checklist in document.checklists for item in checklist.items)}
    at = 0
    for tile in compiled.ledger:
        assert tile.start == at, f"{tile} does not begin where the one before it ends"
        assert tile.end > tile.start, f"{tile} is empty"
        at = tile.end
        if tile.kind == "blank":
            assert text[tile.start : tile.end].isspace(), f"{tile} is not blank"
        if tile.kind in ("blank", "residue"):
            assert tile.entity is None, f"{tile} belongs to an entity"
        else:
            assert tile.entity in known, f"{tile} belongs to no entity of the document"
    assert at == len(text), "the ledger ends before the source does"
    if compiled.source.format == "text":
        _every_word_has_its_home(compiled)


def _every_word_has_its_home(compiled: Compiled) -> None:
    """In plain text nothing is markup: a word outside markers and lines about the article is text of some entity.

    The label of an answer that is typed after its question is a marker inside the block of both.
    """
    text = compiled.source.text
    labels = {faq.id for faq in compiled.document.faqs}
    kind_at: list[str] = []
    for tile in compiled.ledger:
        is_label = tile.kind == "marker" and tile.entity in labels and text[tile.start : tile.end].endswith(":")
        kind_at += ["text" if is_label else tile.kind] * (tile.end - tile.start)
    for reading in compiled.readings:
        homes = {"residue"} if reading.role == "residue" else {"text", "suffix", "quote"}
        if reading.role != "meta":
            block = reading.block
            lost = [at for at in range(block.text_start, block.text_end) if text[at].isalnum() and kind_at[at] not in homes]
            assert not lost, f"characters {lost} of {block.text!r} are {kind_at[lost[0]]}"


def readings_stand_in_order(compiled: Compiled) -> None:
    blocks = [reading.block for reading in compiled.readings]
    assert len(compiled.notes) == len(blocks)
    for block in blocks:
        assert 0 <= block.start <= block.text_start <= block.text_end <= block.end <= len(compiled.source.text), block
        assert block.line <= block.line_end, block
    for above, below in pairwise(blocks):
        assert above.end <= below.start, (above, below)
        shared = compiled.source.format != "text" or _OTHER_LINE_END.search(compiled.source.text, above.end, below.start)
        assert above.line_end < below.line or (shared and above.line_end == below.line), (above, below)


def spans_are_places(compiled: Compiled) -> None:
    text = compiled.source.text
    newline = "\n" if "\n" in text or "\r" not in text else "\r"
    for span in found(compiled.document, Span):
        assert 0 <= span.start <= span.end <= len(text), span
        assert span.line == text.count(newline, 0, span.start) + 1, span


def texts_are_what_stands_there(compiled: Compiled) -> None:
    source = compiled.source
    for model in found(compiled.document, BaseModel):
        match model:
            case SampleText(inline=False, text=text, span=span):
                if source.format == "text":
                    raw = source.text[span.start : span.end]
                    assert text in (_by_line(raw), " ".join(raw.split()))  # wrapped lines of one paragraph are joined
                else:
                    assert _is_said(text, source.text[span.start : span.end]), (text, source.text[span.start : span.end])
            case SampleText(text=text, span=span) if "\n" in text:  # a quotation over paragraphs of one list item
                assert _is_said(text, source.text[span.start : span.end]), (text, source.text[span.start : span.end])
            case CodeBlock(text=text, span=span):
                assert _is_said(text, source.text[span.start : span.end]), (text, source.text[span.start : span.end])
            case TableBlock(rows=rows, span=span):
                cells = " ".join(cell for row in rows for cell in row)
                assert _is_said(cells, source.text[span.start : span.end]), (cells, source.text[span.start : span.end])
            case Slot(name=text, span=span):
                assert _is_said(text, source.text[span.start : span.end]), (text, source.text[span.start : span.end])
            case ChecklistItem(text=text, span=span):  # its span holds its marker and its details besides
                assert text == " ".join(text.split())
                assert _is_said(text, source.text[span.start : span.end]), (text, source.text[span.start : span.end])
            case DateText(span=None) | MinutesText(span=None) | ImageBlock(text=None):
                pass
            case BaseModel(text=str(text), span=Span() as span):  # type: ignore[misc]
                assert text == " ".join(text.split()), f"{text!r} has more white space than it should"
                raw = source.text[span.start : span.end]
                if source.format == "text":
                    assert text in (" ".join(raw.split()), " ".join(_QUOTED.sub("", raw).split()))
                else:
                    assert _is_said(text, raw), (text, raw)
            case _:
                pass


def _by_line(raw: str) -> str:
    newline = "\n" if "\n" in raw else "\r"
    return "\n".join(" ".join(line.split()) for line in raw.split(newline))


def _is_said(text: str, raw: str) -> bool:
    """Whether the characters of ``text`` are in ``raw`` in order, its character references decoded or (in code) as they are."""
    rest = iter(_REFERENCE.sub(lambda match: html.unescape(match[0]) + match[0], raw))
    return all(character in rest for character in text if not character.isspace())


def entities_stand_in_order_and_inside_their_parents(compiled: Compiled) -> None:
    document = compiled.document
    by_id = entities(document)
    arrays = (document.groups, document.steps, document.points, document.faqs, document.checklists)
    for array in (*arrays, document.sample_texts, document.passages, document.residue):
        starts = [entity.span.start for entity in array]
        assert starts == sorted(starts), f"{array} are not in source order"
    for owner, body in bodies(document):
        places = [block.span if not isinstance(block, RefBlock) else by_id[block.ref].span for block in body]
        for span in places:
            _inside(span, owner.span)
        starts = [span.start for span in places]
        assert starts == sorted(starts), f"{body} of {owner.id} is not in source order"
    for checklist in document.checklists:
        for item in checklist.items:
            _inside(item.span, checklist.span)
        starts = [item.span.start for item in checklist.items]
        assert starts == sorted(starts)
    for group in document.groups:
        items = [entity for entity in by_id.values() if isinstance(entity, Item | Faq) and entity.group == group.id]
        assert items, f"{group.id} has no items"
        for above, below in pairwise(items):
            assert above.span.end <= below.span.start, (above, below)
        positions = [item.position for item in items if isinstance(item, Item)]
        assert positions == list(range(1, len(positions) + 1))
    for model in by_id.values():
        for own in (getattr(model, name, None) for name in ("title", "heading", "question")):
            if own is not None:
                _inside(own.span, model.span)


def spans_and_parents_nest_as_the_outline_does(document: Document) -> None:
    by_id = entities(document)
    homes = {item.id: checklist.id for checklist in document.checklists for item in checklist.items}
    for node, above in nodes(document.outline, None):
        entity = by_id[node.ref]
        parent = entity.group if isinstance(entity, Item | Faq) else entity.parent
        assert homes.get(parent or "", parent) == above, f"{node.ref} stands in {above}, its parent is {parent}"
        if above is not None:
            _inside(entity.span, by_id[above].span)


def _inside(inner: Span, outer: Span) -> None:
    assert outer.start <= inner.start, f"{inner} begins before {outer}"
    assert inner.end <= outer.end, f"{inner} ends behind {outer}"


def ids_are_unique_and_refs_resolve(document: Document) -> None:
    assert broken_reference(document) is None
    items = [item for checklist in document.checklists for item in checklist.items]
    every = [entity.id for entity in (*_entities(document), *items)]
    assert len(set(every)) == len(every), [name for name, count in Counter(every).items() if count > 1]
    assert all(_ID.fullmatch(name) for name in (document.id, *every))
    groups = {group.id: group for group in document.groups}
    kinds = {"checklist": document.checklists, "sample_text": document.sample_texts, "group": document.groups}
    parents = {entity.id: getattr(entity, "parent", None) for entity in _entities(document)}
    referred: list[str] = []
    for owner, body in bodies(document):
        for block in body:
            if isinstance(block, RefBlock):
                assert block.ref in {entity.id for entity in kinds[block.kind]}, block  # type: ignore[attr-defined]
                assert parents[block.ref] == owner.id, f"{block} stands in {owner.id}, its parent is {parents[block.ref]}"
                referred.append(block.ref)
    assert len(set(referred)) == len(referred), "an entity stands in two bodies"
    assert all(groups[step.group].kind == "steps" for step in document.steps)
    assert all(groups[point.group].kind not in ("steps", "faqs") for point in document.points)
    assert all(groups[faq.group].kind == "faqs" for faq in document.faqs)
    for group in document.groups:
        assert group.continues is None or groups[group.continues].span.start < group.span.start
    for name, parent in parents.items():
        assert parent is None or parent in every, f"{name} has a parent that is not there: {parent}"
    for sample in document.sample_texts:
        assert sample.inline != (sample.id in referred), f"{sample.id} is a view or stands in a body"


def outline_holds_every_entity_once(document: Document) -> None:
    placed = list(nodes(document.outline, None))
    assert Counter(node.ref for node, _ in placed) == Counter(entity.id for entity in _entities(document))
    by_id = entities(document)
    starts = [by_id[node.ref].span.start for node, _ in placed]
    assert starts == sorted(starts), "the outline is not the reading order"
    _levels(document.outline, 1)


def _levels(below: Iterable[OutlineNode], level: int) -> None:
    for node in below:
        assert node.level == level
        _levels(node.children, level + 1)


def follows_the_schema(data: Any) -> None:
    """Check a document, as the value that its JSON holds, against the committed schema."""
    _validator().validate(data)


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(_SCHEMA.read_text(encoding="utf-8")))


def entities(document: Document) -> dict[str, Entity]:
    """Return what the outline refers to, by id."""
    return {entity.id: entity for entity in _entities(document)}


def _entities(document: Document) -> tuple[Entity, ...]:
    items: tuple[Entity, ...] = (*document.groups, *document.steps, *document.points, *document.faqs)
    return (*items, *document.checklists, *document.sample_texts, *document.passages)


def bodies(document: Document) -> Iterator[tuple[Item | Faq | Passage | ChecklistItem, tuple[BodyBlock, ...]]]:
    """Yield everything that has a body, and the body."""
    for item in (*document.steps, *document.points):
        yield item, item.body
    for passage in document.passages:
        yield passage, passage.body
    for faq in document.faqs:
        yield faq, faq.answer
    for checklist in document.checklists:
        for line in checklist.items:
            yield line, line.detail


def nodes(below: Iterable[OutlineNode], above: str | None) -> Iterator[tuple[OutlineNode, str | None]]:
    """Yield every node of the outline in reading order, with the id of the one that it is in."""
    for node in below:
        yield node, above
        yield from nodes(node.children, node.ref)


def found(model: object, kind: type[_Model]) -> Iterator[_Model]:
    """Yield every model of a kind that ``model`` holds, itself included."""
    if isinstance(model, kind):
        yield model
    if isinstance(model, BaseModel):
        for value in vars(model).values():
            yield from found(value, kind)
    elif isinstance(model, tuple | list):
        for value in model:
            yield from found(value, kind)
