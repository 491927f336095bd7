"""Plain text to physical lines."""

from __future__ import annotations

from itertools import pairwise

from seedkit.model.line import Line
from seedkit.model.source import Source


def lines(source: Source) -> list[Line]:
    """Return the lines of ``source`` that are not blank, in order."""
    out: list[Line] = []
    blank = 0
    for number, (start, stop) in enumerate(pairwise((*source.line_starts, len(source.text))), 1):
        raw = source.text[start:stop]
        lead = raw.lstrip()
        if not lead:
            blank += 1
            continue
        first = stop - len(lead)
        indent = first - start
        if indent and "\t" in raw[:indent]:
            indent = len(raw[:indent].expandtabs(4))
        out.append(Line(first, start + len(raw.rstrip()), number, indent, blank))
        blank = 0
    return out
