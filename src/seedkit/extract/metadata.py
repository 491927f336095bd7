"""Facts about the article: from its first lines, and from what its format states."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from seedkit.extract.draft import Draft
from seedkit.model.block import Fact
from seedkit.model.document import DateText, Metadata, MinutesText, Text
from seedkit.model.front import Front, FrontDate, FrontText


def metadata(draft: Draft, front: Front) -> Metadata:
    """Return the facts about the article and enter the lines they stand in into the ledger.

    What the format states goes before what the text seems to say. A fact told twice counts once, at its first place. What is stated
    and has no place of its own stands where the text says what it overrules; else its span is empty.
    """
    facts: list[Fact] = []
    title = _front_text(draft, front.title)
    subtitle = _front_text(draft, front.subtitle)
    for index, reading in enumerate(draft.readings):
        if reading.role == "meta":
            facts += reading.facts
            draft.note(index, draft.document)
            for fact in reading.facts:
                draft.tile(fact.start, fact.end, "text", draft.document)
        elif reading.role in ("title", "subtitle"):
            draft.keep(index, draft.document)
            words = draft.title(index)
            if reading.role == "title":
                title = _placed(title, words) or words
            else:
                subtitle = _placed(subtitle, words) or words
    return Metadata(
        title=title,
        subtitle=subtitle,
        description=_front_text(draft, front.description),
        authors=_once((_front_text(draft, a) for a in front.authors), (_text(draft, f) for f in facts if f.name == "author")),
        credits=_once((), (_text(draft, f) for f in facts if f.name == "credit")),
        published=_date(draft, front.published, facts, "published"),
        updated=_date(draft, front.updated, facts, "updated"),
        reading_minutes=_minutes(draft, front, facts),
        url=front.url,
        tags=front.tags,
        extra=dict(front.extra),
    )


def _front_text(draft: Draft, said: FrontText | None) -> Text | None:
    if said is None:
        return None
    words = " ".join(said.text.split())
    if not words:
        return None
    draft.tile(said.place.start, said.place.end, "text", draft.document)
    return Text(text=words, span=draft.span(*said.place))


_Said = TypeVar("_Said", Text, DateText, MinutesText)


def _placed(stated: _Said | None, seen: _Said | None) -> _Said | None:
    """Return what is stated; where it has no place of its own, in that of what is seen in the text."""
    if stated is None or seen is None or stated.span is None or stated.span.end:
        return stated
    return stated.model_copy(update={"span": seen.span})


def _text(draft: Draft, fact: Fact) -> Text:
    return Text(text=fact.text, span=draft.span(fact.start, fact.end))


def _once(stated: Iterable[Text | None], seen: Iterable[Text]) -> tuple[Text, ...]:
    """Return texts without repetitions: those that the format states, where it states any, else those seen in the text."""
    told, found = [text for text in stated if text is not None], list(seen)
    first = [_placed(text, other) or text for text, other in zip(told, [*found, *[None] * len(told)], strict=False)] or found
    return tuple({text.text.casefold(): text for text in reversed(first)}.values())[::-1]


def _date(draft: Draft, stated: FrontDate | None, facts: Iterable[Fact], name: str) -> DateText | None:
    seen = (
        DateText(value=fact.value.isoformat(), text=fact.text, span=draft.span(fact.start, fact.end))
        for fact in facts
        if fact.name == name and isinstance(fact.value, date)
    )
    if stated is None:
        return next(seen, None)
    draft.tile(stated.place.start, stated.place.end, "text", draft.document)
    return _placed(DateText(value=stated.value.isoformat(), text=stated.text, span=draft.span(*stated.place)), next(seen, None))


def _minutes(draft: Draft, front: Front, facts: Iterable[Fact]) -> MinutesText | None:
    stated = front.reading_minutes
    seen = (
        MinutesText(value=fact.value, text=fact.text, span=draft.span(fact.start, fact.end))
        for fact in facts
        if fact.name == "reading_minutes" and isinstance(fact.value, int)
    )
    if stated is None:
        return next(seen, None)
    draft.tile(stated.place.start, stated.place.end, "text", draft.document)
    return _placed(MinutesText(value=stated.value, text=stated.text, span=draft.span(*stated.place)), next(seen, None))
