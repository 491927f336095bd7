"""JSON-LD in a page: what it says about the article, as evidence. It may be malformed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, cast

from seedkit.model.block import Purpose
from seedkit.readers.html.tokens import decode

_ARTICLES = ("Article", "Posting", "HowTo", "FAQPage", "Recipe", "Report", "WebPage")
_MOST_NODES = 20_000
_INGREDIENTS = ("recipeIngredient", "ingredients", "tool", "supply")
_STEPS = ("recipeInstructions", "step")
_LINE_END = re.compile(r"[\r\n]+|<(?:br|/p|/li|/div|/h[1-6])\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


class StatedItem(NamedTuple):
    """What is stated about an item: its text, its title if it has one of its own, and the answer to a question."""

    text: str
    title: str = ""
    answer: str = ""


class Stated(NamedTuple):
    """The items of one series and what they are, as stated; the page may show them differently, or not at all."""

    purpose: Purpose
    items: tuple[StatedItem, ...]


class Claims(NamedTuple):
    """What JSON-LD states: types of things, titles of steps, questions, names of authors, dates as written, series of items,
    headlines of articles, names of recipes and instructions."""

    types: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    series: tuple[Stated, ...] = ()
    titles: tuple[str, ...] = ()
    recipes: tuple[str, ...] = ()


def claims(scripts: Iterable[str]) -> Claims:
    """Return what the scripts state together; a script that is not valid JSON states nothing."""
    types: list[str] = []
    steps: list[str] = []
    questions: list[str] = []
    authors: list[str] = []
    dates: dict[str, str] = {}
    series: list[Stated] = []
    titles: list[str] = []
    recipes: list[str] = []
    for thing in (thing for script in scripts for thing in _things(_load(script))):
        kinds = _strings(thing.get("@type"))
        types += kinds
        if "HowToStep" in kinds:
            steps += _strings(thing.get("name") or thing.get("text"))[:1]
        if "Question" in kinds:
            questions += _strings(thing.get("name") or thing.get("text"))[:1]
        series += _series(thing, kinds)
        if "Recipe" in kinds or "HowTo" in kinds:
            recipes += _strings(thing.get("name"))[:1]
        if any(kind.endswith(_ARTICLES) for kind in kinds):
            authors += _names(thing.get("author"))
            titles += _strings(thing.get("headline"))[:1]
            for key in ("datePublished", "dateModified"):
                for date in _strings(thing.get(key))[:1]:
                    dates.setdefault(key, date)
    return Claims(
        tuple(dict.fromkeys(types)),
        tuple(steps),
        tuple(questions),
        tuple(dict.fromkeys(authors)),
        dates.get("datePublished"),
        dates.get("dateModified"),
        tuple(one for one in series if one.items),
        tuple(titles),
        tuple(dict.fromkeys(recipes)),
    )


def _series(thing: dict[str, Any], kinds: list[str]) -> Iterator[Stated]:
    """Yield the series that a recipe, an instruction or an FAQ page states."""
    if "Recipe" in kinds or "HowTo" in kinds:
        for purpose, keys in (("steps", _STEPS), ("materials", _INGREDIENTS)):
            yield Stated(cast("Purpose", purpose), tuple(item for key in keys for item in _items(thing.get(key))))
    if "FAQPage" in kinds:
        questions = thing.get("mainEntity")
        asked = [one for one in (questions if isinstance(questions, list) else [questions]) if isinstance(one, dict)]
        yield Stated("faqs", tuple(item for one in asked for item in _questions(one)))


def _questions(thing: dict[str, Any]) -> Iterator[StatedItem]:
    """Yield a question that has an answer."""
    given = thing.get("acceptedAnswer")
    given = given[0] if isinstance(given, list) and given else given
    answer = _lines(given.get("text")) if isinstance(given, dict) else []
    for asked in _lines(thing.get("name") or thing.get("text"))[:1]:
        if answer:
            yield asked._replace(answer=" ".join(line.text for line in answer))


def _items(value: Any) -> Iterator[StatedItem]:
    """Yield the items in a list of texts, steps and sections of steps, in order."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield from _lines(one)
        elif isinstance(one, list):
            waiting += reversed(one)
        elif isinstance(one, dict) and (inner := one.get("itemListElement") or one.get("steps")):
            waiting.append(inner)
        elif isinstance(one, dict):
            title = next(iter(_lines(one.get("name"))), StatedItem(""))
            said = _lines(one.get("text"))
            if said:
                said[0] = said[0]._replace(title=title.text)
            yield from said or ([title] if title.text else [])


def _lines(words: Any) -> list[StatedItem]:
    """Return the lines of a text, which may contain HTML."""
    if not isinstance(words, str):
        return []
    lines = (" ".join(_TAG.sub(" ", line).split()) for line in _LINE_END.split(decode(decode(words))))
    return [StatedItem(line) for line in lines if line]


def _load(script: str) -> Any:
    try:
        return json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return None


def _things(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects in ``value`` in source order, outer ones first."""
    waiting, seen = [value], 0
    while waiting and seen < _MOST_NODES:
        seen += 1
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
            waiting += reversed(one.values())
        elif isinstance(one, list):
            waiting += reversed(one)


def _names(value: Any) -> list[str]:
    people = value if isinstance(value, list) else [value]
    return [name for one in people for name in _strings(one.get("name") if isinstance(one, dict) else one)]


def _strings(value: Any) -> list[str]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str) and one.strip()]
