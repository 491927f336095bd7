"""Findings about the title and the headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from operator import attrgetter, itemgetter

from seedkit.checks.catalogue import CODES
from seedkit.checks.finding import Finding
from seedkit.language.lexicon import Lexicon
from seedkit.model.compiled import Compiled, Tile
from seedkit.model.document import Checklist, Document, Group, Related, Span, Text
from seedkit.model.walk import entities, titles

_PROSE = CODES["no-title"].limits["paragraph_words"]
"""From this number of words on, a line that ends in a full stop is a paragraph rather than a title."""
_PHRASE = CODES["keyword-stuffing"].limits["phrase_words"]
"""Number of content words in a phrase that headings are stuffed with."""
_MOST_HEADINGS = CODES["keyword-stuffing"].limits["headings"]
"""A phrase is stuffed into headings if more than this number, and most of them, contain it."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_KIND = itemgetter(Tile._fields.index("kind"))
_START = attrgetter("span.start")


def check(compiled: Compiled) -> Iterator[Finding]:
    """Yield ``no-title`` for an article with words but no title, ``keyword-suffix`` for each heading that ends in one, and
    ``keyword-stuffing`` once."""
    document, source = compiled.document, compiled.source
    title = document.metadata.title
    if title is None and next(entities(document), None) is not None:
        yield Finding("no-title", "the article has no title; expected one on the first line", None, {})
    elif title is not None and title.text.endswith(".") and len(title.text.split()) >= _PROSE:
        yield Finding("no-title", "expected a title, found a paragraph", title.span, {})
    for pieces in _suffixes(compiled.ledger):
        start = pieces[0].start
        span = Span(start=start, end=pieces[-1].end, line=source.line_at(start))
        suffix = " ".join(" ".join(source.text[tile.start : tile.end] for tile in pieces).split())
        yield Finding("keyword-suffix", f"the heading ends in the suffix “{suffix}”", span, {})
    yield from _stuffing(document, compiled.lexicon)


def _suffixes(ledger: tuple[Tile, ...]) -> list[list[Tile]]:
    """Return the tiles of every suffix; markup may split one."""
    out: list[list[Tile]] = []
    if "suffix" not in map(_KIND, ledger):
        return out
    joins = False
    for tile in ledger:
        if tile.kind == "suffix":
            if joins and out[-1][-1].entity == tile.entity:
                out[-1].append(tile)
            else:
                out.append([tile])
            joins = True
        elif tile.kind not in ("markup", "blank"):
            joins = False
    return out


def _stuffing(document: Document, words: Lexicon) -> Iterator[Finding]:
    heads = _titles(document)
    if len(heads) <= _MOST_HEADINGS:
        return
    shared: Counter[str] = Counter()
    for head in heads:
        shared.update(set(head.text.lower().split()))
    if len([count for count in shared.values() if 2 * count > len(heads)]) < _PHRASE:
        return
    phrases = [_phrases(head.text, words) for head in heads]
    seen = Counter(phrase for found in phrases for phrase in found)
    if not seen:
        return
    phrase, count = max(seen.items(), key=lambda pair: (pair[1], pair[0]))
    if count > _MOST_HEADINGS and 2 * count > len(heads):
        places = [head.span for head, found in zip(heads, phrases, strict=True) if phrase in found]
        related = tuple(Related(span=place, message="the phrase also appears here") for place in places[1:])
        message = f"“{' '.join(phrase)}” appears in {count} of {len(heads)} headings"
        yield Finding("keyword-stuffing", message, places[0], {"found": count, "headings": len(heads)}, related)


def _phrases(text: str, words: Lexicon) -> set[tuple[str, ...]]:
    """Return the phrases of a heading: every `_PHRASE` consecutive content words."""
    telling = [w for m in _WORD.finditer(text.lower()) if (w := m[0]) not in words.function_words]
    return {tuple(telling[at : at + _PHRASE]) for at in range(len(telling) - _PHRASE + 1)}


def _titles(document: Document) -> list[Text]:
    """Return the headings in source order, without the lead-ins of groups and checklists."""
    heads = [
        title
        for owner, title in titles(document)
        if type(owner) is not Checklist and not (type(owner) is Group and title.text[-1] == ":")
    ]
    return sorted(heads, key=_START)
