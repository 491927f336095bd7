"""Counts that an article announces: "16 ways", "these five secrets", "two things"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from seedkit.language.lexicon import Lexicon, one_of
from seedkit.language.numbers import value_of

_MOST_PARTS = 5
"""Maximum number of words in a number: "one thousand two hundred and twenty-one" has five."""
_LONGEST_WORD = 20
"""Maximum length of a word before a number that is looked at, in characters."""
_REACH = 4
"""Maximum number of words between a count and its noun ("5 small but mighty habits")."""

_TOKEN = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*|[.,;:!?()…–—\"“”]")

_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")
_APART, _DIGITS, _ENDED = r"(?<![\w.,#$€£/–-])", r"\d{1,3}", r"(?![\w%°/]|[.,:–-]\d|-[^\W\d_])"
"""What is not before a number, a number in digits, and what is not after one."""
_FIGURE = re.compile(f"{_APART}{_DIGITS}{_ENDED}")


class Claim(NamedTuple):
    """A count and what it counts: ``kind`` of group, ``None`` for a plural noun that names none. Offsets are in the given text."""

    value: int
    kind: str | None
    start: int
    end: int


@cache
def _nouns(words: Lexicon) -> dict[str, str]:
    return {noun: kind for kind, nouns in words.group_kinds.items() for noun in nouns}


@cache
def _number_words(words: Lexicon) -> frozenset[str]:
    """The first words of all numbers in words."""
    return frozenset([_WORD.findall(number)[0] for number in (*words.numbers, *words.number_scales)])


@cache
def _number(words: Lexicon) -> re.Pattern[str]:
    word = one_of((*words.numbers, *words.number_scales))
    joiner = rf"(?:\s+(?:{one_of(words.number_joiners)}))?"
    spelled = rf"(?:{word})(?:{joiner}(?:\s+|-)(?:{word})(?!\w)){{0,{_MOST_PARTS}}}+"
    return re.compile(rf"{_APART}(?:{_DIGITS}|{spelled}){_ENDED}", re.IGNORECASE)


@lru_cache(maxsize=64)  # called for every series with the same title and announcement
def claims(text: str, words: Lexicon, *, any_noun: bool = False) -> tuple[Claim, ...]:
    """Return the counts in ``text`` that precede a noun for items.

    With ``any_noun`` (titles and headings) any plural noun counts, except units of measure.
    """
    out = []
    nouns = _nouns(words)
    said = _said(text)
    spelled = not _number_words(words).isdisjoint(said)
    if not (spelled or _DIGIT.search(text)) or not (any_noun or not nouns.keys().isdisjoint(said)):
        return ()
    for match in (_number(words) if spelled else _FIGURE).finditer(text):
        printed = match.group().lower()
        value = int(printed) if printed.isdigit() else value_of(printed.replace("-", " ").split(), words)
        if value is None or value < 2 or _is_name(text, match.start(), words):
            continue
        found = _noun_after(text, match.end(), nouns, words, any_noun=any_noun)
        if found is not None:
            out.append(Claim(value, found[0], match.start(), found[1]))
    return tuple(out)


def _is_name(text: str, at: int, words: Lexicon) -> bool:
    """Return whether a number at ``at`` is part of a name or a date: "Section 6", "June 6"."""
    before = text[max(0, at - _LONGEST_WORD) : at].rsplit(maxsplit=1)
    word = before[-1].lower().rstrip(".") if before and text[at - 1].isspace() else ""
    return word in words.numbered_words or word in words.number_words or word in words.months


def _noun_after(text: str, at: int, nouns: dict[str, str], words: Lexicon, *, any_noun: bool) -> tuple[str | None, int] | None:
    plural: tuple[None, int] | None = None
    for seen, token in enumerate(_TOKEN.finditer(text, at)):
        word = token.group().lower()
        if seen > _REACH or word in '.;:!?()…–—"“”' or word in words.units or word in words.stops:
            break
        if word.endswith(words.plural_endings):
            if word in nouns:
                return nouns[word], token.end()
            if any_noun and plural is None and len(word) > 3 and not word.endswith(words.singular_endings):
                plural = (None, token.end())
    return plural


def names_items(said: Iterable[str], words: Lexicon) -> bool:
    """Return whether the words of a heading, in lower case, name several items of a kind: "5 signs", "the ways"."""
    return not _plurals(words).isdisjoint(said)


def stem(word: str, words: Lexicon) -> str:
    """Return a word without its plural ending."""
    if not word.endswith(words.plural_endings):
        return word
    return word.removesuffix(next(end for end in words.plural_endings if word.endswith(end)))


@cache
def _plurals(words: Lexicon) -> frozenset[str]:
    return frozenset(noun for noun in _nouns(words) if noun.endswith(words.plural_endings))


def kind_of(text: str, words: Lexicon) -> str | None:
    """Return the kind of group that the first noun for items in ``text`` names, ``None`` if there is none."""
    nouns = _nouns(words)
    if nouns.keys().isdisjoint(_said(text)):
        return None
    return next((nouns[word] for word in _TOKEN.findall(text.lower()) if word in nouns), None)


def _said(text: str) -> list[str]:
    """Return the words of a text in lower case, and the parts of those that have parts, in no order: for cheap tests."""
    said = text.lower().split()
    others = " ".join([word for word in said if not word.isalpha()])
    return [*said, *_TOKEN.findall(others), *_WORD.findall(others)]
