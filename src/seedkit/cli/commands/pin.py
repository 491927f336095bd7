"""``seedkit pin``: what is read wrongly, corrected in the sidecar of the article."""

from __future__ import annotations

import argparse
import difflib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from seedkit.cli.options import add_size_option
from seedkit.corrections.words import said
from seedkit.errors import InputError, UsageError
from seedkit.messages import did_you_mean
from seedkit.terminal import print_line

if TYPE_CHECKING:
    from seedkit.articles import RawArticle
    from seedkit.model.block import Pin
    from seedkit.model.compiled import Compiled

_FACTS = ("subtitle", "author", "date", "updated", "description", "url", "tags")
_OF_A_LINE = frozenset({"title", "subtitle", "meta", "heading", "question", "bullet", "ordered"})
"""What one line of a wrapped paragraph may be; anything else is the paragraph as a whole."""

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
    parser.add_argument("--as", dest="kind", metavar="KIND", help="what to read the line as, or the list it belongs to")
    parser.add_argument("--level", type=int, metavar="N", help="level of a heading or question; 2 is the outermost")
    parser.add_argument("--title", metavar="WORDS", help="correct title of the item on that line, or of the article without LINE")
    parser.add_argument("--text", metavar="WORDS", help="first words of the block to pin, if the line holds several")
    for name in _FACTS:
        action = "append" if name == "author" else "store"
        parser.add_argument(f"--{name}", action=action, metavar="WORDS", help=f"the article's {name}")
    parser.add_argument("--remove", action="store_true", help="remove the pin on that line of the article or sidecar")
    add_size_option(parser)
    parser.set_defaults(run=run)


class _Article(NamedTuple):
    """An article, its sidecar and the text of that, and what it is read as."""

    file: Path
    raw: RawArticle
    sidecar: Path
    text: str
    compiled: Compiled


def run(options: argparse.Namespace) -> int:
    """Pin, take away or list; print what came of it, and return the exit status."""
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
    file = _article_of(name)
    with _locked(file) if options.remove or facts or line is not None else nullcontext():
        for row in _rows(options, name, line, file, facts):
            print_line(row)
    return 0


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    """Lock the folder of an article, so that no other command writes the sidecar between its reading and its writing."""
    from seedkit.storage.locks import lock_article

    if file.parent.is_dir():
        with lock_article(file):
            yield
    else:
        yield  # the article is not there: reading it says so


def _rows(options: argparse.Namespace, name: str, line: int | None, file: Path, facts: dict[str, str | list[str]]) -> Iterator[str]:
    """Do what is asked of an article and yield what to print."""
    article = _read(file, options.max_size)
    if options.remove and line is not None:
        yield from _remove(article, name, line)
    elif line is not None:
        yield from _pin(article, line, options)
    elif facts:
        yield from _state(article, facts)
    else:
        yield from _listed(article)


def _place(subject: str) -> tuple[str, int | None]:
    name, colon, number = subject.rpartition(":")
    if not colon or not (number.isascii() and number.isdigit()) or os.path.exists(subject):
        return subject, None
    return name, int(number[:9])


def _article_of(name: str) -> Path:
    """Return the article that is named, or whose sidecar is."""
    from seedkit.readers import SUFFIXES
    from seedkit.storage.seeds import SIDECAR

    if not name.endswith(SIDECAR):
        return Path(name)
    stem = name.removesuffix(SIDECAR)
    found = next((path for suffix in ("", *SUFFIXES) if os.path.isfile(path := f"{stem}{suffix}")), None)
    if found is None:
        raise UsageError(f"{name}: no matching article found next to it")
    return Path(found)


def _read(file: Path, limit: int) -> _Article:
    from seedkit.articles import open_file
    from seedkit.corrections.files import place_for

    try:
        raw = open_file(file, max_bytes=limit)
        compiled = raw.compile()
    except InputError as error:
        raise UsageError(f"{file} {error}") from error
    name, content = raw.sidecar or (None, b"")
    return _Article(file, raw, file.with_name(name) if name else place_for(file), content.decode("utf-8-sig"), compiled)


# --- what is done ------------------------------------------------------------------------------------------------------


def _pin(article: _Article, line: int, options: argparse.Namespace) -> Iterator[str]:
    from seedkit.corrections.edit import with_pin

    former, pin = _found(article, line, options.kind, options.text)
    if options.kind is not None:
        former = former._replace(role=None, level=None, run=None) if former is not None else None
    elif former is not None:
        pin = pin._replace(role=former.role, run=former.run, level=former.level)
    title = " ".join(options.title.split()) if options.title is not None else None
    pin = pin._replace(level=options.level or pin.level, title=title or (former.title if former is not None else None))
    if pin.role is None and pin.run is None and pin.title is None:
        raise UsageError(f"{article.file}:{line}: pass --as to say what it is, or --title to correct its title")
    text = with_pin(article.text, pin, former.line if former is not None else None)
    after = _checked(article, text)
    pins = reversed(after.sidecar.pins if after.sidecar is not None else ())
    where = next(new.line for new in pins if new._replace(line=0) == pin)
    problem = next((d.message for d in after.document.diagnostics if d.rule == "unmatched-pin" and d.data["pin"] == where), None)
    if problem is not None:
        raise UsageError(f"{article.file}:{line}: nothing written: {problem}")
    return _written(article, text, after, f"{article.sidecar}:{where}: line {line} pinned as {said(pin)}")


def _state(article: _Article, facts: dict[str, str | list[str]]) -> Iterator[str]:
    from seedkit.corrections.edit import with_facts

    plain = {key: value[0] if isinstance(value, list) and len(value) == 1 else value for key, value in facts.items()}
    _checked(article, json.dumps({"metadata": plain}, ensure_ascii=False))
    text = with_facts(article.text, plain, overwrite=True)
    return _written(article, text, _checked(article, text), f"{article.sidecar}: {', '.join(facts)} stated")


def _remove(article: _Article, name: str, line: int) -> Iterator[str]:
    from seedkit.corrections.edit import without

    at = line
    if Path(name) == article.file:
        blocks = (reading.block for reading in article.compiled.readings)
        pins = {block.pin.line for block in blocks if block.pin is not None and block.line <= line <= block.line_end}
        if len(pins) != 1:
            raise UsageError(f"{name}:{line}: {len(pins) or 'no'} pins match that line; run `seedkit pin {name}` to list all pins")
        at = pins.pop()
    text = without(article.text, at)
    return _written(article, text, _checked(article, text), f"{article.sidecar}:{at}: removed")


def _listed(article: _Article) -> Iterator[str]:
    sidecar = article.compiled.sidecar
    if sidecar is None or not (sidecar.pins or sidecar.stated):
        yield f"{article.file}: no pins"
        return
    unmatched = {d.data["pin"]: d.message for d in article.compiled.document.diagnostics if d.rule == "unmatched-pin"}
    blocks = [reading.block for reading in article.compiled.readings]
    lines = {block.pin.line: block.line for block in blocks if block.pin is not None}
    for fact, line in sidecar.stated:
        yield f"{article.sidecar}:{line}: {fact}"
    for pin in sidecar.pins:
        where = unmatched.get(pin.line) or f"line {lines.get(pin.line)}"
        yield f"{article.sidecar}:{pin.line}: {said(pin)} “{pin.text}{'…' * pin.begins}”: {where}"


# --- how ---------------------------------------------------------------------------------------------------------------


def _found(article: _Article, line: int, kind: str | None, words: str | None) -> tuple[Pin | None, Pin]:
    """Return the pin that speaks of a line already, or quotes its words and does not fit, and a new one that quotes it."""
    from seedkit.corrections.quote import quote
    from seedkit.model.block import ROLES, RUNS
    from seedkit.pipeline import parse

    if kind is not None and kind not in ROLES and kind not in RUNS:
        raise UsageError(f"--as {kind}: expected one of {', '.join((*ROLES, *RUNS))}{did_you_mean(kind, (*ROLES, *RUNS))}")
    source = article.compiled.source
    shown = f"{article.file}:{line}"
    last = len(source.line_starts)
    if not 1 <= line <= last:
        raise UsageError(f"{article.file} has lines 1 to {last}, but no line {line}")
    blocks = parse(source).blocks
    held = [k for k, block in enumerate(blocks) if block.line <= line <= block.line_end and block.text]
    if words is not None:
        held = [k for k in held if blocks[k].text.startswith(" ".join(words.split()))]
    if not held:
        raise UsageError(f"{shown}: no block {'begins with these words' if words else 'found'} on this line: it is blank or markup")
    if len(held) > 1:
        names = ", ".join(f"“{blocks[k].text[:30]}”" for k in held[:3])
        raise UsageError(f"{shown}: the line holds {len(held)} blocks, {names}: pass --text with the first words of the one to pin")
    index, block = held[0], blocks[held[0]]
    part = line - block.line if len(block.lines) > 1 and kind in _OF_A_LINE else None
    pin = quote(source, blocks, index, part)
    if pin is None:
        raise UsageError(f"{shown}: the same words appear elsewhere between the same neighbors, so a pin would be ambiguous")
    pin = pin._replace(role=ROLES.get(kind or ""), run=RUNS.get(kind or ""))
    start = block.start if not part else block.lines[part].start
    pinned = (reading.block for reading in article.compiled.readings)
    former = next((b.pin for b in pinned if b.pin is not None and b.start == start), None)
    return former or next(
        (other for other in _unmatched(article) if (other.text, other.begins) == (pin.text, pin.begins)), None
    ), pin


def _unmatched(article: _Article) -> Iterator[Pin]:
    """Yield the pins that do not fit the article."""
    lines = {d.data["pin"] for d in article.compiled.document.diagnostics if d.rule == "unmatched-pin"}
    yield from (pin for pin in (article.compiled.sidecar.pins if article.compiled.sidecar else ()) if pin.line in lines)


def _checked(article: _Article, text: str) -> Compiled:
    """Return what an article is read as with another sidecar. Raises UsageError where that makes no sense."""
    try:
        return article.raw._replace(sidecar=(article.sidecar.name, text.encode())).compile()
    except InputError as error:
        raise UsageError(f"{article.file}: nothing written: it {str(error).replace('has', 'would have', 1)}") from error


def _written(article: _Article, text: str, after: Compiled, done: str) -> Iterator[str]:
    """Write the sidecar, or remove one that says nothing, and yield what changes."""
    from seedkit.corrections.files import write
    from seedkit.views.entities import outline_text

    write(article.sidecar, text, expected=article.raw.sidecar[1] if article.raw.sidecar is not None else None)
    yield done
    before = outline_text(article.compiled).splitlines()
    changed = list(difflib.unified_diff(before, outline_text(after).splitlines(), n=0, lineterm=""))[2:]
    yield from (row for row in changed if not row.startswith("@@"))
    if not changed:
        yield "nothing changes in the reading"
