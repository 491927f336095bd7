"""Findings about printed numbers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from seedkit.checks.finding import Finding
from seedkit.model.compiled import Tile
from seedkit.model.document import Document, Item
from seedkit.model.source import Source

_MOST_NAMED = 20
"""A jump over more numbers than this is a change of numbering, and no list of missing items."""


def check(document: Document, source: Source, ledger: tuple[Tile, ...]) -> Iterator[Finding]:
    """Yield ``numbering-gap``, ``numbering-duplicate`` and ``numbering-out-of-order`` for each run of printed numbers."""
    del source, ledger
    for run in runs(document):
        for before, item in pairwise(i for i in run if i.label is not None):
            yield from _step(before, item)


def runs(document: Document) -> list[list[Item]]:
    """Return the items of each run of numbers: a group, together with the groups that go on with its numbering."""
    leader: dict[str, str] = {}
    out: dict[str, list[Item]] = {}
    for group in document.groups:
        leader[group.id] = leader.get(group.continues, group.continues) if group.continues else group.id
        out.setdefault(leader[group.id], [])
    for item in sorted((*document.steps, *document.points), key=lambda i: i.span.start):
        out[leader[item.group]].append(item)
    return [run for run in out.values() if run]


def _step(before: Item, item: Item) -> Iterator[Finding]:
    a, b = before.ordinal, item.ordinal
    span = item.title.span if item.title else item.span
    if b == a:
        yield Finding("numbering-duplicate", f"number {b} stands here again, expected {a + 1}", span, {"number": b})
    elif b < a:
        yield Finding(
            "numbering-out-of-order", f"number {b} stands behind number {a}, expected {a + 1}", span, {"after": a, "number": b}
        )
    elif a + 1 < b <= a + 1 + _MOST_NAMED:
        missing = list(range(a + 1, b))
        named = f"number {missing[0]} is" if len(missing) == 1 else f"numbers {', '.join(map(str, missing))} are"
        yield Finding("numbering-gap", f"{named} missing between {a} and {b}", span, {"missing": missing})
