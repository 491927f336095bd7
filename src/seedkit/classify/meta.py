"""Lines about the article: byline, dates, reading time, photo credit; each fact with its exact place."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from seedkit.lexicon import load
from seedkit.model.block import Block, Fact

_LONGEST = 140
"""Characters; a longer block is prose, whatever it mentions."""


class _Patterns:
    def __init__(self) -> None:
        words = load()
        month = "|".join(sorted(words.months, key=len, reverse=True))
        self.date = re.compile(
            rf"\b(?:(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d\d?)[-/.](?P<d>\d\d?)|(?P<m1>\d\d?)[/.](?P<d1>\d\d?)[/.](?P<y1>(?:19|20)\d\d)"
            rf"|(?P<d2>\d\d?)(?:st|nd|rd|th)?\.?\s+(?:of\s+)?(?P<m2>{month})\b\.?,?\s+(?P<y2>(?:19|20)\d\d))\b"
            rf"|(?P<m3>{month})\b\.?\s+(?P<d3>\d\d?)(?:st|nd|rd|th)?,?\s+(?P<y3>(?:19|20)\d\d)\b",
            re.IGNORECASE,
        )
        self.reading = re.compile(
            r"\b(\d{1,3})\s*-?\s*min(?:ute)?s?\.?\s+read\b|\breading time:?\s*(\d{1,3})\b(?:\s*min(?:ute)?s?)?", re.IGNORECASE
        )
        self.reading_glued = re.compile(r"(\d{1,3})\s*-?\s*min(?:ute)?s?\.?\s+read", re.IGNORECASE)
        self.by = re.compile(r"\s*(?:(?:written|posted|published|edited|words|story)\s+)?by:?\s+|\s*author:\s+", re.IGNORECASE)
        self.later_by = re.compile(r"\s+by\s+", re.IGNORECASE)
        self.dated = re.compile(
            r"\s*(?:(?:originally\s+)?(?:posted|published|written|last\s+updated|updated|last\s+modified|last\s+reviewed|reviewed|modified)"
            r"(?:\s+on)?|date)\s*:?\s*",
            re.IGNORECASE,
        )
        self.updated = re.compile(r"updat|modif|review", re.IGNORECASE)
        self.credit = re.compile(
            r"\s*(?:photo|image|picture|illustration|photograph|cover image|featured image)s?"
            r"(?:\s+credits?)?\s*(?::|\bby\b|\bcourtesy\b|\bfrom\b|©)",
            re.IGNORECASE,
        )
        self.between = re.compile(r"[\s·|,•—–\-:/()]*")


@cache
def _patterns() -> _Patterns:
    return _Patterns()


def facts(text: str, block: Block, early: bool) -> tuple[Fact, ...]:
    """Return the facts of a block that is a meta line from end to end, or nothing when it says anything else.

    ``early`` allows a byline, a date or a reading time; photo credits stand anywhere.
    """
    if len(block.text) > _LONGEST or block.marker or block.line_end > block.line + 1:
        return ()
    p = _patterns()
    start, end = block.text_start, block.text_end
    credit = p.credit.match(text, start, end)
    if credit and block.text[-1] not in ".!?:":
        return (Fact("credit", block.text, None, start, end),)
    return _dated(text, start, end, p) if early else ()


def _dated(text: str, start: int, end: int, p: _Patterns) -> tuple[Fact, ...]:
    out: list[Fact] = []
    at = start
    name_at: int | None = None
    updated = False
    while at < end:
        at = p.between.match(text, at, end).end()  # type: ignore[union-attr]
        if at >= end:
            break
        reading = p.reading_glued.match(text, at, end) or p.reading.match(text, at, end)
        if reading:
            out.append(Fact("reading_minutes", reading[0], int(next(g for g in reading.groups() if g)), at, reading.end()))
            at = reading.end()
            continue
        when = p.date.match(text, at, end)
        if when:
            value = _value(when)
            if value is None:
                return ()
            out.append(Fact("updated" if updated else "published", when[0], value, at, when.end()))
            at = when.end()
            updated = False
            continue
        dated = p.dated.match(text, at, end)
        by = p.by.match(text, at, end)
        if dated and not (by and by.end() > dated.end()):
            updated = p.updated.search(dated[0]) is not None
            at = dated.end()
            continue
        if by and not any(f.name == "author" for f in out):
            stop = _name_end(text, by.end(), end, p)
            if not _is_name(text[by.end() : stop]):
                return ()
            out.append(_author(text, by.end(), stop))
            at = stop
            continue
        if name_at is None and not out:  # "Jane Roe · 4 min read"
            name_at = at
            stop = _name_end(text, at, end, p)
            if stop < end and _is_name(text[at:stop]):
                out.append(_author(text, at, stop))
                at = stop
                continue
        return ()
    return tuple(out)


def _author(text: str, start: int, end: int) -> Fact:
    while text[end - 1].isspace() or text[end - 1] in ",|·•-–—(":
        end -= 1
    return Fact("author", " ".join(text[start:end].split()), None, start, end)


def _name_end(text: str, start: int, end: int, p: _Patterns) -> int:
    stops = [m.start() for m in (p.date.search(text, start, end), p.reading.search(text, start, end)) if m]
    for sign in "|·•":
        at = text.find(sign, start, end)
        if at > start:
            stops.append(at)
    for word in ("updated", "published", "posted", "last updated", "last modified"):
        at = text.lower().find(word, start, end) if False else text[start:end].lower().find(word)
        if at > 0:
            stops.append(start + at)
    return min(stops, default=end)


_NAME_WORDS = frozenset(["and", "of", "the", "de", "van", "von", "der", "la", "le", "du", "di", "da", "del", "y", "&", "for", "at", "in", "team", "editors", "staff"])


def _is_name(words: str) -> bool:
    """Whether words may name a person or an editorial team."""
    parts = words.replace(",", " ").split()
    if not 1 <= len(parts) <= 10 or (words.rstrip()[-1:] in ".!?:;" and not words.rstrip().endswith(".")):
        return False
    if words.rstrip().endswith(".") and len(parts[-1]) > 4:
        return False
    strange = sum(
        1 for part in parts if not (part[0].isupper() or part[0].isdigit() or part.lower() in _NAME_WORDS or part in "|·")
    )
    return strange == 0 or len(parts) == 1


def is_bare_name(block: Block) -> bool:
    """Whether a block is a name and nothing else, as a byline without "By" is; what stands below must confirm it."""
    text = block.text
    parts = text.replace(",", " ").split()
    return (
        block.marker is None
        and 1 <= len(parts) <= 7
        and len(text) <= 60
        and text[-1] not in ".!?:;"
        and all(part[0].isupper() or part.lower() in _NAME_WORDS for part in parts)
    )


def _value(when: re.Match[str]) -> date | None:
    months = load().months
    for year, month, day in (("y", "m", "d"), ("y1", "m1", "d1"), ("y2", "m2", "d2"), ("y3", "m3", "d3")):
        if when[year]:
            said = when[month].lower()
            first, second = months.get(said) or int(said), int(when[day])
            if year == "y1" and first > 12:  # day before month
                first, second = second, first
            try:
                return date(int(when[year]), first, second)
            except ValueError:
                return None
    return None
