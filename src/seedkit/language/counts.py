"""Counts that an article announces: "16 ways", "these five secrets", "two things"."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from seedkit.language.lexicon import Lexicon

_REACH = 4
"""How many words may stand between a count and its noun ("5 small but mighty habits")."""

_TOKEN = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*|[.,;:!?()…–—\"“”]")


_NO_PLURALS = ("ss", "us", "is", "’s", "'s")


class Claim(NamedTuple):
    """A count and what it counts: ``kind`` of group, ``None`` for a plural noun that names none. Offsets in the text given."""

    value: int
    kind: str | None
    start: int
    end: int


@cache
def _nouns(words: Lexicon) -> dict[str, str]:
    return {noun: kind for kind, nouns in words.group_kinds.items() for noun in nouns}


@cache
def _number(words: Lexicon) -> re.Pattern[str]:
    spelled = "|".join(sorted((w for w, n in words.numbers.items() if n > 1), key=len, reverse=True))
    return re.compile(rf"(?<![\w.,#$€£/–-])(?:\d{{1,3}}|{spelled})(?![\w%°/]|[.,:–-]\d)", re.IGNORECASE)


@lru_cache(maxsize=64)  # run after run asks for those of the same title and the same announcement
def claims(text: str, words: Lexicon, *, any_noun: bool = False) -> tuple[Claim, ...]:
    """Return the counts in ``text`` that stand before a noun for items.

    With ``any_noun`` (titles and headings) a plural noun of any kind will do, units of measure left out.
    """
    out = []
    nouns = _nouns(words)
    for match in _number(words).finditer(text):
        printed = match.group().lower()
        value = int(printed) if printed.isdigit() else words.numbers[printed]
        if value < 2:
            continue
        found = _noun_after(text, match.end(), nouns, words, any_noun=any_noun)
        if found is not None:
            out.append(Claim(value, found[0], match.start(), found[1]))
    return tuple(out)


def _noun_after(text: str, at: int, nouns: dict[str, str], words: Lexicon, *, any_noun: bool) -> tuple[str | None, int] | None:
    plural: tuple[None, int] | None = None
    for seen, token in enumerate(_TOKEN.finditer(text, at)):
        word = token.group().lower()
        if seen > _REACH or word in '.;:!?()…–—"“”' or word in words.units or word in words.stops:
            break
        if word in nouns and (word.endswith("s") or word == "things"):
            return nouns[word], token.end()
        if any_noun and plural is None and len(word) > 3 and word.endswith("s") and not word.endswith(_NO_PLURALS):
            plural = (None, token.end())
    return plural


def kind_of(text: str, words: Lexicon) -> str | None:
    """Return the kind of group that the first noun for items in ``text`` names, ``None`` where there is none."""
    nouns = _nouns(words)
    for token in _TOKEN.finditer(text):
        kind = nouns.get(token.group().lower())
        if kind is not None:
            return kind
    return None
