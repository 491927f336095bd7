"""The words that are weighed for and against a short block being a heading: its own and those right above and below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from seedkit.classify.shapes import Shape
from seedkit.language.lexicon import Lexicon
from seedkit.model.block import Block

_MARKS = ".,:;!?()[]{}<>\"“”‘’'*_…"
_NUMBER = "#"
"""Every word that begins with a digit."""
_KEPT = 1 << 13
"""Words that are kept, with what they are compared as."""

Find = Callable[[str], int | None]
"""Gives the row of a feature, ``None`` for a feature without a weight."""


def features(blocks: Sequence[Block], shapes: Sequence[Shape], k: int, lexicon: Lexicon, find: Find) -> list[int]:
    """Return the rows of the word features of block ``k``, of those that ``find`` knows."""
    ending, known = shapes[k].ending, lexicon.function_words
    written = blocks[k].text.split(" ")
    words = [_word(word) for word in written]
    first = words[0]
    names = [f"word {word}" for word in words]
    names += [f"word {word} {ending}" for word in words if word in known]
    names += (f"first word {first}", f"first word {first} {ending}", f"last word {words[-1]}")
    if k + 1 < len(blocks):
        below = blocks[k + 1].text
        names += (f"below begins {_word(below.partition(' ')[0])}", f"below ends {below[-1:]}")
    if k:
        above = blocks[k - 1].text
        names += (f"above begins {_word(above.partition(' ')[0])}", f"above ends {above[-1:]}")
    raised = "".join([_letter(word, low, known) for word, low in zip(written[:3], words, strict=False)])
    names += (f"pattern {raised[:2]}", f"pattern {raised}")
    return list(dict.fromkeys([row for name in names if (row := find(name)) is not None]))


@lru_cache(_KEPT)
def _word(written: str) -> str:
    """Return a word in small letters without the marks around it, or what stands for all numbers."""
    word = written.lower().strip(_MARKS)
    return _NUMBER if word[:1].isdigit() else word or written


def _letter(written: str, word: str, known: frozenset[str]) -> str:
    """Return how a word is set: in capitals, raised, as a number, a small function word or another small word."""
    first = written[:1]
    if first.isupper():
        return "X" if len(written) > 1 and written.isupper() else "T"
    return "d" if word is _NUMBER else "f" if word in known else "l"
