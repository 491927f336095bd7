"""The settings in effect, as a configuration file that has the same effect."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from seedkit.checks.catalogue import CODES
from seedkit.lint.policy import Policy


def settings(policy: Policy) -> Iterator[str]:
    """Yield the lines of a TOML file, after comments that name the configuration in effect and the folder of its paths."""
    yield f"# configuration: {policy.file or 'default'}"
    yield f"# relative to: {policy.root}"
    yield f"paths = {_list(policy.paths)}"
    yield f"exclude = {_list(glob.text for glob in policy.exclude)}"
    yield f"respect-gitignore = {json.dumps(policy.respect_gitignore)}"
    yield f"fail-level = {json.dumps(policy.fail_level)}"
    yield "select = ["
    yield from (f"  {json.dumps(row.code)},  # {row.rule}" for row in CODES.values() if row.rule in policy.rules)
    yield "]"
    yield from _table("per-file-ignores", ((glob.text, _list(sorted(rules))) for glob, rules in policy.per_file_ignores))
    yield from _table("severity", ((rule, json.dumps(severity)) for rule, severity in policy.severity.items()))
    for rule, own in policy.options.items():
        yield from _table(f"rules.{rule}", ((name, _value(value)) for name, value in own.items()))


def _table(name: str, rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    lines = [f"{json.dumps(key, ensure_ascii=False)} = {value}" for key, value in rows]
    if lines:
        yield from ("", f"[{name}]", *lines)


def _value(value: object) -> str:
    return _list(value) if isinstance(value, tuple) else json.dumps(value)


def _list(words: Iterable[str]) -> str:
    return json.dumps(list(words), ensure_ascii=False)
