"""Suppressed findings: in the front matter, in a comment, or in the sidecar."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from seedkit.errors import InputError
from seedkit.lint.results import Notice
from seedkit.lint.selectors import rules_of, unknown_rule
from seedkit.messages import did_you_mean
from seedkit.model.compiled import Compiled
from seedkit.model.corrections import Sidecar
from seedkit.model.document import Diagnostic
from seedkit.model.source import Source

KEY = "seedkit"
"""The key of seedkit's settings in the front matter."""

_OPENING = re.compile(r"\s*seedkit-ignore(-file)?(?=[\s,]|\Z)")
_BETWEEN = re.compile(r"[\s,]+")


class Suppression(NamedTuple):
    """One rule, or the rules with one prefix, suppressed for the whole article or for ``lines`` (first and last, 1-based).

    With ``quote``, only if the lines of the finding contain these words. ``home`` is the file that contains it, ``line`` its line
    there if known.
    """

    selector: str
    rules: frozenset[str]
    home: str
    line: int | None = None
    lines: tuple[int, int] | None = None
    quote: str | None = None


def suppressions(compiled: Compiled, path: str) -> tuple[list[Suppression], list[Notice]]:
    """Return the suppressions of an article and its sidecar, and notices about invalid ones.

    Raises InputError if the sidecar names an unknown rule.
    """
    found: list[Suppression] = []
    notices: list[Notice] = []
    if KEY in compiled.document.metadata.extra:
        _front_matter(compiled.document.metadata.extra[KEY], path, found, notices)
    if compiled.markup.comments:
        _comments(compiled, path, found, notices)
    if compiled.sidecar is not None:
        found += _sidecar(compiled.sidecar, path)
    return found, notices


def suppress(
    diagnostics: Iterable[Diagnostic], found: Sequence[Suppression], source: Source
) -> tuple[list[Diagnostic], list[Suppression]]:
    """Return the diagnostics that are not suppressed, and the unused suppressions.

    ``diagnostics`` are in order of place.
    """
    ordered = list(diagnostics)
    of_rule: dict[str, list[Suppression]] = {}
    for suppression in found:
        for rule in suppression.rules:
            of_rule.setdefault(rule, []).append(suppression)
    hidden: set[int] = set()
    used: set[Suppression] = set()
    for rule, wanted in of_rule.items():
        places = [place for place, diagnostic in enumerate(ordered) if diagnostic.rule == rule]
        whole = [entry for entry in wanted if entry.lines is None and entry.quote is None]
        if whole and places:
            hidden.update(places)
            used.update(whole)
        for entry in wanted:
            if entry.quote is not None:
                quoting = [place for place in places if entry.quote in _lines_of(source, ordered[place])]
                hidden.update(quoting)
                used.update([entry] * bool(quoting))
        _sweep(ordered, places, [entry for entry in wanted if entry.lines is not None], hidden, used)
    return [d for place, d in enumerate(ordered) if place not in hidden], [entry for entry in found if entry not in used]


def _sweep(
    ordered: Sequence[Diagnostic], places: Iterable[int], wanted: Iterable[Suppression], hidden: set[int], used: set[Suppression]
) -> None:
    """Add what suppressions of some lines hide, and the used ones, looking at each place and each of them once."""
    waiting = sorted(((*entry.lines, entry) for entry in wanted if entry.lines is not None), key=lambda row: row[:2], reverse=True)
    reached: list[tuple[int, Suppression]] = []
    until = 0
    for place in places:
        span = ordered[place].span
        if span is None:
            continue
        while waiting and waiting[-1][0] <= span.line:
            _, last, entry = waiting.pop()
            reached.append((last, entry))
        covering = [(last, entry) for last, entry in reached if last >= span.line]
        reached = []
        used.update(entry for _, entry in covering)
        until = max(until, *(last for last, _ in covering), 0)
        if until >= span.line:
            hidden.add(place)


def _front_matter(value: Any, path: str, found: list[Suppression], notices: list[Notice]) -> None:
    if not isinstance(value, dict):
        notices.append(Notice(path, 1, f"`{KEY}` in the front matter: expected `ignore`, a list of rules"))
        return
    for key in value:
        if key != "ignore":
            notices.append(Notice(path, 1, f"unknown key `{key}` of `{KEY}` in the front matter{did_you_mean(key, ['ignore'])}"))
    wanted = value.get("ignore", [])
    for selector in wanted if isinstance(wanted, list) else [wanted]:
        _add(Suppression(str(selector), rules_of(str(selector)), path, 1), found, notices)


def _comments(compiled: Compiled, path: str, found: list[Suppression], notices: list[Notice]) -> None:
    """Read the comments, last one first: a comment directly above another applies to the same lines."""
    source = compiled.source
    blocks = {reading.block.line: reading.block.line_end for reading in compiled.readings}
    below: tuple[int, int, int] | None = None  # the line of the comment below, and the lines that it covers
    for start, end, whole, selectors in reversed(list(_written(compiled))):
        line, last = source.lines_of(start, end)
        lines = None
        if not whole:
            following = _next_line(source, last)
            if below is None or below[0] != following:
                below = (line, line, blocks.get(following, following))
            lines = (line, below[2])
            below = (line, *lines)
        if not selectors:
            notices.append(Notice(path, line, "the comment names no rule to ignore"))
        for selector in selectors:
            _add(Suppression(selector, rules_of(selector), path, line, lines), found, notices)


def _written(compiled: Compiled) -> Iterator[tuple[int, int, bool, list[str]]]:
    """Yield place, reach and selectors of every comment to seedkit."""
    for comment in compiled.markup.comments:
        opening = _OPENING.match(comment.text)
        if opening is not None:
            selectors = [word for word in _BETWEEN.split(comment.text[opening.end() :]) if word]
            yield *comment.place, opening[1] is not None, selectors


def _next_line(source: Source, line: int) -> int:
    """Return the first line after ``line`` that is not blank, ``line`` if there is none."""
    for number in range(line + 1, len(source.line_starts) + 1):
        if source.text[slice(*source.line_span(number))].strip():
            return number
    return line


def _sidecar(sidecar: Sidecar, path: str) -> Iterator[Suppression]:
    home = f"{path[: path.rfind('/') + 1]}{sidecar.name}"
    for entry in sidecar.ignored:
        if not rules_of(entry.rule):
            raise InputError(f"has a file {sidecar.name} in line {entry.line} with an {unknown_rule(entry.rule)}")
        yield Suppression(entry.rule, rules_of(entry.rule), home, entry.line, quote=entry.quote)


def _add(suppression: Suppression, found: list[Suppression], notices: list[Notice]) -> None:
    if suppression.rules:
        found.append(suppression)
    else:
        notices.append(Notice(suppression.home, suppression.line, unknown_rule(suppression.selector)))


def _lines_of(source: Source, diagnostic: Diagnostic) -> str:
    """Return the text of the whole lines of a finding, none for one about the whole article."""
    if diagnostic.span is None:
        return ""
    first, last = source.lines_of(diagnostic.span.start, diagnostic.span.end)
    return " ".join(source.text[source.line_span(first).start : source.line_span(last).end].split())
