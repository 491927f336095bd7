"""Findings about whitespace in the source: trailing, in runs of blank lines, no-break spaces.

In HTML, whitespace is not visible. In Markdown, code, front matter and HTML are left out, and two trailing spaces are a line break.
In plain text, blank lines are structure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from seedkit.checks.characters import misread_places, within
from seedkit.checks.finding import Finding
from seedkit.messages import counted
from seedkit.model.compiled import Compiled
from seedkit.model.document import Related, Span
from seedkit.model.source import Place

_NO_BREAKS = "\xa0\u2007\u202f"
_NO_BREAK = re.compile(f"[{_NO_BREAKS}]")
_SPACES = (" ", "\t")
_BLANK = ("", " ", "\t", "\r", "\n")
_HARD_BREAK = "  "
_MOST_NAMED = 20
"""Maximum number of lines that a finding names."""


def check(compiled: Compiled) -> Iterator[Finding]:
    """Yield ``trailing-whitespace``, ``repeated-blank-lines`` and ``no-break-space``, each at most once."""
    ends = ("line ends in whitespace", "lines end in whitespace")
    follows = ("blank line follows another", "blank lines follow another")
    contains = ("line contains no-break spaces", "lines contain no-break spaces")
    yield from _finding("trailing-whitespace", ends, trailing(compiled), compiled)
    yield from _finding("repeated-blank-lines", follows, repeated(compiled), compiled)
    yield from _finding("no-break-space", contains, no_break(compiled), compiled)


def _finding(rule: str, message: tuple[str, str], found: Iterable[Place], compiled: Compiled) -> Iterator[Finding]:
    places = {compiled.source.line_at(place.start): place for place in reversed(list(found))}
    if places:
        spans = [Span(start=start, end=end, line=line) for line, (start, end) in sorted(places.items())]
        related = tuple(Related(span=span, message="also here") for span in spans[1:_MOST_NAMED])
        yield Finding(rule, counted(len(spans), *message), spans[0], {"lines": len(spans)}, related)


def trailing(compiled: Compiled) -> Iterator[Place]:
    """Yield the removable whitespace at the end of each line: all of it, or what exceeds the two spaces of a line break."""
    source, text = compiled.source, compiled.source.text
    if source.syntax == "tags":
        return
    verbatim = _verbatim(compiled)
    last = len(source.line_starts)
    for line, (first, stop) in enumerate(pairwise(chain(source.line_starts, (len(text),))), 1):
        words = text[first:stop].rstrip("\r\n")
        if not words.endswith(_SPACES) or line in verbatim:
            continue
        start, end = first + len(words.rstrip(" \t")), first + len(words)
        if source.syntax == "signs" and text.startswith(_HARD_BREAK, start, end) and start > source.line_span(line).start:
            below = line + 1
            start += (
                len(_HARD_BREAK) if below <= last and below not in verbatim and text[slice(*source.line_span(below))].strip() else 0
            )
        if start < end:
            yield Place(start, end)


def repeated(compiled: Compiled) -> Iterator[Place]:
    """Yield each blank line of Markdown that follows another one, including its line end."""
    source, text = compiled.source, compiled.source.text
    if source.syntax != "signs":
        return
    verbatim = _verbatim(compiled)
    above = False
    for line, (start, end) in enumerate(pairwise(chain(source.line_starts, (len(text),))), 1):
        blank = text[start : start + 1] in _BLANK and not text[start:end].rstrip("\r\n").strip(" \t") and line not in verbatim
        if blank and above:
            yield Place(start, end)
        above = blank


def no_break(compiled: Compiled) -> Iterator[Place]:
    """Yield each no-break space that is not part of a misread character."""
    source, text = compiled.source, compiled.source.text
    if source.syntax == "tags" or not any(space in text for space in _NO_BREAKS):
        return
    misread, verbatim = misread_places(text), _verbatim(compiled)
    for match in _NO_BREAK.finditer(text):
        if source.line_at(match.start()) not in verbatim and not within(misread, match.start()):
            yield Place(*match.span())


def _verbatim(compiled: Compiled) -> frozenset[int]:
    """Return the lines in which whitespace may be significant."""
    lines = [compiled.source.lines_of(*place) for place in compiled.markup.verbatim]
    return frozenset([line for first, last in lines for line in range(first, last + 1)])
