"""What the items of a run are, and how many of them the article says there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from seedkit.extract.block_runs import announces
from seedkit.extract.section_runs import tells_to_do
from seedkit.language.counts import Claim, claims, kind_of
from seedkit.language.lexicon import Lexicon
from seedkit.model.block import GROUPS, Reading

_MOST_COUNTS = 8
"""How many counts of one announcement are weighed, from the last one back."""


class Context(NamedTuple):
    """The words around a run: its own heading or lead-in, the paragraph that announces it, the article's title."""

    heading: str | None
    announcement: str | None
    title: str | None


def kind(context: Context, style: str, items: Sequence[str], words: Lexicon) -> str:
    """Return the kind of a run of items.

    What its own heading calls them; else the word printed before each number ("Reason 2:"), the announcement, the article's
    title; with no such word ``steps`` where the article tells how to do something or the items say what to do, else ``items``.
    "Tips" counts in a run's own heading alone.
    """
    own = _named(context.heading, words)
    if own is not None:
        return own
    said = next((c.kind for c in _spoken(context, len(items), words) if c.kind), None)
    named = kind_of(style, words) or said or (_counted(context.title, words) if context.title else None)
    if named is not None:
        return "steps" if named == "tips" else named
    if any(text is not None and (_is_how_to(text, words) or tells_to_do(text, words)) for text in (context.heading, context.title)):
        return "steps"
    telling = sum(tells_to_do(item, words) for item in items)
    return "steps" if 5 * telling >= 2 * len(items) and telling else "items"


def pinned(readings: Sequence[Reading], heads: Iterable[int | None]) -> str | None:
    """Return what an editor calls the run whose items, or whose heading, ``heads`` are; ``None`` where nobody says."""
    pins = (readings[head].block.pin for head in heads if head is not None)
    return next((pin.run for pin in pins if pin is not None and pin.run in GROUPS), None)


def declared(context: Context, of_kind: str, found: int, words: Lexicon) -> int | None:
    """Return the count that a run's own heading or announcement gives for the ``found`` items it holds."""
    own = claims(context.heading, words, any_noun=True)[: -_MOST_COUNTS - 1 : -1] if context.heading else ()
    fitting = (claim for claim in [*own, *_spoken(context, found, words)] if fits(claim, of_kind))
    return next((claim.value for claim in fitting if claim.kind is not None or is_near(claim, found)), None)


def is_near(claim: Claim, found: int) -> bool:
    """Return whether a count of things that have no name here ("5 projects") comes so near to ``found`` that it speaks of them."""
    return abs(claim.value - found) <= max(1, claim.value // 4)


def _spoken(context: Context, found: int, words: Lexicon) -> Sequence[Claim]:
    """Return the counts in the paragraph before a run that speak of it, last first: those that are met, all where it announces."""
    if not context.announcement:
        return ()
    said = claims(context.announcement, words)[: -_MOST_COUNTS - 1 : -1]
    return said if announces(context.announcement, words) else [c for c in said if c.value == found]


def names_items(heading: str, words: Lexicon) -> bool:
    """Return whether a heading calls what stands below it by a noun for items ("Directions", "Common mistakes")."""
    return _named(heading, words) is not None


def fits(claim: Claim, of_kind: str) -> bool:
    """Return whether a count may speak of a run of ``of_kind``."""
    return claim.kind is None or claim.kind == of_kind or {claim.kind, of_kind} <= {"steps", "tips", "items"}


def _named(text: str | None, words: Lexicon) -> str | None:
    if text is None or _is_how_to(text, words):
        return _counted(text, words)
    return _counted(text, words) or kind_of(text, words)


def _counted(text: str | None, words: Lexicon) -> str | None:
    return next((c.kind for c in claims(text, words) if c.kind), None) if text else None


def _is_how_to(text: str | None, words: Lexicon) -> bool:
    return text is not None and text.lower().startswith(words.how_to)
