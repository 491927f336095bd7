"""Pins and facts of an article: added to its sidecar, removed and listed, with what changes in its reading."""

from __future__ import annotations

import difflib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from seedkit.articles import RawArticle, open_file
from seedkit.corrections import files as sidecars
from seedkit.corrections.edit import with_facts, with_pin, without
from seedkit.corrections.quote import quote
from seedkit.corrections.words import said
from seedkit.errors import InputError, UsageError
from seedkit.messages import did_you_mean
from seedkit.model.block import ROLES, RUNS, Pin
from seedkit.model.compiled import Compiled
from seedkit.pipeline import parse
from seedkit.readers import CONVERTED, SUFFIXES
from seedkit.storage.locks import lock_article
from seedkit.storage.seeds import SIDECAR
from seedkit.views.entities import outline_text

_ONE_LINE = frozenset({"title", "subtitle", "meta", "heading", "question", "bullet", "ordered"})
"""What a single line of a wrapped paragraph may be; anything else is the paragraph as a whole."""

KINDS = (*ROLES, *RUNS)
"""What a line may be pinned as."""

Facts = Mapping[str, str | list[str]]


class Article(NamedTuple):
    """An article, the path and the text of its sidecar, and its reading."""

    file: Path
    raw: RawArticle
    sidecar: Path
    text: str
    compiled: Compiled


class Correction(NamedTuple):
    """What to say about the block on a line: its kind, level and title; ``words`` are its first words if the line has several."""

    kind: str | None
    level: int | None
    title: str | None
    words: str | None


def article_of(name: str) -> Path:
    """Return the path of the article that is named, or whose sidecar is. Raises UsageError for a sidecar without an article."""
    if not name.endswith(SIDECAR):
        return Path(name)
    stem = name.removesuffix(SIDECAR)
    found = next((path for suffix in ("", *SUFFIXES, *CONVERTED) if os.path.isfile(path := f"{stem}{suffix}")), None)
    if found is None:
        raise UsageError(f"{name}: no matching article found next to it")
    return Path(found)


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Lock the folder of an article, so that no other command writes the sidecar between reading and writing it."""
    if file.parent.is_dir():
        with lock_article(file):
            yield
    else:
        yield  # the article does not exist, which reading it reports


def read(file: Path, max_bytes: int) -> Article:
    """Read an article with its sidecar. Raises UsageError."""
    try:
        raw = open_file(file, convert=True, max_bytes=max_bytes)
        compiled = raw.compile()
    except InputError as error:
        raise UsageError(f"{file} {error}") from error
    return of(file, raw, compiled)


def of(file: Path, raw: RawArticle, compiled: Compiled) -> Article:
    """Return an article that was read already, with the path of its sidecar."""
    name, content = raw.sidecar or (None, b"")
    beside = file.with_name(name) if name else sidecars.place_for(file)
    return Article(file, raw, beside, content.decode("utf-8-sig"), compiled)


def pin(article: Article, line: int, wanted: Correction) -> Iterator[str]:
    """Pin the block on a line, in place of its former pin, and yield what changes. Raises UsageError if the pin would not match."""
    former, new = _found(article, line, wanted.kind, wanted.words)
    if wanted.kind is not None:
        former = former._replace(role=None, level=None, run=None) if former is not None else None
    elif former is not None:
        new = new._replace(role=former.role, run=former.run, level=former.level)
    title = " ".join(wanted.title.split()) if wanted.title is not None else None
    new = new._replace(level=wanted.level or new.level, title=title or (former.title if former is not None else None))
    if new.role is None and new.run is None and new.title is None:
        raise UsageError(f"{article.file}:{line}: pass --as to say what it is, or --title to correct its title")
    text = with_pin(article.text, new, former.line if former is not None else None)
    after = _checked(article, text)
    pins = reversed(after.sidecar.pins if after.sidecar is not None else ())
    where = next(known.line for known in pins if known._replace(line=0) == new)
    problem = next((d.message for d in after.document.diagnostics if d.rule == "unmatched-pin" and d.data["pin"] == where), None)
    if problem is not None:
        raise UsageError(f"{article.file}:{line}: nothing written: {problem}")
    return _written(article, text, after, f"{article.sidecar}:{where}: line {line} pinned as {said(new)}")


def state(article: Article, facts: Facts) -> Iterator[str]:
    """State facts about an article, overwriting former ones, and yield what changes. Raises UsageError for an invalid one."""
    plain = {key: value[0] if isinstance(value, list) and len(value) == 1 else value for key, value in facts.items()}
    _checked(article, json.dumps({"metadata": plain}, ensure_ascii=False))
    text = with_facts(article.text, plain, overwrite=True)
    return _written(article, text, _checked(article, text), f"{article.sidecar}: {', '.join(facts)} stated")


def remove(article: Article, name: str, line: int) -> Iterator[str]:
    """Remove the pin on a line of the article or of its sidecar, whichever is ``name``d, and yield what changes.

    Raises UsageError if there is not exactly one.
    """
    at = line
    if Path(name) == article.file:
        blocks = (reading.block for reading in article.compiled.readings)
        pins = {block.pin.line for block in blocks if block.pin is not None and block.line <= line <= block.line_end}
        if len(pins) != 1:
            raise UsageError(f"{name}:{line}: {len(pins) or 'no'} pins match that line; run `seedkit pin {name}` to list all pins")
        at = pins.pop()
    text = without(article.text, at)
    return _written(article, text, _checked(article, text), f"{article.sidecar}:{at}: removed")


def listed(article: Article) -> Iterator[str]:
    """Yield the facts and pins of an article, each with its line in the sidecar and what it matches."""
    sidecar = article.compiled.sidecar
    if sidecar is None or not (sidecar.pins or sidecar.stated):
        yield f"{article.file}: no pins"
        return
    unmatched = _unmatched(article)
    blocks = [reading.block for reading in article.compiled.readings]
    lines = {block.pin.line: block.line for block in blocks if block.pin is not None}
    for fact, line in sidecar.stated:
        yield f"{article.sidecar}:{line}: {fact}"
    for known in sidecar.pins:
        where = unmatched.get(known.line) or f"line {lines.get(known.line)}"
        yield f"{article.sidecar}:{known.line}: {said(known)} “{known.text}{'…' * known.begins}”: {where}"


def _found(article: Article, line: int, kind: str | None, words: str | None) -> tuple[Pin | None, Pin]:
    """Return the former pin of a line, or an unmatched one that quotes its words, and a new one that quotes it."""
    if kind is not None and kind not in KINDS:
        raise UsageError(f"--as {kind}: expected one of {', '.join(KINDS)}{did_you_mean(kind, KINDS)}")
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
    part = line - block.line if len(block.lines) > 1 and kind in _ONE_LINE else None
    new = quote(source, blocks, index, part)
    if new is None:
        raise UsageError(f"{shown}: the same words appear elsewhere between the same neighbors, so a pin would be ambiguous")
    new = new._replace(role=ROLES.get(kind or ""), run=RUNS.get(kind or ""))
    start = block.start if not part else block.lines[part].start
    pinned = (reading.block for reading in article.compiled.readings)
    former = next((b.pin for b in pinned if b.pin is not None and b.start == start), None)
    if former is None:
        unmatched, quoted = _unmatched(article), (new.text, new.begins)
        pins = article.compiled.sidecar.pins if article.compiled.sidecar is not None else ()
        former = next((known for known in pins if known.line in unmatched and (known.text, known.begins) == quoted), None)
    return former, new


def _unmatched(article: Article) -> dict[int, str]:
    """Return why pins do not match the article, by their line in the sidecar."""
    return {d.data["pin"]: d.message for d in article.compiled.document.diagnostics if d.rule == "unmatched-pin"}


def _checked(article: Article, text: str) -> Compiled:
    """Return the reading of an article with another sidecar. Raises UsageError if that is invalid."""
    try:
        return article.raw._replace(sidecar=(article.sidecar.name, text.encode())).compile()
    except InputError as error:
        raise UsageError(f"{article.file}: nothing written: it {str(error).replace('has', 'would have', 1)}") from error


def _written(article: Article, text: str, after: Compiled, done: str) -> Iterator[str]:
    """Write the sidecar, or remove an empty one, and yield what changes."""
    sidecars.write(article.sidecar, text, expected=article.raw.sidecar[1] if article.raw.sidecar is not None else None)
    yield done
    before = outline_text(article.compiled).splitlines()
    changed = list(difflib.unified_diff(before, outline_text(after).splitlines(), n=0, lineterm=""))[2:]
    yield from (row for row in changed if not row.startswith("@@"))
    if not changed:
        yield "nothing changes in the reading"
