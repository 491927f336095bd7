"""The policy of a team: enabled rules, their severities, ignored articles. Read from a TOML file."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, get_args

from seedkit.checks.catalogue import BY_DEFAULT, CODES
from seedkit.errors import UsageError
from seedkit.lint.selectors import rules_of, unknown_rule, weight
from seedkit.messages import did_you_mean
from seedkit.model.document import Diagnostic, Severity
from seedkit.model.source import Source

SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""From the most to the least severe."""

_FILES = ("seedkit.toml", "pyproject.toml")

OPTIONS: Mapping[str, Mapping[str, Callable[[Mapping[str, Any], int], bool]]] = {
    "count-mismatch": {"tolerance": lambda data, most: abs(data["declared"] - data["found"]) > most},
    "total-mismatch": {"tolerance": lambda data, most: abs(data["declared"] - data["found"]) > most},
    "reading-time-mismatch": {
        "tolerance": lambda data, most: not data["least"] - most <= data["declared"] <= data["most"] + most
    },
    "keyword-stuffing": {"headings": lambda data, most: data["found"] > most},
    "overlong-step-title": {"characters": lambda data, most: data["characters"] > most},
    "overlong-sample": {
        "text": lambda data, most: data["channel"] != "text" or data["found"] > most,
        "speech": lambda data, most: data["channel"] != "speech" or data["found"] > most,
    },
}  # fmt: skip
"""Rule → its own options: the accepted maximum, in the unit of the rule's message. Each decides, from the data of a finding,
whether it is reported. ``allow`` is an option of every rule."""


@dataclass(frozen=True, slots=True)
class Glob:
    """A glob of the configuration: ``*`` matches within a name, ``**`` across folders; a name alone matches in every folder."""

    text: str
    pattern: re.Pattern[str]

    def matches(self, path: str) -> bool:
        """Return whether the whole of ``path``, POSIX and relative to the configuration, matches."""
        return self.pattern.fullmatch(path) is not None


@dataclass(frozen=True, slots=True)
class Policy:
    """What is reported for which article.

    ``root`` is the folder that ``paths`` and globs are relative to, ``file`` the configuration. ``options`` is rule → option →
    value. ``exclude`` holds globs of files and folders.
    """

    root: Path = field(default_factory=Path.cwd)
    paths: tuple[str, ...] = ("seeds",)
    rules: frozenset[str] = BY_DEFAULT
    exclude: tuple[Glob, ...] = ()
    respect_gitignore: bool = True
    per_file_ignores: tuple[tuple[Glob, frozenset[str]], ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    fail_level: Severity = "warning"
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    file: Path | None = None

    def rules_for(self, file: str) -> frozenset[str]:
        """Return the names of the rules enabled for the article at the absolute path ``file``."""
        if not self.per_file_ignores:
            return self.rules
        path = self._path(file)
        return self.rules.difference(*(rules for glob, rules in self.per_file_ignores if glob.matches(path)))

    def excludes(self, file: str) -> bool:
        """Return whether the article at the absolute path ``file``, or a folder that it is in, is excluded."""
        if not self.exclude:
            return False
        parts = self._path(file).split("/")
        paths = ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]
        return any(glob.matches(path) for glob in self.exclude for path in paths)

    def _path(self, file: str) -> str:
        return os.path.relpath(file, self.root).replace(os.sep, "/")

    def apply(self, diagnostics: Iterable[Diagnostic], rules: frozenset[str], source: Source) -> Iterator[Diagnostic]:
        """Yield those of ``diagnostics`` that are reported, with the severity that the policy gives them."""
        for diagnostic in diagnostics:
            rule = diagnostic.rule
            if rule in rules and (rule not in self.options or self._is_told(diagnostic, source)):
                severity = self.severity.get(rule, diagnostic.severity)
                same = severity == diagnostic.severity
                yield diagnostic if same else diagnostic.model_copy(update={"severity": severity})

    def _is_told(self, diagnostic: Diagnostic, source: Source) -> bool:
        for name, value in self.options[diagnostic.rule].items():
            if name != "allow":
                if not OPTIONS[diagnostic.rule][name](diagnostic.data, value):
                    return False
            elif diagnostic.span is not None:
                words = " ".join(source.text[diagnostic.span.start : diagnostic.span.end].split()).casefold()
                if any(allowed.casefold() in words for allowed in value):
                    return False
        return True

    def fails(self, severity: Severity) -> bool:
        """Return whether a finding of this severity fails the check."""
        return SEVERITIES.index(severity) <= SEVERITIES.index(self.fail_level)

    def excluding(self, exclude: Sequence[str] | None, extend: Sequence[str]) -> Policy:
        """Return the policy with globs of the command line: ``exclude`` replaces those of the configuration, ``extend`` adds."""
        own = self.exclude if exclude is None else _excluded(exclude)
        return replace(self, exclude=(*own, *_excluded(extend)))

    def overruled(self, select: Sequence[str], extend: Sequence[str], ignore: Sequence[str], fail_level: Severity | None) -> Policy:
        """Return the policy with the options of the command line: ``select`` replaces the rules, the others add. Raises
        UsageError."""
        where = "on the command line"
        rules = _named(select, where) if select else self.rules
        return replace(
            self,
            rules=(rules | _named(extend, where)) - _named(ignore, where),
            fail_level=fail_level or self.fail_level,
        )


def load(folder: Path, file: Path | None = None) -> Policy:
    """Return the policy in ``file``, or in the nearest file from ``folder`` upward, or the default.

    A file is ``seedkit.toml``, or ``pyproject.toml`` with a table ``[tool.seedkit]``. Raises UsageError, naming the mistake.
    """
    if file is not None:
        return _policy(file, _table(file) or {}, folder)
    for above in (folder, *folder.parents):
        for name in _FILES:
            if os.path.isfile(above / name):
                table = _table(above / name)
                if table is not None:
                    return _policy(above / name, table, folder)
    return Policy(folder)


def _table(file: Path) -> dict[str, Any] | None:
    try:
        table = tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise UsageError(f"{file}: cannot be read ({error.strerror})") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{file}: not TOML ({error})") from error
    if file.name != "pyproject.toml":
        return table
    tools = table.get("tool")
    found = tools.get("seedkit") if isinstance(tools, dict) else None
    if found is not None and not isinstance(found, dict):
        raise UsageError(f"{file}: expected a table `tool.seedkit`")
    return found


def _policy(file: Path, table: Mapping[str, Any], folder: Path) -> Policy:
    where = f"in {file.name if file.parent == folder else file}"
    if file.name == "pyproject.toml":
        where += " [tool.seedkit]"
    _known(table, _READERS, where)
    read = {key: reader(table[key], key, where) for key, reader in _READERS.items() if key in table}
    rules = _named(read.get("select", ()), where) if "select" in read else BY_DEFAULT
    rules = (rules | _named(read.get("extend-select", ()), where)) - _named(read.get("ignore", ()), where)
    default = Policy(file.absolute().parent)
    return replace(
        default,
        paths=read.get("paths", default.paths),
        exclude=_excluded((*read.get("exclude", ()), *read.get("extend-exclude", ()))),
        respect_gitignore=read.get("respect-gitignore", True),
        rules=rules,
        per_file_ignores=read.get("per-file-ignores", ()),
        severity=read.get("severity", {}),
        fail_level=read.get("fail-level", default.fail_level),
        options=read.get("rules", {}),
        file=file,
    )


def _known(table: Mapping[str, Any], known: Iterable[str], where: str) -> None:
    known = sorted(known)
    for key in table:
        if key not in known:
            hint = did_you_mean(key, known) or f": known are {', '.join(f'`{name}`' for name in known)}"
            raise UsageError(f"unknown key `{key}` {where}{hint}")


def _named(selectors: Iterable[str], where: str) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for selector in selectors:
        rules = rules_of(selector)
        if not rules:
            problem, query, hint = unknown_rule(selector).partition(": did")
            raise UsageError(f"{problem} {where}{query}{hint}")
        found |= rules
    return found


def _wrong(key: str, where: str, expected: str, found: Any) -> UsageError:
    return UsageError(f"`{key}` {where}: expected {expected}, found {found!r}")


def _strings(value: Any, key: str, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise _wrong(key, where, "a list of strings", value)
    return tuple(value)


def _mapping(value: Any, key: str, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _wrong(key, where, "a table", value)
    return value


def _grade(value: Any, key: str, where: str) -> Severity:
    if value not in SEVERITIES:
        raise _wrong(key, where, "error, warning or info", value)
    return next(severity for severity in SEVERITIES if severity == value)


def _grades(value: Any, key: str, where: str) -> dict[str, Severity]:
    found: dict[str, Severity] = {}
    for selector, grade in sorted(_mapping(value, key, where).items(), key=lambda pair: weight(pair[0])):
        found.update(dict.fromkeys(_named((selector,), where), _grade(grade, f"{key}.{selector}", where)))
    return found


def _flag(value: Any, key: str, where: str) -> bool:
    if not isinstance(value, bool):
        raise _wrong(key, where, "true or false", value)
    return value


def _excluded(globs: Iterable[str]) -> tuple[Glob, ...]:
    """Return globs of what is excluded: one that ends in a slash means the folder, with all that is in it."""
    return tuple(Glob(glob, _glob(glob.rstrip("/")).pattern) for glob in globs)


def _globs(value: Any, key: str, where: str) -> tuple[tuple[Glob, frozenset[str]], ...]:
    return tuple(
        (_glob(glob), _named(_strings(selectors, f"{key}.{glob}", where), where))
        for glob, selectors in _mapping(value, key, where).items()
    )


def _glob(text: str) -> Glob:
    glob = text.removeprefix("./")
    glob = glob + "**" if glob.endswith("/") else glob
    glob = glob if "/" in glob else f"**/{glob}"
    parts = (_GLOB.get(part, re.escape(part)) for part in re.split(r"(\*\*/|\*\*|\*|\?)", glob))
    return Glob(text, re.compile("".join(parts)))


_GLOB = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def _options(value: Any, key: str, where: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for selector, table in _mapping(value, key, where).items():
        if len(rules_of(selector)) != 1:
            raise UsageError(f"unknown rule `{selector}` in `{key}` {where}{did_you_mean(selector, CODES)}")
        (rule,) = rules_of(selector)
        own = OPTIONS.get(rule, {})
        _known(_mapping(table, f"{key}.{selector}", where), ("allow", *own), f"of rule `{rule}` {where}")
        read = found.setdefault(rule, {})
        for name, setting in table.items():
            if name == "allow":
                read[name] = _strings(setting, f"{key}.{selector}.{name}", where)
            elif isinstance(setting, bool) or not isinstance(setting, int) or setting < 0:
                raise _wrong(f"{key}.{selector}.{name}", where, "a whole number", setting)
            else:
                read[name] = setting
    return found


_READERS: Mapping[str, Callable[[Any, str, str], Any]] = {
    "paths": _strings,
    "exclude": _strings,
    "extend-exclude": _strings,
    "respect-gitignore": _flag,
    "select": _strings,
    "extend-select": _strings,
    "ignore": _strings,
    "per-file-ignores": _globs,
    "severity": _grades,
    "fail-level": _grade,
    "rules": _options,
}
