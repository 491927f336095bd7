"""The policy of a team: enabled rules, their severities, ignored articles. Read from a TOML file."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from seedkit.checks.catalogue import BY_DEFAULT
from seedkit.errors import UsageError
from seedkit.lint import configuration
from seedkit.lint.configuration import KEYS, SEVERITIES, rules_named
from seedkit.lint.options import OPTIONS
from seedkit.model.document import Diagnostic, Severity
from seedkit.model.source import Source

_FILES = ("seedkit.toml", "pyproject.toml")


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
    paths: tuple[str, ...] = tuple(KEYS["paths"].default)
    rules: frozenset[str] = BY_DEFAULT
    exclude: tuple[Glob, ...] = ()
    respect_gitignore: bool = KEYS["respect-gitignore"].default
    per_file_ignores: tuple[tuple[Glob, frozenset[str]], ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    fail_level: Severity = KEYS["fail-level"].default
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
            if rule in rules and (rule not in self.options or self._is_reported(diagnostic, source)):
                severity = self.severity.get(rule, diagnostic.severity)
                same = severity == diagnostic.severity
                yield diagnostic if same else diagnostic.model_copy(update={"severity": severity})

    def _is_reported(self, diagnostic: Diagnostic, source: Source) -> bool:
        for name, value in self.options[diagnostic.rule].items():
            if name != "allow":
                if not OPTIONS[diagnostic.rule][name].exceeds(diagnostic.data, value):
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
        rules = rules_named(select, where) if select else self.rules
        return replace(
            self,
            rules=(rules | rules_named(extend, where)) - rules_named(ignore, where),
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
    read = configuration.read(table, where)
    none: frozenset[str] = frozenset()
    default = Policy(file.absolute().parent)
    return replace(
        default,
        paths=read.get("paths", default.paths),
        exclude=_excluded((*read.get("exclude", ()), *read.get("extend-exclude", ()))),
        respect_gitignore=read.get("respect-gitignore", default.respect_gitignore),
        rules=(read.get("select", default.rules) | read.get("extend-select", none)) - read.get("ignore", none),
        per_file_ignores=tuple((_glob(glob), rules) for glob, rules in read.get("per-file-ignores", {}).items()),
        severity=read.get("severity", {}),
        fail_level=read.get("fail-level", default.fail_level),
        options=read.get("rules", {}),
        file=file,
    )


def _excluded(globs: Iterable[str]) -> tuple[Glob, ...]:
    """Return globs of what is excluded: one that ends in a slash means the folder, with all that is in it."""
    return tuple(Glob(glob, _glob(glob.rstrip("/")).pattern) for glob in globs)


def _glob(text: str) -> Glob:
    glob = text.removeprefix("./")
    glob = glob + "**" if glob.endswith("/") else glob
    glob = glob if "/" in glob else f"**/{glob}"
    parts = (_GLOB.get(part, re.escape(part)) for part in re.split(r"(\*\*/|\*\*|\*|\?)", glob))
    return Glob(text, re.compile("".join(parts)))


_GLOB = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
