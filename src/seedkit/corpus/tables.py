"""Articles as tables: one per kind of content, one row per entity, every cell a plain value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, NamedTuple, assert_never

from seedkit.corpus.article import Article
from seedkit.model.document import BodyBlock, Checklist, Faq, Group, Item, Passage, SampleText, Span, Text
from seedkit.model.walk import Listed

Value = str | int | bool | tuple[str, ...] | None
Row = tuple[Value, ...]
ColumnType = Literal["string", "integer", "boolean", "strings"]


class Table(NamedTuple):
    """A kind of content: its name, the type of each column by name, and a function from an article to its rows, with cells in that
    order.

    Any cell may be null except the first two: ``document`` (the id of the article) and what identifies the row in it.
    """

    name: str
    columns: Mapping[str, ColumnType]
    rows: Callable[[Article], Iterator[Row]]


def _words(text: Text | None) -> str | None:
    return text.text if text is not None else None


def _place(span: Span | None) -> tuple[int | None, int | None, int | None]:
    return (span.start, span.end, span.line) if span is not None else (None, None, None)


def _plain(article: Article, body: Iterable[BodyBlock]) -> str | None:
    """Return a body as plain text, with entities in place of the references to them."""
    return "\n\n".join(map(article.text_of, article.contents_of(body))) or None


def _documents(article: Article) -> Iterator[Row]:
    facts, source = article.metadata, article.source
    published = facts.published.value if facts.published is not None else None
    updated = facts.updated.value if facts.updated is not None else None
    made = _words(facts.yields)
    minutes = facts.reading_minutes.value if facts.reading_minutes is not None else None
    yield (
        article.id, article.revision, _words(facts.title), _words(facts.subtitle), _words(facts.description),
        tuple(author.text for author in facts.authors), published, updated, minutes, made,
        facts.url, facts.tags,
        source.path, source.format, source.language, source.sha256, source.characters,
    )  # fmt: skip


def _durations(article: Article) -> Iterator[Row]:
    for position, found in enumerate(article.metadata.durations, 1):
        yield article.id, position, found.kind, found.minutes, found.text, *_place(found.span)


def _cells(article: Article, entity: Listed) -> Row:
    """Return the cells of an entity between its id and its span."""
    match entity:
        case Group():
            title = _words(entity.title)
            return entity.kind, title, entity.declared_count, entity.numbering, entity.continues, entity.parent
        case Item():
            text = _plain(article, entity.body)
            minutes = entity.duration.minutes if entity.duration is not None else None
            return entity.group, entity.ordinal, entity.position, entity.label, _words(entity.title), text, minutes
        case Faq():
            return entity.group, entity.question.text, _plain(article, entity.answer)
        case Checklist():
            return entity.kind, _words(entity.title), len(entity.items), entity.parent
        case SampleText():
            slots = tuple(slot.name for slot in entity.slots)
            label, cue = _words(entity.label), _words(entity.cue)
            return entity.channel, label, cue, entity.text, entity.inline, slots, entity.parent
        case Passage():
            return entity.role, _words(entity.heading), entity.level, _plain(article, entity.body), entity.parent
        case _:
            assert_never(entity)


def _checklist_items(article: Article) -> Iterator[Row]:
    for checklist in article.checklists:
        for position, item in enumerate(checklist.items, 1):
            detail = _plain(article, item.detail)
            yield (
                article.id, item.id, checklist.id, position, item.depth, item.checked, item.text, _words(item.amount),
                _words(item.name), detail, *_place(item.span),
            )  # fmt: skip


def _residue(article: Article) -> Iterator[Row]:
    for position, residue in enumerate(article.residue, 1):
        yield article.id, position, residue.reason, residue.text, *_place(residue.span)


def _diagnostics(article: Article) -> Iterator[Row]:
    for position, found in enumerate(article.diagnostics, 1):
        yield article.id, position, found.code, found.rule, found.severity, found.message, found.hint, *_place(found.span)


_OWN: Mapping[str, ColumnType] = {"document": "string", "id": "string"}
_COUNTED: Mapping[str, ColumnType] = {"document": "string", "position": "integer"}
_PLACE: Mapping[str, ColumnType] = {"start": "integer", "end": "integer", "line": "integer"}
_ITEM: Mapping[str, ColumnType] = {
    "group": "string", "ordinal": "integer", "position": "integer", "label": "string", "title": "string", "text": "string",
    "minutes": "integer",
}  # fmt: skip


def _entities(array: str, columns: Mapping[str, ColumnType]) -> Table:
    """Return the table of an array of entities; ``columns`` are those of ``_cells``."""

    def rows(article: Article) -> Iterator[Row]:
        listed: tuple[Listed, ...] = getattr(article, array)
        return ((article.id, entity.id, *_cells(article, entity), *_place(entity.span)) for entity in listed)

    return Table(array, {**_OWN, **columns, **_PLACE}, rows)


TABLES = (
    Table(
        "documents",
        {
            "document": "string", "revision": "string", "title": "string", "subtitle": "string", "description": "string",
            "authors": "strings", "published": "string", "updated": "string", "reading_minutes": "integer", "yield": "string",
            "url": "string",
            "tags": "strings", "path": "string", "format": "string", "language": "string", "sha256": "string",
            "characters": "integer",
        },
        _documents,
    ),
    Table("durations", {**_COUNTED, "kind": "string", "minutes": "integer", "text": "string", **_PLACE}, _durations),
    _entities(
        "groups",
        {
            "kind": "string", "title": "string", "declared_count": "integer", "numbering": "string", "continues": "string",
            "parent": "string",
        },
    ),
    _entities("steps", _ITEM),
    _entities("points", _ITEM),
    _entities("faqs", {"group": "string", "question": "string", "answer": "string"}),
    _entities("checklists", {"kind": "string", "title": "string", "items": "integer", "parent": "string"}),
    Table(
        "checklist_items",
        {
            **_OWN, "checklist": "string", "position": "integer", "depth": "integer", "checked": "boolean", "text": "string",
            "amount": "string", "name": "string", "detail": "string", **_PLACE,
        },
        _checklist_items,
    ),
    _entities(
        "sample_texts",
        {
            "channel": "string", "label": "string", "cue": "string", "text": "string", "inline": "boolean", "slots": "strings",
            "parent": "string",
        },
    ),
    _entities("passages", {"role": "string", "heading": "string", "level": "integer", "text": "string", "parent": "string"}),
    Table("residue", {**_COUNTED, "reason": "string", "text": "string", **_PLACE}, _residue),
    Table(
        "diagnostics",
        {
            **_COUNTED, "code": "string", "rule": "string", "severity": "string", "message": "string", "hint": "string", **_PLACE,
        },
        _diagnostics,
    ),
)  # fmt: skip
"""Every table, in the order of the document's arrays."""
