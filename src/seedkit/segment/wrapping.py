"""Hard-wrapped text told from one-line paragraphs, for the article as a whole."""

from __future__ import annotations

from seedkit.model.line import Line

NARROWEST, WIDEST = 40, 130
"""Columns between which a text may have been wrapped."""


def width(text: str, lines: list[Line], starts: list[bool]) -> int | None:
    """Return the column that ``lines`` were wrapped at, or ``None`` when every line is a paragraph of its own.

    ``starts`` tells the lines that open a block for sure: those with a marker. A wrapped line is one that the first word of
    the next would not have fitted into, and the column that makes most neighbours so is the one they were wrapped at.
    """
    opened = [0] * (WIDEST + 2)
    pairs = votes = 0
    longer = 0
    for k, line in enumerate(lines):
        columns = line.indent + line.end - line.start
        if columns > WIDEST:
            longer += 1
        if not k or line.blank_before or starts[k]:
            continue
        pairs += 1
        above = lines[k - 1]
        full = above.indent + above.end - above.start
        if NARROWEST <= full <= WIDEST and text[line.start].islower() and text[above.end - 1] not in ".!?:":
            votes += 1
            opened[full] += 1
            opened[min(full + 1 + _first_word(text, line), WIDEST + 1)] -= 1
    if not votes or longer > len(lines) // 10:
        return None
    best = at = agreed = 0
    for column, change in enumerate(opened):
        agreed += change
        if agreed > best:
            best, at = agreed, column
    # One pair may agree by chance; a text that is wrapped agrees throughout.
    if best * 10 < votes * 7 or best * 4 < pairs:
        return None
    fits = [n for n in (line.indent + line.end - line.start for line in lines) if at <= n <= at + 12]
    return max(fits, default=at) if best < 3 else at


def is_full(text: str, line: Line, following: Line, columns: int) -> bool:
    """Whether the first word of ``following`` would not have fitted into ``line``."""
    return line.indent + line.end - line.start + 1 + _first_word(text, following) > columns


def _first_word(text: str, line: Line) -> int:
    stop = text.find(" ", line.start, line.end)
    return (stop if stop >= 0 else line.end) - line.start
