"""The naive reading of sample texts: every quotation of three words or more, every fence, block quote and letter."""

from __future__ import annotations

import re

_FENCE = re.compile(r"^[ \t>]*(```+|~~~+)[^\n]*\n(.*?)^[ \t>]*\1[ \t]*$", re.MULTILINE | re.DOTALL)
_PRE = re.compile(r"<(pre|code)\b[^>]*>(.*?)</\1>", re.DOTALL | re.IGNORECASE)
_BLOCK_QUOTE = re.compile(r"(?:^[ \t]*>[^\n]*(?:\n|\Z))+", re.MULTILINE)
_QUOTE_TAG = re.compile(r"<(blockquote|q)\b[^>]*>(.*?)</\1>", re.DOTALL | re.IGNORECASE)
_QUOTATION = re.compile(r"“([^“”]{3,2000})”|(?<![\w=])\"([^\"\n]{3,2000})\"(?!\w)")
_GREETING = re.compile(r"^[ \t]*(?:dear|hi|hello|hey)\b[^\n]{0,50}[,!]?[ \t]*$", re.MULTILINE | re.IGNORECASE)
_SIGN_OFF = re.compile(
    r"^[ \t]*(?:best|(?:kind|warm) regards|regards|(?:yours )?sincerely|yours[ \w]*|thanks|thank you|cheers)[ \w]*,?[ \t]*\n"
    r"(?:[^\n]{1,40}$)?",
    re.MULTILINE | re.IGNORECASE,
)
_PROSE = ("", "text", "txt", "email", "plaintext")
"""Languages of fences that hold no code."""
_MIN_WORDS = 3
_LONGEST_LETTER = 6000
"""Characters from the greeting to the sign-off."""

Range = tuple[int, int]


def ranges(text: str) -> list[Range]:
    """Return where sample texts are in ``text``, in order, none inside another."""
    blocks = [*_groups(_FENCE, text, 2), *_groups(_PRE, text, 2), *_groups(_BLOCK_QUOTE, text, 0), *_groups(_QUOTE_TAG, text, 2)]
    quoted = [(m.start(m.lastindex or 0), m.end(m.lastindex or 0)) for m in _QUOTATION.finditer(text)]
    candidates = [*_letters(text), *blocks, *((a, b) for a, b in quoted if len(text[a:b].split()) >= _MIN_WORDS)]
    out: list[Range] = []
    for start, end in sorted(candidates, key=lambda each: (each[0], -each[1])):
        if not out or start >= out[-1][1]:
            out.append((start, end))
    return out


def is_in_code(text: str, place: Range) -> bool:
    """Return whether a place is inside a fence with a language of code, or in an element for code."""
    fences = (match for match in _FENCE.finditer(text) if match[0].split("\n", 1)[0].strip(" \t>`~").lower() not in _PROSE)
    inside = [*((m.start(2), m.end(2)) for m in fences), *_groups(_PRE, text, 2)]
    return any(start <= place[0] and place[1] <= end for start, end in inside)


def _groups(pattern: re.Pattern[str], text: str, group: int) -> list[Range]:
    return [(match.start(group), match.end(group)) for match in pattern.finditer(text) if match[group].strip()]


def _letters(text: str) -> list[Range]:
    ends = [match.end() for match in _SIGN_OFF.finditer(text)]
    out: list[Range] = []
    for greeting in _GREETING.finditer(text):
        end = next((end for end in ends if end > greeting.end()), None)
        if end is not None and end - greeting.start() <= _LONGEST_LETTER:
            out.append((greeting.start(), end))
    return out
