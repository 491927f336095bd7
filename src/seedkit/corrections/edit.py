"""Edits sidecars: adds and removes pins and facts. Everything else is preserved, character by character.

Positions are offsets, as counted by the marks of the YAML parser, never lines: a value may contain characters that some programs
treat as line ends (U+2028, U+2029, U+0085). After each edit the result is parsed again, and everything else has to be unchanged.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from seedkit.corrections.parse import parsed
from seedkit.errors import InputError, UsageError
from seedkit.model.block import ELLIPSES, Pin

_INDENT = 2
_BREAK = re.compile(r"\r\n|\n|\r")
_YAML = YAML(typ="safe", pure=True)

Fact = str | date | Sequence[str]
_Pair = tuple[Node, Node]


def with_pin(text: str, pin: Pin, instead: int | None = None) -> str:
    """Return a sidecar with an additional pin, or with the pin on line ``instead`` replaced, keeping its comments.

    ``text`` is valid for ``parse``. Raises UsageError if it cannot be edited in its form.
    """
    fields = _fields(pin)
    root = _root(text)
    rows = [*_pins(text)]
    home = _find(root, "pins")
    if home is None or not isinstance(home[1], SequenceNode):
        after = _with_lines(text, root, "pins", home, _entry(fields, _INDENT))
        return _verified(after, [*rows, pin])
    pins = home[1]
    _refuse_brackets(pins)
    column: int = pins.start_mark.column
    for place, node in enumerate(pins.value):
        if _line(node) == instead:
            lines = [*(f"{' ' * column}{comment}" for comment in _comments(text, node)), *_entry(fields, column)]
            rows[place] = pin
            return _verified(_replaced(text, _begin(text, node), _stop(text, node), lines), rows)
    end = _stop(text, pins)
    return _verified(_replaced(text, end, end, _entry(fields, column)), [*rows, pin])


def without(text: str, line: int) -> str:
    """Return a sidecar without the pin or the fact on a line, counted from 1. Raises UsageError if there is none."""
    starts = [0, *(found.end() for found in _BREAK.finditer(text))]
    at = starts[line - 1] if 1 <= line <= len(starts) else len(text)
    for key in ("pins", "metadata"):
        name, value = _find(_root(text), key) or (None, None)
        if name is None or not isinstance(value, SequenceNode | MappingNode):
            continue
        parts: list[_Pair] = [(node, node) for node in value.value] if isinstance(value, SequenceNode) else value.value
        for place, (first, last) in enumerate(parts):
            begin, end = _begin(text, first), _stop(text, last)
            if begin <= at < end:
                _refuse_brackets(value)
                rows = list(_pins(text))
                if key == "pins":
                    del rows[place]
                return _verified(_replaced(text, _begin(text, name) if len(parts) == 1 else begin, end, []), rows)
    raise UsageError(f"there is no pin or fact on line {line}")


def with_facts(text: str, facts: Mapping[str, Fact], *, overwrite: bool = False) -> str:
    """Return a sidecar with ``facts`` in its metadata, unchanged if it already states all of them.

    ``text`` is valid for ``parse``. Raises UsageError if it states something else and ``overwrite`` is false, or if it cannot be
    edited in its form.
    """
    try:
        stated = (_YAML.load(text) or {}).get("metadata") or {}
        new = {key: value for key, value in facts.items() if stated.get(key) != value}
        for key in new:
            if stated.get(key) is not None and not overwrite:
                raise UsageError(f"already says `{key}: {stated[key]}`: pass --force to overwrite it")
        after = text
        for key, value in new.items():
            after = _with_fact(after, key, _json(value))
        if list(_pins(after)) == list(_pins(text)):
            return after
    except (InputError, YAMLError, ValueError) as error:
        raise UsageError(_by_hand(facts)) from error
    raise UsageError(_by_hand(facts))


def _by_hand(facts: Iterable[str]) -> str:
    return f"the file cannot be edited automatically: add {', '.join(facts)} by hand"


def _with_fact(text: str, key: str, value: str) -> str:
    """Return the text with an additional fact, or with a new value for it."""
    root = _root(text)
    home = _find(root, "metadata")
    if home is None:
        return _replaced(text, len(text), len(text), ["metadata:", f"{' ' * _INDENT}{key}: {value}"])
    name, facts = home
    here = _find(facts, key)
    if here is not None:
        start: int = here[0].end_mark.index
        end = _end(here[1]) if here[1].value else start + 1  # the mark of an empty value is after the comment
        return f"{text[:start]}: {value}{text[end:]}"
    if isinstance(facts, MappingNode) and facts.value:
        at, column = _stop(text, facts.value[-1][1]), facts.value[0][0].start_mark.column
    else:
        at, column = _line_end(text, name.end_mark.index), _INDENT
    return _replaced(text, at, at, [f"{' ' * column}{key}: {value}"])


def _verified(text: str, pins: Iterable[Pin]) -> str:
    """Return an edited sidecar. Raises UsageError if its pins are not the expected ones."""
    try:
        found = list(_pins(text))
    except InputError:
        return text  # the new pin is invalid: compiling with it reports that with the name of the file
    if found != [pin._replace(line=0) for pin in pins]:
        raise UsageError("nothing written: the edit would change other pins; edit the file by hand")
    return text


def _pins(text: str) -> Iterator[Pin]:
    return (pin._replace(line=0) for pin in parsed("sidecar", text.encode()).pins)


# --- what is written ---------------------------------------------------------------------------------------------------


def _fields(pin: Pin) -> dict[str, str | int]:
    """Return the fields of a pin in a sidecar, in the order of its keys."""
    text = pin.text + ELLIPSES[0] * pin.begins
    fields = {"line": pin.seen, "text": text, "as": pin.role or pin.run, "level": pin.level, "title": pin.title}
    fields |= {"prefix": pin.prefix, "suffix": pin.suffix}
    return {key: value for key, value in fields.items() if value is not None}


def _entry(fields: Mapping[str, str | int], column: int) -> list[str]:
    first, *rest = (f"{key}: {_inline(value)}" for key, value in fields.items())
    return [f"{' ' * column}- {first}", *(f"{' ' * (column + _INDENT)}{row}" for row in rest)]


def _inline(value: str | int) -> str:
    """Return a value in YAML on one line: plain if possible."""
    stream = io.StringIO()
    yaml = YAML(typ="safe", pure=True)
    yaml.width = 1 << 30
    yaml.allow_unicode = True
    yaml.default_flow_style = False
    yaml.dump({"x": value}, stream)
    return stream.getvalue()[len("x: ") :].rstrip("\n")


def _json(value: Fact) -> str:
    """Return a value in YAML on one line: JSON, except for dates."""
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)


def _with_lines(text: str, root: MappingNode | None, key: str, home: _Pair | None, lines: list[str]) -> str:
    """Return the text with the lines of a key that is missing, or has no value."""
    if root is not None:
        _refuse_brackets(root)
    if home is None:
        return _replaced(text, len(text), len(text), [f"{key}:", *lines])
    name, value = home
    if not isinstance(value, ScalarNode) or value.value:
        raise UsageError(f"line {_line(value)}: write `{key}` as a list or table of lines first")
    at = _line_end(text, name.end_mark.index)
    return _replaced(text, at, at, lines)


def _replaced(text: str, start: int, end: int, lines: Sequence[str]) -> str:
    """Return the text with whole lines in place of ``[start, end)``."""
    newline = "\r\n" if "\r\n" in text else "\n"
    above = text[:start]
    if lines and above and not above.endswith(("\n", "\r")):
        above += newline
    return above + "".join(f"{line}{newline}" for line in lines) + text[end:]


# --- where it is written -----------------------------------------------------------------------------------------------


def _root(text: str) -> MappingNode | None:
    root = _YAML.compose(text)
    return root if isinstance(root, MappingNode) else None


def _find(node: Node | None, key: str) -> _Pair | None:
    pairs: Iterable[_Pair] = node.value if isinstance(node, MappingNode) else ()
    return next(((name, value) for name, value in pairs if name.value == key), None)


def _refuse_brackets(node: CollectionNode) -> None:
    if node.flow_style:
        raise UsageError(f"line {_line(node)} is written with brackets: write it as a list or table of lines first")


def _line(node: Node) -> int:
    """Return the line on which a node begins, counted from 1."""
    line: int = node.start_mark.line
    return line + 1


def _begin(text: str, node: Node) -> int:
    """Return the offset of the line on which a node begins."""
    at: int = node.start_mark.index
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _end(node: Node) -> int:
    """Return the offset after the last word of a node; its own mark extends to whatever comes next."""
    while isinstance(node, CollectionNode) and node.value and not node.flow_style:
        last = node.value[-1]
        node = max(last, key=_end) if isinstance(last, tuple) else last
    mark = node.end_mark if node.value or not isinstance(node, ScalarNode) else node.start_mark
    end: int = mark.index
    return end


def _stop(text: str, node: Node) -> int:
    """Return the offset after the last line of a node. A block scalar ends where the next line begins."""
    end = _end(node)
    return end if end and text[end - 1] in "\r\n" else _line_end(text, end)


def _line_end(text: str, at: int) -> int:
    """Return the offset after the line that contains the offset ``at``."""
    found = _BREAK.search(text, at)
    return found.end() if found is not None else len(text)


def _comments(text: str, node: MappingNode) -> Iterator[str]:
    """Yield the comments between the keys and values of a mapping, and after the last one."""
    nodes = list(chain.from_iterable(node.value))
    places = [*(part.start_mark.index for part in nodes[1:]), _stop(text, node)]
    for part, below in zip(nodes, places, strict=True):
        for row in _BREAK.split(text[_end(part) : max(below, _end(part))]):
            comment = row.strip(" \t:,}")
            if comment.startswith("#"):
                yield comment
