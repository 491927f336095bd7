"""Footnotes in plain text: lines that a raised number, a star or another sign opens, and to which the same sign after a word
refers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from seedkit.model.line import Line

_OPENING = re.compile(r"(?P<sign>[¹²³⁰⁴-⁹]{1,3}|\*{1,3}|[†‡]{1,2}|\[\d{1,3}\](?=\s)|\(\d{1,2}\)(?=\s))[ \t]?(?=[^\W_]|[“\"‘'(«„])")
_OPENERS = "¹²³⁰⁴⁵⁶⁷⁸⁹*†‡[("
_BULLET = "*"
_BOXED = "[("
_PROSE_ENDS = ".!?…:;)”\"’'*¹²³⁰⁴⁵⁶⁷⁸⁹†‡]"
"""What the text above notes in brackets ends in; anything else may be their heading."""


def footnotes(text: str, lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Return the first line of each note, and the one after its last.

    Notes in brackets are at the end of a text.
    """
    opened = list(_opened(text, lines))
    found: list[tuple[int, int]] = []
    referred: dict[str, int] = {}  # where the first reference to each sign is
    for k, sign in opened:
        if sign not in referred:
            match = _reference(sign).search(text)
            referred[sign] = match.start() if match else len(text)
        below_note = bool(found) and found[-1][1] == k
        if referred[sign] < lines[k].start and (below_note or (lines[k].blank_before and _ends_prose(text, lines[k - 1], sign))):
            stop = k + 1
            while stop < len(lines) and not lines[stop].blank_before and text[lines[stop].start] not in _OPENERS:
                stop += 1
            found.append((k, stop))
    return [*_closing(text, lines, found)]


def _opened(text: str, lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """Yield the lines that begin with a sign, and the sign. A star is one if it has no other next to it, and no other is alike."""
    signs = {
        k: match["sign"]
        for k, line in enumerate(lines)
        if text[line.start] in _OPENERS and (match := _OPENING.match(text, line.start, line.end))
    }
    stars = [k for k, sign in signs.items() if sign == _BULLET]
    alone = [k for k in stars if signs.get(k - 1) != _BULLET != signs.get(k + 1)]
    for k, sign in signs.items():
        emphasis = sign[0] == _BULLET and text.find(sign, lines[k].start + len(sign), lines[k].end) >= 0
        if k and not emphasis and (sign != _BULLET or alone == [k]):
            yield k, sign


def _reference(sign: str) -> re.Pattern[str]:
    """Return the pattern of a sign that refers to a note: behind a word, and not the end of emphasis."""
    if sign[0] in _BOXED:
        return re.compile(rf"(?<=[^\s\[(])[ \t]?{re.escape(sign)}(?!\()")
    before = r"^[^*\n]*" if sign[0] == _BULLET else ""
    return re.compile(rf"{before}(?<=[^\s{re.escape(sign[0])}]){re.escape(sign)}(?=[\s.,;:!?)]|\Z)", re.MULTILINE)


def _ends_prose(text: str, line: Line, sign: str) -> bool:
    """Return whether a line above a note is not its heading, which notes in brackets may have: a list of sources."""
    return sign[0] not in _BOXED or text[line.end - 1] in _PROSE_ENDS


def _closing(text: str, lines: Sequence[Line], found: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the notes; those in brackets only if nothing else is below them."""
    below = len(lines)
    tail = True
    for first, stop in reversed(found):
        tail = tail and stop == below
        below = first
        if tail or text[lines[first].start] not in _BOXED:
            yield first, stop
