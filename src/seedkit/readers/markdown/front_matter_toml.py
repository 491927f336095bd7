"""The TOML front matter of a Markdown article, between lines of ``+++``: the facts that it states, each with its exact span."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Any, NamedTuple

from seedkit.model.front import Front, FrontDate, FrontMatter, FrontMinutes, FrontText
from seedkit.model.source import Place, Source
from seedkit.readers.markdown.front_matter import (
    BLANK_LINES,
    DATES,
    MAX_BITS,
    MAX_LENGTH,
    MINUTES,
    TOO_LONG,
    day,
    field,
    unclosed,
    unreadable,
)
from seedkit.readers.yaml import MAX_DEPTH

_OPENING = re.compile(BLANK_LINES + r"\+\+\+[ \t]*(?:\r\n?|\n)")
_CLOSING = re.compile(r"(?<=[\r\n])\+\+\+[ \t]*(?:\r\n?|\n|\Z)")
_ENTRY = re.compile(r"""[ \t]*(?:"(?P<double>[^"\\\n]*)"|'(?P<single>[^'\n]*)'|(?P<bare>[\w-]+))[ \t]*=[ \t]*""")
# The parts of a value: strings, multi-line and single-line, comments, brackets, line ends, anything else.
_PART = re.compile(
    r'''"""(?:[^"\\]|\\.|"(?!""))*+"{3,5}|"(?:[^"\\\n]|\\.)*+"|'''
    r"""'''(?:[^']|'(?!''))*+'{3,5}|'[^'\n]*+'|"""
    r"""\#[^\n]*+|[\[{]|[\]}]|\n|[^"'\#\[\]{}\n]++|.""",
    re.DOTALL,
)
_BETWEEN = re.compile(r"[=\n]")
_MOST_DOTS = 100
_LINE = re.compile(r"\(at line (\d+), column \d+\)$")
_NESTED = f"is nested deeper than {MAX_DEPTH} levels"


class _Value(NamedTuple):
    """The value of a key, the span of each string in it, or of the whole if there is none, and the source text there."""

    value: Any
    places: tuple[Place, ...]
    printed: tuple[str, ...] = ()


def read(source: Source) -> FrontMatter:
    """Return the front matter; its lines are residue if they are not valid TOML, not closed, too long, or nested too deep."""
    opening = _OPENING.match(source.text)
    if not opening:
        return FrontMatter()
    closing = _CLOSING.search(source.text, opening.end())
    if not closing:
        return unclosed(source, opening.end(), "+++")
    start, end = opening.end(), closing.start()
    if end - start > MAX_LENGTH:
        return unreadable(source, start, end, closing.end(), TOO_LONG)
    try:
        data = _load(source.text[start:end])
        return FrontMatter(facts(source.text, data, dict(_values(source.text, start, end))), closing.end())
    except RecursionError:
        return unreadable(source, start, end, closing.end(), _NESTED)
    except ValueError as error:
        line = _LINE.search(str(error))
        at = source.line_starts[source.line_at(start) + int(line[1]) - 2] if line is not None else start
        return unreadable(source, start, end, closing.end(), _NESTED if str(error) == _NESTED else "is not valid TOML", at)


def _load(text: str) -> dict[str, Any]:
    """Raises ValueError for invalid TOML, and for keys of so many parts that parsing them takes disproportionate time."""
    if any(part.count(".") > _MOST_DOTS for part in _BETWEEN.split(text)):
        raise ValueError
    return tomllib.loads(text)


def facts(text: str, data: Mapping[str, Any], places: Mapping[str, tuple[Place, ...]]) -> Front:
    """Return the facts of keys, given the spans of their values in ``text``; anything that cannot be read as a fact is ``extra``.

    Raises ValueError for values that are nested too deep.
    """
    found: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    undated: list[FrontText] = []
    for name, value in data.items():
        known = field(name)
        own = places.get(name, ())
        given = _Value(value, own, tuple(text[place.start : place.end] for place in own))
        fact = _READERS[known](given) if known and known not in found else None
        if fact:
            found[known] = fact
            continue
        extra[name] = _plain(value, 1)
        if known in DATES and (words := _words(given)):
            undated.append(words)
    return Front(**found, extra=MappingProxyType(extra), undated=tuple(undated))


def _values(text: str, start: int, end: int) -> Iterator[tuple[str, tuple[Place, ...]]]:
    """Yield the keys above the first table with the spans of their values."""
    at = start
    while at < end:
        entry = _ENTRY.match(text, at, end)
        strings: list[Place] = []
        begin = end_of_value = entry.end() if entry else at
        depth, at = 0, begin
        while at < end and (part := _PART.match(text, at, end)):
            token, at = part[0], part.end()
            if token == "\n" and depth == 0:
                break
            if token[0] != "#":
                end_of_value = at
            depth += token in ("[", "{")
            depth -= token in ("]", "}")
            if token[0] in "\"'":
                quotes = 3 if token[:3] in ('"""', "'''") else 1
                strings.append(_trimmed(text, part.start() + quotes, part.end() - quotes))
        if entry:
            name = entry["double"] or entry["single"] or entry["bare"] or ""
            yield name, tuple(strings) or (_trimmed(text, begin, end_of_value),)
        elif text[begin:at].lstrip().startswith("["):
            return


def _trimmed(text: str, start: int, end: int) -> Place:
    written = text[start:end]
    start += len(written) - len(written.lstrip())
    return Place(start, start + len(written.strip()))


def _plain(value: Any, depth: int) -> Any:
    """Return a value as JSON: a date or time in its ISO form, types that JSON does not have as text.

    Raises ValueError for one that is nested too deep; ``depth`` is its own nesting.
    """
    if isinstance(value, dict | list) and depth >= MAX_DEPTH:
        raise ValueError(_NESTED)
    if isinstance(value, dict):
        return {key: _plain(inner, depth + 1) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner, depth + 1) for inner in value]
    if isinstance(value, int) and value.bit_length() > MAX_BITS:
        return hex(value)
    if isinstance(value, date | time):
        return value.isoformat()
    return value if not isinstance(value, float) or math.isfinite(value) else str(value)


def _string(given: _Value) -> str | None:
    return " ".join(given.value.split()) or None if isinstance(given.value, str) else None


def _words(given: _Value) -> FrontText | None:
    written = _string(given)
    return FrontText(written, given.places[0]) if written and len(given.places) == 1 else None


def _people(given: _Value) -> tuple[FrontText, ...]:
    """Return the name, or the names of a list."""
    names = given.value if isinstance(given.value, list) else [given.value]
    if len(names) != len(given.places) or not all(isinstance(name, str) for name in names):
        return ()
    found = (_words(_Value(name, (place,))) for name, place in zip(names, given.places, strict=True))
    return tuple(name for name in found if name)


def _day(given: _Value) -> FrontDate | None:
    if isinstance(given.value, datetime):
        return FrontDate(given.value.date(), given.printed[0], given.places[0]) if given.places else None
    if isinstance(given.value, date):
        return FrontDate(given.value, given.printed[0], given.places[0]) if given.places else None
    return day(_words(given))


def _minutes(given: _Value) -> FrontMinutes | None:
    if isinstance(given.value, int) and not isinstance(given.value, bool) and given.places:
        return FrontMinutes(given.value, given.printed[0], given.places[0])
    words = _words(given)
    match = words and MINUTES.search(words.text)
    return FrontMinutes(int(match[0]), *words) if words and match else None


def _tags(given: _Value) -> tuple[str, ...]:
    tags = given.value if isinstance(given.value, list) else (_string(given) or "").split(",")
    return tuple(tag.strip() for tag in tags if tag.strip()) if all(isinstance(tag, str) for tag in tags) else ()


_READERS: Mapping[str, Callable[[_Value], object]] = {
    "id": _string,
    "title": _words,
    "subtitle": _words,
    "description": _words,
    "authors": _people,
    "published": _day,
    "updated": _day,
    "reading_minutes": _minutes,
    "tags": _tags,
    "url": _string,
    "language": _string,
}
