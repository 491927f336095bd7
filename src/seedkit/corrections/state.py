"""What is said of an article put into its sidecar. What else is written there stays as it is, character by character."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import CollectionNode, MappingNode, Node

from seedkit.corrections.parse import parsed
from seedkit.errors import InputError, UsageError

_KEY = "metadata"
_YAML = YAML(typ="safe", pure=True)

Fact = str | date | Sequence[str]


def state(name: str, data: bytes, facts: Mapping[str, Fact], *, overwrite: bool = False) -> bytes:
    """Return the bytes of the sidecar at ``name`` with ``facts`` among its metadata; ``data`` are those that it has, if any.

    Raises InputError where it cannot be read, UsageError where it says something else and that is not to be overwritten.
    """
    parsed(name, data)
    before = data.decode("utf-8-sig")
    try:
        told = ((_YAML.load(before) or {}).get(_KEY) or {}) if data else {}
        new = {key: value for key, value in facts.items() if told.get(key) != value}
        for key in new:
            if told.get(key) is not None and not overwrite:
                raise UsageError(f"{name}: says `{key}: {told[key]}` already: overwrite it with --force")
        after = before
        for key, value in new.items():
            after = _stating(after, key, _yaml(value))
        parsed(name, after.encode())
    except (InputError, YAMLError, ValueError) as error:
        raise UsageError(f"{name}: nothing can be added to what is written there: add {', '.join(facts)} by hand") from error
    return after.encode() if new else data


def _stating(text: str, key: str, value: str) -> str:
    """Return the text with one fact more, or with another value of it."""
    home = _find(_YAML.compose(text), _KEY) if text.strip() else None
    if home is None:
        return f"{text}{_new_line(text)}{_KEY}:\n  {key}: {value}\n"
    name, facts = home
    here = _find(facts, key)
    if here is not None:
        start = here[0].end_mark.index
        end = _end(here[1]) if here[1].value else start + 1  # nothing is said to stand behind the line
        return f"{text[:start]}: {value}{text[end:]}"
    empty = not isinstance(facts, MappingNode) or not facts.value
    indent = 2 if empty else facts.value[0][0].start_mark.column
    line = text.find("\n", name.end_mark.index if empty else _end(facts.value[-1][1])) + 1 or len(text)
    return f"{text[:line]}{_new_line(text[:line])}{' ' * indent}{key}: {value}\n{text[line:]}"


def _new_line(text: str) -> str:
    return "" if not text or text.endswith("\n") else "\n"


def _find(node: Node | None, key: str) -> tuple[Node, Node] | None:
    pairs = node.value if isinstance(node, MappingNode) else ()
    return next(((name, value) for name, value in pairs if name.value == key), None)


def _end(node: Node) -> int:
    """Return the offset behind the last word of a value; the node itself reaches to whatever comes next."""
    while isinstance(node, CollectionNode) and node.value and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    end: int = node.end_mark.index
    return end


def _yaml(value: Fact) -> str:
    """Return a value as YAML writes it on one line: JSON, but for dates."""
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)
