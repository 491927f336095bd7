"""Findings about headings that the format marks as such, with their levels. Plain text has none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from seedkit.checks.finding import Finding
from seedkit.model.compiled import Tile
from seedkit.model.document import Document, Related, Span
from seedkit.model.source import Source

_TAG = re.compile(r"<h([1-6])\b", re.IGNORECASE)
_SHOWN = re.compile(
    r"<(?:img|iframe|video|audio|svg|form|input|button|table|object|embed|canvas|script|hr|dl)\b|!\[", re.IGNORECASE
)
_BARE = re.compile(r"(?:[#*_=~\\\s-]|<[^<>]*>)*")
"""Markup that shows nothing of itself: tags, and what a heading or a rule is set with in Markdown."""


class _Heading(NamedTuple):
    """``place`` is that of its mark in the ledger; ``[start, end)`` are its words, the whole line or element."""

    level: int
    place: int
    start: int
    end: int


def check(document: Document, source: Source, ledger: tuple[Tile, ...]) -> Iterator[Finding]:
    """Yield ``several-titles`` once, ``skipped-heading-level`` and ``empty-section`` for each such heading."""
    del document
    if source.format == "text":
        return
    headings = list(_html(source, ledger) if source.format == "html" else _markdown(source, ledger))
    empty = source.format == "markdown"  # in HTML a style sheet or a script may show what the markup does not
    titles = [heading for heading in headings if heading.level == 1]
    if len(titles) > 1:
        related = tuple(Related(span=_span(source, title), message="a heading of level 1, too") for title in titles[2:])
        message = f"found {len(titles)} headings of level 1, expected one"
        yield Finding("several-titles", message, _span(source, titles[1]), {"found": len(titles)}, related)
    for above, heading in pairwise(headings):
        if heading.level > above.level + 1:
            message = f"found level {heading.level} below level {above.level}, expected level {above.level + 1} at most"
            data = {"above": above.level, "level": heading.level}
            yield Finding("skipped-heading-level", message, _span(source, heading), data)
        if empty and heading.level <= above.level and not _shows(source.text, ledger, above, heading.start):
            yield Finding("empty-section", "nothing stands below the heading", _span(source, above), {})
    if empty and headings and not _shows(source.text, ledger, headings[-1], len(source.text)):
        yield Finding("empty-section", "nothing stands below the heading", _span(source, headings[-1]), {})


def _markdown(source: Source, ledger: tuple[Tile, ...]) -> Iterator[_Heading]:
    """Yield the headings marked by signs before (``##``) or below (``===``) them."""
    text, fenced = source.text, False
    for place, tile in enumerate(ledger):
        if tile.kind != "markup":
            continue
        last = text[text.rfind("\n", tile.start, tile.end) + 1 : tile.end].strip() if "\n" in text[tile.start : tile.end] else None
        mark = text[tile.start : tile.end].strip() if last is None else last
        if mark.startswith(("```", "~~~")):
            fenced = not fenced
        elif fenced or not mark:
            continue
        elif len(mark) <= 6 and not mark.strip("#"):
            start, end = source.line_span(source.line_at(tile.end - 1))
            if text[start:end].lstrip().startswith(mark):
                yield _Heading(len(mark), place, start, end)


def _html(source: Source, ledger: tuple[Tile, ...]) -> Iterator[_Heading]:
    """Yield the headings of the article: elements ``h1`` to ``h6`` that hold words of it."""
    text = source.text
    end = -1
    for place, tile in enumerate(ledger):
        if tile.kind != "markup":
            continue
        for tag in _TAG.finditer(text, tile.start, tile.end):
            if end < tag.end():  # tags that nothing closes share the next end
                close = text.find("</h", tag.end())
                end = close if close >= 0 else len(text)
            words = next((t for t in ledger[place : place + 8] if t.start >= tag.start() and t.kind in ("text", "marker")), None)
            if words is not None and words.start < end:
                yield _Heading(int(tag[1]), place, words.start, end)


def _shows(text: str, ledger: tuple[Tile, ...], heading: _Heading, stop: int) -> bool:
    """Whether anything stands between a heading and the offset ``stop``."""
    for place in range(heading.place, len(ledger)):
        tile = ledger[place]
        if tile.start >= stop:
            return False
        if tile.end <= heading.end or tile.kind == "blank":
            continue
        if tile.kind != "markup":
            return True
        markup = text[max(tile.start, heading.end) : min(tile.end, stop)]
        if _SHOWN.search(markup) or not _BARE.fullmatch(markup):
            return True
    return False


def _span(source: Source, heading: _Heading) -> Span:
    words = source.text[heading.start : heading.end]
    start = heading.start + len(words) - len(words.lstrip("# \t"))
    return Span(start=start, end=max(start, heading.start + len(words.rstrip())), line=source.line_at(start))
