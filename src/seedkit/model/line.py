"""Physical lines of plain text."""

from __future__ import annotations

from typing import NamedTuple


class Line(NamedTuple):
    """A physical line that is not blank: the span of its trimmed text, ``[start, end)``, its 1-based ``number``, its ``indent`` in
    columns (a tab goes to the next multiple of four), and the number of blank lines above it."""

    start: int
    end: int
    number: int
    indent: int
    blank_before: int
