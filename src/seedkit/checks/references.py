"""Findings about what the text says about its own runs: "step 3 of 5", "as in step 9", "7 min read"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from seedkit.checks.catalogue import CODES
from seedkit.checks.finding import Finding
from seedkit.checks.numbering import runs
from seedkit.checks.prose import in_prose, tile_at
from seedkit.language.lexicon import Lexicon, one_of
from seedkit.model.compiled import Compiled, Tile
from seedkit.model.document import Document, Item, Span

_CHARACTERS_A_MINUTE = CODES["reading-time-mismatch"].limits["slowest"], CODES["reading-time-mismatch"].limits["fastest"]
"""The slowest and the fastest plausible reading speed, in words per minute."""


def check(compiled: Compiled) -> Iterator[Finding]:
    """Yield ``total-mismatch``, ``unresolved-reference`` and ``reading-time-mismatch``."""
    numbered = [run for run in runs(compiled.document, compiled.source) if run[0].label is not None]
    for noun in _nouns(compiled.document, numbered, compiled.lexicon):
        yield from _named(noun, numbered, compiled)
    yield from _reading_time(compiled.document, compiled.ledger)


def _nouns(document: Document, numbered: list[list[Item]], words: Lexicon) -> set[str]:
    """Return the words that name an item of the article's numbered runs: that of the label ("Step 1:"), or of the kind."""
    if not numbered:
        return set()
    kinds = {group.id: group.kind for group in document.groups}
    nouns = set()
    for run in numbered:
        label = (run[0].label or "").split()
        named = label[0].lower() if label else ""
        kind = kinds[run[0].group]
        nouns.add(named if named in words.number_words and len(named) > 2 else {"items": "item"}.get(kind, kind[:-1]))
    return nouns


@cache
def _pattern(noun: str, words: Lexicon) -> re.Pattern[str]:
    """Return a pattern for references by number. It begins with the noun's second letter, a fixed text that is found fast."""
    total = one_of(words.total_words)
    return re.compile(
        rf"{re.escape(noun[1:])}\s#?(\d{{1,3}})(?:(?:\s(?:{total})\s|\s?/\s?)(\d{{1,3}}))?(?![\w%°]|[.,:]\d|\s(?:{total})\s)"
    )


def _named(noun: str, numbered: list[list[Item]], compiled: Compiled) -> Iterator[Finding]:
    source, ledger = compiled.source, compiled.ledger
    text = source.text
    matches = _pattern(noun, compiled.lexicon).finditer(text)
    found = {m.start() - 1: m for m in matches if m.start() and text[m.start() - 1].lower() == noun[0]}
    if not found:
        return
    sizes = {len(run) for run in numbered}
    printed = {item.ordinal for run in numbered for item in run}
    largest, last = max(sizes), max(printed)
    markers = (at for at in found if tile_at(ledger, at).kind == "marker")
    for at in sorted({*markers, *in_prose(found, compiled)}):
        match = found[at]
        if at and text[at - 1].isalnum():
            continue
        number, total = int(match[1]), int(match[2] or 0)
        span = Span(start=at, end=match.end(), line=source.line_at(at))
        if total and total not in sizes:
            message = f"refers to {noun} {number} of {total}, but there are {largest}"
            yield Finding("total-mismatch", message, span, {"declared": total, "found": largest})
        elif not total and number not in printed and tile_at(ledger, at).kind != "marker":
            message = f"{noun} {number} does not exist; the last one is {last}"
            yield Finding("unresolved-reference", message, span, {"last": last, "number": number})


def _reading_time(document: Document, ledger: tuple[Tile, ...]) -> Iterator[Finding]:
    declared = document.metadata.reading_minutes
    if declared is None:
        return
    length = sum(tile.end - tile.start for tile in ledger if tile.kind == "text")
    slowest, quickest = _CHARACTERS_A_MINUTE
    least, most = length // quickest, max(1, -(-length // slowest))
    if not least <= declared.value <= most:
        expected = f"{max(least, 1)} to {most}" if max(least, 1) < most else f"{most}"
        message = f"the stated reading time is {declared.value} minutes; expected {expected}"
        yield Finding(
            "reading-time-mismatch", message, declared.span, {"declared": declared.value, "least": max(least, 1), "most": most}
        )
