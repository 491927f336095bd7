"""``seedkit add``: adds an article to the folder of articles, byte for byte, with its origin in the sidecar."""

from __future__ import annotations

import argparse
import json
import re
import shlex
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seedkit.cli.options import add_json_option, add_size_option, report_assumed_text
from seedkit.errors import InputError, UsageError
from seedkit.messages import counted
from seedkit.readers import READERS
from seedkit.terminal import print_data, print_error, print_line, speak_utf8

if TYPE_CHECKING:
    from seedkit.authoring.add import Added
    from seedkit.model.document import Document

_COUNTED = {"steps": "step", "points": "point", "faqs": "FAQ", "checklists": "checklist", "sample_texts": "sample text"}
_TITLE = 72  # columns of a title that are shown
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

_EXAMPLES = """\
examples:
  seedkit add ~/Downloads/calm-a-dog.html --source https://example.org/dog --licence "CC BY 4.0" --retrieved today
  seedkit add notes.txt --name calm-a-dog --author "Ada Moreno"
  pbpaste | seedkit add - --as markdown

The article is copied byte for byte. It keeps the name of FILE; from standard input it is named after its title. Its origin is
written to NAME.seedkit.yaml next to it, and becomes part of the data. No date is assumed: pass --retrieved YYYY-MM-DD or today.
An article that already exists is not added twice, but new facts about its origin are. Nothing is overwritten without --force.
A Word, EPUB or PDF document needs the extra `convert`.
Exit status: 0 added or already present, 1 the article cannot be read, 2 usage error or a conflicting file."""


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "add",
        help="add an article and record its origin",
        description="Add an article to the seeds folder and record its origin.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("article", metavar="FILE", help="a file, or - for standard input")
    parser.add_argument("--seeds", type=Path, default="seeds", metavar="SEEDS", help="folder of articles (default: %(default)s)")
    parser.add_argument("--name", metavar="NAME", help="file name, without a suffix")
    parser.add_argument("--as", dest="format", choices=tuple(READERS), help="input format (default: by file suffix)")
    parser.add_argument(
        "--force", action="store_true", help="overwrite an existing article of that name, or recorded facts about its origin"
    )
    origin = parser.add_argument_group("origin")
    origin.add_argument("--source", type=_url, metavar="URL", help="where it was published")
    origin.add_argument("--author", type=_words, action="append", metavar="NAME", help="author; repeat for several")
    origin.add_argument("--licence", "--license", type=_words, metavar="LICENCE", help="license, for example CC BY 4.0")
    origin.add_argument("--retrieved", type=_day, metavar="DATE", help="date of retrieval: YYYY-MM-DD, or today")
    origin.add_argument("--id", type=_id, metavar="ID", help="id in the data (default: derived from the name)")
    add_json_option(parser)
    add_size_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Add the article, print its reading, and return the exit status."""
    from seedkit.authoring.add import add, candidate
    from seedkit.building.limits import Limits
    from seedkit.storage.seeds import read, read_limited

    folder: Path = options.seeds
    if not folder.is_dir():
        what = "a file" if folder.exists() else "nothing"
        advice = "run `seedkit init` to create one, or pass --seeds"
        raise UsageError(f"{folder}: expected a folder of articles, found {what}; {advice}")
    file = None if options.article == "-" else Path(options.article)
    limits = Limits(size=options.max_size)
    if file is None and options.format is None:
        report_assumed_text("--as")
    try:
        data = read_limited(sys.stdin.buffer, limits.size) if file is None else read(file, limits.size)
        article = candidate(data, file, name=options.name, format=options.format, limits=limits)
    except InputError as error:
        print_error(f"{'standard input' if file is None else file}: {error}")
        return 1
    added = add(article, folder, _origin(options), force=options.force)
    if options.json:
        speak_utf8()
        print_data(json.dumps(_as_data(added, article.document), ensure_ascii=False, indent=2))
        return 0
    print_line(f"{added.path}: {'added' if added.new else 'already present, byte for byte'}")
    for line in _report(added, article.document):
        print_line(line)
    return 0


def _origin(options: argparse.Namespace) -> dict[str, Any]:
    """Return the origin of the article, by the keys of front matter."""
    facts = {
        "id": options.id,
        "url": options.source,
        "author": options.author[0] if options.author and len(options.author) == 1 else options.author,
        "licence": options.licence,
        "retrieved": options.retrieved,
    }
    return {key: value for key, value in facts.items() if value is not None}


def _report(added: Added, document: Document) -> Iterator[str]:
    """Yield what was read, where the origin is recorded, and what to do next."""
    from seedkit.terminal import clip

    title = f"“{clip(document.metadata.title.text, _TITLE)}”" if document.metadata.title is not None else "no title"
    yield f"  {title}: {_counts(document)}"
    if added.sidecar is not None:
        yield f"  origin in {added.sidecar}"
    elif document.metadata.url is None:
        yield "  origin unknown: record it with --source, --author, --licence, --retrieved"
    yield f"next: {f'seedkit check {shlex.quote(str(added.path))}' if document.diagnostics else 'seedkit build'}"


def _as_data(added: Added, document: Document) -> dict[str, object]:
    return {
        "path": added.path.as_posix(),
        "added": added.new,
        "sidecar": added.sidecar.as_posix() if added.sidecar is not None else None,
        "title": document.metadata.title.text if document.metadata.title is not None else None,
        **{name: len(getattr(document, name)) for name in _COUNTED},
        "diagnostics": len(document.diagnostics),
    }


def _counts(document: Document) -> str:
    figures = [(len(getattr(document, name)), word) for name, word in _COUNTED.items()]
    found = [counted(figure, word) for figure, word in figures if figure]
    findings = f"; {counted(len(document.diagnostics), 'finding')}" if document.diagnostics else ""
    return f"{', '.join(found) or 'only prose'}{findings}"


def _words(text: str) -> str:
    words = " ".join(text.split())
    if not words or not words.isprintable():
        raise argparse.ArgumentTypeError(f"{text!r} is empty")
    return words


def _url(text: str) -> str:
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc or not text.isprintable() or " " in text:
        raise argparse.ArgumentTypeError(f"{text!r} is not a URL: expected one such as https://example.org/article")
    return text


def _day(text: str) -> date:
    try:
        return date.today() if text == "today" else date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date: expected YYYY-MM-DD, or today") from error


def _id(text: str) -> str:
    if _ID.fullmatch(text) is None:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not an id: expected lowercase letters, digits and single hyphens, such as calm-a-dog"
        )
    return text
