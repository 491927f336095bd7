"""Numbers written as words: "three", "third", "twenty-one", "a hundred and five"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from seedkit.language.lexicon import Lexicon

_TEN, _HUNDRED = 10, 100


class Spelled(NamedTuple):
    """The value of a number word, and the word for 1 of its kind: "one" for "three", "first" for "third"."""

    value: int
    first: str


def spelled(word: str, lexicon: Lexicon) -> Spelled | None:
    """Return the value of a number word, cardinal or ordinal, ``None`` for any other word."""
    low = word.lower()
    for values in (lexicon.numbers, lexicon.ordinals):
        if low in values:
            return Spelled(values[low], next((first for first, value in values.items() if value == 1), low))
    return None


def value_of(words: Sequence[str], lexicon: Lexicon) -> int | None:
    """Return the number that consecutive words express, in lower case: 21 for "twenty", "one"; ``None`` if they express none.

    A smaller number is added to a larger one before it, a scale multiplies what is before it; joining words are ignored.
    """
    total = part = 0
    for word in words:
        if word in lexicon.number_scales:
            scale = lexicon.number_scales[word]
            part = max(part, 1) * scale
            if scale > _HUNDRED:
                total, part = total + part, 0
        elif word in lexicon.numbers:
            value = lexicon.numbers[word]
            if part and not _fits(part, value):
                return None
            part += value
        elif word not in lexicon.number_joiners:
            return None
    return total + part or None


def _fits(part: int, value: int) -> bool:
    """Whether a number fits after the previous one: 1 to 9 after tens, up to 99 after hundreds."""
    return value < (_TEN if part % _HUNDRED else _HUNDRED) and part % _TEN == 0
