"""Findings about whitespace in the source: trailing, in runs of blank lines, no-break spaces.

In HTML, whitespace is not visible. In Markdown, code, front matter and HTML are left out, and two trailing spaces are a line break.
In plain text, blank lines are structure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from seedkit.checks.characters import misread_places, within
from seedkit.checks.finding import Finding
from seedkit.checks.prose import finds
from seedkit.messages import counted
from seedkit.model.compiled import Compiled
from seedkit.model.document import Related, Span
from seedkit.model.source import Place, Source

_NO_BREAKS = "\xa0\u2007\u202f"
_SPACES = (" ", "\t")
_BLANK = ("", " ", "\t", "\r", "\n")
_HARD_BREAK = "  "
_MOST_NAMED = 20
"""Maximum number of lines that a finding names."""


def check(compiled: Compiled) -> Iterator[Finding]:
    """Yield ``trailing-whitespace`` and ``repeated-blank-lines``, each at most once."""
    ends = ("line ends in whitespace", "lines end in whitespace")
    follows = ("blank line follows another", "blank lines follow another")
    yield from _finding("trailing-whitespace", ends, trailing(compiled), compiled)
    yield from _finding("repeated-blank-lines", follows, repeated(compiled), compiled)


def check_no_breaks(compiled: Compiled) -> Iterator[Finding]:
    """Yield ``no-break-space`` at most once."""
    contains = ("line contains no-break spaces", "lines contain no-break spaces")
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
    lines = _lines_with_trailing(source)
    verbatim = _verbatim(compiled) if lines else ()
    last = len(source.line_starts)
    for line in lines:
        first, stop = source.line_span(line)
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


def _lines_with_trailing(source: Source) -> list[int]:
    """Return the lines in which whitespace precedes the end of the line, or of the article."""
    text = source.text
    signs = [space + end for space in _SPACES if space in text for end in "\n\r" if end in text]
    lines = {source.line_at(at) for sign in signs for at in finds(text, sign)}
    if text.endswith(_SPACES):
        lines.add(len(source.line_starts))
    return sorted(lines)


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
    found = sorted([at for space in _NO_BREAKS for at in finds(text, space)]) if source.syntax != "tags" else []
    if not found:
        return
    misread, verbatim = misread_places(text), _verbatim(compiled)
    for at in found:
        if source.line_at(at) not in verbatim and not within(misread, at):
            yield Place(at, at + 1)


def _verbatim(compiled: Compiled) -> frozenset[int]:
    """Return the lines in which whitespace may be significant."""
    lines = [compiled.source.lines_of(*place) for place in compiled.markup.verbatim]
    return frozenset([line for first, last in lines for line in range(first, last + 1)])
