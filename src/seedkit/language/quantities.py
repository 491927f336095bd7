"""Quantities as articles print them: "1 1/2", "½", "2–3", "10+", "half an", "two dozen"."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from seedkit.language.lexicon import Lexicon, one_of

_FRACTIONS = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_DIGITS = rf"\d{{1,4}}(?:[.,]\d{{1,3}})?(?:\s?[{_FRACTIONS}]|\s\d{{1,2}}[/⁄]\d{{1,2}}|[/⁄]\d{{1,2}})?|[{_FRACTIONS}]"


@cache
def number(lexicon: Lexicon) -> str:
    """Return a pattern that matches a number in digits, with or without a fraction, or in words."""
    return rf"(?:{_DIGITS}|(?:{one_of(lexicon.halves)}|{one_of(lexicon.numbers)})(?!\w))"


@cache
def quantity(lexicon: Lexicon) -> str:
    """Return a pattern that matches a number or a range of numbers."""
    one = number(lexicon)
    return rf"{one}(?:\s?[-–—]\s?{one}|\s(?:{one_of(lexicon.range_words)})\s{one})?"


@cache
def _each(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(number(lexicon), re.IGNORECASE)


def largest(text: str, lexicon: Lexicon) -> float:
    """Return the value of a quantity, the larger end of a range. ``text`` is a match of ``quantity``."""
    return max(_value(match.group().lower(), lexicon) for match in _each(lexicon).finditer(text))


def _value(text: str, lexicon: Lexicon) -> float:
    words = " ".join(text.split())
    if words in lexicon.halves:
        return 0.5
    if words in lexicon.numbers:
        return lexicon.numbers[words]
    return sum(_part(part) for part in re.split(rf"\s|(?=[{_FRACTIONS}])", text) if part)


def _part(text: str) -> float:
    if text in _FRACTIONS:
        return unicodedata.numeric(text)
    above, slash, below = text.replace("⁄", "/").replace(",", ".").partition("/")
    return float(above) / (float(below) or 1.0) if slash else float(above)
