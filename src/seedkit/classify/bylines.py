"""Lines about the article: byline, dates, reading time, photo credit; each fact with its exact span."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from seedkit.language.lexicon import Lexicon, MayOpen, may_open, one_of
from seedkit.model import offsets
from seedkit.model.block import Block, Fact
from seedkit.model.source import Source

_LONGEST = 140
"""Characters; a longer block is prose, whatever it mentions."""
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MOST_WORDS = 10
"""Maximum number of words in a name with its titles."""


class _Patterns(NamedTuple):
    between: re.Pattern[str]
    by: re.Pattern[str]
    dated: re.Pattern[str]
    date: re.Pattern[str]
    reading: re.Pattern[str]
    credit: re.Pattern[str]


def facts(source: Source, block: Block, lexicon: Lexicon) -> tuple[Fact, ...]:
    """Return the facts of a block that consists of a byline, dates or reading time; nothing if it has anything else."""
    several = block.runs is None and block.line_end > block.line + 1  # line breaks in markup mean nothing
    if len(block.text) > _LONGEST or block.marker or several or not _may_state(block.text, lexicon):
        return ()
    found = _scan(block.text, lexicon)
    if not found:
        return ()
    words = offsets.words(source, block)
    return tuple(fact._replace(start=words.starts[fact.start], end=words.ends[fact.end - 1]) for fact in found)


def credit(block: Block, lexicon: Lexicon) -> tuple[Fact, ...]:
    """Return who made a picture, if the block says only that."""
    if len(block.text) > _LONGEST or block.marker or block.text[-1:] in ".!?:" or not _may_credit(lexicon)(block.text):
        return ()
    found = _patterns(lexicon).credit.match(block.text)
    return (Fact("credit", block.text, None, block.text_start, block.text_end),) if found else ()


def _may_state(text: str, lexicon: Lexicon) -> bool:
    """Return whether a text has what every line about the article has: a year, or a word for an author or a reading time."""
    return _YEAR.search(text) is not None or any(map(text.lower().__contains__, _words(lexicon)))


@cache
def _words(lexicon: Lexicon) -> frozenset[str]:
    phrases = (*lexicon.bylines, *lexicon.reading_minutes, *lexicon.reading_labels)
    return frozenset(phrase.split()[0] for phrase in phrases)


@cache
def _may_credit(lexicon: Lexicon) -> MayOpen:
    return may_open(lexicon.credits)


def is_bare_name(block: Block, lexicon: Lexicon) -> bool:
    """Whether a block is only a name, as in a byline without "By"; what follows has to confirm it."""
    text = block.text
    return (
        len(text) <= 60 and block.marker is None and text[-1] not in ".!?:;" and len(text.split()) <= 7 and _is_name(text, lexicon)
    )


def _scan(text: str, lexicon: Lexicon) -> list[Fact]:
    """Read a line piece by piece, with offsets in its words. A piece that is not a fact means that the line is not a byline."""
    patterns = _patterns(lexicon)
    out: list[Fact] = []
    updated = named = False
    end = len(text)
    at = _skip(text, 0, end, patterns)
    while at < end:
        by = patterns.by.match(text, at, end)
        if reading := patterns.reading.match(text, at, end):
            out.append(Fact("reading_minutes", reading[0], int(reading["n"] or reading["m"]), at, reading.end()))
            at = reading.end()
        elif when := patterns.date.match(text, at, end):
            value = _value(when, lexicon)
            if value is None:
                return []
            out.append(Fact("updated" if updated else "published", when[0], value, at, when.end()))
            at, updated = when.end(), False
        elif not by and (dated := patterns.dated.match(text, at, end)):
            updated = " ".join(dated["label"].lower().split()) in lexicon.date_labels.get("updated", ())
            at = dated.end()
        elif any(fact.name == "author" for fact in out) or (out and not by and not _parted(text, at)):
            return []
        else:
            first = by.end() if by else at
            stop = _name_end(text, first, end, patterns)
            if not (by or out or stop < end) or not _is_name(
                text[first:stop], lexicon, loose=bool(by), dated=bool(by) and stop < end
            ):
                return []
            out += _authors(text, first, stop, lexicon)
            at, named = stop, named or bool(by)
        at = _skip(text, at, end, patterns)
    return out if named or any(fact.name != "author" for fact in out) else []  # "A BAD FIRST DATE" is not a name


def _skip(text: str, at: int, end: int, patterns: _Patterns) -> int:
    match = patterns.between.match(text, at, end)
    return match.end() if match else at


def _parted(text: str, at: int) -> bool:
    """Whether a separator of facts is directly before ``at``."""
    return text[:at].rstrip()[-1:] in ("·", "|", "•")


def _name_end(text: str, start: int, end: int, patterns: _Patterns) -> int:
    """Where a name ends: at a date, a reading time, a bar, or a word that introduces a date."""
    numbered = (patterns.date, patterns.reading) if _DIGIT.search(text, start, end) else ()
    found = (pattern.search(text, start, end) for pattern in (*numbered, patterns.dated))
    stops = [match.start() for match in found if match and match.start() > start]
    stops += [at for sign in "|·•" if (at := text.find(sign, start, end)) > start]
    return min(stops, default=end)


def _authors(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Fact]:
    """One fact per person: "and" separates two people if both names are full."""
    while text[end - 1].isspace() or text[end - 1] in ",|·•-–—(":
        end -= 1
    for word in lexicon.joining_words:
        middle = text.find(f" {word} ", start, end)
        if middle > 0 and all(
            len(part.split()) > 1 and _is_name(part, lexicon) for part in (text[start:middle], text[middle + len(word) + 2 : end])
        ):
            yield from _authors(text, start, middle, lexicon)
            yield from _authors(text, middle + len(word) + 2, end, lexicon)
            return
    yield Fact("author", text[start:end], None, start, end)


def _is_name(words: str, lexicon: Lexicon, loose: bool = False, dated: bool = False) -> bool:
    """Whether words may name a person or a team: all are capitalized except words such as "and" and "van".

    ``loose`` accepts two words in any case, ``dated`` one of several: a nickname before a date.
    """
    parts = words.replace(",", " ").split()
    last = words.rstrip()[-1:]
    if not 1 <= len(parts) <= _MOST_WORDS or last in "!?:;" or (last == "." and len(parts[-1]) > 4):
        return False
    lower = sum(
        not (part[0] == part[0].upper() or part.lower() in lexicon.name_words)  # many scripts have only one case
        for part in parts
    )
    return lower == 0 or (loose and len(parts) <= 2) or (dated and lower == 1)


def _value(when: re.Match[str], lexicon: Lexicon) -> date | None:
    months = lexicon.months
    for year, month, day in (("y", "m", "d"), ("y1", "m1", "d1"), ("y2", "m2", "d2"), ("y3", "m3", "d3")):
        if when[year]:
            said = when[month].lower()
            first, second = months.get(said) or int(said), int(when[day])
            day_first = year == "y1" and when[0][len(when[month])] not in lexicon.month_first
            if year == "y1" and (first > 12 or (day_first and second <= 12)):
                first, second = second, first
            try:
                return date(int(when[year]), first, second)
            except ValueError:
                return None
    return None


@cache
def _patterns(words: Lexicon) -> _Patterns:
    month, minutes = one_of(words.months), one_of(words.reading_minutes)
    year, nth = r"(?:19|20)\d\d", rf"(?:{one_of(words.day_endings)})?"
    labels = (*words.date_labels.get("published", ()), *words.date_labels.get("updated", ()))
    time = rf"\b\d\d?:\d\d(?::\d\d)?(?:\s?(?:{one_of(words.halves_of_day)})\b\.?)?(?-i:\s[A-Z]{{2,4}}\b)?"
    credit_words, joiners = one_of(words.credit_words), one_of(words.credit_joiners)
    return _Patterns(
        between=re.compile(
            rf"(?:[\s·|,•—–\-:/()：，、（）。]|\b(?:{one_of(words.weekdays)})\b[.,]|(?:\b(?:{one_of(words.time_joiners)})\s+)?{time})*",
            re.IGNORECASE,
        ),
        by=re.compile(rf"(?:{one_of(words.bylines)})\b(?:\s?:?\s+|\s?：\s*)", re.IGNORECASE),
        dated=re.compile(rf"\b(?P<label>{one_of(labels)})\b\s*[:：]?\s*", re.IGNORECASE),
        date=re.compile(
            rf"(?<!\d)(?:(?P<y>{year})(?:[-/.]|\s?[年년]\s?)(?P<m>\d\d?)(?:[-/.]|\s?[月월]\s?)(?P<d>\d\d?)(?:\s?[日일])?"
            rf"|(?P<m1>\d\d?)[/.](?P<d1>\d\d?)[/.](?P<y1>{year})"
            rf"|(?P<d2>\d\d?){nth}\.?\s+(?:(?:{one_of(words.day_joiners)})\s+)?(?P<m2>{month})\b\.?,?\s+(?:(?:{one_of(words.day_joiners)})\s+)?(?P<y2>{year})(?:\s?(?:{one_of(words.year_endings)}))?"
            rf"|(?P<m3>{month})\b\.?\s+(?P<d3>\d\d?){nth},?\s+(?P<y3>{year}))(?!\d)",
            re.IGNORECASE,
        ),
        reading=re.compile(
            rf"(?<!\d)(?P<n>\d{{1,3}})\s*-?\s*(?:{minutes})\.?\s*(?:{one_of(words.reading_words)})"
            rf"|(?:{one_of(words.reading_labels)})\s?[:：]?\s*(?:{one_of(words.reading_openings)})?\s*(?P<m>\d{{1,3}})(?!\d)(?:\s*(?:{minutes})\b)?",
            re.IGNORECASE,
        ),
        credit=re.compile(
            rf"(?:{one_of(words.credits)})(?:\s+(?:{credit_words}))?\s*(?::\s*\S|\b(?:{joiners})\b|©)", re.IGNORECASE
        ),
    )
