"""The results of a check, article by article, and how a finding is recognized after an edit."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple, get_args

from seedkit.messages import counted
from seedkit.model.document import Diagnostic, Severity, Span
from seedkit.model.source import Source

_SHOWN = 400
"""Code points of a line that are kept on either side of the beginning of a place: a line may be as long as the article."""


class Region(NamedTuple):
    """A place in the coordinates of editors: lines and columns from 1, columns in code points, ``end_column`` after the last one.

    ``before``, ``words`` and ``behind`` are the parts of its first line: the text before the place, the place, and the text after
    it; for a long line, only what is near the beginning of the place.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    before: str
    words: str
    behind: str


class Result(NamedTuple):
    """A finding about the article at ``path``: its diagnostic, its region and the related regions with their messages.

    ``region`` is ``None`` for the whole article. ``fingerprint`` is made of the rule and the finding's own words; ``occurrence``
    numbers the findings of the article with the same one, from 1. ``fix`` says whether there is a fix, and whether it is safe.
    """

    path: str
    diagnostic: Diagnostic
    fingerprint: str
    occurrence: int
    region: Region | None
    related: tuple[tuple[Region, str], ...]
    fix: Literal["safe", "unsafe"] | None


class Notice(NamedTuple):
    """Something about the check itself: an unused suppression, a stale entry of the baseline."""

    path: str
    line: int | None
    message: str


class Run(NamedTuple):
    """A whole check: the paths read, findings in the order of file and line, and what could not be read, with the reason."""

    articles: tuple[str, ...]
    results: tuple[Result, ...]
    notices: tuple[Notice, ...]
    failed: tuple[tuple[str, str], ...]


def severities(run: Run) -> Iterator[tuple[Severity, str]]:
    """Yield each severity that occurs, most severe first, with its number of findings in words: "2 warnings"."""
    counts = Counter(result.diagnostic.severity for result in run.results)
    for severity in get_args(Severity):
        if counts[severity]:
            yield severity, counted(counts[severity], severity, "info" if severity == "info" else None)


def results(path: str, source: Source, diagnostics: Iterable[Diagnostic], fixable: Mapping[str, bool]) -> Iterator[Result]:
    """Yield the result of each diagnostic of an article, in the same order. ``fixable`` maps rules with a fix to its safety."""
    seen: Counter[str] = Counter()
    for diagnostic in diagnostics:
        mark = fingerprint(diagnostic.rule, words_at(source, diagnostic.span))
        seen[mark] += 1
        place = region(source, diagnostic.span) if diagnostic.span is not None else None
        related = tuple((region(source, other.span), other.message) for other in diagnostic.related)
        safe = fixable.get(diagnostic.rule)
        fix: Literal["safe", "unsafe"] | None = None if safe is None else "safe" if safe else "unsafe"
        yield Result(path, diagnostic, mark, seen[mark], place, related, fix)


def fingerprint(rule: str, words: str) -> str:
    """Return the identity of a finding: sixteen hexadecimal digits, made of its rule and its words alone."""
    return hashlib.sha256(f"{rule}\n{words}".encode("utf-8", "replace")).hexdigest()[:16]


def words_at(source: Source, span: Span | None) -> str:
    """Return the words at the beginning of a place, in its first line, whitespace collapsed; none for the whole article."""
    return " ".join(_first_words(source, span).split()) if span is not None else ""


def region(source: Source, span: Span) -> Region:
    """Return a place of ``source`` in the coordinates of editors."""
    line, end_line = source.lines_of(span.start, span.end)
    start, stop = source.line_span(line)
    end_column = span.end - source.line_span(end_line).start + 1
    before = source.text[max(start, span.start - _SHOWN) : span.start]
    words = _first_words(source, span)
    behind = source.text[span.end : min(span.end + _SHOWN, stop)].rstrip("\r\n")
    return Region(line, span.start - start + 1, end_line, end_column, before, words.rstrip("\r\n"), behind)


def _first_words(source: Source, span: Span) -> str:
    return source.text[span.start : min(span.end, span.start + _SHOWN, source.line_span(span.line).end)]
