"""Numbers of a run that skips some, says one twice, or goes back."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain

from seedkit.checks.numbering import runs
from seedkit.lint.fixes.edit import Edit
from seedkit.model.compiled import Compiled
from seedkit.model.document import Diagnostic, Item

_NUMBER = re.compile(r"[0-9]+")


def renumber(compiled: Compiled, told: Sequence[Diagnostic]) -> Iterator[Edit]:
    """Yield the next number in place of the printed one, for each item of the runs that are told of.

    A run is left alone that is not numbered in digits throughout, or whose missing numbers stand inside it in another run: those
    may be items of its own.
    """
    found = [[item for item in run if item.label is not None] for run in runs(compiled.document, compiled.source)]
    every = sorted(chain.from_iterable(found), key=lambda item: item.span.start)
    places = {diagnostic.span.start for diagnostic in told if diagnostic.span is not None}
    for run in found:
        if any((item.title or item).span.start in places for item in run) and not _has_strays(run, every):
            digits = [_digits(compiled, item) for item in run]
            if all(digits):
                yield from _renumbered(run, [place for place in digits if place is not None])


def _has_strays(run: Sequence[Item], every: Sequence[Item]) -> bool:
    """Whether an item of ``every`` that stands inside the run, and is not of it, has a number that the run misses."""
    numbers = {item.ordinal for item in run}
    low, high = min(numbers), max(numbers)
    first = bisect_left(every, run[0].span.start, key=lambda item: item.span.start)
    last = bisect_left(every, run[-1].span.start, key=lambda item: item.span.start)
    return any(low < item.ordinal < high and item.ordinal not in numbers for item in every[first:last])


def _renumbered(items: Sequence[Item], places: Sequence[tuple[int, int]]) -> Iterator[Edit]:
    for number, (item, (start, end)) in enumerate(zip(items, places, strict=True), items[0].ordinal):
        if item.ordinal != number:
            yield Edit(start, end, str(number))


def _digits(compiled: Compiled, item: Item) -> tuple[int, int] | None:
    """Return where the number of an item is printed in digits."""
    found = _NUMBER.search(compiled.source.text, item.span.start, item.title.span.start if item.title else item.span.end)
    return found.span() if found is not None and int(found[0]) == item.ordinal else None
