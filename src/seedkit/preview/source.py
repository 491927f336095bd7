"""The source of an article, line by line: every stretch of it in the color of what it became, and what was found there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from seedkit.model.compiled import Compiled
from seedkit.model.document import Span
from seedkit.views.kinds import Kinds

_UNDERLINED = 120
"""Code points of a finding that is underlined; a longer one, such as a paragraph, is only noted below its first line."""


class Piece(NamedTuple):
    """A stretch of one line that looks the same throughout: where it begins in the source, its text and its CSS classes."""

    start: int
    text: str
    classes: str


class SourceLine(NamedTuple):
    """A physical line: its number, from 1; the kind and name of what begins on it, and why that was read so; its pieces; the
    numbers of the findings that begin on it, from 0 in the order of the document; the line of the sidecar that pins it."""

    number: int
    kind: str
    name: str
    why: str
    pieces: tuple[Piece, ...]
    findings: tuple[int, ...]
    pin: int | None


def lines(compiled: Compiled, kinds: Kinds) -> Iterator[SourceLine]:
    """Yield the lines of an article."""
    source, text = compiled.source, compiled.source.text
    names = _names(compiled, kinds)
    readings = {reading.block.line: reading for reading in reversed(compiled.readings)}
    pins = {block.line: block.pin.line for block in (reading.block for reading in compiled.readings) if block.pin is not None}
    findings: dict[int, list[int]] = {}
    for number, diagnostic in enumerate(compiled.document.diagnostics):
        if diagnostic.span is not None:
            findings.setdefault(diagnostic.span.line, []).append(number)
    pieces = _pieces(compiled, kinds)
    piece = next(pieces, None)
    for number in range(1, len(source.line_starts) + 1):
        start, end = source.line_span(number)
        if start == end and number > 1 and number == len(source.line_starts):
            return  # the end of the last line begins no other
        row: list[Piece] = []
        while piece is not None and piece.start < end:
            words = piece.text.rstrip("\r\n")
            if words:
                row.append(piece._replace(text=words))
            piece = next(pieces, None)
        kind, name = names.get(number, ("", ""))
        reading = readings.get(number)
        why = f"{reading.role}, by rule {reading.rule}" if reading is not None else ""
        yield SourceLine(number, kind, name, why, tuple(row), tuple(findings.get(number, ())), pins.get(number))
    assert piece is None, text[piece.start :]


def _names(compiled: Compiled, kinds: Kinds) -> dict[int, tuple[str, str]]:
    """Return the kind and the name of what begins on a line, by line: the outermost of several."""
    source = compiled.source
    found: dict[int, tuple[str, str]] = {}
    roles = {reading.block.line: reading.role for reading in compiled.readings}
    for tile in compiled.ledger:
        kind = kinds.of_tile(tile)
        line = source.line_at(tile.start)
        if kind in ("about", "residue") and line not in found and tile.kind in ("text", "residue"):
            found[line] = kind, {"title": "title", "subtitle": "subtitle"}.get(roles.get(line, ""), kind)
    ordered = sorted(kinds.entities.values(), key=lambda entity: (entity.span.start, -entity.span.end))
    for entity in ordered:
        name = kinds.name(entity.id)
        line = entity.span.line
        if kinds.forms[entity.id] != "item" and (line not in found or found[line][0] == "about"):
            found[line] = kinds.of(entity.id), name
    return found


def _pieces(compiled: Compiled, kinds: Kinds) -> Iterator[Piece]:
    """Yield the source cut wherever its look changes, lines included."""
    source, text = compiled.source, compiled.source.text
    cuts = {*source.line_starts, *(tile.start for tile in compiled.ledger)}
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    for span, name in _marks(compiled):
        cuts |= {span.start, span.end}
        opening.setdefault(span.start, []).append(name)
        closing.setdefault(span.end, []).append(name)
    cuts.add(len(text))
    ordered = sorted(cuts)
    starts = [tile.start for tile in compiled.ledger]
    active: list[str] = []
    for start, end in pairwise(ordered):
        for name in closing.get(start, ()):
            active.remove(name)
        active += opening.get(start, ())
        tile = compiled.ledger[bisect_right(starts, start) - 1]
        kind = kinds.of_tile(tile)
        classes = [kind, tile.kind] if kind is not None else []
        yield Piece(start, text[start:end], " ".join(dict.fromkeys([*classes, *active])))


def _marks(compiled: Compiled) -> Iterator[tuple[Span, str]]:
    """Yield what looks different within a tile: words quoted inside a paragraph, slots, and short findings."""
    document = compiled.document
    for sample in document.sample_texts:
        if sample.inline:
            yield sample.span, "sample"
        yield from ((slot.span, "slot") for slot in sample.slots)
    for diagnostic in document.diagnostics:
        span = diagnostic.span
        if span is not None and 0 < span.end - span.start <= _UNDERLINED:
            yield span, f"found-{diagnostic.severity}"
