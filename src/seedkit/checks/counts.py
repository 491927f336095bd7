"""Findings about announced counts."""

from __future__ import annotations

from collections.abc import Iterator

from seedkit.checks.finding import Finding
from seedkit.checks.numbering import runs
from seedkit.claims import claims
from seedkit.lexicon import load
from seedkit.model.compiled import Tile
from seedkit.model.document import Document, Group, ProseBlock, Related, Span, Text
from seedkit.model.source import Source


def check(document: Document, source: Source, ledger: tuple[Tile, ...]) -> Iterator[Finding]:
    """Yield ``count-mismatch`` once for each run that holds another number of items than is announced for it.

    Its places are all those that announce the same count: title, introduction, the group's own heading, conclusion.
    """
    del ledger
    by_id = {group.id: group for group in document.groups}
    for run in runs(document):
        group = by_id[run[0].group]
        if group.declared_count is None or group.declared_count == len(run):
            continue
        declared, found = group.declared_count, len(run)
        places = list(_places(document, group))
        message = f"{declared} announced, {found} found"
        related = tuple(Related(span=place, message=f"{declared} announced here, too") for place in places[1:])
        yield Finding(
            "count-mismatch", message, places[0] if places else group.span, {"declared": declared, "found": found}, related
        )


def _places(document: Document, group: Group) -> Iterator[Span]:
    """Yield where the count of ``group`` is announced, in source order, once a line."""
    words = load(document.source.language)
    texts: list[tuple[Text | ProseBlock, bool]] = []
    if document.metadata.title is not None:
        texts.append((document.metadata.title, True))
    texts += [(g.title, True) for g in document.groups if g.title is not None and g.id == group.id]
    for passage in document.passages:
        if passage.heading is not None:
            texts.append((passage.heading, True))
        texts += [(block, False) for block in passage.body if isinstance(block, ProseBlock)]
    seen: set[int] = set()
    for text, any_noun in sorted(texts, key=lambda pair: pair[0].span.start):
        if any(
            c.value == group.declared_count and c.kind in (None, group.kind) for c in claims(text.text, words, any_noun=any_noun)
        ):
            span = text.span
            if span.line not in seen:
                seen.add(span.line)
                yield span
