"""JSON-LD in a page: what it says about the article, as evidence. Nothing in it is trusted to be well-formed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

_ARTICLES = ("Article", "Posting", "HowTo", "FAQPage", "Recipe", "Report", "WebPage")
_MOST_NODES = 20_000


class Claims(NamedTuple):
    """What JSON-LD claims: types of things, titles of steps, questions, names of authors, dates as written."""

    types: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None


def claims(scripts: Iterable[str]) -> Claims:
    """Return what the scripts claim together; a script that is no JSON claims nothing."""
    types: list[str] = []
    steps: list[str] = []
    questions: list[str] = []
    authors: list[str] = []
    dates: dict[str, str] = {}
    for thing in (thing for script in scripts for thing in _things(_load(script))):
        kinds = _strings(thing.get("@type"))
        types += kinds
        if "HowToStep" in kinds:
            steps += _strings(thing.get("name") or thing.get("text"))[:1]
        if "Question" in kinds:
            questions += _strings(thing.get("name") or thing.get("text"))[:1]
        if any(kind.endswith(_ARTICLES) for kind in kinds):
            authors += _names(thing.get("author"))
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
    )


def _load(script: str) -> Any:
    try:
        return json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return None


def _things(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects in ``value`` in the order they are written, outer ones first."""
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
