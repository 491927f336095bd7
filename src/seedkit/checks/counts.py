"""Findings about announced counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from seedkit.checks.finding import Finding
from seedkit.checks.numbering import runs, strays_of
from seedkit.claims import claims
from seedkit.lexicon import load
from seedkit.model.compiled import Tile
from seedkit.model.document import Document, Group, ProseBlock, Related, Span, Text
from seedkit.model.source import Source


class _Announcement(NamedTuple):
    """Where a count is announced, what it comes to together with the other counts there ("10 tools, plus 2 more picks"), and
    whether it is open ("7+ ways")."""

    place: Span
    together: int
    is_open: bool


def check(document: Document, source: Source, ledger: tuple[Tile, ...]) -> Iterator[Finding]:
    """Yield ``count-mismatch`` once for each run that holds another number of items than is announced for it.

    Its places are all those that announce the same count: title, introduction, the group's own heading, conclusion.
    """
    del ledger
    by_id = {group.id: group for group in document.groups}
    if all(group.declared_count is None for group in document.groups):
        return
    found_runs = runs(document, source)
    strays = strays_of(found_runs)
    for run in found_runs:
        group = by_id[run[0].group]
        found = len(run) + sum(len(strays.get(item.id, ())) for item in run)
        alone = sum(item.group == group.id for item in run)
        if group.declared_count is None or group.declared_count in (found, alone):
            continue
        declared = group.declared_count
        announced = list(_announced(document, group))
        if any(said.is_open or said.together == found for said in announced):
            continue
        if not announced or announced[0].place.start > run[0].span.start:
            continue  # what is counted afterwards only may be something else
        places = [said.place for said in announced]
        message = f"{declared} announced, {found} found"
        related = tuple(Related(span=place, message=f"{declared} announced here, too") for place in places[1:])
        yield Finding("count-mismatch", message, places[0], {"declared": declared, "found": found}, related)


def _announced(document: Document, group: Group) -> Iterator[_Announcement]:
    """Yield where the count of ``group`` is announced, in source order, once a line."""
    words = load(document.source.language)
    texts: list[tuple[Text | ProseBlock, bool]] = []
    if document.metadata.title is not None:
        texts.append((document.metadata.title, True))
    texts += [(g.title, not g.title.text.endswith(":")) for g in document.groups if g.title is not None and g.id == group.id]
    for passage in document.passages:
        if passage.heading is not None:
            texts.append((passage.heading, True))
        texts += [(block, False) for block in passage.body if isinstance(block, ProseBlock)]
    count = group.declared_count
    spelled = [word for word, value in words.numbers.items() if value == count]
    forms = [str(count), *spelled, *(word.capitalize() for word in spelled), *(word.upper() for word in spelled)]
    texts = [pair for pair in texts if any(form in pair[0].text for form in forms)]
    seen: set[int] = set()
    for text, any_noun in sorted(texts, key=lambda pair: pair[0].span.start):
        said = claims(text.text, words, any_noun=any_noun)
        counts = [claim for claim in said if claim.value == count and claim.kind in (None, group.kind)]
        if counts and text.span.line not in seen:
            seen.add(text.span.line)
            is_open = any("+" in text.text[claim.start : claim.end] for claim in counts)
            yield _Announcement(text.span, sum(claim.value for claim in said), is_open)
