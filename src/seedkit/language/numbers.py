"""Numbers written as words: "three", "third"."""

from __future__ import annotations

from typing import NamedTuple

from seedkit.language.lexicon import Lexicon


class Spelled(NamedTuple):
    """The value of a number word, and the word for 1 of its kind: "one" for "three", "first" for "third"."""

    value: int
    first: str


def spelled(word: str, lexicon: Lexicon) -> Spelled | None:
    """Return what a number word says, cardinal or ordinal, ``None`` for any other word."""
    low = word.lower()
    for values in (lexicon.numbers, lexicon.ordinals):
        if low in values:
            return Spelled(values[low], next((first for first, value in values.items() if value == 1), low))
    return None
