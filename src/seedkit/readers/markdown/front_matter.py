"""The YAML front matter of a Markdown article: the facts that it states, each with its exact span."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from seedkit.model.block import Block
from seedkit.model.front import Front, FrontDate, FrontMatter, FrontMinutes, FrontText
from seedkit.model.markup import Unreadable
from seedkit.model.source import Place, Source
from seedkit.readers.markdown import front_matter_plain
from seedkit.readers.markdown.lines import index, literal, words
from seedkit.readers.yaml import NestedError, compose

BLANK_LINES = r"(?:[ \t]*(?:\r\n?|\n))*+"
_OPENING = re.compile(BLANK_LINES + r"---[ \t]*(?:\r\n?|\n)")
_CLOSING = re.compile(r"(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)")
_KEY = re.compile(r"""(?:\s|#[^\r\n]*+)*+["']?(?P<key>[\w.-]++)["']?[ \t]*+[:=]""")
# A key or an entry, or a continuation of one.
_FRONT_LINE = re.compile(r"""["']?[\w.-]++["']?[ \t]*+[:=]|-[ \t]|[ \t\[\]{}]""")
_LINE = re.compile(r"[^\r\n]*+(?:\r\n?|\n)|[^\r\n]++")
_DATE = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)")
_PROPERTIES = re.compile(r"(?:[&!]\S*+\s++)++")
"""An anchor and a tag before a value."""
# Scalars that are read without the library: a date is kept as it is written.
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,15}")
MINUTES = re.compile(r"\d{1,4}(?!\d)")

DATES = frozenset({"published", "updated"})
"""The fields of ``Front`` that hold a date."""
MAX_LENGTH = 2**16
"""Maximum length of front matter, in characters: it is written by hand, and YAML is slow to parse."""
TOO_LONG = f"is longer than {MAX_LENGTH:,} characters"
MAX_BITS = 1024
"""Whole numbers of more bits, about 300 digits, are kept as text: JSON parsers cannot represent them."""


def read(source: Source) -> FrontMatter:
    """Return the front matter; its lines are residue if they are not valid YAML, not closed, too long, or nested too deep.

    An article that begins with a rule, with no key below it, has no front matter.
    """
    opening = _OPENING.match(source.text)
    if not opening:
        return FrontMatter()
    closing = _CLOSING.search(source.text, opening.end())
    if not closing:
        return unclosed(source, opening.end(), "---")
    if not _KEY.match(source.text, opening.end(), closing.start()):
        return FrontMatter()
    start, end = opening.end(), closing.start()
    if end - start > MAX_LENGTH:
        return unreadable(source, start, end, closing.end(), TOO_LONG)
    try:
        root = front_matter_plain.compose(source.text[start:end]) or compose(source.text[start:end])
        return FrontMatter(facts(source.text, start, root, end - start), closing.end())
    except NestedError as error:
        return unreadable(source, start, end, closing.end(), f"is {error}", start + error.at)
    except MarkedYAMLError as error:
        at = error.problem_mark.index if error.problem_mark is not None else 0
        return unreadable(source, start, end, closing.end(), "is not valid YAML", start + at)
    except (YAMLError, UnreadableError):
        return unreadable(source, start, end, closing.end(), "is not valid YAML")


def unclosed(source: Source, start: int, sign: str) -> FrontMatter:
    """Return the front matter whose lines begin at ``start`` and end at a blank line, because the line of ``sign`` is missing.

    Lines that do not begin with a known key are text below a rule.
    """
    key = _KEY.match(source.text, start)
    if not key or not field(key["key"]):
        return FrontMatter()
    end = _body(source.text, start, len(source.text))
    return unreadable(source, start, end, end, f"is not closed by a line of {sign}")


def _body(text: str, start: int, end: int) -> int:
    """Return where the first blank lines of ``[start, end)`` begin that are followed by a line that is not front matter, or else
    ``end``."""
    blank = end
    for line in _LINE.finditer(text, start, end):
        if line[0].isspace():
            blank = min(blank, line.start())
        elif blank < end and not _FRONT_LINE.match(line[0]):
            return blank
        else:
            blank = end
    return end


def unreadable(source: Source, start: int, end: int, behind: int, why: str, at: int = 0) -> FrontMatter:
    """Return front matter whose lines ``[start, end)`` are residue, because of the error at the offset ``at``, or at its start.

    The lines that close it may be a rule far below, in the article: then it ends at the first blank line that text follows.
    """
    body = _body(source.text, start, end)
    if body < end:
        end = behind = body
        why, at = "is not closed", 0
    first, last = source.line_span(source.line_at(min(max(at, start), end - 1)))
    words = source.text[first:last]
    place = Place(first + len(words) - len(words.lstrip()), first + len(words.rstrip()))
    if not words.strip():
        place = Place(first, first)
    return FrontMatter(Front(), behind, _as_residue(source, start, end), Unreadable(why, place))


def field(key: str) -> str:
    """Return the field of ``Front`` for a key; an empty text for an unknown one."""
    return _FIELDS.get(_normal(key), ("",))[0]


def facts(text: str, start: int, root: Node | None, most: int) -> Front:
    """Return the facts of a mapping whose YAML begins at ``start`` of ``text``; anything that cannot be read as a fact is
    ``extra``.

    Raises UnreadableError for what is not a mapping, and for more than ``most`` values: aliases that repeat each other.
    """
    return _Reader(text, start, most).front(root)


def _normal(key: str) -> str:
    return key.lower().replace("-", "_").replace(" ", "_")


class UnreadableError(Exception):
    """Valid YAML that has no usable facts."""


def _as_residue(source: Source, start: int, end: int) -> tuple[Block, ...]:
    """Return the lines of ``[start, end)`` as one block of residue; none if they are blank."""
    lines = index(source.text[:end], start)
    runs: list[Place] = []
    for first, last in zip(lines.starts, lines.ends, strict=True):
        if first < last:
            runs += [Place(runs[-1].end, runs[-1].end)] if runs else []
            runs += literal(source.text, first, last)
    if not runs:
        return ()
    place = Place(runs[0].start, runs[-1].end)
    text = words(source.text, tuple(runs))
    return (Block("residue", *place, text, *place, *source.lines_of(*place), runs=tuple(runs), reason="metadata"),)


def day(words: FrontText | None) -> FrontDate | None:
    """Return the date at the beginning of words."""
    match = words and _DATE.match(words.text)
    if not words or not match:
        return None
    try:
        return FrontDate(date(*map(int, match.groups())), *words)
    except ValueError:
        return None


class _Reader:
    """Reads the facts of a mapping whose YAML begins at ``start`` of ``text``."""

    def __init__(self, text: str, start: int, most: int) -> None:
        self.text = text
        self.start = start
        # A value has at least one character: if there are more values, aliases repeat each other.
        self.values_left = most

    @cached_property
    def constructor(self) -> Any:
        """Return the library's own, which takes longer to make than most front matter takes to read."""
        return YAML(typ="safe", pure=True).constructor

    def front(self, root: Node | None) -> Front:
        if not isinstance(root, MappingNode):
            raise UnreadableError
        found: dict[str, Any] = {}
        extra: dict[str, Any] = {}
        undated: list[FrontText] = []
        for key, value in root.value:
            word = str(self.plain(key))
            name, read_fact = _FIELDS.get(_normal(word), ("", None))
            fact = read_fact(self, value) if read_fact and name not in found else None
            if fact:
                found[name] = fact
            else:
                extra[word] = self.plain(value)
            if not fact and name in DATES and not str(value.tag).endswith(":bool") and (words := self.words(value)):
                undated.append(words)
        return Front(**found, extra=MappingProxyType(extra), undated=tuple(undated))

    def plain(self, node: Node) -> Any:
        """Return a value as JSON: a date in its ISO form, types that JSON does not have as they are written."""
        self.count()
        if isinstance(node, MappingNode):
            return {str(self.plain(key)): self.plain(value) for key, value in node.value}
        if isinstance(node, SequenceNode):
            return [self.plain(value) for value in node.value]
        return self.scalar(node)

    def count(self) -> None:
        self.values_left -= 1
        if self.values_left < 0:
            raise UnreadableError

    def scalar(self, node: Node) -> str | int | float | None:
        """Return a scalar; a type that JSON does not have, or a number of too many digits, as it is written."""
        said, kind = str(node.value), str(node.tag).removeprefix("tag:yaml.org,2002:")
        if kind == "str" or (kind == "timestamp" and _DAY.fullmatch(said)):
            return said
        if kind == "int" and _NUMBER.fullmatch(said):
            return int(said)
        if kind == "null" and not said:
            return None
        try:
            value = self.constructor.construct_object(node)
        except (YAMLError, ValueError):
            return str(node.value)
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, int) and value.bit_length() > MAX_BITS:
            return str(node.value)
        if value is None or (isinstance(value, str | int | float) and not (isinstance(value, float) and not math.isfinite(value))):
            return value
        return str(node.value)

    def words(self, node: Node) -> FrontText | None:
        """Return the words of a scalar; ``None`` for anything else, and for null."""
        if not isinstance(node, ScalarNode) or str(node.tag).endswith(":null") or not node.value.strip():
            return None
        start, end = self.start + node.start_mark.index, self.start + node.end_mark.index
        if properties := _PROPERTIES.match(self.text, start, end):
            start = properties.end()
        if node.style in ("'", '"'):
            start, end = start + 1, end - 1
        elif node.style in ("|", ">"):  # the indicator, and what may follow it on its line, are not words
            start += next(at for at, char in enumerate(self.text[start:end]) if char in "\r\n")
        inside = self.text[start:end]
        start += len(inside) - len(inside.lstrip())
        return FrontText(" ".join(node.value.split()), Place(start, start + len(inside.strip())))

    def string(self, node: Node) -> str | None:
        words = self.words(node)
        return words and words.text

    def people(self, node: Node) -> tuple[FrontText, ...]:
        """Return the name, or the names of a list, of a mapping with a name, or of a list of such mappings."""
        self.count()
        if isinstance(node, SequenceNode):
            return tuple(person for value in node.value for person in self.people(value))
        if isinstance(node, MappingNode):
            return tuple(person for key, value in node.value if key.value == "name" for person in self.people(value))
        name = self.words(node)
        return (name,) if name else ()

    def day(self, node: Node) -> FrontDate | None:
        return day(self.words(node))

    def minutes(self, node: Node) -> FrontMinutes | None:
        words = self.words(node)
        match = words and MINUTES.search(words.text)
        return FrontMinutes(int(match[0]), *words) if words and match else None

    def tags(self, node: Node) -> tuple[str, ...]:
        """Return the tags of a list, or of one comma-separated text."""
        if isinstance(node, SequenceNode):
            found = [self.string(value) for value in node.value]
            return tuple(tag for tag in found if tag) if all(found) else ()
        return tuple(tag for part in (self.string(node) or "").split(",") if (tag := part.strip()))


_FIELDS: Mapping[str, tuple[str, Callable[[_Reader, Node], object]]] = {
    "id": ("id", _Reader.string),
    "slug": ("id", _Reader.string),
    "title": ("title", _Reader.words),
    "subtitle": ("subtitle", _Reader.words),
    "description": ("description", _Reader.words),
    "author": ("authors", _Reader.people),
    "authors": ("authors", _Reader.people),
    "date": ("published", _Reader.day),
    "published": ("published", _Reader.day),
    "updated": ("updated", _Reader.day),
    "lastmod": ("updated", _Reader.day),
    "reading_time": ("reading_minutes", _Reader.minutes),
    "tags": ("tags", _Reader.tags),
    "url": ("url", _Reader.string),
    "canonical": ("url", _Reader.string),
    "lang": ("language", _Reader.string),
    "language": ("language", _Reader.string),
}
