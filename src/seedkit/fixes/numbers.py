"""Numbers of a run that skips some, says one twice, or goes back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from seedkit.checks.numbering import runs, strays_of
from seedkit.fixes.edit import Edit
from seedkit.model.compiled import Compiled
from seedkit.model.document import Diagnostic, Item

_NUMBER = re.compile(r"[0-9]+")


def renumber(compiled: Compiled, told: Sequence[Diagnostic]) -> Iterator[Edit]:
    """Yield the next number in place of the printed one, for each item of the runs that are told of.

    A run that is not numbered in digits throughout, or that shares its numbers with another one, is left alone.
    """
    found = runs(compiled.document)
    shared = strays_of(found)
    places = {diagnostic.span.start for diagnostic in told if diagnostic.span is not None}
    for run in found:
        numbered = [item for item in run if item.label is not None]
        told_of = any((item.title or item).span.start in places for item in numbered)
        if told_of and not any(item.id in shared for item in numbered):
            digits = [_digits(compiled, item) for item in numbered]
            if all(digits):
                yield from _renumbered(numbered, [place for place in digits if place is not None])


def _renumbered(items: Sequence[Item], places: Sequence[tuple[int, int]]) -> Iterator[Edit]:
    for number, (item, (start, end)) in enumerate(zip(items, places, strict=True), items[0].ordinal):
        if item.ordinal != number:
            yield Edit(start, end, str(number))


def _digits(compiled: Compiled, item: Item) -> tuple[int, int] | None:
    """Return where the number of an item is printed in digits."""
    found = _NUMBER.search(compiled.source.text, item.span.start, item.title.span.start if item.title else item.span.end)
    return found.span() if found is not None and int(found[0]) == item.ordinal else None
