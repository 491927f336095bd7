"""Findings about paragraphs: those told twice, and those that lead in to nothing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import islice

from seedkit.checks.finding import Finding
from seedkit.checks.places import bodies
from seedkit.model.compiled import Tile
from seedkit.model.document import Body, Document, ProseBlock, Related, Span
from seedkit.model.source import Source

_TELLING = 60
"""Characters from which on a paragraph is too long to be said twice on purpose."""


def check(document: Document, source: Source, ledger: tuple[Tile, ...]) -> Iterator[Finding]:
    """Yield ``duplicate-paragraph`` and ``lead-in-without-list``."""
    del source
    seen: dict[str, list[Span]] = {}
    starts: list[int] = []
    for _, body in bodies(document):
        for place, block in enumerate(body):
            if block.kind == "paragraph":
                assert isinstance(block, ProseBlock)
                if len(block.text) >= _TELLING:
                    seen.setdefault(block.text, []).append(block.span)
                if block.text[-1] == ":" and _is_last(body, place):
                    starts = starts or _starts(document)
                    yield from _lead_in(block, starts, ledger)
    if len(seen) < sum(map(len, seen.values())):
        for places in seen.values():
            if len(places) > 1:
                yield _twice(sorted(places, key=lambda span: span.start))


def _is_last(body: Body, place: int) -> bool:
    """Whether nothing but a heading stands behind a block in its body."""
    return place + 1 == len(body) or body[place + 1].kind == "heading"


def _lead_in(block: ProseBlock, starts: list[int], ledger: tuple[Tile, ...]) -> Iterator[Finding]:
    """Yield a finding unless one of the ``starts`` (of lists, runs and sample texts) lies right behind the paragraph."""
    place = bisect_right(ledger, (block.span.end,))
    behind = next((tile.end for tile in islice(ledger, place, None) if tile.kind not in ("blank", "markup")), None)
    at = bisect_left(starts, block.span.end)
    if behind is None or at == len(starts) or starts[at] >= behind:
        yield Finding(
            "lead-in-without-list", "the paragraph ends in a colon, and nothing that it announces follows", block.span, {}
        )


def _starts(document: Document) -> list[int]:
    arrays = (document.groups, document.checklists, document.sample_texts)
    return sorted(entity.span.start for array in arrays for entity in array)


def _twice(places: list[Span]) -> Finding:
    related = tuple(Related(span=place, message="the same paragraph again") for place in places[2:])
    first, again = places[0], places[1]
    return Finding(
        "duplicate-paragraph", f"the paragraph of line {first.line} stands here again", again, {"first": first.line}, related
    )
