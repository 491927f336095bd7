"""Letters: from the sender or the greeting to the name below the sign-off."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from typing import NamedTuple

from seedkit.language.lexicon import Lexicon, one_of
from seedkit.language.slots import slots
from seedkit.model.block import Reading

_WORD = re.compile(r"[^\W_]+")
_MAX_SIGN_OFF = 6
"""Words of a sign-off with the name behind it."""
_MAX_HEAD = 8
"""How many lines may stand above the greeting of a letter: sender, address, date."""
_LONGEST_LINE = 60
"""Characters of a greeting, or of a line of a letter's head."""
_MAX_BESIDE_SLOT = 2
"""Words beside the places to fill in of a line that says who writes, or whom to."""
MAX_LETTER = 12
"""How many blocks a letter may have from its greeting to its sign-off."""


class Letter(NamedTuple):
    """A letter: the place of its last block, and whether a subject line stands over it."""

    last: int
    addressed: bool


def opens_with_greeting(text: str, lexicon: Lexicon) -> bool:
    """Return whether a text begins with a greeting as whole words: "Hi Anna", not "Hiking" or "Hi-fi"."""
    return _greeting(lexicon).match(text) is not None


def greets(text: str, lexicon: Lexicon) -> bool:
    """Return whether a paragraph begins with a greeting and goes on after it, as a text message does."""
    name, comma, rest = text[:60].partition(",")
    return bool(comma) and len(name.split()) <= _MAX_SIGN_OFF and bool(rest) and opens_with_greeting(name, lexicon)


def after_sign_off(text: str, lexicon: Lexicon) -> str | None:
    """Return what follows the sign-off that a text begins with: a name, ``""`` for nothing, ``None`` without a sign-off.

    "Yours sincerely, Ada" gives "Ada".
    """
    found = _sign_off(lexicon).match(text)
    return text[found.end() :].strip(" ,.!\n") if found else None


@cache
def _greeting(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of(lexicon.greetings)})(?![\w'’-])", re.IGNORECASE)


@cache
def _sign_off(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of(lexicon.sign_offs)})(?=[,.!\n]|\Z)", re.IGNORECASE)


def _is_greeting(text: str, lexicon: Lexicon) -> bool:
    return len(text) <= _LONGEST_LINE and opens_with_greeting(text, lexicon)


def _is_filled_in(text: str) -> bool:
    """Return whether a line is a place to fill in and hardly anything else, as the lines above and below a letter are."""
    if len(text) > _LONGEST_LINE:
        return False
    found = slots(text)
    held = sum(len(_WORD.findall(text[start:end])) for _, start, end in found)
    return bool(found) and len(_WORD.findall(text)) - held <= _MAX_BESIDE_SLOT


def _signs_off(text: str, lexicon: Lexicon) -> bool:
    """Return whether a block closes a letter: "Yours sincerely,", with or without a name behind it."""
    return after_sign_off(text, lexicon) is not None and len(text.split()) <= _MAX_SIGN_OFF


def letter(places: Sequence[int], at: int, readings: Sequence[Reading], lexicon: Lexicon, inside: Collection[int]) -> Letter | None:
    """Return the letter that begins at ``places[at]``, and ends at none of the readings ``inside`` lists: sender and date or a
    subject line or neither, a greeting, words, a sign-off, a name, and what is filled in below it."""
    first = at + _head(places, at, readings, lexicon)
    addressed = _is_subject(readings[places[first]].block.text, lexicon)
    first += addressed
    if first >= len(places) or not _is_greeting(readings[places[first]].block.text, lexicon):
        return None
    end = min(len(places), first + MAX_LETTER)
    for place in range(first + 1, end):
        text = readings[places[place]].block.text
        if _signs_off(text, lexicon) and places[place] not in inside:
            last, name = place, place + 1
            bare = after_sign_off(text, lexicon) == ""  # else the name is in the same block
            if bare and name < len(places) and places[name] not in inside and len(readings[places[name]].block.text.split()) <= 4:
                last = name
            while last + 1 < end and places[last + 1] not in inside and _is_filled_in(readings[places[last + 1]].block.text):
                last += 1
            return Letter(last, addressed)
    return Letter(first if first + 1 >= end or places[first + 1] in inside else first + 1, addressed)


def _head(places: Sequence[int], at: int, readings: Sequence[Reading], lexicon: Lexicon) -> int:
    """Return how many lines of a letter's head stand from ``places[at]`` on: the first is to be filled in, a greeting ends them."""
    if not _is_filled_in(readings[places[at]].block.text):
        return 0
    for count, index in enumerate(places[at : at + _MAX_HEAD + 1]):
        text = readings[index].block.text
        if _is_greeting(text, lexicon) or _is_subject(text, lexicon):
            return count
        if len(text) > _LONGEST_LINE or text.endswith((".", ":", "!", "?")):
            break
    return 0


def _is_subject(text: str, lexicon: Lexicon) -> bool:
    label, colon, _ = text[:40].partition(":")
    return bool(colon) and label.lower().strip() in lexicon.subject_labels
