"""Distinguishes hard-wrapped text from one-line paragraphs: in the whole article, and in each stretch without blank lines."""

from __future__ import annotations

from collections.abc import Sequence

from seedkit.language.lexicon import Lexicon
from seedkit.model.line import Line

NARROWEST, WIDEST = 24, 130
"""Columns between which a text may have been wrapped."""
_USUAL = 40
"""Columns below which more lines have to agree: short lines have the same length by chance."""
_PAIR = 2
_CLOSE = 12
"""Columns by which a stretch may be narrower than the article and still be wrapped like it."""
_ENDS = ".!?…:;)”\"’'"
"""What the last line of wrapped prose ends in."""


def columns(text: str, lines: Sequence[Line], starts: Sequence[bool], lexicon: Lexicon) -> list[int]:
    """Return the column that each line was wrapped at, 0 if every line is a paragraph of its own.

    ``starts`` marks the lines that certainly open a block: those with a marker. Most stretches of an article have the same width; a
    stretch that is wrapped at another one shows it by itself.
    """
    if all(line.blank_before or start for line, start in zip(lines[1:], starts[1:], strict=True)):
        return [0] * len(lines)
    whole = width(text, lines, starts) or 0
    out = [whole] * len(lines)
    first = 0
    for k in range(1, len(lines) + 1):
        if k < len(lines) and not lines[k].blank_before and not starts[k]:
            continue
        if k - first > 1:
            own = _own_width(text, lines, first, k, lexicon)
            if own and not whole - _CLOSE <= own <= whole:
                out[first:k] = [own] * (k - first)
        first = k
    return out


def width(text: str, lines: Sequence[Line], starts: Sequence[bool]) -> int | None:
    """Return the column that most of ``lines`` were wrapped at, or ``None`` if every line is a paragraph of its own.

    A line is wrapped if the first word of the next would not have fitted into it, and the column for which this is true of most
    neighbors is the one they were wrapped at.
    """
    opened = [0] * (WIDEST + 2)
    pairs = votes = 0
    longer = 0
    for k, line in enumerate(lines):
        longer += _columns(line) > WIDEST
        if not k or line.blank_before or starts[k]:
            continue
        pairs += 1
        above = lines[k - 1]
        full = _columns(above)
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
    if best * 10 < votes * 7 or best * 4 < pairs or (at < _USUAL and best < 4):
        return None
    fits = [n for n in map(_columns, lines) if at <= n <= at + 12]
    return max(fits, default=at) if best < 3 else at


def _own_width(text: str, lines: Sequence[Line], first: int, stop: int, lexicon: Lexicon) -> int:
    """Return the column that a stretch of lines by itself was wrapped at, 0 if nothing shows that it is prose.

    Prose ends as sentences do, and its lines begin in mid-sentence; most of its lines are full, or begin so.
    """
    if text[lines[stop - 1].end - 1] not in _ENDS:
        return 0
    widest = max(map(_columns, lines[first:stop]))
    if not NARROWEST <= widest <= WIDEST:
        return 0
    if stop - first == _PAIR and _columns(lines[first]) < NARROWEST:
        return 0  # a short line may be a heading in lower case
    inside = going = 0
    for k in range(first + 1, stop):
        within = is_inside(text, lines[k - 1], lines[k], lexicon)
        inside += within
        going += within or is_full(text, lines[k - 1], lines[k], widest)
    return widest if inside and going * 10 >= (stop - first - 1) * 7 else 0


def is_full(text: str, line: Line, following: Line, columns: int) -> bool:
    """Whether the first word of ``following`` would not have fitted into ``line``."""
    return _columns(line) + 1 + _first_word(text, following) > columns


def is_inside(text: str, line: Line, following: Line, lexicon: Lexicon) -> bool:
    """Whether a sentence continues from ``line`` to ``following``: with a lower-case letter, or after a word that does not end
    one."""
    if text[line.end - 1] in ".!?:…":
        return False
    if text[following.start].islower():
        return text[following.start : following.start + _first_word(text, following)].islower()  # not a name such as "iOS"
    return not text[following.start].isupper() and is_cut(text, line, lexicon)


def is_cut(text: str, line: Line, lexicon: Lexicon) -> bool:
    """Whether a line ends in a word that cannot end a sentence: "for", "the"."""
    at = text.rfind(" ", line.start, line.end)
    return at >= 0 and text[at + 1 : line.end] in lexicon.unfinished_words


def is_hyphenated(text: str, line: Line, following: Line) -> bool:
    """Whether a word is divided between two lines."""
    end = line.end - 1
    return text[end] in "-\u2010\u00ad" and end > line.start and text[end - 1].isalpha() and text[following.start].islower()


def _columns(line: Line) -> int:
    return line.indent + line.end - line.start


def _first_word(text: str, line: Line) -> int:
    stop = text.find(" ", line.start, line.end)
    return (stop if stop >= 0 else line.end) - line.start
