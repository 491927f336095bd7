"""Articles as tables: one a kind of content, a row an entity, every cell a plain value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from seedkit.corpus.article import Article
from seedkit.model.document import BodyBlock, Item, Span, Text

Value = str | int | bool | tuple[str, ...] | None
Row = tuple[Value, ...]
ColumnType = Literal["string", "integer", "boolean", "strings"]


class Table(NamedTuple):
    """A kind of content: its name, the type of each column by name, and the rows that an article gives, cells in that order.

    Any cell may be null but the first two, ``document`` (the id of the article) and what tells the row apart in it.
    """

    name: str
    columns: Mapping[str, ColumnType]
    rows: Callable[[Article], Iterator[Row]]


def _words(text: Text | None) -> str | None:
    return text.text if text is not None else None


def _place(span: Span | None) -> tuple[int | None, int | None, int | None]:
    return (span.start, span.end, span.line) if span is not None else (None, None, None)


def _plain(article: Article, body: Iterable[BodyBlock]) -> str | None:
    """Return a body as plain text, what it refers to in its place."""
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


def _groups(article: Article) -> Iterator[Row]:
    for group in article.groups:
        yield (
            article.id, group.id, group.kind, _words(group.title), group.declared_count, group.numbering, group.continues,
            group.parent, *_place(group.span),
        )  # fmt: skip


def _items(article: Article, items: Iterable[Item]) -> Iterator[Row]:
    for item in items:
        text = _plain(article, item.body)
        minutes = item.duration.minutes if item.duration is not None else None
        yield (
            article.id, item.id, item.group, item.ordinal, item.position, item.label, _words(item.title), text, minutes,
            *_place(item.span),
        )  # fmt: skip


def _steps(article: Article) -> Iterator[Row]:
    return _items(article, article.steps)


def _points(article: Article) -> Iterator[Row]:
    return _items(article, article.points)


def _faqs(article: Article) -> Iterator[Row]:
    for faq in article.faqs:
        yield article.id, faq.id, faq.group, faq.question.text, _plain(article, faq.answer), *_place(faq.span)


def _checklists(article: Article) -> Iterator[Row]:
    for checklist in article.checklists:
        title = _words(checklist.title)
        yield article.id, checklist.id, checklist.kind, title, len(checklist.items), checklist.parent, *_place(checklist.span)


def _checklist_items(article: Article) -> Iterator[Row]:
    for checklist in article.checklists:
        for position, item in enumerate(checklist.items, 1):
            detail = _plain(article, item.detail)
            yield (
                article.id, item.id, checklist.id, position, item.depth, item.checked, item.text, _words(item.amount),
                _words(item.name), detail, *_place(item.span),
            )  # fmt: skip


def _sample_texts(article: Article) -> Iterator[Row]:
    for sample in article.sample_texts:
        slots = tuple(slot.name for slot in sample.slots)
        yield (
            article.id, sample.id, sample.channel, _words(sample.label), _words(sample.cue), sample.text, sample.inline, slots,
            sample.parent, *_place(sample.span),
        )  # fmt: skip


def _passages(article: Article) -> Iterator[Row]:
    for passage in article.passages:
        yield (
            article.id, passage.id, passage.role, _words(passage.heading), passage.level, _plain(article, passage.body),
            passage.parent, *_place(passage.span),
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
    **_OWN, "group": "string", "ordinal": "integer", "position": "integer", "label": "string", "title": "string",
    "text": "string", "minutes": "integer", **_PLACE,
}  # fmt: skip

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
    Table(
        "groups",
        {
            **_OWN, "kind": "string", "title": "string", "declared_count": "integer", "numbering": "string",
            "continues": "string", "parent": "string", **_PLACE,
        },
        _groups,
    ),
    Table("steps", _ITEM, _steps),
    Table("points", _ITEM, _points),
    Table("faqs", {**_OWN, "group": "string", "question": "string", "answer": "string", **_PLACE}, _faqs),
    Table(
        "checklists", {**_OWN, "kind": "string", "title": "string", "items": "integer", "parent": "string", **_PLACE}, _checklists
    ),
    Table(
        "checklist_items",
        {
            **_OWN, "checklist": "string", "position": "integer", "depth": "integer", "checked": "boolean", "text": "string",
            "amount": "string", "name": "string", "detail": "string", **_PLACE,
        },
        _checklist_items,
    ),
    Table(
        "sample_texts",
        {
            **_OWN, "channel": "string", "label": "string", "cue": "string", "text": "string", "inline": "boolean",
            "slots": "strings", "parent": "string", **_PLACE,
        },
        _sample_texts,
    ),
    Table(
        "passages",
        {**_OWN, "role": "string", "heading": "string", "level": "integer", "text": "string", "parent": "string", **_PLACE},
        _passages,
    ),
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
