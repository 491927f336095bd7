"""Pins written into a sidecar, and taken out of it: what is not edited stays as it is, character by character."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence

from ruamel.yaml import YAML
from ruamel.yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from seedkit.errors import UsageError
from seedkit.model.block import ELLIPSES, Pin

_INDENT = 2


def with_pin(text: str, pin: Pin, instead: int | None = None) -> str:
    """Return a sidecar with a pin more, or in place of the one in line ``instead``, whose comments stay.

    ``text`` is one that ``parse`` reads. Raises UsageError where it is written in a way that is not edited here.
    """
    fields = _fields(pin)
    root = _root(text)
    pins = _value(root, "pins")
    if not isinstance(pins, SequenceNode):
        return _with_lines(text, root, "pins", pins, _entry(fields, _INDENT))
    _check(pins)
    column = pins.start_mark.column
    for node in pins.value:
        if _first(node) == instead:
            kept = list(_comments(text, node, column))
            return _replaced(text, _first(node), _last(node), [*kept, *_entry(fields, column)])
    last = _last(pins.value[-1])
    return _replaced(text, last + 1, last, _entry(fields, column))


def without(text: str, line: int) -> str:
    """Return a sidecar without the pin or the fact that stands in a line, counted from 1. Raises UsageError where none does."""
    root = _root(text)
    for key, value in root.value if root is not None else ():
        if key.value not in ("pins", "metadata") or not isinstance(value, SequenceNode | MappingNode):
            continue
        parts = [(node, node) for node in value.value] if isinstance(value, SequenceNode) else value.value
        for first, last in parts:
            if _first(first) <= line <= _last(last):
                _check(value)
                begin = _first(key) if len(parts) == 1 else _first(first)
                return _replaced(text, begin, _last(last), [])
    raise UsageError(f"no pin and no fact stands in line {line}")


def _fields(pin: Pin) -> dict[str, str | int]:
    """What a sidecar says of a pin, in the order of its keys."""
    text = pin.text + ELLIPSES[0] * pin.begins
    told = {"line": pin.seen, "text": text, "as": pin.role or pin.run, "level": pin.level, "title": pin.title}
    told |= {"prefix": pin.prefix, "suffix": pin.suffix}
    return {key: value for key, value in told.items() if value is not None}


def _root(text: str) -> MappingNode | None:
    root = YAML(typ="safe", pure=True).compose(text)
    return root if isinstance(root, MappingNode) else None


def _value(root: MappingNode | None, wanted: str) -> Node | None:
    rows = root.value if root is not None else ()
    return next((value for key, value in rows if key.value == wanted), None)


def _check(node: CollectionNode) -> None:
    if node.flow_style:
        raise UsageError(f"line {_first(node)} is written with brackets: write it as a list or table of lines first")


def _with_lines(text: str, root: MappingNode | None, key: str, value: Node | None, lines: list[str]) -> str:
    """Return the text with the lines of a key that is not there, or is there with nothing behind it."""
    if root is not None:
        _check(root)
    if value is None:
        end = len(text.splitlines())
        return _replaced(text, end + 1, end, [f"{key}:", *lines])
    if not isinstance(value, ScalarNode) or value.value:
        raise UsageError(f"line {_first(value)}: write `{key}` as a list or table of lines first")
    assert root is not None
    line = next(_first(name) for name, _ in root.value if name.value == key)
    return _replaced(text, line + 1, line, lines)


def _replaced(text: str, first: int, last: int, lines: Sequence[str]) -> str:
    """Return the text with other lines in place of ``first`` to ``last``, counted from 1; where ``last`` is less, between them."""
    newline = "\r\n" if "\r\n" in text else "\n"
    rows = text.splitlines(keepends=True)
    above = "".join(rows[: first - 1])
    if lines and above and not above.endswith(("\n", "\r")):
        above += newline
    return above + "".join(f"{line}{newline}" for line in lines) + "".join(rows[last:])


def _entry(fields: Mapping[str, str | int], column: int) -> list[str]:
    first, *rest = _table(fields, column + _INDENT)
    return [f"{' ' * column}- {first.lstrip()}", *rest]


def _table(fields: Mapping[str, str | int], column: int) -> list[str]:
    return [f"{' ' * column}{key}: {_inline(value)}" for key, value in fields.items()]


def _inline(value: str | int) -> str:
    """Return a value as it is written on one line: plain where it can be."""
    stream = io.StringIO()
    yaml = YAML(typ="safe", pure=True)
    yaml.width = 1 << 30
    yaml.allow_unicode = True
    yaml.default_flow_style = False
    yaml.dump({"x": value}, stream)
    return stream.getvalue()[len("x: ") :].rstrip("\n")


def _comments(text: str, node: Node, column: int) -> Iterator[str]:
    """Yield the comments in the lines of a node, each on a line of its own."""
    rows = text.splitlines()
    ends = {_last(value): value.end_mark.column for _, value in node.value}
    for line in range(_first(node), _last(node) + 1):
        behind = rows[line - 1][ends.get(line, 0) :].strip()
        if behind.startswith("#"):
            yield f"{' ' * column}{behind}"


def _first(node: Node) -> int:
    line: int = node.start_mark.line
    return line + 1


def _last(node: Node) -> int:
    """The last line of a node that holds some of it, counted from 1."""
    if isinstance(node, MappingNode | SequenceNode) and node.value and not node.flow_style:
        last = node.value[-1]
        return max(map(_last, last)) if isinstance(last, tuple) else _last(last)
    if isinstance(node, ScalarNode) and node.style in ("|", ">"):
        end: int = node.end_mark.line
        return end + 1 if node.end_mark.column else end
    line: int = node.end_mark.line
    return min(line + 1, _first(node)) if isinstance(node, ScalarNode) and not node.value else line + 1
