"""Findings about announced counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from seedkit.checks.finding import Finding
from seedkit.checks.numbering import runs, strays_of
from seedkit.language.counts import claims
from seedkit.language.lexicon import Lexicon
from seedkit.model.compiled import Compiled
from seedkit.model.document import Document, ProseBlock, Related, Span, Text

_MOST_NAMED = 20
"""Maximum number of places that are listed for one announced count."""

_Counted = tuple[int, str | None]
"""A count, and the kind of what it counts."""


class _Announcement(NamedTuple):
    """Where a count is announced, its sum with the other counts there ("10 tools, plus 2 more picks"), and whether it is open ("7+
    ways")."""

    place: Span
    together: int
    is_open: bool


def check(compiled: Compiled) -> Iterator[Finding]:
    """Yield ``count-mismatch`` once for each run whose number of items differs from the announced one.

    Its places are those that announce the same count: title, introduction, the group's own heading, conclusion.
    """
    document, source = compiled.document, compiled.source
    by_id = {group.id: group for group in document.groups}
    if all(group.declared_count is None for group in document.groups):
        return
    found_runs = runs(document, source)
    strays = strays_of(found_runs)
    words = compiled.lexicon
    shared: dict[_Counted, list[_Announcement]] | None = None
    for run in found_runs:
        group = by_id[run[0].group]
        found = len(run) + sum(len(strays.get(item.id, ())) for item in run)
        alone = sum(item.group == group.id for item in run)
        if group.declared_count is None or group.declared_count in (found, alone):
            continue
        declared = group.declared_count
        shared = _shared(document, words) if shared is None else shared
        own = _announced(group.title, words, any_noun=not group.title.text.endswith(":")) if group.title is not None else {}
        counted: tuple[_Counted, ...] = ((declared, group.kind), (declared, None))
        announced = [own[key] for key in counted if key in own] + [each for key in counted for each in shared.get(key, ())]
        if any(each.is_open or each.together == found for each in announced):
            continue
        places = _once_a_line(announced)
        if not places or places[0].start > run[0].span.start:
            continue  # a count that comes later may refer to something else
        message = f"{declared} announced, {found} found"
        related = tuple(Related(span=place, message=f"{declared} also announced here") for place in places[1:])
        yield Finding("count-mismatch", message, places[0], {"declared": declared, "found": found}, related)


def _once_a_line(announced: list[_Announcement]) -> list[Span]:
    backwards = sorted((each.place for each in announced), key=lambda place: -place.start)
    return list({place.line: place for place in backwards}.values())[::-1]


def _shared(document: Document, words: Lexicon) -> dict[_Counted, list[_Announcement]]:
    """Return what the article announces outside the titles of its groups, in source order."""
    title = document.metadata.title
    texts: list[tuple[Text | ProseBlock, bool]] = [(title, True)] if title is not None else []
    for passage in document.passages:
        if passage.heading is not None:
            texts.append((passage.heading, True))
        texts += [(block, False) for block in passage.body if isinstance(block, ProseBlock)]
    out: dict[_Counted, list[_Announcement]] = {}
    for text, any_noun in sorted(texts, key=lambda pair: pair[0].span.start):
        for counted, announcement in _announced(text, words, any_noun=any_noun).items():
            kept = out.setdefault(counted, [])
            if len(kept) < _MOST_NAMED:
                kept.append(announcement)
    return out


def _announced(text: Text | ProseBlock, words: Lexicon, *, any_noun: bool) -> dict[_Counted, _Announcement]:
    """Return the counts that a text announces."""
    found = claims(text.text, words, any_noun=any_noun)
    together = sum(claim.value for claim in found)
    out: dict[_Counted, _Announcement] = {}
    for claim in found:
        counted = claim.value, claim.kind
        is_open = "+" in text.text[claim.start : claim.end] or (counted in out and out[counted].is_open)
        out[counted] = _Announcement(text.span, together, is_open)
    return out
