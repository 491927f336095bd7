"""``seedkit diff``: changes between two builds, two documents, two articles, or a build and a version of it in git."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from typing import TypeVar

from seedkit.diff.reports import REPORTS
from seedkit.terminal import print_data, print_line, speak_utf8

_EXAMPLES = """\
examples:
  seedkit diff HEAD~1                  compare out/ with one commit ago
  seedkit diff main data --exit-code   another folder; exit status 1 if anything differs
  seedkit diff old-out out             two builds
  seedkit diff draft.txt final.txt     two articles, or two documents (.json)
  seedkit diff HEAD seeds/tea.md --format markdown

Removed words are shown as [-removed-], added words as {+added+}. Exit status: 0 success, 2 usage error; with --exit-code, 1 if
anything differs."""


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "diff",
        help="show what changed between two builds",
        description="Show what was added, removed, moved, renumbered and reworded between two builds, documents or articles.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("old", metavar="OLD", help="a path, or a commit to read NEW from")
    parser.add_argument("new", nargs="?", default="out", metavar="NEW", help="a path (default: %(default)s)")
    parser.add_argument("--format", choices=tuple(REPORTS), default="terminal", help="default: %(default)s")
    parser.add_argument("--exit-code", action="store_true", help="exit status 1 if anything differs")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print what changed, and return the exit status."""
    from seedkit.diff.snapshots import changes, snapshots

    show = print_line if options.format == "terminal" else print_data
    if options.format == "json":
        speak_utf8()
    found = _Counted(changes(*snapshots(options.old, options.new)))
    for line in REPORTS[options.format](found):
        show(line)
    return 1 if options.exit_code and found.count else 0


_Value = TypeVar("_Value")


class _Counted(Iterable[_Value]):
    """Something that is iterated over once, and its length."""

    def __init__(self, values: Iterable[_Value]) -> None:
        self._values = values
        self.count = 0

    def __iter__(self) -> Iterator[_Value]:
        for value in self._values:
            self.count += 1
            yield value
