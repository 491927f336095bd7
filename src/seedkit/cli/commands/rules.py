"""``seedkit rules``: the list of all rules."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from seedkit.errors import UsageError
from seedkit.terminal import print_data, print_line, speak_utf8

if TYPE_CHECKING:
    from seedkit.checks.catalogue import Code

_EXAMPLES = """\
examples:
  seedkit rules                        all rules
  seedkit rules SK2 SK8                some of them
  seedkit rules --format json          an array with an object for each rule

Run `seedkit explain RULE` for details on a rule. Exit status: 0 success, 2 usage error."""


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "rules",
        help="list the rules of `seedkit check`",
        description="List the rules of `seedkit check`.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("rules", nargs="*", metavar="RULE", help="a rule code, the beginning of one, or a rule name (default: all)")
    parser.add_argument("--format", choices=tuple(_FORMATS), default="text", help="format (default: %(default)s)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the rules, and return the exit status."""
    from seedkit.checks.catalogue import CODES
    from seedkit.lint.selectors import rules_of, unknown_rule

    chosen: set[str] = set()
    for selector in options.rules or ("ALL",):
        if not rules_of(selector):
            raise UsageError(unknown_rule(selector))
        chosen |= rules_of(selector)
    lines, show = _FORMATS[options.format]
    if show is print_data:
        speak_utf8()
    for line in lines([row for row in CODES.values() if row.rule in chosen]):
        show(line)
    return 0


def _text(rows: Sequence[Code]) -> Iterator[str]:
    width = max(len(row.rule) for row in rows)
    for row in rows:
        yield f"{row.code}  {row.rule:<{width}}  {row.severity:<7}  {row.sentence}{'' if row.default else ' (off by default)'}"


def _json(rows: Sequence[Code]) -> Iterator[str]:
    yield json.dumps([as_data(row) for row in rows], ensure_ascii=False, indent=2)


def _markdown(rows: Sequence[Code]) -> Iterator[str]:
    from seedkit.lint.fixes import FIXES

    yield "| code | rule | severity | default | fix | description |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for row in rows:
        fix = "" if row.rule not in FIXES else "safe" if FIXES[row.rule].safe else "unsafe"
        yield f"| {row.code} | `{row.rule}` | {row.severity} | {'on' if row.default else 'off'} | {fix} | {row.sentence} |"


def as_data(row: Code) -> dict[str, object]:
    """Return a rule as JSON data: what it is called, reports and means, its fix, and the options of its configuration."""
    from seedkit.lint.fixes import FIXES
    from seedkit.lint.options import OPTIONS

    fix = FIXES.get(row.rule)
    return {
        "code": row.code,
        "rule": row.rule,
        "severity": row.severity,
        "default": row.default,
        "description": row.sentence,
        "hint": row.hint,
        "fix": None if fix is None else "safe" if fix.safe else "unsafe",
        "options": ["allow", *OPTIONS.get(row.rule, ())],
        "limits": dict(row.limits),
    }


_FORMATS: Mapping[str, tuple[Callable[[Sequence[Code]], Iterator[str]], Callable[[str], None]]] = {
    "text": (_text, print_line),
    "json": (_json, print_data),
    "markdown": (_markdown, print_data),
}
"""Format → the lines of the list in it, and how they are printed: for a person, or as they are."""
