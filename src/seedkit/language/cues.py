"""What a heading, a lead-in or an opening says about what follows it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from seedkit.language.lexicon import Lexicon, MayOpen, may_open
from seedkit.language.signs import COLONS, SENTENCE_ENDS

_CLAUSE = re.compile(r"[,;:.!?…()，、；：。！？،؛؟।]+")
_BEGINNING = 300
"""Number of characters of a text in which a clause may be an instruction."""

_BRACKETED = re.compile(r"\([^()]*\)")
_LONGEST_HEADING = 160


def tells_to_do(text: str, words: Lexicon) -> bool:
    """Return whether ``text`` begins like an instruction: with a verb, or with a word of command.

    In a language whose verb forms show an instruction, one of the first clauses may be one.
    """
    lowered = _straight(text[:40])
    first = lowered.split(" ", 1)[0].strip(",.:;!")
    if first in words.imperatives or lowered.startswith(words.commands):
        return True
    return bool(words.imperative_endings or words.instruction_endings) and _has_command(text[:_BEGINNING], words)


def _has_command(text: str, words: Lexicon) -> bool:
    return any(_is_command(clause.split(), words) for clause in _CLAUSE.split(text))


def _is_command(clause: list[str], words: Lexicon) -> bool:
    """Return whether a clause begins with an imperative, or ends in one and has no finite verb."""
    if not clause:
        return False
    first, last = _straight(clause[0]), clause[-1]
    if first in words.imperatives:
        return True
    opening = f"{first} {clause[1].lower()}" if len(clause) > 1 else first
    if first not in words.no_imperatives and (
        first.endswith(words.imperative_endings) or opening.endswith(words.imperative_endings)
    ):
        return True
    if last != last.lower() or not last.endswith(words.instruction_endings) or last in words.no_imperatives:
        return False
    return words.finite_verbs.isdisjoint(said := [word.lower() for word in clause]) and words.personal_words.isdisjoint(said)


def is_how_to(text: str | None, words: Lexicon) -> bool:
    """Return whether a heading or title says how to do something."""
    if text is None:
        return False
    lowered = text.lower()
    return lowered.startswith(words.how_to) or lowered.rstrip(" .:!?：？").endswith(words.how_to_endings)


def names_no_steps(text: str, words: Lexicon) -> bool:
    """Return whether a heading names what is below it, and that is not an action: "What you'll need"."""
    return _straight(text).strip(" :.!") in words.no_step_headings


@lru_cache(maxsize=256)  # called with the same heading for every list below it
def names_materials(text: str, words: Lexicon) -> bool:
    """Return whether a heading or lead-in says that what follows is needed: "Ingredients", "For the frame you will need:"."""
    said = " ".join(_BRACKETED.sub(" ", _straight(text[:_LONGEST_HEADING])).split())
    lowered = said.strip(" :.!?*")
    if lowered in words.material_headings or not lowered:
        return bool(lowered)
    parts = lowered.replace(",", " ").replace("/", " ").split()
    purpose = next((place for place, part in enumerate(parts) if place and part in words.purpose_words), len(parts))
    named = parts[:purpose]
    if " ".join(named) in words.material_headings:
        return True
    if not words.material_nouns.isdisjoint(named) and words.material_fillers.issuperset(set(named) - words.material_nouns):
        return True
    if not said.endswith((":", "…", "...")):
        return False
    asked = f" {lowered} "
    behind = (asked.rpartition(f" {phrase} ")[2].split() for phrase in words.material_phrases if f" {phrase} " in asked)
    return any(
        words.material_fillers.issuperset(rest) or (rest[-1] in words.following_words and words.infinitive_marks.isdisjoint(rest))
        for rest in behind
    )


@lru_cache(maxsize=256)
def names_steps(text: str, words: Lexicon) -> bool:
    """Return whether a heading says that what follows is to be done: "Directions", "Instructions for the dough"."""
    lowered = _straight(text[:_LONGEST_HEADING]).strip(" :.!?*")
    return lowered in words.step_headings or any(
        lowered.partition(f" {purpose} ")[0] in words.step_headings for purpose in words.purpose_words if f" {purpose} " in lowered
    )


def is_conclusion(text: str, words: Lexicon) -> bool:
    """Return whether a heading closes the article."""
    lowered = _straight(text).strip(" .:!")
    if not lowered.startswith(words.conclusion_headings):
        return False
    return any(lowered == cue or (lowered.startswith(cue) and not lowered[len(cue)].isalnum()) for cue in words.conclusion_headings)


def opens_conclusion(text: str, words: Lexicon) -> bool:
    """Return whether a paragraph begins like closing prose."""
    return _straight(text[:60]).startswith(words.conclusion_openings)


def leads_in(text: str, words: Lexicon) -> bool:
    """Return whether a paragraph introduces the list below it: it ends in a colon, or is one sentence with an announcing word."""
    if text.endswith((*COLONS, ":*", "…", "...")):
        return True
    return len(text) <= 120 and text.count(". ") == 0 and (not text.endswith(SENTENCE_ENDS) or announces(text, words))


@lru_cache(maxsize=64)  # called with the same paragraph for every series below it
def announces(text: str, words: Lexicon) -> bool:
    """Return whether the last sentence of ``text`` says that something follows."""
    lowered = _straight(text)
    if lowered.endswith(COLONS):
        return True
    tail = lowered[max(lowered.rfind(". ", 0, len(lowered) - 1), lowered.rfind("! "), lowered.rfind("? ")) + 1 :]
    return any(cue in tail for cue in words.announcements)


def tells_in_order(text: str, words: Lexicon) -> bool:
    """Return whether a paragraph opens with an ordinal word: "First, …"."""
    return _may_be_ordered(words)(text) and text[:24].lower().startswith(_order_openings(words))


@cache
def _may_be_ordered(words: Lexicon) -> MayOpen:
    return may_open(words.sequence_openings)


@cache
def _order_openings(words: Lexicon) -> tuple[str, ...]:
    """Openings as printed. A bare "second" needs its comma: "second best" is not an ordinal."""
    bare = {word for word, number in words.ordinals.items() if number > 1}
    return tuple(f"{w}{end}" for w in words.sequence_openings for end in (",", ":", *(() if w in bare else (" ",))))


def _straight(text: str) -> str:
    return text.lower().replace("’", "'")
