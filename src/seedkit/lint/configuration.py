"""What a configuration contains: the keys of ``seedkit.toml``, and of ``[tool.seedkit]`` in ``pyproject.toml``.

The table ``KEYS`` validates the files, and the JSON Schemas that editors use are made from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, get_args

from seedkit.checks.catalogue import CODES
from seedkit.errors import UsageError
from seedkit.lint.options import OPTIONS
from seedkit.lint.selectors import rules_of, selectors, unknown_rule, weight
from seedkit.messages import did_you_mean
from seedkit.model.document import Severity

SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""From the most to the least severe."""


class Value(NamedTuple):
    """What a value may be: the function that reads it, from the value, its key and the file; and its JSON Schema."""

    read: Callable[[Any, str, str], Any]
    schema: Mapping[str, Any]


class Key(NamedTuple):
    """A key: its value, and what editors show about it."""

    value: Value
    description: str
    default: Any = None
    example: Any = None


def read(table: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Return the values of a configuration by key.

    ``where`` is "in" and the name of the file, for messages. Raises UsageError, naming the mistake.
    """
    _known(table, KEYS, where)
    return {key: KEYS[key].value.read(value, key, where) for key, value in table.items()}


def rules_named(named: Iterable[str], where: str) -> frozenset[str]:
    """Return the names of the rules that any of the selectors ``named`` selects. Raises UsageError for an unknown one."""
    found: frozenset[str] = frozenset()
    for selector in named:
        if not rules_of(selector):
            raise UsageError(unknown_rule(selector, where))
        found |= rules_of(selector)
    return found


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a configuration, whose references are those of ``definitions``."""
    return {
        "description": "Configuration of seedkit. All keys are optional.",
        "type": "object",
        "properties": {key: _described(row) for key, row in KEYS.items()},
        "additionalProperties": False,
    }


def definitions() -> dict[str, Any]:
    """Return the schemas that occur more than once."""
    return {
        "Selector": {"type": "string", "enum": list(selectors())},
        "Severity": {"type": "string", "enum": list(SEVERITIES)},
        "Allowed": {**_STRINGS.schema, "description": "Skip findings whose text contains one of these, in upper or lower case."},
    }


def _described(key: Key) -> dict[str, Any]:
    described = {**key.value.schema, "description": key.description}
    if key.value is _RULES:
        described["properties"] = _options_of_rules()
    if key.default is not None:
        described["default"] = key.default
    if key.example is not None:
        described["examples"] = [key.example]
    return described


def _options_of_rules() -> dict[str, Any]:
    """Return the schema of the options of each rule, by its name and by the codes that select it alone."""
    tables = {
        row.rule: {
            "description": row.sentence,
            "type": "object",
            "properties": {
                "allow": _ref("Allowed"),
                **{name: {**_COUNT, "description": option.description} for name, option in OPTIONS.get(row.rule, {}).items()},
            },
            "additionalProperties": False,
        }
        for row in CODES.values()
    }
    return {selector: tables[rule] for selector in selectors() if len(found := rules_of(selector)) == 1 for rule in found}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/definitions/{name}"}


def _known(table: Mapping[str, Any], known: Iterable[str], where: str) -> None:
    known = sorted(known)
    for key in table:
        if key not in known:
            hint = did_you_mean(key, known) or f": known are {', '.join(f'`{name}`' for name in known)}"
            raise UsageError(f"unknown key `{key}` {where}{hint}")


def _wrong(key: str, where: str, expected: str, found: Any) -> UsageError:
    return UsageError(f"`{key}` {where}: expected {expected}, found {found!r}")


def _strings(value: Any, key: str, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise _wrong(key, where, "a list of strings", value)
    return tuple(value)


def _rules(value: Any, key: str, where: str) -> frozenset[str]:
    return rules_named(_strings(value, key, where), where)


def _flag(value: Any, key: str, where: str) -> bool:
    if not isinstance(value, bool):
        raise _wrong(key, where, "true or false", value)
    return value


def _table(value: Any, key: str, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _wrong(key, where, "a table", value)
    return value


def _severity(value: Any, key: str, where: str) -> Severity:
    if value not in SEVERITIES:
        raise _wrong(key, where, "error, warning or info", value)
    return next(severity for severity in SEVERITIES if severity == value)


def _severities(value: Any, key: str, where: str) -> dict[str, Severity]:
    found: dict[str, Severity] = {}
    for selector, severity in sorted(_table(value, key, where).items(), key=lambda pair: weight(pair[0])):
        rules = rules_named((selector,), where)
        found.update(dict.fromkeys(rules, _severity(severity, f"{key}.{selector}", where)))
    return found


def _rules_by_glob(value: Any, key: str, where: str) -> dict[str, frozenset[str]]:
    return {glob: _rules(named, f"{key}.{glob}", where) for glob, named in _table(value, key, where).items()}


def _options(value: Any, key: str, where: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for selector, table in _table(value, key, where).items():
        if len(rules_of(selector)) != 1:
            raise UsageError(unknown_rule(selector, f"in `{key}` {where}", CODES))
        (rule,) = rules_of(selector)
        _known(_table(table, f"{key}.{selector}", where), ("allow", *OPTIONS.get(rule, ())), f"of rule `{rule}` {where}")
        own = found.setdefault(rule, {})
        for name, setting in table.items():
            if name == "allow":
                own[name] = _strings(setting, f"{key}.{selector}.{name}", where)
            elif isinstance(setting, bool) or not isinstance(setting, int) or setting < 0:
                raise _wrong(f"{key}.{selector}.{name}", where, "a whole number", setting)
            else:
                own[name] = setting
    return found


_COUNT = {"type": "integer", "minimum": 0}
_STRINGS = Value(_strings, {"type": "array", "items": {"type": "string"}})
_SELECTORS = Value(_rules, {"type": "array", "items": _ref("Selector")})
_FLAG = Value(_flag, {"type": "boolean"})
_SEVERITY = Value(_severity, {"type": "string", "enum": SEVERITIES})
_SEVERITIES = Value(_severities, {"type": "object", "propertyNames": _ref("Selector"), "additionalProperties": _ref("Severity")})
_SELECTORS_BY_GLOB = Value(_rules_by_glob, {"type": "object", "additionalProperties": _SELECTORS.schema})
_RULES = Value(_options, {"type": "object", "additionalProperties": False})

_GLOBS = "`*` matches within a name, `**` across folders; a name alone matches in every folder."

KEYS: Mapping[str, Key] = {
    "paths": Key(
        _STRINGS,
        "Files and folders to read if the command line names none; relative to this file. They may be globs.",
        default=["seeds"],
        example=["articles", "guides/*/articles"],
    ),
    "exclude": Key(_STRINGS, f"Globs of files and folders to skip. {_GLOBS}", example=["archive/", "*.draft.md"]),
    "extend-exclude": Key(_STRINGS, "Globs of files and folders to skip, in addition to `exclude`."),
    "respect-gitignore": Key(_FLAG, "Whether to skip files that git ignores.", default=True),
    "select": Key(
        _SELECTORS,
        "Rules to enable: codes, beginnings of codes, names, or `ALL`. By default, all rules but those that are off by default.",
        example=["SK1", "numbering-gap"],
    ),
    "extend-select": Key(_SELECTORS, "Rules to enable in addition to those selected.", example=["SK8"]),
    "ignore": Key(_SELECTORS, "Rules to disable. Takes precedence over `select` and `extend-select`.", example=["SK207"]),
    "per-file-ignores": Key(
        _SELECTORS_BY_GLOB,
        f"Rules to disable in some files, by the glob of the files. {_GLOBS}",
        example={"drafts/": ["placeholder-text"]},
    ),
    "severity": Key(
        _SEVERITIES, "Severities of rules, instead of their own. The more specific selector wins.", example={"SK2": "error"}
    ),
    "fail-level": Key(_SEVERITY, "The lowest severity that makes `seedkit check` fail.", default="warning"),
    "rules": Key(_RULES, "Options of rules. They make a rule more lenient, never stricter."),
}
"""Key → its value and description. A row here is all that a new key needs to be known, completed and checked."""
