"""``seedkit pin``: corrects in the sidecar how an article is read."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

from seedkit.cli.options import add_size_option
from seedkit.errors import UsageError
from seedkit.terminal import print_line

_FACTS = ("subtitle", "author", "date", "updated", "description", "url", "tags")

_EXAMPLES = """\
examples:
  seedkit pin soup.txt:12 --as heading --level 3    that line is a heading
  seedkit pin soup.txt:20 --as steps                the list on that line holds steps, not checklist items
  seedkit pin soup.txt:14 --title "Add water"       the correct text of the title on that line
  seedkit pin soup.txt --author "Ada Moreno" --date 2022-01-09
  seedkit pin soup.txt                              list all pins, including unmatched ones
  seedkit pin soup.txt:12 --remove                  remove a pin; soup.seedkit.yaml:4 also works

Pins are written to soup.seedkit.yaml, next to the article, and the resulting changes are shown. A pin that would not match is not
written. Exit status: 0 success, 2 usage error."""


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "pin",
        help="correct how an article is read",
        description="Correct how a line, list or title is read, or state facts such as the author, in the article's sidecar.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("subject", metavar="FILE[:LINE]", help="an article, or one of its lines")
    parser.add_argument("--as", dest="kind", metavar="KIND", help="what to read the line as, the list it belongs to, or `sample`")
    parser.add_argument("--level", type=int, metavar="N", help="level of a heading or question; 2 is the outermost")
    parser.add_argument("--title", metavar="WORDS", help="correct title of the item on that line, or of the article without LINE")
    parser.add_argument("--text", metavar="WORDS", help="first words of the block to pin, if the line holds several")
    for name in _FACTS:
        action = "append" if name == "author" else "store"
        parser.add_argument(f"--{name}", action=action, metavar="WORDS", help=f"the article's {name}")
    parser.add_argument("--remove", action="store_true", help="remove the pin on that line of the article or sidecar")
    add_size_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Pin, remove or list; print the result, and return the exit status."""
    from seedkit.authoring.pin import article_of, locked

    name, line = _place(options.subject)
    facts = {key: value for key in _FACTS if (value := getattr(options, key)) is not None}
    if line is None and options.title is not None:
        facts["title"] = options.title
    of_line = options.kind is not None or options.level is not None or options.text is not None
    if options.remove and (facts or of_line or options.title):
        raise UsageError("--remove cannot be combined with other options")
    if line is None and (of_line or options.remove):
        raise UsageError(f"{name}: a line is required, for example {name}:1")
    if line is not None and facts:
        raise UsageError(f"{name}:{line}: {', '.join(f'--{key}' for key in facts)} applies to the whole article: omit the line")
    file = article_of(name)
    with locked(file) if options.remove or facts or line is not None else nullcontext():
        for row in _rows(options, name, line, file, facts):
            print_line(row)
    return 0


def _rows(options: argparse.Namespace, name: str, line: int | None, file: Path, facts: dict[str, str | list[str]]) -> Iterator[str]:
    from seedkit.authoring import pin

    article = pin.read(file, options.max_size)
    if options.remove and line is not None:
        return pin.remove(article, name, line)
    if line is not None:
        return pin.pin(article, line, pin.Correction(options.kind, options.level, options.title, options.text))
    return pin.state(article, facts) if facts else pin.listed(article)


def _place(subject: str) -> tuple[str, int | None]:
    name, colon, number = subject.rpartition(":")
    if not colon or not (number.isascii() and number.isdigit()) or os.path.exists(subject):
        return subject, None
    return name, int(number[:9])
