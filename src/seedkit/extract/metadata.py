"""Facts about the article, from its first lines and from what its format states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from seedkit.extract.tree import Draft, Phrase
from seedkit.language.durations import stated as facts_of
from seedkit.model import offsets
from seedkit.model.block import Fact
from seedkit.model.front import Front, FrontDate, FrontMinutes, FrontText
from seedkit.model.source import Place, Source

Values = dict[str, Any]
"""The values of an object of the contract, by key, before validation."""


def metadata(draft: Draft, front: Front) -> Values:
    """Return the facts about the article.

    What the format states takes precedence over what was found in the text. A repeated fact counts once, at its first position. A
    stated fact without a span of its own gets that of the words it overrules, or else an empty one.
    """
    source = draft.source
    facts = [fact for reading in draft.readings if reading.role == "meta" for fact in reading.facts]
    lines: dict[str, Values | None] = {}
    for index, reading in enumerate(draft.readings):
        if reading.role in ("title", "subtitle"):
            lines[reading.role] = lines.get(reading.role) or phrase(source, draft.heading(index))
    title, subtitle = lines.get("title"), lines.get("subtitle")
    return {
        "title": _placed(_text(source, front.title), title) or title,
        "subtitle": _placed(_text(source, front.subtitle), subtitle) or subtitle,
        "description": _text(source, front.description),
        "authors": _once([_text(source, author) for author in front.authors], _named(source, facts, "author")),
        "credits": _once((), _named(source, facts, "credit")),
        "published": _value(source, front.published, facts, "published"),
        "updated": _value(source, front.updated, facts, "updated"),
        "reading_minutes": _value(source, front.reading_minutes, facts, "reading_minutes"),
        "url": front.url,
        "tags": front.tags,
        **_stated(draft),
        "extra": dict(front.extra),
    }


_STATING = ("paragraph", "bullet", "answer", "heading", "subtitle")


def _stated(draft: Draft) -> Values:
    """Return what the article states about the whole: how much it makes, and how long that takes, each kind of time once."""
    made: Values | None = None
    durations: dict[tuple[str, int], Values] = {}
    for index, reading in enumerate(draft.readings):
        if reading.role not in _STATING:
            continue
        for fact in facts_of(draft.blocks[index].text, draft.words):
            found = offsets.words(draft.source, draft.blocks[index]).cut(fact.start, fact.end)
            text = phrase(draft.source, Phrase(found.text, *found.place(0, len(found.text)))) or {}
            if fact.minutes is None:
                made = made or text
            else:
                durations.setdefault((fact.kind, fact.minutes), {"kind": fact.kind, "minutes": fact.minutes, **text})
    return {"yield": made, "durations": list(durations.values())}


def stated(front: Front) -> Iterator[Place]:
    """Yield the spans of what the format states about the article."""
    for text in (front.title, front.subtitle, front.description, *front.authors):
        if text is not None and text.text.split():
            yield text.place
    for value in (front.published, front.updated, front.reading_minutes):
        if value is not None:
            yield value.place


def span(source: Source, start: int, end: int) -> Values:
    """Return the span ``[start, end)`` with its line."""
    return {"start": start, "end": end, "line": source.line_at(start)}


def phrase(source: Source, words: Phrase | None) -> Values | None:
    """Return words as a text with its span."""
    return {"text": words.text, "span": span(source, words.start, words.end)} if words is not None else None


def _text(source: Source, stated: FrontText | None) -> Values | None:
    words = " ".join(stated.text.split()) if stated is not None else ""
    return phrase(source, Phrase(words, *stated.place)) if stated is not None and words else None


def _named(source: Source, facts: Iterable[Fact], name: str) -> list[Values]:
    return [{"text": fact.text, "span": span(source, fact.start, fact.end)} for fact in facts if fact.name == name]


def _placed(stated: Values | None, seen: Values | None) -> Values | None:
    """Return what is stated; if it has no span of its own, with that of what was found in the text."""
    return stated if stated is None or seen is None or stated["span"]["end"] else {**stated, "span": seen["span"]}


def _once(stated: Iterable[Values | None], seen: Sequence[Values]) -> list[Values]:
    """Return texts without repetitions: those that the format states, if any, otherwise those found in the text."""
    texts = [text for text in stated if text is not None]
    placed = (_placed(text, seen[k] if k < len(seen) else None) for k, text in enumerate(texts))
    first = [text for text in placed if text is not None] or seen
    return list({text["text"].casefold(): text for text in reversed(first)}.values())[::-1]


def _value(source: Source, stated: FrontDate | FrontMinutes | None, facts: Iterable[Fact], name: str) -> Values | None:
    """Return a date or a number of minutes: as stated, or else the first one found in the text."""
    fact = next((fact for fact in facts if fact.name == name and fact.value is not None), None)
    seen = _valued(source, fact.value, fact.text, fact.start, fact.end) if fact is not None else None
    return _placed(_valued(source, stated.value, stated.text, *stated.place), seen) if stated is not None else seen


def _valued(source: Source, value: date | int | None, text: str, start: int, end: int) -> Values:
    return {"value": value.isoformat() if isinstance(value, date) else value, "text": text, "span": span(source, start, end)}
