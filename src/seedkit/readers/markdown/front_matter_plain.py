"""YAML front matter in its usual form, one line for each key: parsed without the YAML library, whose parser takes longer than the
rest of a small article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

_TAG = "tag:yaml.org,2002:"
# Anything else may be a line end or invalid in YAML.
_UNUSUAL = re.compile(r"[^\n\r -~\u00a1-\u0377\u2010-\u2027\u2030-\u205e\u3001-\ud7a3]")
_LINE = re.compile(
    r"(?:(?P<key>[A-Za-z_][\w-]{0,60}+):(?=[ \r\n]|\Z)|(?P<indent> *+)-(?=[ ])|(?P<blank>\#[^\r\n]*+|)(?= *+(?:[\r\n]|\Z)))"
    r" *+(?P<value>[^\r\n]*+)(?:\r\n?|\n|\Z)",
    re.ASCII,
)
_PLAIN = re.compile(
    r"(?P<number>0|[1-9][0-9]{0,15})|(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})|(?:[^\W\d_]|[(/])(?:(?!: | #)[^\n])*+(?<!:)"
)
_QUOTED = re.compile(r"""'[^']*+'|"[^"\\]*+\"""")
_PART = re.compile(r""" *+(?P<item>'[^',]*+'|"[^"\\,]*+"|(?:[^\W_]|[(/])[^,\[\]{}'":#?&*!|>%@`]*+)(?:,|\Z)""")
_WORDS = {"true": "bool", "false": "bool", "null": "null"}


class _Mark:
    """An offset, where the library has a mark."""

    __slots__ = ("index",)

    def __init__(self, index: int) -> None:
        self.index = index


def compose(text: str) -> MappingNode | None:
    """Return what the YAML library returns for these lines; ``None`` if they do not all have the usual form.

    Keys have a text, a number, a date, a list on the same line or below, or nothing.
    """
    if _UNUSUAL.search(text):
        return None
    entries: list[tuple[Node, Node]] = []
    at, indent, items = 0, -1, list[Node]()  # the list below the last key
    while at < len(text):
        line = _LINE.match(text, at)
        if line is None:
            return None
        start = line.start("value")
        value = line["value"].rstrip(" ")
        at = line.end()
        if line["key"] is not None:
            if line["key"].lower() in _WORDS:
                return None
            node = _value(value, start) if value else _scalar("null", "", start)
            if node is None:
                return None
            entries.append((_scalar("str", line["key"], line.start()), node))
            indent, items = -1, []
        elif line["indent"] is not None:
            item = _one(value, start)
            if item is None or not entries or indent not in (-1, len(line["indent"])):
                return None
            if not items:
                key, node = entries[-1]
                if not isinstance(node, ScalarNode) or node.value or node.style:
                    return None
                entries[-1] = key, SequenceNode(_TAG + "seq", items)
            items.append(item)
            indent = len(line["indent"])
    return MappingNode(_TAG + "map", entries) if entries else None


def _value(value: str, start: int) -> Node | None:
    """Return the value that begins at ``start``; ``None`` for one that only the library can read."""
    if value[0] != "[":
        return _one(value, start)
    items = list(_items(value[1:-1], start + 1)) if value[-1] == "]" else [None]
    known = [item for item in items if item is not None]
    return SequenceNode(_TAG + "seq", known) if len(known) == len(items) else None


def _items(inside: str, start: int) -> Iterator[Node | None]:
    """Yield the items between brackets; ``None`` for one that only the library can read."""
    at = 0
    while at < len(inside) or (at == 0 and not inside):
        part = _PART.match(inside, at)
        yield _one(part["item"].rstrip(" "), start + part.start("item")) if part else None
        if part is None:
            return
        at = part.end()


def _one(value: str, start: int) -> ScalarNode | None:
    if value[:1] in ("'", '"'):
        return _scalar("str", value[1:-1], start, value[0]) if _QUOTED.fullmatch(value) else None
    plain = _PLAIN.fullmatch(value)
    if plain is None:
        return None
    tag = "int" if plain["number"] else "timestamp" if plain["day"] else _WORDS.get(value.lower(), "str")
    if tag in ("bool", "null") and value not in (value.lower(), value.upper(), value.capitalize()):
        tag = "str"
    return _scalar(tag, value, start)


def _scalar(tag: str, value: str, start: int, quote: str | None = None) -> ScalarNode:
    end = start + len(value) + (2 if quote else 0)
    return ScalarNode(_TAG + tag, value, _Mark(start), _Mark(end), style=quote)
