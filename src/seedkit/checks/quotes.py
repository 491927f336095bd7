"""Findings about quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from seedkit.checks.finding import Finding
from seedkit.model.compiled import Tile
from seedkit.model.document import Document, Span
from seedkit.model.source import Source

_MARKS = re.compile('[“”„"‘]|’(?!\\w)')
_ELISION = re.compile(r"‘(?:\d|em\b|til\b|cause\b|tis\b|twas\b|n\b|bout\b|round\b)", re.IGNORECASE)


def check(document: Document, source: Source, ledger: tuple[Tile, ...]) -> Iterator[Finding]:
    """Yield ``unbalanced-quote`` for a mark that opens a quotation which its paragraph does not close, or closes none.

    A quotation that runs over several paragraphs opens each of them and closes in the last.
    """
    del document
    text = source.text
    if not any(mark in text for mark in '“”‘"'):
        return
    prose = [tile for tile in ledger if tile.kind in ("text", "quote")]
    runs = _paragraphs(prose, text)
    for place, (start, end) in enumerate(runs):
        at = _odd(text, start, end)
        if at is None:
            continue
        goes_on = place + 1 < len(runs) and text[runs[place + 1][0]] in '“„"'
        if text[at] in '“„"' and goes_on:
            continue
        span = Span(start=at, end=at + 1, line=source.line_at(at))
        what = "opens a quotation that is not closed" if text[at] in '“„‘"' else "closes a quotation that was not opened"
        yield Finding("unbalanced-quote", f"the mark {text[at]} {what} in its paragraph", span, {})


def _paragraphs(tiles: list[Tile], text: str) -> list[tuple[int, int]]:
    """Join tiles that touch, or are parted by less than a line end: the words of one paragraph."""
    out: list[tuple[int, int]] = []
    for tile in tiles:
        if out and "\n" not in text[out[-1][1] : tile.start]:
            out[-1] = (out[-1][0], tile.end)
        else:
            out.append((tile.start, tile.end))
    return out


def _odd(text: str, start: int, end: int) -> int | None:
    """Return the offset of the first mark in ``[start, end)`` that has no partner."""
    opened: dict[str, int] = {}
    for match in _MARKS.finditer(text, start, end):
        at, mark = match.start(), match.group()
        if mark == '"':
            if at > start and text[at - 1].isdigit() and mark not in opened:
                continue  # inches
            if mark in opened:
                del opened[mark]
            else:
                opened[mark] = at
        elif mark in "“„":
            if "“" in opened and mark == "“" and text[opened["“"]] == "„":
                del opened["“"]  # „ … “
            elif "“" in opened:
                return opened["“"]
            else:
                opened["“"] = at
        elif mark == "”":
            if "“" not in opened:
                return at
            del opened["“"]
        elif mark == "‘":
            if (at == start or not text[at - 1].isalnum()) and not _ELISION.match(text, at):
                opened.setdefault("‘", at)
        else:  # a closing single mark, unless it is the apostrophe of a plural
            opened.pop("‘", None)
    return min(opened.values(), default=None)
