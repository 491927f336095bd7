"""Metadata at the beginning of a Markdown article in formats other than YAML and TOML, each fact with its exact span.

JSON (an object), the title block of pandoc (lines that begin with ``%``) and the header of MultiMarkdown (lines of ``Key: value``
above the first blank line).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from ruamel.yaml.error import YAMLError

from seedkit.model.front import FrontMatter
from seedkit.model.source import Place, Source
from seedkit.readers.markdown import front_matter, front_matter_toml
from seedkit.readers.markdown.front_matter import BLANK_LINES, MAX_LENGTH, TOO_LONG, UnreadableError, field, unreadable
from seedkit.readers.yaml import NestedError, compose

_OBJECT = re.compile(BLANK_LINES + r"(?P<object>\{\s*(?:\"|\}))")
_LINE_END = re.compile(r"[ \t]*(?:\r\n?|\n|\Z)")
_OBJECT_END = re.compile(
    r"(?<![^\r\n])\}[ \t]*(?:\r\n?|\n|\Z)",
)
_TITLE_BLOCK = re.compile(
    BLANK_LINES + r"(?P<lines>(?:%(?=[ \t\w])[^\r\n]*(?:\r\n?|\n|\Z)(?:[ \t]+[^\s%][^\r\n]*(?:\r\n?|\n|\Z))*+){1,3})"
)
_TITLE_SIGN = re.compile(r"(?<![^\r\n])%")
_NAME = re.compile(r"[^;\r\n]+")
_TITLE_FIELDS = ("title", "author", "date")
_KEY = r"[A-Za-z][\w -]{0,30}"
_HEADER = re.compile(BLANK_LINES + rf"(?P<lines>(?:{_KEY}:[ \t][^\r\n]*(?:\r\n?|\n|\Z)(?:[ \t]+\S[^\r\n]*(?:\r\n?|\n|\Z))*+)++)")
_HEADER_KEY = re.compile(rf"(?<![^\r\n])(?P<key>{_KEY}):[ \t]")
_BELOW_HEADER = re.compile(r"(?P<closing>-{3}[ \t]*(?:\r\n?|\n|\Z))|[ \t]*(?:\r|\n|\Z)")
_BLANK_LINE = re.compile(r"[ \t]*(?:\r|\n|\Z)")


def read(source: Source) -> FrontMatter:
    """Return the metadata at the beginning of an article, none if it begins with text."""
    text = source.text
    if opening := _OBJECT.match(text):
        return _json(source, opening.start("object"))
    if (block := _TITLE_BLOCK.match(text)) and _BLANK_LINE.match(text, block.end()) and _is_title_block(block["lines"]):
        return _facts(text, block.end(), _title_block(text, block.start("lines"), block.end()))
    if (header := _HEADER.match(text)) and (below := _BELOW_HEADER.match(text, header.end())):
        entries = _header(text, header.start("lines"), header.end())
        if any(field(key) == "title" for key in entries):
            return _facts(text, below.end("closing") if below["closing"] else header.end(), entries)
    return FrontMatter()


def _json(source: Source, start: int) -> FrontMatter:
    """Read the object that begins at ``start``; its lines are residue if it is not valid, too long, or nested too deep."""
    text = source.text
    inside = text[start : start + MAX_LENGTH]
    try:
        _, end = json.JSONDecoder().raw_decode(inside)
        behind = _LINE_END.match(text, start + end)
        if behind is None:
            return FrontMatter()
        root = compose(inside[:end].replace("\t", " "))  # JSON is YAML, except for tabs between its parts
        return FrontMatter(front_matter.facts(text, start, root, end), behind.end())
    except (ValueError, RecursionError, NestedError, YAMLError, UnreadableError) as error:
        closing = _OBJECT_END.search(text, start)
        if closing is None:
            return FrontMatter()
        why, at = "is not valid JSON", 0
        if closing.start() - start > MAX_LENGTH:
            why = TOO_LONG
        elif isinstance(error, NestedError):
            why, at = f"is {error}", error.at
        elif isinstance(error, json.JSONDecodeError):
            at = error.pos
        return unreadable(source, start, closing.end(), closing.end(), why, start + at)


Entries = Mapping[str, tuple[Any, tuple[Place, ...]]]
"""Key → its value, and the spans of the words in it."""


def _facts(text: str, behind: int, entries: Entries) -> FrontMatter:
    values = {key: value for key, (value, _) in entries.items()}
    return FrontMatter(front_matter_toml.facts(text, values, {key: places for key, (_, places) in entries.items()}), behind)


def _is_title_block(lines: str) -> bool:
    """Return whether lines that begin with ``%`` are a title block: one without a blank behind the sign needs others below it."""
    return lines[1].isspace() or lines.count("%") > 1


def _title_block(text: str, start: int, end: int) -> Entries:
    signs = [sign.end() for sign in _TITLE_SIGN.finditer(text, start, end)]
    fields: dict[str, tuple[Any, tuple[Place, ...]]] = {}
    for name, first, last in zip(_TITLE_FIELDS, signs, [*(sign - 1 for sign in signs[1:]), end], strict=False):
        place = _trimmed(text, first, last)
        if name == "author":
            fields[name] = _people(text, place)
        elif place.start < place.end:
            fields[name] = text[slice(*place)], (place,)
    return fields


def _people(text: str, place: Place) -> tuple[list[str], tuple[Place, ...]]:
    """Return names separated by semicolons or line ends."""
    places = [_trimmed(text, *name.span()) for name in _NAME.finditer(text, *place)]
    kept = tuple(each for each in places if each.start < each.end)
    return [text[slice(*each)] for each in kept], kept


def _header(text: str, start: int, end: int) -> Entries:
    keys = list(_HEADER_KEY.finditer(text, start, end))
    entries: dict[str, tuple[Any, tuple[Place, ...]]] = {}
    for key, following in zip(keys, [*(each.start() for each in keys[1:]), end], strict=True):
        place = _trimmed(text, key.end(), following)
        if place.start < place.end:
            entries[key["key"]] = " ".join(text[slice(*place)].split()), (place,)
    return entries


def _trimmed(text: str, start: int, end: int) -> Place:
    written = text[start:end]
    start += len(written) - len(written.lstrip())
    return Place(start, start + len(written.strip()))
