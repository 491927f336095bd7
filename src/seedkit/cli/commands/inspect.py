"""``seedkit inspect``: how articles were read, for a person or line by line."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from seedkit.cli.options import add_size_option, report_assumed_text
from seedkit.errors import InputError
from seedkit.readers import READERS
from seedkit.terminal import print_data, print_error, print_line, speak_utf8

if TYPE_CHECKING:
    from seedkit.model.compiled import Compiled

_EXAMPLES = """\
examples:
  seedkit inspect article.txt          a tree with line numbers and diagnostics
  seedkit inspect articles --lines     one JSON object per block, for every article in a folder
  seedkit inspect article.html --ledger
  cat notes.md | seedkit inspect - --format markdown

Exit status: 0 success, 1 an article cannot be read, 2 usage error."""


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "inspect",
        help="show how articles are read",
        description="Show how articles are read, as a tree or as JSON.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("articles", nargs="+", metavar="FILE", help="a file, a folder of articles, or - for standard input")
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument(
        "--lines",
        dest="show",
        action="store_const",
        const="lines",
        help="one JSON object per block, in source order; a typed “Q:” or “b)” stays in the text",
    )
    shape.add_argument(
        "--ledger", dest="show", action="store_const", const="ledger", help="one JSON object per stretch of the source"
    )
    shape.add_argument("--json", dest="show", action="store_const", const="json", help="the document as `seedkit build` writes it")
    parser.add_argument("--format", choices=tuple(READERS), help="input format (default: by file suffix)")
    add_size_option(parser)
    parser.set_defaults(run=run, show="tree")


def run(options: argparse.Namespace) -> int:
    """Print the requested view, article by article, and return the exit status."""
    from seedkit.views.blocks import ledger, lines
    from seedkit.views.tree import tree

    show = {"tree": tree, "lines": lines, "ledger": ledger, "json": _json}[options.show]
    print_shown = print_line if options.show == "tree" else print_data
    if options.show != "tree":
        speak_utf8()
    several = len(options.articles) > 1 or os.path.isdir(options.articles[0])
    status = 0
    for name, article in _articles(options.articles, options.format, options.max_size):
        if isinstance(article, InputError):
            print_error(f"{name}: {article}")
            status = 1
            continue
        for line in show(article, name if several else None):
            print_shown(line)
    return status


def _articles(names: list[str], format: str | None, limit: int) -> Iterator[tuple[str, Compiled | InputError]]:
    """Yield the name of each article with its result, or why it cannot be read."""
    from seedkit.articles import UnknownFormatError, open_bytes, open_file
    from seedkit.storage.seeds import find, read_limited

    for name in names:
        if name == "-":
            if format is None:
                report_assumed_text("--format")
            try:
                suffix = READERS[format or "text"].suffixes[0]
                yield name, open_bytes(read_limited(sys.stdin.buffer, limit), f"article{suffix}").compile()
            except InputError as error:
                yield name, error
            continue
        given = Path(name)
        if os.path.isdir(given):
            found = find(given, convert=True)
            files = [(path, given / path, path) for path in found.paths]
            yield from ((path, InputError(error)) for path, error in found.refused)
        else:
            files = [(name, given, given.name)]
        for shown, file, path in files:
            try:
                yield shown, open_file(file, path, format=format, convert=True, max_bytes=limit).compile()
            except UnknownFormatError as error:
                yield shown, InputError(f"{error}: name its format with --format")
            except InputError as error:
                yield shown, error


def _json(compiled: Compiled, _: str | None) -> Iterator[str]:
    from seedkit.writers.json import dump

    yield dump(compiled.document).rstrip("\n")
