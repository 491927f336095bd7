"""What changed between two builds, for a person at a terminal, for a pull request, for a program."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from seedkit.terminal import Paint, clip, harmless, painter

if TYPE_CHECKING:
    from seedkit.diff.compare import Change
    from seedkit.diff.snapshots import DocumentChange
    from seedkit.diff.word_diff import Piece

_SIGNS = {
    "added": ("+", "green"), "removed": ("-", "red"), "moved": (">", "cyan"), "renumbered": ("#", "blue"),
    "reworded": ("~", "yellow"), "changed": ("=", "dim"),
}  # fmt: skip
_NAME = 60  # columns of a name
_VALUE = 40  # columns of a value
_CONTEXT = 4  # words kept beside a change
_MARKUP = re.compile(r"([\\`*_\[\]<>#|~!&])")

Quote = Callable[[str], str]
"""Takes words of an article and returns them in a form that is safe to show."""


def terminal(documents: Iterable[DocumentChange]) -> Iterator[str]:
    """Yield lines for a person: each document, then one line per change; at the end the totals."""
    paint = painter(sys.stdout)
    figures: Counter[str] = Counter()
    for document in documents:
        _count(document, figures)
        sign, color = _SIGNS[document.status]
        title = f"  {paint('dim', harmless(document.title))}" if document.title else ""
        yield f"{paint(color, sign)} {paint('bold', harmless(_paths(document)))}{title}"
        for change in _outermost(document.changes):
            sign, color = _SIGNS[change.change]
            text = _text(change, harmless, lambda pieces: _marked(pieces, paint))
            yield f"  {paint(color, sign)} {paint('dim', str(change.line).rjust(4))}  {text}"
    yield _summary(figures)


def markdown(documents: Iterable[DocumentChange]) -> Iterator[str]:
    """Yield Markdown for a comment on a pull request: the totals, then a heading per document and an entry per change."""
    figures: Counter[str] = Counter()
    body = []
    for document in documents:
        _count(document, figures)
        body += ["", f"### {_escaped(_paths(document))}", "", *([_escaped(document.title), ""] if document.title else [])]
        if document.status != "changed":
            body.append(f"- **{document.status}**")
        for change in _outermost(document.changes):
            body.append(f"- **{change.change}** {_text(change, _escaped, _struck)}")
    yield _summary(figures)
    yield from body


def as_json(documents: Iterable[DocumentChange]) -> Iterator[str]:
    """Yield one JSON value: ``documents``, each with its changes, and ``summary``, the number of each kind of change."""
    from dataclasses import asdict  # the command line imports this file for its table

    figures: Counter[str] = Counter()
    yield '{\n  "documents": ['
    line = ""
    for document in documents:
        if line:
            yield f"{line},"
        _count(document, figures)
        data = asdict(document)
        for change, plain in zip(document.changes, data["changes"], strict=True):
            plain["words"] = [piece._asdict() for piece in change.words]
        line = f"    {json.dumps(data, ensure_ascii=False)}"
    if line:
        yield line
    yield f'  ],\n  "summary": {json.dumps(_figures(figures))}\n}}'


REPORTS: Mapping[str, Callable[[Iterable[DocumentChange]], Iterator[str]]] = MappingProxyType(
    {"terminal": terminal, "markdown": markdown, "json": as_json}
)
"""The name of a format → the function that yields the lines of a comparison in it, without their ends."""


def _outermost(changes: Iterable[Change]) -> Iterator[Change]:
    """Leave out what was added or removed together with its container."""
    found = list(changes)
    whole = {(change.change, change.id) for change in found if change.change in ("added", "removed")}
    return (change for change in found if (change.change, change.parent) not in whole)


def _text(change: Change, quote: Quote, words: Callable[[tuple[Piece, ...]], str]) -> str:
    name = f" “{quote(clip(' '.join(change.name.split()), _NAME))}”" if change.name and change.entity != "document" else ""
    what = f"{change.entity.replace('_', ' ')}{name}"
    match change.change:
        case "moved":
            return f"{what}  {quote(_place(change))}"
        case "renumbered":
            return f"{what}  {quote(f'{change.old} → {change.new}')}"
        case "reworded":
            return f"{what}  {change.field}: {words(change.words)}"
        case "changed":
            return f"{what}  {change.field}: {quote(_value(change.old))} → {quote(_value(change.new))}"
        case _:
            return what


def _place(change: Change) -> str:
    old, new = change.old, change.new
    if old["parent"] == new["parent"]:
        return f"from place {old['position']} to {new['position']}"
    return f"from {old['parent'] or 'the top'} to {new['parent'] or 'the top'}"


def _value(value: Any) -> str:
    return clip(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False), _VALUE)


def _shortened(pieces: tuple[Piece, ...]) -> Iterator[Piece]:
    """Yield the pieces, with only a few of the unchanged words on each side of a change."""
    for place, piece in enumerate(pieces):
        words = piece.text.replace("\n", "¶").split(" ")
        if piece.fate == "same":
            before = words[:_CONTEXT] if place else []
            after = words[-_CONTEXT:] if place < len(pieces) - 1 else []
            if len(before) + len(after) < len(words):
                words = [*before, "…", *after]
        yield piece._replace(text=" ".join(words))


def _marked(pieces: tuple[Piece, ...], paint: Paint) -> str:
    plain = paint("red", "x") == "x"
    marks = {
        "same": "{}",
        "removed": "[-{}-]" if plain else paint("red", "{}"),
        "added": "{{+{}+}}" if plain else paint("green", "{}"),
    }
    return " ".join(marks[piece.fate].format(harmless(piece.text)) for piece in _shortened(pieces))


def _struck(pieces: tuple[Piece, ...]) -> str:
    marks = {"same": "{}", "removed": "~~{}~~", "added": "**{}**"}
    return " ".join(marks[piece.fate].format(_escaped(piece.text)) for piece in _shortened(pieces))


def _escaped(text: str) -> str:
    """Return words that Markdown shows unchanged and that mention nobody."""
    return _MARKUP.sub(r"\\\1", harmless(text)).replace("@", "@\u200b")


def _paths(document: DocumentChange) -> str:
    old, new = document.old_path, document.new_path
    return f"{old} → {new}" if old and new and old != new else new or old or document.id


def _count(document: DocumentChange, figures: Counter[str]) -> None:
    figures[f"documents {document.status}"] += 1
    figures.update(change.change for change in document.changes)


def _figures(figures: Counter[str]) -> dict[str, dict[str, int]]:
    documents = {status: figures[f"documents {status}"] for status in ("added", "removed", "changed")}
    return {"documents": documents, "changes": {kind: figures[kind] for kind in _SIGNS}}


def _summary(figures: Counter[str]) -> str:
    if not figures:
        return "no changes"
    parts = (", ".join(f"{count} {name}" for name, count in group.items() if count) for group in _figures(figures).values())
    documents, changes = parts
    return f"documents: {documents}" + (f"; entities: {changes}" if changes else "")
