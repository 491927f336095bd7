"""Blanks at the ends of lines, blank lines one below another, no-break spaces. In HTML they show nowhere and are left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from seedkit.lint.fixes.edit import Edit
from seedkit.model.compiled import Compiled
from seedkit.model.document import Diagnostic
from seedkit.model.source import Source

_NO_BREAK = re.compile("[\xa0\u2007\u202f]")
_HARD_BREAK = "  "


def trailing(compiled: Compiled, told: Sequence[Diagnostic]) -> Iterator[Edit]:
    """Yield the removal of the blanks at the end of each line. Two of them that break a line of Markdown stay."""
    del told
    source = compiled.source
    lines = _lines(compiled)
    for number, (start, end) in enumerate(lines):
        words = len(source.text[start:end].rstrip(" \t"))
        found = source.text[start + words : end]
        if not found:
            continue
        breaks = source.syntax == "signs" and words and found.startswith(_HARD_BREAK) and _goes_on(source, lines, number)
        if found != _HARD_BREAK or not breaks:
            yield Edit(start + words, end, _HARD_BREAK if breaks else "")


def doubled(compiled: Compiled, told: Sequence[Diagnostic]) -> Iterator[Edit]:
    """Yield the removal of each blank line that stands below another one."""
    del told
    source = compiled.source
    lines = _lines(compiled)
    above = False
    for number, (start, end) in enumerate(lines):
        blank = start >= 0 and not source.text[start:end].strip(" \t")
        if blank and above:
            yield Edit(start, source.line_span(number + 1).end, "")
        above = blank


def no_break(compiled: Compiled, told: Sequence[Diagnostic]) -> Iterator[Edit]:
    """Yield a space in place of each no-break space."""
    del told
    for start, end in _lines(compiled):
        yield from (Edit(found.start(), found.end(), " ") for found in _NO_BREAK.finditer(compiled.source.text, start, end))


def _goes_on(source: Source, lines: Sequence[tuple[int, int]], number: int) -> bool:
    """Whether the line behind ``number`` has words."""
    return number + 1 < len(lines) and bool(source.text[slice(*lines[number + 1])].strip(" \t"))


def _lines(compiled: Compiled) -> list[tuple[int, int]]:
    """Return where each line begins and where it ends, its line end left out; ``(-1, -1)`` for one that is to be left alone."""
    source = compiled.source
    if source.syntax == "tags":
        return []
    out: list[tuple[int, int]] = []
    for line in range(1, len(source.line_starts) + 1):
        start, end = source.line_span(line)
        while end > start and source.text[end - 1] in "\r\n":
            end -= 1
        out.append((start, end))
    for place in compiled.markup.verbatim:
        first, last = source.line_at(place.start) - 1, source.line_at(max(place.start, place.end - 1))
        out[first:last] = [(-1, -1)] * len(out[first:last])
    return out
