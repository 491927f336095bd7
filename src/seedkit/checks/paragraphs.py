"""Findings about paragraphs: those told twice, and those that lead in to nothing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from seedkit.checks.finding import Finding
from seedkit.checks.places import Owner, bodies
from seedkit.model.compiled import Tile
from seedkit.model.document import Document, Item, Passage, ProseBlock, Related, Span
from seedkit.model.source import Source

_TELLING = 60
"""Characters from which on a paragraph is too long to be said twice on purpose."""


def check(document: Document, source: Source, ledger: tuple[Tile, ...]) -> Iterator[Finding]:
    """Yield ``duplicate-paragraph`` and ``lead-in-without-list``."""
    del source
    seen: dict[str, list[Span]] = {}
    starts: list[int] = []
    for owner, body in bodies(document):
        for place, block in enumerate(body):
            if block.kind != "paragraph":
                continue
            assert isinstance(block, ProseBlock)
            if len(block.text) >= _TELLING and (place or not isinstance(owner, Item) or owner.title is not None):
                seen.setdefault(block.text, []).append(block.span)
            if block.text[-1] == ":" and place + 1 == len(body):
                starts = starts or _starts(document)
                if not _is_followed(block, owner, document, starts, ledger):
                    message = "the paragraph ends in a colon, and nothing that it announces follows"
                    yield Finding("lead-in-without-list", message, block.span, {})
    if len(seen) < sum(map(len, seen.values())):
        for places in seen.values():
            if len(places) > 1:
                yield _twice(sorted(places, key=lambda span: span.start))


def _is_followed(block: ProseBlock, owner: Owner, document: Document, starts: list[int], ledger: tuple[Tile, ...]) -> bool:
    """Whether a run, a list or a sample text begins right behind a paragraph (their ``starts``), or a heading below its own."""
    place = bisect_right(ledger, (block.span.end,))
    while place < len(ledger) and ledger[place].kind in ("blank", "markup"):
        place += 1
    if place == len(ledger):
        return False
    behind = ledger[place].end
    at = bisect_left(starts, block.span.end)
    if at < len(starts) and starts[at] < behind:
        return True
    if not isinstance(owner, Passage):
        return False
    at = bisect_left(document.passages, block.span.end, key=lambda passage: passage.span.start)
    below = document.passages[at] if at < len(document.passages) else None
    return below is not None and below.span.start < behind and (owner.level or 0) < (below.level or 0)


def _starts(document: Document) -> list[int]:
    arrays = (document.groups, document.checklists, document.sample_texts)
    starts = [entity.span.start for array in arrays for entity in array]
    starts += (item.span.start for items in (document.steps, document.points) for item in items if item.position == 1)
    return sorted([*starts, *(faq.span.start for faq in document.faqs)])


def _twice(places: list[Span]) -> Finding:
    related = tuple(Related(span=place, message="the same paragraph again") for place in places[2:])
    first, again = places[0], places[1]
    return Finding(
        "duplicate-paragraph", f"the paragraph of line {first.line} stands here again", again, {"first": first.line}, related
    )
