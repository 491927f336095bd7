"""``seedkit explain``: the page of a rule, or why a line of an article was read as it was."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from seedkit.cli.options import add_size_option
from seedkit.errors import InputError, UsageError
from seedkit.terminal import print_data, print_line, speak_utf8

if TYPE_CHECKING:
    from seedkit.checks.catalogue import Code
    from seedkit.model.compiled import Compiled

_EXAMPLES = """\
examples:
  seedkit explain SK203              what the rule reports, why, and how to fix it
  seedkit explain numbering-gap      the same
  seedkit explain --all              the pages of all rules; with --format json, as an array
  seedkit explain article.txt:12     how that line was read, and why; with --format json, as an object

Exit status: 0 success, 2 usage error."""


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "explain",
        help="explain a rule, or how a line was read",
        description="Explain a rule, or why a line of an article is read the way it is.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("subject", nargs="?", metavar="RULE|FILE:LINE", help="a rule code, a rule name, or a line of an article")
    parser.add_argument("--all", action="store_true", help="explain all rules")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="format (default: %(default)s)")
    add_size_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the explanation, and return the exit status."""
    from seedkit.checks.catalogue import CODES
    from seedkit.lint.selectors import unknown_rule

    if options.all != (options.subject is None):
        raise UsageError("expected a rule, a line of an article, or --all")
    if options.all:
        return _print_rules(tuple(CODES.values()), options.format, listed=True)
    file, colon, number = options.subject.rpartition(":")
    if colon and number.isdecimal():
        from seedkit.views.line import as_data, explanation

        compiled, at = _line(Path(file), number, options.max_size)
        if options.format == "json":
            speak_utf8()
            print_data(json.dumps(as_data(compiled, at), ensure_ascii=False, indent=2))
            return 0
        lines = explanation(compiled, at)
    else:
        row = next((row for row in CODES.values() if options.subject in (row.code, row.rule)), None)
        if row is None:
            hint = "" if Path(options.subject).suffix == "" else f"; to explain a line of an article, use {options.subject}:1"
            raise UsageError(unknown_rule(options.subject) + hint)
        return _print_rules((row,), options.format)
    for line in lines:
        print_line(line)
    return 0


def _print_rules(rows: Sequence[Code], format: str, listed: bool = False) -> int:
    """Print the pages of rules as text, or as JSON: an object, in an array if they are ``listed``."""
    if format == "json":
        from seedkit.checks.pages import page
        from seedkit.cli.commands.rules import as_data

        speak_utf8()
        data = [{**as_data(row), "page": page(row)} for row in rows]
        print_data(json.dumps(data if listed else data[0], ensure_ascii=False, indent=2))
        return 0
    for number, row in enumerate(rows):
        for line in (*([""] if number else []), *_rule(row)):
            print_line(line)
    return 0


def _rule(row: Code) -> list[str]:
    from seedkit.checks.pages import page

    default = "" if row.default else " (off by default)"
    written = page(row) or f"# {row.code} {row.rule}\n\n{row.sentence}\n\n## What to do\n\n{row.hint}\n"
    return [*written.rstrip("\n").split("\n"), "", f"Severity: {row.severity}{default}."]


def _line(file: Path, number: str, limit: int) -> tuple[Compiled, int]:
    """Return an article and the number of one of its lines. Raises UsageError."""
    from seedkit.articles import open_file

    try:
        compiled = open_file(file, convert=True, max_bytes=limit).compile()
    except InputError as error:
        raise UsageError(f"{file} {error}") from error
    last = len(compiled.source.line_starts)
    if len(number) > len(str(sys.maxsize)) or not 1 <= int(number) <= last:
        raise UsageError(f"{file} has lines 1 to {last}, but no line {number}")
    return compiled, int(number)
