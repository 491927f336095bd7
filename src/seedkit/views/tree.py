"""An article as a tree for a person: line numbers in the margin, entities as branches, diagnostics below."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from seedkit.corrections.words import said
from seedkit.model.compiled import Compiled
from seedkit.model.corrections import Sidecar
from seedkit.model.document import Diagnostic
from seedkit.terminal import Paint, clip, columns, painter, shows, width
from seedkit.views.entities import Row, rows

_COLORS = {
    "group": "cyan", "step": "bold", "point": "bold", "faq": "magenta", "checklist": "blue", "sample": "green", "passage": "yellow",
    "error": "red", "warning": "yellow", "info": "blue",
}  # fmt: skip
_NAMES = {"faq": "question", "sample": "sample text", "reading_minutes": "minutes"}
_LINES, _ASCII = ("│  ", "   ", "├─ ", "└─ "), ("|  ", "   ", "|- ", "`- ")
_DEEPEST = 20  # deeper entities are at this depth: a line has only so much room


def tree(compiled: Compiled, name: str | None) -> Iterator[str]:
    """Yield the lines of the tree of an article, headed by its ``name``, or its path if that is ``None``."""
    paint, room = painter(sys.stdout), width(sys.stdout)
    source, document = compiled.source, compiled.document
    found = list(rows(compiled))
    side = max((len(_place(row.first, row.last)) for row in found), default=1)
    title = name or source.path
    yield f"{paint('bold', title)}  {paint('dim', f'{source.format}, {source.encoding}, {len(source.text):,} characters')}"
    parts = [[row for row in found if row.kind not in ("residue", "diagnostic")], [row for row in found if row.kind == "residue"]]
    for part in parts:
        for row, branch in zip(part, _branches(part), strict=True):
            yield _draw(row, branch, side, paint, room)
    if compiled.sidecar is not None:
        yield from _pins(compiled, compiled.sidecar, side, paint)
    for diagnostic in document.diagnostics:
        yield _draw_diagnostic(diagnostic, side, paint)
    yield ""


def _pins(compiled: Compiled, sidecar: Sidecar, side: int, paint: Paint) -> Iterator[str]:
    """The pinned facts and blocks, and where they are written."""
    found = [("", fact, line) for fact, line in sidecar.stated]
    found += [
        (str(block.line), said(block.pin), block.pin.line)
        for block in (reading.block for reading in compiled.readings)
        if block.pin is not None
    ]
    for place, what, line in found:
        where = paint("dim", f"{sidecar.name}:{line}")
        yield f"{paint('dim', place.rjust(side))}  {paint('magenta', 'pin')}  {what}  {where}"


def _branches(part: Sequence[Row]) -> list[str]:
    """The branch before each row: a child hangs on the row above it, the last one ends the line."""
    through, gap, fork, end = _LINES if shows("".join(_LINES)) else _ASCII
    found: list[str] = []
    more = [False] * (_DEEPEST + 1)  # whether a row of this depth follows before the branch ends
    for row in reversed(part):
        depth = min(row.depth, _DEEPEST)
        stem = "".join(through if more[level] else gap for level in range(1, depth))
        found.append(stem + (fork if more[depth] else end) if depth else "")
        more[depth] = True
        more[depth + 1 :] = [False] * (_DEEPEST - depth)
    return found[::-1]


def _draw(row: Row, branch: str, side: int, paint: Paint, room: int | None) -> str:
    place = _place(row.first, row.last).rjust(side)
    kind = row.name if row.kind in ("group", "passage") else f"{_NAMES.get(row.kind, row.kind)} {row.name or ''}".rstrip()
    kind = kind or row.kind
    facts = " ".join(row.facts)
    text = row.text or ""
    if room is not None:
        text = clip(text, max(room - side - columns(f"  {branch}{kind}  {facts}  "), 16))
    if row.block:
        kind, text = paint("dim", kind), paint("dim", text)
    elif row.kind in _COLORS:
        kind = paint(_COLORS[row.kind], kind)
    return "  ".join(part for part in (paint("dim", place), paint("dim", branch) + kind, text, paint("dim", facts)) if part)


def _draw_diagnostic(diagnostic: Diagnostic, side: int, paint: Paint) -> str:
    line = diagnostic.span.line if diagnostic.span is not None else None
    head = paint(_COLORS[diagnostic.severity], f"{diagnostic.severity} {diagnostic.code} {diagnostic.rule}")
    return f"{paint('dim', _place(line, line).rjust(side))}  {head}  {diagnostic.message}"


def _place(first: int | None, last: int | None) -> str:
    return "" if first is None else str(first) if first == last else f"{first}-{last}"
