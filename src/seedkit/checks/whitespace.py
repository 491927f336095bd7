"""Findings about white space in the source: at the ends of lines, in runs of blank lines, between words that may not part.

In HTML it shows nowhere. In Markdown, code, front matter and HTML are left out, and two spaces that break a line are meant. In
plain text blank lines are structure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from seedkit.checks.characters import misread_places, within
from seedkit.checks.finding import Finding
from seedkit.model.compiled import Compiled
from seedkit.model.document import Related, Span
from seedkit.model.source import Place

_NO_BREAK = re.compile("[\xa0\u2007\u202f]")
_HARD_BREAK = "  "
_MOST_NAMED = 20
"""Lines that a finding names at most."""


def check(compiled: Compiled) -> Iterator[Finding]:
    """Yield ``trailing-whitespace``, ``repeated-blank-lines`` and ``no-break-space``, each at most once."""
    yield from _finding("trailing-whitespace", "{} line{} in white space", ("ends", "end"), trailing(compiled), compiled)
    yield from _finding("repeated-blank-lines", "{} blank line{} another", ("follows", "follow"), repeated(compiled), compiled)
    yield from _finding("no-break-space", "{} line{} no-break spaces", ("holds", "hold"), no_break(compiled), compiled)


def _finding(rule: str, message: str, verbs: tuple[str, str], found: Iterable[Place], compiled: Compiled) -> Iterator[Finding]:
    places = {compiled.source.line_at(place.start): place for place in reversed(list(found))}
    if places:
        spans = [Span(start=start, end=end, line=line) for line, (start, end) in sorted(places.items())]
        ending = f" {verbs[0]}" if len(spans) == 1 else f"s {verbs[1]}"
        related = tuple(Related(span=span, message="here, too") for span in spans[1:_MOST_NAMED])
        yield Finding(rule, message.format(len(spans), ending), spans[0], {"lines": len(spans)}, related)


def trailing(compiled: Compiled) -> Iterator[Place]:
    """Yield the white space at the end of each line that may go: all of it, or what exceeds the two spaces that break a line."""
    text = compiled.source.text
    markdown = compiled.source.syntax == "signs"
    for line, below in pairwise((*_lines(compiled), None)):
        if line is None:
            continue
        words = text[line.start : line.end].rstrip(" \t")
        start = line.start + len(words)
        breaks = (
            markdown
            and words
            and text.startswith(_HARD_BREAK, start, line.end)
            and below is not None
            and text[slice(*below)].strip()
        )
        start += len(_HARD_BREAK) if breaks else 0
        if start < line.end:
            yield Place(start, line.end)


def repeated(compiled: Compiled) -> Iterator[Place]:
    """Yield each blank line of Markdown that follows another one, its line end included."""
    if compiled.source.syntax != "signs":
        return
    above = False
    for number, line in enumerate(_lines(compiled), 1):
        blank = line is not None and not compiled.source.text[slice(*line)].strip(" \t")
        if blank and above:
            yield compiled.source.line_span(number)
        above = blank


def no_break(compiled: Compiled) -> Iterator[Place]:
    """Yield each no-break space that is not part of a misread character."""
    misread = misread_places(compiled.source.text)
    for line in _lines(compiled):
        if line is not None:
            found = (Place(*match.span()) for match in _NO_BREAK.finditer(compiled.source.text, *line))
            yield from (place for place in found if not within(misread, place.start))


def _lines(compiled: Compiled) -> list[Place | None]:
    """Return each line without its line end, ``None`` for one in which white space may have a meaning; none of HTML."""
    source = compiled.source
    if source.syntax == "tags":
        return []
    out: list[Place | None] = []
    for number in range(1, len(source.line_starts) + 1):
        start, end = source.line_span(number)
        while end > start and source.text[end - 1] in "\r\n":
            end -= 1
        out.append(Place(start, end))
    for place in compiled.markup.verbatim:
        first, last = source.lines_of(*place)
        out[first - 1 : last] = [None] * (last - first + 1)
    return out
