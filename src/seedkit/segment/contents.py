"""Tables of contents in plain text: lines that end in dots and the number of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from seedkit.model.line import Line

_ENTRY = re.compile(r"(?:(?<!\.)\.{3,}+|(?<![\s.])(?:\s\.){3,}+|(?<!…)…++)\s*+(?:\d{1,4}|[ivxlc]{1,6})$")
_LONGEST_HEAD = 3
"""Maximum number of words of the line above, which names the table."""
_FEWEST = 2


def listed(text: str, lines: Sequence[Line]) -> list[int]:
    """Return the lines of tables of contents, at least two entries next to each other, with the line that names each table."""
    found: list[int] = []
    first = 0
    for k in range(len(lines) + 1):
        if k < len(lines) and text[lines[k].end - 1].isalnum() and _ends_in_page(text, lines[k]):
            continue
        if k - first >= _FEWEST:
            named = first > 1 and text.count(" ", lines[first - 1].start, lines[first - 1].end) < _LONGEST_HEAD
            found += range(first - named, k)
        first = k + 1
    return found


def _ends_in_page(text: str, line: Line) -> bool:
    """Return whether a line has dots between its words and the number of a page."""
    dotted = any(text.find(dots, line.start, line.end) >= 0 for dots in ("...", " . .", "…"))
    return dotted and _ENTRY.search(text, line.start, line.end) is not None
