"""Pipe tables in plain text: rows of cells between bars, and the rules drawn between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from seedkit.model.block import Block
from seedkit.model.line import Line
from seedkit.segment.joined import joined

_RULE = re.compile(r"[|+][-=:+| \t]*[|+]")
_FEWEST_BARS = 2


def table_end(text: str, lines: Sequence[Line], first: int) -> int:
    """Return the index after the table that begins at line ``first``, at least two rows; ``first`` itself if there is none."""
    stop, rows = first, 0
    while stop < len(lines) and (stop == first or not lines[stop].blank_before):
        kind = _kind(text, lines[stop])
        if kind is None:
            break
        rows += kind == "row"
        stop += 1
    return stop if rows > 1 else first


def _kind(text: str, line: Line) -> str | None:
    if text[line.start] not in "|+" or text[line.end - 1] not in "|+":
        return None
    if _RULE.fullmatch(text, line.start, line.end):
        return "rule"
    return "row" if text[line.start] == "|" and text.count("|", line.start, line.end) > _FEWEST_BARS else None


def table(text: str, lines: Sequence[Line]) -> Block:
    """Return the block of a table."""
    rows = [
        tuple(" ".join(cell.split()) for cell in text[line.start + 1 : line.end - 1].split("|"))
        for line in lines
        if _kind(text, line) == "row"
    ]
    return joined(text, lines, "table")._replace(rows=tuple(rows))
