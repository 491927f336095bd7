"""Findings about paragraphs: repeated ones, and lead-ins without a list."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from seedkit.checks.catalogue import CODES
from seedkit.checks.finding import Finding
from seedkit.model.compiled import Compiled
from seedkit.model.document import Document, Item, Passage, ProseBlock, Related, Span
from seedkit.model.walk import Entity, bodies, items

_TELLING = CODES["duplicate-paragraph"].limits["characters"]
"""From this number of characters on, a paragraph is too long to be repeated on purpose."""


def check(compiled: Compiled) -> Iterator[Finding]:
    """Yield ``duplicate-paragraph`` and ``lead-in-without-list``."""
    document = compiled.document
    seen: dict[str, ProseBlock] = {}
    repeated: dict[str, list[Span]] = {}
    places: _Places | None = None
    for owner, body in bodies(document):
        untitled = type(owner) is Item and owner.title is None
        for place, block in enumerate(body):
            if type(block) is not ProseBlock or block.kind == "quote":
                continue
            text = block.text
            if len(text) >= _TELLING and (place or not untitled):
                first = seen.setdefault(text, block)
                if first is not block:
                    repeated.setdefault(text, [first.span]).append(block.span)
            if text[-1] == ":" and place + 1 == len(body):
                places = places or _places(document)
                if not _is_followed(block, owner, places, compiled):
                    message = "the paragraph ends in a colon, but nothing follows"
                    yield Finding("lead-in-without-list", message, block.span, {})
    for text in seen if repeated else ():
        if text in repeated:
            yield _twice(sorted(repeated[text], key=lambda span: span.start))


def _is_followed(block: ProseBlock, owner: Entity, places: _Places, compiled: Compiled) -> bool:
    """Whether what a paragraph announces may follow it: anything but the end, the next item, or a heading of the same or a higher
    level."""
    if compiled.source.syntax == "tags":
        return True  # a style sheet or a script may show what the markup does not
    ledger, embeds = compiled.ledger, compiled.markup.embeds
    place = bisect_right(ledger, (block.span.end,))
    while place < len(ledger) and ledger[place].kind in ("blank", "markup", "residue"):
        place += 1
    start = ledger[place].start if place < len(ledger) else len(compiled.source.text)
    embed = bisect_left(embeds, (block.span.end,))
    if embed < len(embeds) and embeds[embed].start < start:
        return True  # a video, a form
    if place == len(ledger):
        return False
    if start in places.items:
        return False
    level = places.headings.get(start)
    return level is None or (isinstance(owner, Passage) and (owner.level or 0) < level)


class _Places(NamedTuple):
    """The spans where the items of runs begin, except the first ones, and the headings of passages with their levels."""

    items: frozenset[int]
    headings: Mapping[int, int]


def _places(document: Document) -> _Places:
    later = [item for item in items(document) if item.position > 1]
    titles = (item.title.span.start for item in later if item.title is not None)
    headed = ((passage.heading, passage.level or 0) for passage in document.passages if passage.heading is not None)
    return _Places(
        frozenset((*titles, *(item.span.start for item in later))), {heading.span.start: level for heading, level in headed}
    )


def _twice(places: list[Span]) -> Finding:
    related = tuple(Related(span=place, message="the same paragraph") for place in places[2:])
    first, again = places[0], places[1]
    return Finding("duplicate-paragraph", f"the paragraph repeats line {first.line}", again, {"first": first.line}, related)
