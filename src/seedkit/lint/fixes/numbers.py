"""Numbers of a run that has a duplicate number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from seedkit.checks.numbering import runs
from seedkit.lint.fixes.edit import Edit
from seedkit.model.compiled import Compiled
from seedkit.model.document import Diagnostic, Item
from seedkit.model.source import Place

_NUMBER = re.compile(r"[0-9]+")


def renumber(compiled: Compiled, diagnostic: Diagnostic) -> Iterator[Edit]:
    """Yield the next number in place of the printed one, for each item of the run with the finding.

    Only if the run begins at 1, nothing is missing and no number goes back: a gap stays, because it may be all that is left of a
    missing item. A run is left alone if another run of the same level interrupts or continues it, or if one of its numbers is not
    printed in digits as a label of its own: "6-Star" is a word.
    """
    found = runs(compiled.document, compiled.source)
    for run in found:
        items = [item for item in run if item.label is not None]
        if diagnostic.span is None or all((item.title or item).span.start != diagnostic.span.start for item in items):
            continue
        if _is_interrupted(run, found, compiled):
            continue
        places = [place for item in items if (place := _digits(compiled, item)) is not None]
        if (
            items[0].ordinal == 1
            and len(places) == len(items)
            and all(0 <= below.ordinal - item.ordinal <= 1 for item, below in pairwise(items))
        ):
            yield from _renumbered(items, places)


def _is_interrupted(run: Sequence[Item], found: Sequence[Sequence[Item]], compiled: Compiled) -> bool:
    """Whether the run continues, or is interrupted, in another run: one inside it that is not a nested list counted from 1, or one
    of its own level that follows and does not start at 1."""
    parents = {group.id: group.parent for group in compiled.document.groups}
    first, last = run[0].span.start, run[-1].span.start
    for other in found:
        beside, counted = parents[other[0].group] == parents[run[0].group], other[0].ordinal == 1
        start = other[0].span.start
        if other is not run and ((first < start < last and (beside or not counted)) or (start > last and beside and not counted)):
            return True
    return False


def _renumbered(items: Sequence[Item], places: Sequence[Place]) -> Iterator[Edit]:
    for number, (item, place) in enumerate(zip(items, places, strict=True), items[0].ordinal):
        if item.ordinal != number:
            yield Edit(*place, str(number))


def _digits(compiled: Compiled, item: Item) -> Place | None:
    """Return the span of the printed number of an item, ``None`` if it is not in digits or its label is part of a word."""
    text = compiled.source.text
    label = item.label or ""
    start = item.span.start
    found = _NUMBER.search(text, start, item.title.span.start if item.title else item.span.end)
    if found is None or int(found[0]) != item.ordinal:
        return None
    behind = text.find(label, start, found.end() + len(label)) + len(label)
    return Place(*found.span()) if not text[behind : behind + 1].isalnum() else None
