"""Findings about leftovers in the text: placeholders, slots, dates that can be read in two ways."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from seedkit.checks.catalogue import CODES
from seedkit.checks.finding import Finding
from seedkit.checks.prose import finds, in_prose
from seedkit.language.lexicon import Lexicon
from seedkit.language.slots import slot_in_prose
from seedkit.model.compiled import Compiled
from seedkit.model.document import Document, ProseBlock, Span
from seedkit.model.source import Source
from seedkit.model.walk import bodies

_Place = tuple[int, int]

_NOTES = ("TODO", "FIXME", "TBD")
_NOTE = re.compile(r"(?<![^\s\[(*<])(?:TODO|FIXME|TBD)(?=:|[\])]|[ \t]*(?:\n|$))")
_DATE = re.compile(r"(?<![\w/.-])(\d{1,2})([/-])(\d{1,2})\2(?:\d{4}|\d{2})(?![\w/-])")
_DATE_TAILS = {"/": re.compile(r"/\d\d?/\d\d"), "-": re.compile(r"-\d\d?-\d{4}")}
_MOST_SLOTS = CODES["unfilled-slot"].limits["names"]
"""A text with more names than this is not a leftover."""
_REACH = 1000
"""Number of characters before a place that are searched for an enclosing quotation."""
_SLOT_OPENERS = "[{"


def check(compiled: Compiled) -> Iterator[Finding]:
    """Yield ``placeholder-text``, ``unfilled-slot`` and ``ambiguous-date`` for each such place in the article's words."""
    document, source = compiled.document, compiled.source
    words = compiled.lexicon
    for start, end in _prose(_placeholders(source.text, words), compiled):
        yield _finding("placeholder-text", "“{}” is a placeholder", source, start, end)
    slots = list(_prose(_slots(source.text, words), compiled))
    slots = list(_outside_samples(slots, document, source.text)) if slots else slots
    if len({source.text[start:end] for start, end in slots}) > _MOST_SLOTS:
        slots = []  # the article presents a template without a cue
    for start, end in slots:
        yield _finding("unfilled-slot", "“{}” is an unfilled slot", source, start, end)
    dates = _dates(source.text) if words.month_first else iter(())  # elsewhere the day is always first
    for start, end in _prose(dates, compiled):
        day, _, month = re.split(r"([/-])", source.text[start:end])[:3]
        yield _finding(
            "ambiguous-date", f"“{{}}” may mean day {day} of month {month} or day {month} of month {day}", source, start, end
        )


def _prose(places: Iterator[_Place], compiled: Compiled) -> Iterator[_Place]:
    ends = dict(places)
    return ((start, ends[start]) for start in in_prose(sorted(ends), compiled))


def _finding(rule: str, message: str, source: Source, start: int, end: int) -> Finding:
    words = " ".join(source.text[start:end].split())
    return Finding(rule, message.format(words), Span(start=start, end=end, line=source.line_at(start)), {"text": words})


def _placeholders(text: str, words: Lexicon) -> Iterator[_Place]:
    data = text.encode("utf-8", "surrogatepass")  # several times as fast to search as the text
    lowered = data.lower()
    if any(_ends(lowered, last, phrases) for last, phrases in _by_last_word(words).items()):
        yield from (match.span() for match in _phrases(words).finditer(text))
    for note in _NOTES:
        if note.encode() in data:
            for at in finds(text, note):
                if match := _NOTE.match(text, at):
                    yield match.span()


@cache
def _by_last_word(words: Lexicon) -> dict[bytes, tuple[bytes, ...]]:
    """Return the placeholders by the word that they end in, so that a few searches find them all."""
    out: dict[bytes, tuple[bytes, ...]] = {}
    for phrase in map(str.encode, words.placeholders):
        last = phrase[phrase.rfind(b" ") :]
        out[last] = (*out.get(last, ()), phrase)
    return out


def _ends(text: bytes, last: bytes, phrases: tuple[bytes, ...]) -> bool:
    at = text.find(last)
    while at >= 0:
        if text.endswith(phrases, 0, at + len(last)):
            return True
        at = text.find(last, at + 1)
    return False


@cache
def _phrases(words: Lexicon) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(phrase) for phrase in words.placeholders), re.IGNORECASE)


def _slots(text: str, words: Lexicon) -> Iterator[_Place]:
    for at in chain.from_iterable(finds(text, opener) for opener in _SLOT_OPENERS if opener in text):
        if found := slot_in_prose(text, at, words):
            yield found


def _outside_samples(places: Iterable[_Place], document: Document, text: str) -> Iterator[_Place]:
    """Yield the ``places`` outside sample texts and quotations."""
    quoted = [sample.span for sample in document.sample_texts]
    quoted += (b.span for _, body in bodies(document) for b in body if b.kind == "quote" and isinstance(b, ProseBlock))
    ranges = sorted((span.start, span.end) for span in quoted)
    for start, end in places:
        at = bisect_right(ranges, (start, len(text))) - 1
        line = text[max(0, start - _REACH) : start].rpartition("\n")[2]
        opened = line.count("“") > line.count("”") or line.count('"') % 2 == 1
        if (at < 0 or start >= ranges[at][1]) and not opened:
            yield start, end


def _dates(text: str) -> Iterator[_Place]:
    """Yield the numeric dates whose day and month are different and both at most twelve."""
    for sign, tail in _DATE_TAILS.items():
        for at in finds(text, sign):
            for start in (at - 2, at - 1) if tail.match(text, at) else ():
                match = _DATE.match(text, start) if start >= 0 else None
                if match is not None:
                    a, b = int(match[1]), int(match[3])
                    if a != b and 1 <= a <= 12 and 1 <= b <= 12:
                        yield match.span()
                    break
