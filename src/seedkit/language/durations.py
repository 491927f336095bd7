"""Lengths of time that an article states: "1 hour 30 minutes", "Prep time: 10 min"."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from seedkit.language.cues import tells_to_do
from seedkit.language.lexicon import Lexicon, MayOpen, may_open, one_of
from seedkit.language.quantities import largest, quantity

_LONGEST = 300
"""Maximum length of a line that only states facts, in characters."""
_LONGEST_YIELD = 60
_DAY = 1440
"""From this number of minutes on, a length is the duration of a step only in an instruction."""
_WORD = re.compile(r"[^\W\d_¼-¾⅐-⅞]+|[\d¼-¾⅐-⅞]+")
"""A word or a number: "10min" has both."""
_MOST_PARTS = 3
"""Maximum number of parts of one length: days, hours, minutes."""
_SEPARATORS = " \t|•·;,/–—-+.*"


class Length(NamedTuple):
    """A length of time in whole minutes, the longest one of a range, with its span in the given text."""

    minutes: int
    start: int
    end: int


class Stated(NamedTuple):
    """What a line states about the whole: a duration of ``kind``, or how much is made if there are no minutes.

    The offsets are those of the value alone.
    """

    kind: str
    minutes: int | None
    start: int
    end: int


def lengths(text: str, lexicon: Lexicon) -> list[Length]:
    """Return the lengths of time in ``text`` that something is supposed to take: "for 10 minutes", "takes an hour", "simmer 5
    minutes".

    A length that is not a whole number of minutes is left out.
    """
    stems = _stems(lexicon)
    if not stems:
        return []
    lowered = text.lower()
    named = [stem for stem in stems if stem in lowered]
    if not any(_may_count(lowered, stem, lexicon) for stem in named):
        return []
    found = []
    for match in _length_pattern(lexicon).finditer(text):
        before = lowered[max(0, match.start() - 20) : match.start()].rsplit(None, 1)[-1:]
        after = lowered[match.end() : match.end() + 20].split(None, 1)[:1]
        word = before[0] if before else ""
        opened = word in lexicon.duration_openings
        opened = opened or (word.endswith((":", "(")) and not match.group().lower().startswith(_bare(lexicon)))
        opened = opened or (word.strip("“\"'(") in lexicon.imperatives and match.group()[:1].isdigit())
        if not opened or (after and after[0].strip(",.;:!?)") in lexicon.duration_endings):
            continue
        length = _length(match, lexicon)
        if length is not None and (length.minutes < _DAY or tells_to_do(_sentence(text, match.start()), lexicon)):
            found.append(length)
    return found


def stated(text: str, lexicon: Lexicon) -> list[Stated]:
    """Return the facts of a line that only states how long the whole takes or how much it makes; otherwise nothing."""
    if len(text) > _LONGEST or not text[:1].isalnum() or not (text[0].isnumeric() or _may_state(lexicon)(text)):
        return []
    out: list[Stated] = []
    at = 0
    while True:
        while at < len(text) and text[at] in _SEPARATORS:
            at += 1
        if at == len(text):
            return out
        fact = _duration(text, at, lexicon) or _yield(text, at, lexicon)
        if fact is None:
            return []
        out.append(fact)
        at = fact.end


def _duration(text: str, at: int, lexicon: Lexicon) -> Stated | None:
    label = _label(lexicon).match(text, at)
    found = _length_pattern(lexicon).match(text, label.end()) if label is not None else None
    length = _length(found, lexicon) if found is not None else None
    if label is None or length is None:
        return None
    return Stated(_kinds(lexicon)[" ".join(label[1].lower().split())], length.minutes, length.start, length.end)


def _yield(text: str, at: int, lexicon: Lexicon) -> Stated | None:
    label = _yield_label(lexicon).match(text, at)
    start = label.end() if label is not None else at
    counted = _counted(lexicon).match(text, start)
    if counted is None:
        return None
    lowered = text.lower()
    if label is None and not any(noun in lowered for noun in lexicon.yield_nouns):
        return None
    behind = _behind(lexicon).search(text, counted.end())
    words = text[start : behind.start() if behind is not None else len(text)].rstrip(_SEPARATORS)
    named = label is not None or not lexicon.yield_nouns.isdisjoint(words.lower().split())
    if not named or len(words) > _LONGEST_YIELD or ". " in words:
        return None
    return Stated("yield", None, start, start + len(words))


def _length(match: re.Match[str], lexicon: Lexicon) -> Length | None:
    total = 0.0
    for number, unit, half in _part(lexicon).findall(match.group().lower()):
        minutes = lexicon.duration_units[unit]
        if minutes == 0:  # seconds
            return None
        total += minutes * (1 if number in lexicon.ones else largest(number, lexicon)) + (minutes / 2 if half else 0)
    return Length(int(total), match.start(), match.end()) if total and total == int(total) else None


@cache
def _stems(lexicon: Lexicon) -> tuple[str, ...]:
    """The units without those that begin with another one, so that few searches rule out most texts."""
    units = {unit for unit in lexicon.duration_units if len(unit) > 1}
    return tuple(sorted(unit for unit in units if not any(unit.startswith(other) for other in units - {unit})))


def _may_count(lowered: str, stem: str, lexicon: Lexicon) -> bool:
    """Return whether a unit that begins with ``stem`` may directly follow a number, a half or an article anywhere in a text."""
    counts, units = _counting_words(lexicon), _unit_words(lexicon)
    at = lowered.find(stem)
    while at >= 0:
        before = lowered[lowered.rfind(" ", 0, max(0, at - 1)) + 1 : at].rstrip(" ")
        if (before in counts or not before.isalpha()) and (unit := _WORD.match(lowered, at)) and unit[0] in units:
            return True
        at = lowered.find(stem, at + 1)
    return False


@cache
def _unit_words(lexicon: Lexicon) -> frozenset[str]:
    return frozenset([word for unit in lexicon.duration_units for word in _WORD.findall(unit)[:1]])


@cache
def _counting_words(lexicon: Lexicon) -> frozenset[str]:
    return frozenset([_WORD.findall(words)[-1] for words in (*lexicon.numbers, *lexicon.halves, *lexicon.ones)])


@cache
def _may_state(lexicon: Lexicon) -> MayOpen:
    """Return whether a text may begin with a fact that is not a number in digits."""
    return may_open((*_kinds(lexicon), *lexicon.yield_labels, *lexicon.approximations, *lexicon.halves, *lexicon.numbers))


@cache
def _bare(lexicon: Lexicon) -> tuple[str, ...]:
    """How a length begins whose number is only an article: "an hour"."""
    return tuple(f"{article} " for article in lexicon.ones)


def _sentence(text: str, at: int) -> str:
    """Return the beginning of the sentence that contains the offset ``at``."""
    start = max(text.rfind(stop, 0, at) for stop in (". ", "! ", "? ", ": "))
    return text[start + 2 if start >= 0 else 0 : at]


@cache
def _part(lexicon: Lexicon) -> re.Pattern[str]:
    """Return a pattern for one part of a length: its number, its unit, and "and a half"."""
    return re.compile(_one(lexicon, lexicon.ones))


@cache
def _length_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    first, other = _one(lexicon, lexicon.ones), _one(lexicon, ())
    more = rf"(?:[.,]?\s?(?:(?:{one_of(lexicon.joining_words)})\s)?{other}){{0,{_MOST_PARTS - 1}}}"
    return re.compile(rf"(?<![\w.,/$€£-]){first}{more}", re.IGNORECASE)


def _one(lexicon: Lexicon, ones: tuple[str, ...]) -> str:
    counted = rf"({quantity(lexicon)}|(?:{one_of(ones)})(?=\s))(?:\s(?:{one_of(lexicon.ones)})(?=\s))?"
    half = rf"(\s(?:{one_of(lexicon.half_more)})(?!\w))?"
    return rf"{counted}[\s-]?({one_of(lexicon.duration_units)})(?![\w-]){half}"


@cache
def _kinds(lexicon: Lexicon) -> dict[str, str]:
    return {label: kind for kind, labels in lexicon.duration_labels.items() for label in labels}


@cache
def _label(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"({one_of(_kinds(lexicon))})\s?[:–—-]?\s{_about(lexicon)}", re.IGNORECASE)


@cache
def _yield_label(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of(lexicon.yield_labels)})\s?[:–—-]?\s", re.IGNORECASE)


@cache
def _counted(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"{_about(lexicon)}{quantity(lexicon)}\+?(?!\w|[.,:]\d)", re.IGNORECASE)


@cache
def _behind(lexicon: Lexicon) -> re.Pattern[str]:
    """The end of the amount made: a separator, or the label of the next fact."""
    return re.compile(rf"\s?[|•·;]|,?\s(?:{one_of((*_kinds(lexicon), *lexicon.yield_labels))})\s?[:–—-]", re.IGNORECASE)


def _about(lexicon: Lexicon) -> str:
    return rf"(?:(?:{one_of(lexicon.approximations)})\s)?"
