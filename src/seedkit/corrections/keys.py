"""The keys of a sidecar, with the JSON Schema of their values, from which the schema for editors is made.

``parse.py`` takes the keys from here, and reads the values itself, since it has to name the line of a mistake. YAML decides from
the look of a word whether it is a string or a number, so both are words.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any

from seedkit.model.block import ROLES, RUNS
from seedkit.readers.markdown import front_matter

HIGHEST, DEEPEST = 2, 6
"""The levels of headings."""
LAST_LINE = 10**9
"""The greatest line number."""

Schema = Mapping[str, Any]


def _any_of(*schemas: Schema) -> dict[str, Any]:
    return {"anyOf": list(schemas)}


def _list_of(schema: Schema) -> dict[str, Any]:
    return {"type": "array", "items": schema}


def _list_with(schema: Schema) -> dict[str, Any]:
    return {"type": "array", "contains": schema}


def _number(least: int, most: int, digits: str) -> dict[str, Any]:
    return _any_of({"type": "integer", "minimum": least, "maximum": most}, {"type": "string", "pattern": digits})


def _described(schema: Schema, description: str, *examples: Any) -> dict[str, Any]:
    return {**schema, "description": description, **({"examples": list(examples)} if examples else {})}


def _mapping(description: str, keys: Schema) -> dict[str, Any]:
    return {"description": description, "type": "object", "properties": keys, "additionalProperties": False}


_NULL = {"type": "null"}
_SCALAR = ["string", "number", "boolean"]
_WORDS = {"type": _SCALAR, "pattern": r"\S"}
_NAME = _any_of(_WORDS, _list_with(_WORDS))
_PERSON = _any_of(*_NAME["anyOf"], {"type": "object", "required": ["name"], "properties": {"name": _NAME}})
_PEOPLE = _any_of(*_PERSON["anyOf"], _list_with(_PERSON))
_DAY = {"type": "string", "pattern": r"^\s*\d{4}[-/](0?[1-9]|1[0-2])[-/](0?[1-9]|[12]\d|3[01])(\D|$)"}
_TAGS = _any_of({"type": _SCALAR, "pattern": r"[^,\s]"}, {**_list_of(_WORDS), "minItems": 1})
_BESIDE = {"type": [*_SCALAR, "null"]}

SELECTOR: Schema = {"$ref": "#/definitions/Selector"}
"""The selector of a rule; who makes the schema defines it, since the rules are unknown here."""

IGNORED: Schema = {
    "rule": SELECTOR,
    "quote": _described(_WORDS, "Suppress only findings on lines that contain these words.", "4. Begin anew"),
}
"""The keys of a suppression."""

FACTS: Schema = {
    "title": _described(_WORDS, "Title of the article."),
    "subtitle": _described(_WORDS, "Subtitle of the article."),
    "description": _described(_WORDS, "Summary of the article."),
    "author": _described(_PEOPLE, "Author, or a list of authors.", "Ada Moreno", ["Ada Moreno", "Bo Baker"]),
    "authors": _described(_PEOPLE, "The same as `author`."),
    "date": _described(_DAY, "Date of publication.", "2022-01-09"),
    "published": _described(_DAY, "The same as `date`."),
    "updated": _described(_DAY, "Date of the last update.", "2022-03-01"),
    "lastmod": _described(_DAY, "The same as `updated`."),
    "reading_time": _described({"type": ["string", "number"], "pattern": r"\d"}, "Reading time in minutes.", 4),
    "tags": _described(_TAGS, "Tags: a list, or one string with commas.", ["bread", "baking"]),
    "url": _described(_WORDS, "Where the article comes from.", "https://example.org/bread"),
    "canonical": _described(_WORDS, "The same as `url`."),
    "id": _described(_WORDS, "Id of the article, instead of the one made from its path.", "bread"),
    "slug": _described(_WORDS, "The same as `id`."),
    "language": _described(_WORDS, "Language of the article.", "en"),
    "lang": _described(_WORDS, "The same as `language`."),
}
"""The keys of facts that an article has; any other key is kept as it is."""

PIN: Schema = {
    "line": _described(_number(1, LAST_LINE, r"^0*[1-9][0-9]*$"), "Line where the text was last seen, for people.", 3),
    "text": _described(
        {**_WORDS, "not": {"type": "string", "pattern": r"^\s*(…|\.\.\.)\s*$"}},
        "Text of a block, or of a line in plain text, with or without its number; the beginning if it ends in `…`.",
        "You only need a minute.",
    ),
    "as": _described(
        {"enum": [*ROLES, *RUNS]}, "What the block is, or the kind of list that it belongs to or introduces.", "heading", "steps"
    ),
    "level": _described(
        _number(HIGHEST, DEEPEST, rf"^0*[{HIGHEST}-{DEEPEST}]$"), "Level of a heading or question; 2 is the outermost."
    ),
    "title": _described(_WORDS, "Correct text of this title, or a title for a numbered paragraph."),
    "prefix": _described(_BESIDE, "End of the text before `text`; empty if there is none."),
    "suffix": _described(_BESIDE, "Beginning of the text after `text`; empty if there is none."),
}
"""The keys of a pin."""

_IGNORED = {**_mapping("Rules whose findings are suppressed.", IGNORED), "required": ["rule"]}
_FACTS = {
    **_mapping("Facts about the article.", FACTS),
    "additionalProperties": True,
    "allOf": [
        {"not": {"required": [one, other]}}
        for one, other in combinations(FACTS, 2)
        if front_matter.field(one) == front_matter.field(other)
    ],
}
_PIN = {
    **_mapping("A quotation of the article, and how to read it.", PIN),
    "required": ["text"],
    **_any_of({"required": ["as"]}, {"required": ["title"]}),
    "if": {"required": ["level"]},
    "then": {"required": ["as"], "properties": {"as": {"enum": ["heading", "question"]}}},
}

SIDECAR: Schema = {
    "ignore": _described(
        _any_of(_NULL, SELECTOR, _IGNORED, _list_of(_any_of(SELECTOR, _IGNORED))),
        "Findings of `seedkit check` to suppress: rules, or rules with words of the lines.",
        ["SK108", {"rule": "numbering-gap", "quote": "4. Begin anew"}],
    ),
    "metadata": _described(
        _any_of(_NULL, _FACTS), "Facts about the article. They override what seedkit reads.", {"author": "Ada Moreno"}
    ),
    "pins": _described(_any_of(_NULL, _PIN, _list_of(_PIN)), "Corrections of how the article is read."),
}
"""The keys of a sidecar."""


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a sidecar, which may also be empty; ``Selector`` is not among its definitions."""
    mapping = _mapping("Sidecar of an article: facts, corrections and suppressed findings. All keys are optional.", SIDECAR)
    return {**mapping, "type": ["object", "null"]}
