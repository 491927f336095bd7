"""The parts of a line in a list of materials: how much, and of what."""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from seedkit.language.lexicon import Lexicon, one_of
from seedkit.language.quantities import quantity

_LONGEST = 300
"""Maximum length of a line that is examined, in characters."""
_LONGEST_NAME = 8
"""Maximum number of words of a clear name."""
_LONGEST_MENTION = 3
"""Maximum number of words behind the first word of a name in prose."""
_STOP = re.compile(r"[,;:(\[]|\s[–—-]\s")


class Need(NamedTuple):
    """The spans ``[start, end)`` of amount and name in the given text, ``None`` if there is none or it is unclear."""

    amount: tuple[int, int] | None
    name: tuple[int, int] | None


def need(text: str, lexicon: Lexicon) -> Need:
    """Return amount and name in a line: "200 g flour, sifted" is 200 g of flour."""
    text = text[:_LONGEST]
    found = _leading(lexicon).match(text)
    if found is not None and found.end() < len(text):
        return Need(found.span(1), _name(text, found.end(), lexicon))
    if found is not None and found.end(1) == len(text):
        return Need(found.span(1), None)
    name = _name(text, 0, lexicon)
    behind = _trailing(lexicon).search(text)
    if behind is None:
        return Need(None, name)
    if name is not None and name[1] > behind.start():
        name = _trimmed(text, name[0], behind.start())
    return Need(behind.span(1), name)


def _name(text: str, at: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Return the span of the words from ``at`` to the next punctuation mark, without a leading article, if they are few."""
    article = _article(lexicon).match(text, at)
    at = article.end() if article is not None else at
    stop = _STOP.search(text, at)
    span = _trimmed(text, at, stop.start() if stop is not None else len(text))
    if span is None or text.count(" ", *span) >= _LONGEST_NAME or ". " in text[slice(*span)]:
        return None
    return span


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip().rstrip(".!*"))
    return (start, end) if any(map(str.isalpha, text[start:end])) else None


@cache
def _amount(lexicon: Lexicon) -> str:
    measure = rf"(?:{one_of(lexicon.measures)})(?!\w)\.?"
    counted = rf"(?:(?:{one_of(lexicon.approximations)})\s)?{quantity(lexicon)}\+?"
    several = rf"{counted}(?:\s?[x×]\s?{quantity(lexicon)})?"
    note = r"(?:\s\((?=[^()]{0,40}\d)[^()]{1,40}\))?"
    article = rf"(?:\s(?:{one_of(lexicon.articles)})(?=\s))?"
    measured = rf"{several}{note}(?:{article}[\s-]?{measure}(?:\s{measure})?)?{note}"
    more = rf"(?:(?:\s?[/+]\s?|,?\s(?:{one_of(lexicon.amount_joiners)})\s){quantity(lexicon)}[\s-]?{measure})?"
    handful = rf"(?:{one_of(lexicon.articles)})\s(?:\w+\s)?{measure}(?=\s(?:{one_of(lexicon.of_words)})\s|\Z)"
    vague = rf"(?:{one_of(lexicon.vague_amounts)})(?!\w)(?:\s{measure})?"
    return rf"(?:{measured}{more}|{handful}|{vague})"


@cache
def _leading(lexicon: Lexicon) -> re.Pattern[str]:
    joined = rf"(?:\s?[x×](?=\s)|\s(?:{one_of(lexicon.of_words)})(?=\s))?"
    return re.compile(rf"({_amount(lexicon)})(?![\w/%°-]){joined}\s?", re.IGNORECASE)


@cache
def _trailing(lexicon: Lexicon) -> re.Pattern[str]:
    phrases = one_of(lexicon.amount_phrases)
    return re.compile(rf"(?:,\s?|\s?[:(–—-]\s?|\s[x×]\s?|\s)({_amount(lexicon)}|{phrases})\)?[.*]?\Z", re.IGNORECASE)


@cache
def _article(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{one_of(lexicon.articles)})\s", re.IGNORECASE)


def mentioned(text: str, lexicon: Lexicon) -> list[str]:
    """Return what prose asks for by a measured amount: "warm milk" in "Add 2 cups of warm milk"."""
    if not any(f" {word} " in text for word in lexicon.of_words):
        return []
    names = (match[1].split() for match in _mention(lexicon).finditer(text))
    return [" ".join(takewhile(lambda word: word.lower() not in lexicon.stops, name)) for name in names]


@cache
def _mention(lexicon: Lexicon) -> re.Pattern[str]:
    articles = one_of(lexicon.articles)
    counted = rf"(?:{quantity(lexicon)}|(?:{articles})(?=\s))"
    measured = rf"(?<![\w.,/-]){counted}\s?(?:{one_of(lexicon.measures)})\.?\s(?:{one_of(lexicon.of_words)})\s(?:(?:{articles})\s)?"
    return re.compile(rf"{measured}(?=([^\W\d_]+(?:[\s-][^\W\d_]+){{0,{_LONGEST_MENTION}}}))", re.IGNORECASE)
