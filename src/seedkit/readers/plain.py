"""Plain text to physical lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import chain, pairwise

from seedkit.model.line import Line
from seedkit.model.source import INVISIBLE, Source

_OTHERS = "\x0b\f\x85\u2028\u2029"
"""What ends a line besides the counted line ends: form feeds, line ends of other systems; also a lone CR in a text that has LF."""
_OTHER, _STRAY = re.compile(f"[{_OTHERS}]"), re.compile(rf"\r(?!\n)|[{_OTHERS}]")
_SKIPPED = INVISIBLE + "".join(filter(str.isspace, map(chr, range(0x3001))))
_TRIMMED = frozenset(f"{_SKIPPED}>")
"""The characters at an edge of a line that may have to be trimmed."""
_QUOTED = re.compile(r">(?:[ \t]*>)*")
_FEWEST_QUOTED = 3
_DEEPEST = 8
"""Number of markers that are left out."""


def lines(source: Source) -> list[Line]:
    """Return the lines of ``source`` that are not blank, in order.

    Zero-width characters at the beginning of a line are left out, and so is the quotation marker if the whole text is quoted. A
    line of nothing but these is blank. A physical line that contains other line ends is several lines with the same number.
    """
    text = source.text
    if not text:
        return []
    starts: Iterable[int] = source.line_starts
    others = _breaks(text)
    if others:
        starts = sorted({*starts, *others} - {len(text)})
    out: list[Line] = []
    blank = 0
    for number, (start, stop) in enumerate(pairwise(chain(starts, (len(text),))), 1):
        end = stop - 1 if text[stop - 1] == "\n" else stop
        if end == start:
            blank += 1
            continue
        first, indent = start, 0
        if text[start] in _TRIMMED:
            raw = text[start:stop]
            lead = _shown(raw.lstrip())
            if not lead:
                blank += raw != "\f"
                continue
            first = stop - len(lead)
            indent = len(raw[: first - start].expandtabs(4))
        if text[end - 1] in _TRIMMED:
            end = _end(text, first, end)
        counted = bisect_right(source.line_starts, start) if others else number
        out.append(Line(first, end, counted, indent, blank))
        blank = 0
    return _inside(text, out) if ">" in text else out


def _breaks(text: str) -> list[int]:
    """Return where lines end besides the counted line ends."""
    stray = "\r" in text and "\n" in text and text.count("\r") != text.count("\r\n")
    if not stray and not any(sign in text for sign in _OTHERS):
        return []
    return [match.end() for match in (_STRAY if stray else _OTHER).finditer(text)]


def _shown(lead: str) -> str:
    """Return a line from its first visible character on; nothing if it has only quotation markers."""
    if not lead or lead[0] not in _TRIMMED:
        return lead
    lead = lead.lstrip(_SKIPPED)
    match = _QUOTED.match(lead)
    return "" if match and not lead[match.end() :].strip(_SKIPPED) else lead


def _end(text: str, start: int, stop: int) -> int:
    """Return where the words of a line end: before white space, or before zero-width characters and white space."""
    end = start + len(text[start:stop].rstrip())
    return start + len(text[start:end].rstrip(_SKIPPED)) if text[end - 1] in INVISIBLE else end


def _inside(text: str, found: list[Line]) -> list[Line]:
    """Return the lines of a text that is quoted as a whole, or nearly so, without the outermost quotation marker before each, and
    without further ones that all lines but one have."""
    for depth in range(_DEEPEST):
        quoted = [text[line.start] == ">" and line.end > line.start + 1 for line in found]
        others = len(found) - sum(quoted)
        if sum(quoted) < _FEWEST_QUOTED or others > (1 if depth else len(found) // 4):
            break
        out = []
        for line, sign in zip(found, quoted, strict=True):
            words = text[line.start + 1 : line.end] if sign else ""
            gap = len(words) - len(words.lstrip())
            out.append(line._replace(start=line.start + 1 + gap, indent=line.indent + max(0, gap - 1)) if sign else line)
        found = out
    return found
