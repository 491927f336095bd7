"""Findings about printed numbers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from operator import attrgetter

from seedkit.checks.catalogue import CODES
from seedkit.checks.finding import Finding
from seedkit.model.compiled import Compiled
from seedkit.model.document import Document, Group, Item, Related, Span
from seedkit.model.source import Source
from seedkit.model.walk import items, ordered_items

_START = attrgetter("span.start")
_NEAR = CODES["numbering-start"].limits["distance"]
"""A run that begins this close after the end of another one may continue it."""
_MOST_NAMED = CODES["numbering-gap"].limits["missing"]
"""A larger jump is a change of numbering rather than a gap."""


def check(compiled: Compiled) -> Iterator[Finding]:
    """Yield ``numbering-gap``, ``numbering-duplicate``, ``numbering-out-of-order``, ``mixed-numbering`` and ``numbering-start`` for
    each run of printed numbers, ``numbering-restart`` for a run that begins where another one of its style has just ended."""
    document, source = compiled.document, compiled.source
    found = runs(document, source)
    styles = {group.id: group.numbering for group in document.groups}
    strays = strays_of(found)
    taken = {item.id for filled in strays.values() for item in filled}
    ends: set[int] = set()
    for run in found:
        numbered = [item for item in run if item.label is not None]
        printed = {item.ordinal for item in numbered}
        if len(numbered) > 2 and all(item.ordinal == before.ordinal - 1 for before, item in pairwise(numbered)):
            continue  # a countdown
        others = [item for item in numbered if styles[item.group] != styles[run[0].group]]
        if others:
            yield _mixed(run[0], others)
        for before, item in pairwise(numbered):
            if item.id in strays:
                yield _mixed(before, strays[item.id])
            else:
                yield from _step(before, item, printed)
        if numbered and numbered[0] is run[0] and numbered[0].id not in taken:
            yield from _start(numbered, ends)
        ends.add(run[-1].ordinal)
    yield from _restarts(document, source)


def runs(document: Document, source: Source) -> list[list[Item]]:
    """Return the items of each run of numbers: a group, with the groups that continue its numbering, possibly in another style
    directly below it."""
    leader: dict[str, str] = {}
    by_leader: dict[str, list[Item]] = {}
    for group in document.groups:
        leader[group.id] = leader.get(group.continues, group.continues) if group.continues else group.id
        by_leader.setdefault(leader[group.id], [])
    for item in ordered_items(document):
        by_leader[leader[item.group]].append(item)
    out: list[list[Item]] = []
    for run in by_leader.values():
        if out and run and _goes_on(out[-1][-1], run[0], source):
            out[-1] += run
        elif run:
            out.append(run)
    return out


def _goes_on(last: Item, first: Item, source: Source) -> bool:
    """Whether a run's ``first`` item is directly below another run's ``last`` one and has the next number."""
    return (
        last.label is not None
        and first.label is not None
        and first.ordinal == last.ordinal + 1
        and last.span.end <= first.span.start
        and not source.text[last.span.end : first.span.start].strip()
    )


def strays_of(found: list[list[Item]]) -> dict[str, list[Item]]:
    """Return, for the id of each item after a gap, the items of other runs that are in the gap and have the missing numbers.

    They are members of the run that are printed in another style.
    """
    gaps = [
        (before, item)
        for run in found
        for before, item in pairwise(i for i in run if i.label is not None)
        if 1 < item.ordinal - before.ordinal <= _MOST_NAMED
    ]
    if not gaps:
        return {}
    every = sorted([item for run in found for item in run if item.label is not None], key=_START)
    starts = [item.span.start for item in every]
    out = {}
    for before, item in gaps:
        first, last = bisect_left(starts, before.span.start) + 1, bisect_left(starts, item.span.start)
        missing = range(before.ordinal + 1, item.ordinal)
        if last - first == len(missing) and all(i.ordinal == n for i, n in zip(every[first:last], missing, strict=True)):
            out[item.id] = every[first:last]
    return out


def _mixed(item: Item, others: list[Item]) -> Finding:
    """Return a finding about ``others``, whose numbers have another style than that of ``item``."""
    related = tuple(Related(span=_place(other), message="also in this style") for other in others[1:])
    message = f"the list mixes “{item.label}” and “{others[0].label}”"
    return Finding("mixed-numbering", message, _place(others[0]), {"labels": [item.label, others[0].label]}, related)


def _step(before: Item, item: Item, printed: set[int]) -> Iterator[Finding]:
    a, b = before.ordinal, item.ordinal
    span = _place(item)
    if b == a:
        yield Finding("numbering-duplicate", f"number {b} appears again; expected {a + 1}", span, {"number": b})
    elif b < a and (before.title is None) == (item.title is None):  # a heading and a list item are counted separately
        yield Finding("numbering-out-of-order", f"number {b} follows {a}; expected {a + 1}", span, {"after": a, "number": b})
    elif a + 1 < b <= a + 1 + _MOST_NAMED:
        missing = [number for number in range(a + 1, b) if number not in printed]
        if not missing:
            return  # out of order, which is reported where the number goes back
        named = f"number {missing[0]} is" if len(missing) == 1 else f"numbers {', '.join(map(str, missing))} are"
        yield Finding("numbering-gap", f"{named} missing between {a} and {b}", span, {"missing": missing})


def _start(run: list[Item], ends: set[int]) -> Iterator[Finding]:
    """Yield a finding for a run in digits that begins above 1, unless a run above it ends (``ends``) about where it begins."""
    first = run[0].ordinal
    label = run[0].label or ""
    if (
        first < 2
        or first > CODES["numbering-start"].limits["first"]
        or len(run) < 2
        or run[1].ordinal != first + 1
        or not any(map(str.isdigit, label))
    ):
        return
    if not ends.intersection(range(first - _NEAR, first)):
        yield Finding("numbering-start", f"the list starts at {first}; expected 1", _place(run[0]), {"first": first})


def _restarts(document: Document, source: Source) -> Iterator[Finding]:
    """Yield a finding for each run that restarts at 1 with only whitespace between it and one of the same style and container."""
    above: dict[str | None, Group] = {}
    by_group: dict[str, list[Item]] = {}
    for item in items(document):
        by_group.setdefault(item.group, []).append(item)
    for group in document.groups:
        before = above.get(group.parent)
        above[group.parent] = group
        if before is None or group.title is not None or group.numbering != before.numbering or group.continues is not None:
            continue
        last, first = by_group.get(before.id, [])[-2:], next(iter(by_group.get(group.id, [])), None)
        if (
            first is not None
            and first.label is not None
            and first.ordinal == 1
            and len(last) == 2
            and 0 < last[0].ordinal < last[1].ordinal
            and (last[1].title is None) == (first.title is None)
            and not source.text[before.span.end : first.span.start].strip()
        ):
            message = "the numbering restarts at 1"
            yield Finding("numbering-restart", message, _place(first), {"number": 1})


def _place(item: Item) -> Span:
    return item.title.span if item.title is not None else item.span
