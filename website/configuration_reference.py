"""The reference of the configuration, from the table of its keys and the options of the rules."""

from __future__ import annotations

import json
from collections.abc import Iterator

from seedkit.checks.catalogue import CODES
from seedkit.lint.configuration import KEYS, Key
from seedkit.lint.options import OPTIONS

_HEAD = """\
# Configuration

Every key of `seedkit.toml`, and of `[tool.seedkit]` in `pyproject.toml`, generated from the code.
[Checking articles](../checking.md#configuration) explains them with examples, and `seedkit check --show-settings`
prints the settings in effect.
"""


def page() -> str:
    """Return the page as Markdown."""
    return "\n".join([_HEAD, *(part for name, key in KEYS.items() for part in _key(name, key)), *_options()])


def _key(name: str, key: Key) -> Iterator[str]:
    yield f"## {name}\n"
    yield f"{key.description}\n"
    if key.default is not None:
        yield f"Default: `{_toml(key.default)}`\n"
    if key.example is not None:
        yield f"```toml\n{_example(name, key.example)}\n```\n"


def _example(name: str, example: object) -> str:
    if not isinstance(example, dict):
        return f"{name} = {_toml(example)}"
    return "\n".join([f"[{name}]", *(f"{_toml(own)} = {_toml(value)}" for own, value in example.items())])


def _options() -> Iterator[str]:
    yield "## Options of rules\n"
    yield "Any rule has `allow`: findings whose text contains one of these strings are skipped. Some rules have more:\n"
    yield "| rule | option | description |\n| --- | --- | --- |"
    for rule, options in OPTIONS.items():
        for name, option in options.items():
            yield f"| [`{rule}`](../rules/{CODES[rule].code}-{rule}.md) | `{name}` | {option.description} |"
    yield ""


def _toml(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
