"""``seedkit add``: an article taken into the folder of articles, byte for byte, with its origin in the file beside it."""

from __future__ import annotations

import argparse
import re
import shlex
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from seedkit.cli.options import add_size_option
from seedkit.errors import InputError, UsageError
from seedkit.messages import counted
from seedkit.readers import READERS, format_of
from seedkit.terminal import print_error, print_line

if TYPE_CHECKING:
    from seedkit.model.document import Document
    from seedkit.model.source import Source
    from seedkit.storage.seeds import Seeds

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
Exit status: 0 added or already present, 1 the article cannot be read, 2 usage error or a conflicting file."""


class _Taken(NamedTuple):
    """An article to be added: its bytes, the name that its file is to have, and what it was read as."""

    data: bytes
    name: str
    document: Document


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
    add_size_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Add the article, say what was read in it, and return the exit status."""
    from seedkit.storage import files
    from seedkit.storage.locks import exclusive_lock
    from seedkit.storage.seeds import find

    folder: Path = options.seeds
    if not folder.is_dir():
        what = "a file" if folder.exists() else "nothing"
        advice = "run `seedkit init` to create one, or pass --seeds"
        raise UsageError(f"{folder}: expected a folder of articles, found {what}; {advice}")
    try:
        taken = _taken(options)
    except InputError as error:
        print_error(f"{'standard input' if options.article == '-' else options.article}: {error}")
        return 1
    with ExitStack() as stack:
        stack.enter_context(exclusive_lock(folder))
        found = find(folder)
        known = found.paths
        there = _present([folder / name for name in known], folder / taken.name, taken.data)
        path = there or folder / taken.name
        if path.parent != folder:
            stack.enter_context(exclusive_lock(path.parent))
        if there is None:
            _refuse_another(path, options.force)
        if there is None or options.id:
            _refuse_namesakes(options.id or taken.document.id, path, folder, found)
        shared = any(folder / name != path and (folder / name).with_suffix("") == path.with_suffix("") for name in known)
        beside = _tell_origin(path, shared, options)
        if there is None:
            files.write_user_path(path, taken.data)
    print_line(f"{path}: {'added' if there is None else 'already present, byte for byte'}")
    for line in _report(path, taken.document, beside):
        print_line(line)
    return 0


def _taken(options: argparse.Namespace) -> _Taken:
    """Read the article and make sure that a build will read it, too. Raises InputError, and UsageError where it has no name."""
    from seedkit.articles import UnknownFormatError, open_bytes
    from seedkit.building.limits import Limits
    from seedkit.ids.slug import file_name, slug
    from seedkit.readers.decode import decode
    from seedkit.storage.seeds import read, read_limited

    piped = options.article == "-"
    given = Path("article" if piped else options.article)
    data = read_limited(sys.stdin.buffer, options.max_size) if piped else read(given, options.max_size)
    try:
        article = open_bytes(data, given.name, format=options.format or ("text" if piped else None))
    except UnknownFormatError as error:
        raise InputError(f"{error}: pass --as to name its format") from error
    format = article.format
    Limits(size=options.max_size).check(data, format)
    suffix = given.suffix.lower() if format_of(given.name) == format else READERS[format].suffixes[0]
    _refuse_what_is_no_text(decode(data, given.name, format), data)
    words = options.name or (_title(article.compile().document) if piped else given.stem)
    name = file_name(slug(Path(words).stem if format_of(words) else words))
    if name == "readme":
        raise UsageError("README files are not articles: pass --name NAME")
    return _Taken(data, name + suffix, article._replace(path=name + suffix).compile().document)


def _title(document: Document) -> str:
    title = document.metadata.title
    if title is None:
        raise UsageError("the article has no title to take a name from: pass --name NAME")
    return title.text


def _refuse_what_is_no_text(source: Source, data: bytes) -> None:
    """Raise InputError for what a build would read, but as nobody meant it: guessed, with holes, or empty."""
    marked = source.encoding.startswith("utf-") and data.startswith("\ufeff".encode(source.encoding))
    encoding = source.encoding if marked else "utf-8"
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        found = f"line {data[: error.start].decode(encoding).count(chr(10)) + 1} has a byte {data[error.start]:#04x}"
        guess = "" if marked else f"; it may be {source.encoding}"
        raise InputError(f"is not {encoding.upper()} ({found}{guess}): save it as UTF-8") from error
    if source.guessed:
        raise InputError(f"does not state its encoding, which may be {source.encoding}: save it as UTF-8")
    if "\0" in source.text:
        line = source.line_at(source.text.index("\0"))
        raise InputError(f"has a NUL in line {line}: it is not text, or UTF-16 without a byte order mark; save it as UTF-8")
    if not source.text.strip():
        raise InputError("is empty")


def _present(known: Sequence[Path], wanted: Path, data: bytes) -> Path | None:
    """Return the article that holds these bytes already; of several the one at the place that is wanted."""
    from seedkit.storage.seeds import read

    same = []
    for path in known:
        with suppress(OSError, InputError):  # what cannot be read is told by the build
            if path.stat().st_size == len(data) and read(path, len(data)) == data:
                same.append(path)
    return wanted if wanted in same else next(iter(same), None)


def _refuse_another(path: Path, force: bool) -> None:
    """Raise UsageError where something else is at ``path``."""
    if path.is_symlink() or path.is_dir():
        raise UsageError(f"{path}: is a {'link' if path.is_symlink() else 'folder'}: choose another --name")
    if path.exists() and not force:
        raise UsageError(f"{path}: another article already exists: choose another --name, or pass --force to overwrite it")


def _refuse_namesakes(id: str, path: Path, folder: Path, found: Seeds) -> None:
    """Raise UsageError where an article other than that at ``path`` has the id by its path or its sidecar.

    An id in the front matter of another one is left to the build: no article is read for it.
    """
    from seedkit.corrections import files as sidecars
    from seedkit.ids.slug import document_id

    for other in found.paths:
        stated = None
        if other in found.sidecars:
            beside = folder / found.sidecars[other]
            with suppress(InputError):  # what cannot be read is told by the build
                data = sidecars.read(beside)
                stated = sidecars.parse(beside.name, data).front.id if b"id" in data else None
        if folder / other != path and document_id(stated or other) == id:
            raise UsageError(f"{folder / other}: already has the id {id}: choose another --name or --id")


def _origin(options: argparse.Namespace) -> dict[str, Any]:
    """Return what is said of the article's origin, under the keys of front matter."""
    said = {
        "id": options.id,
        "url": options.source,
        "author": options.author[0] if options.author and len(options.author) == 1 else options.author,
        "licence": options.licence,
        "retrieved": options.retrieved,
    }
    return {key: value for key, value in said.items() if value is not None}


def _tell_origin(article: Path, shared: bool, options: argparse.Namespace) -> Path | None:
    """Write what is said of the origin into the sidecar of the article, and return that; ``None`` where there is none.

    ``shared`` says that another article of the folder has the name, but for its suffix.
    """
    from seedkit.corrections import files as sidecars
    from seedkit.corrections.edit import with_facts
    from seedkit.storage.seeds import sidecar_names

    own, common = (article.with_name(name) for name in sidecar_names(article.name))
    beside = (own if own.exists() else None) if shared else sidecars.beside(article)
    origin = _origin(options)
    if not origin:
        return beside
    try:
        data = sidecars.read(beside) if beside is not None else b""
        beside = beside or (own if shared else common)
        sidecars.parse(beside.as_posix(), data)
        text = data.decode("utf-8-sig")
        after = with_facts(text, origin, overwrite=options.force)
        if after != text:
            sidecars.write(beside, after, expected=data if beside.exists() else None)
    except UsageError as error:
        raise UsageError(f"{beside}: {error}") from error
    except InputError as error:
        raise UsageError(f"{article}: {error}") from error
    return beside


def _report(path: Path, document: Document, beside: Path | None) -> Iterator[str]:
    """What was read, where the origin is told, and what to do next."""
    from seedkit.terminal import clip

    title = f"“{clip(document.metadata.title.text, _TITLE)}”" if document.metadata.title is not None else "no title"
    yield f"  {title}: {_counts(document)}"
    if beside is not None:
        yield f"  origin in {beside}"
    elif document.metadata.url is None:
        yield "  origin unknown: record it with --source, --author, --licence, --retrieved"
    yield f"next: {f'seedkit check {shlex.quote(str(path))}' if document.diagnostics else 'seedkit build'}"


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
