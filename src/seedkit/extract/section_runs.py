"""Sections that stand under one heading to the runs of items they form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from seedkit.extract.sections import Section
from seedkit.language.headings import is_faq
from seedkit.language.lexicon import Lexicon
from seedkit.model.block import GROUPS, Reading


class Member(NamedTuple):
    """One item of a run: its own section, and further sections that stand before the next item and belong to it."""

    section: Section
    further: tuple[Section, ...]


class Run(NamedTuple):
    """Neighbouring sections that are the items of one group, or one section that is no item (``kind`` ``"section"``)."""

    kind: Literal["section", "numbered", "plain", "faqs"]
    members: tuple[Member, ...]


class Announcement(NamedTuple):
    """What is known of the items that the headings under one heading may be: whether they are announced, and how many."""

    announced: bool
    declared: int | None
    how_to: bool


def runs(sections: Sequence[Section], readings: Sequence[Reading], words: Lexicon, announcement: Announcement) -> list[Run]:
    """Return the runs that ``sections`` form, in order; every section is in one.

    Headings that share a numbering chain are one run, whatever stands between the first and the last of them. Headings that ask
    are questions and answers where classification says so. Headings with no number are items where the article announces
    items, or where it tells how to do something and they say what to do.
    """
    out: list[Run] = []
    numbered = False
    last = {}
    for place, section in enumerate(sections):
        chain = _chain(section, readings)
        if chain is not None:
            last[chain] = place
    at = 0
    while at < len(sections):
        chain = _chain(sections[at], readings)
        if chain is not None:
            end = last[chain] + 1
            out.append(Run("numbered", _members(sections[at:end], readings, chain)))
            numbered = True
            at = end
        elif _reading(sections[at], readings).role == "question":
            start = at
            while at < len(sections) and _reading(sections[at], readings).role == "question":
                at += 1
            out.append(Run("faqs", tuple(Member(s, ()) for s in sections[start:at])))
        else:
            start = at
            while at < len(sections) and _may_be_plain(sections[at], readings, words):
                at += 1
            plain = sections[start:at]
            if not numbered and _is_plain_run(plain, readings, words, announcement):
                out.append(Run("plain", tuple(Member(s, ()) for s in plain)))
            else:
                at = max(at, start + 1)
                out += [Run("section", (Member(s, ()),)) for s in sections[start:at]]
    return out


def _reading(section: Section, readings: Sequence[Reading]) -> Reading:
    assert section.heading is not None  # only the root has none, and it is nobody's sub-section
    return readings[section.heading]


def _chain(section: Section, readings: Sequence[Reading]) -> int | None:
    reading = _reading(section, readings)
    return reading.chain if reading.ordinal is not None else None


def _members(sections: Sequence[Section], readings: Sequence[Reading], chain: int) -> tuple[Member, ...]:
    starts = [place for place, section in enumerate(sections) if _chain(section, readings) == chain]
    ends = [*starts[1:], len(sections)]
    return tuple(Member(sections[a], tuple(sections[a + 1 : b])) for a, b in zip(starts, ends, strict=True))


def _may_be_plain(section: Section, readings: Sequence[Reading], words: Lexicon) -> bool:
    reading = _reading(section, readings)
    if reading.role != "heading" or reading.ordinal is not None or reading.block.text.endswith("?"):
        return False
    text = reading.block.text
    return not (names_no_steps(text, words) or is_conclusion(text, words) or is_faq(text, words))


def names_no_steps(text: str, words: Lexicon) -> bool:
    """Return whether a heading says what stands under it, and that is nothing to do: "What you'll need"."""
    return text.lower().replace("’", "'").strip(" :.!") in words.no_step_headings


def _is_plain_run(sections: Sequence[Section], readings: Sequence[Reading], words: Lexicon, announcement: Announcement) -> bool:
    if any((pin := _reading(section, readings).block.pin) and pin.run in GROUPS for section in sections):
        return True
    if len(sections) < 2:
        return False
    if announcement.declared is not None and abs(len(sections) - announcement.declared) <= 1:
        return True
    told = sum(tells_to_do(_reading(s, readings).block.text, words) for s in sections)
    if announcement.announced:
        return 2 * told >= len(sections)
    return announcement.how_to and len(sections) >= 3 and 3 * told >= 2 * len(sections)


def tells_to_do(text: str, words: Lexicon) -> bool:
    """Return whether ``text`` begins as an instruction does: with a verb, or with a word of command."""
    lowered = text[:40].lower().replace("’", "'")
    first = lowered.split(" ", 1)[0].strip(",.:;!")
    return first in words.imperatives or lowered.startswith(words.commands)


def is_conclusion(text: str, words: Lexicon) -> bool:
    """Return whether a heading closes the article."""
    lowered = text.lower().replace("’", "'").strip(" .:!")
    if not lowered.startswith(words.conclusion_headings):
        return False
    return any(lowered == cue or (lowered.startswith(cue) and not lowered[len(cue)].isalnum()) for cue in words.conclusion_headings)
