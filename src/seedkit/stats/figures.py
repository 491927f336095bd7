"""The figures of one article, and of many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from statistics import quantiles
from typing import NamedTuple

from seedkit.model.compiled import Compiled, TileKind
from seedkit.views.kinds import KINDS, Kinds, division

MEASURES = ("steps", "points", "faqs", "checklists", "sample_texts", "words")
"""What is counted in each article, in the order of reports. Words are separated by white space."""

_WORDS: frozenset[TileKind] = frozenset({"text", "quote", "suffix", "residue", "blank"})


class Figures(NamedTuple):
    """The figures of one article: its counts in the order of ``MEASURES``, the code points of each of ``KINDS``, and how often each
    rule fires."""

    counts: tuple[int, ...]
    division: tuple[int, ...]
    rules: Mapping[tuple[str, str], int]


class Spread(NamedTuple):
    """How a count is distributed over articles: the sum, the extremes and the quartiles."""

    total: int
    least: int
    first: float
    median: float
    third: float
    most: int


class Fired(NamedTuple):
    """A rule, the number of its findings, and of the articles that have any."""

    code: str
    rule: str
    findings: int
    articles: int


class Stats(NamedTuple):
    """The figures of many articles.

    ``spreads`` has those of each of ``MEASURES``, none without articles; ``division`` the code points of each of ``KINDS``;
    ``rules`` those that fire, by the number of their findings.
    """

    articles: int
    spreads: Mapping[str, Spread]
    division: Mapping[str, int]
    rules: tuple[Fired, ...]


def figures(compiled: Compiled) -> Figures:
    """Return the figures of an article. Its findings are those of the rules that are on by default."""
    document, text = compiled.document, compiled.source.text
    words = "".join(text[tile.start : tile.end] for tile in compiled.ledger if tile.kind in _WORDS).split()
    counts = [len(getattr(document, name)) for name in MEASURES if name != "words"]
    rules = Counter((diagnostic.code, diagnostic.rule) for diagnostic in document.diagnostics)
    return Figures((*counts, len(words)), tuple(division(compiled, Kinds(document)).values()), dict(rules))


def summary(every: Iterable[Figures]) -> Stats:
    """Return the figures of many articles, in whatever order they come."""
    articles = list(every)
    columns = zip(*(figures.counts for figures in articles), strict=True)
    divisions = zip(*(figures.division for figures in articles), strict=True)
    findings: Counter[tuple[str, str]] = Counter()
    having: Counter[tuple[str, str]] = Counter()
    for figures in articles:
        findings.update(figures.rules)
        having.update(figures.rules.keys())
    fired = [Fired(*rule, count, having[rule]) for rule, count in findings.items()]
    return Stats(
        len(articles),
        {name: _spread(sorted(column)) for name, column in zip(MEASURES, columns, strict=False)},
        dict(zip(KINDS, map(sum, divisions), strict=False)) or dict.fromkeys(KINDS, 0),
        tuple(sorted(fired, key=lambda row: (-row.findings, row.code))),
    )


def _spread(counts: list[int]) -> Spread:
    first, median, third = quantiles(counts, n=4, method="inclusive") if len(counts) > 1 else counts * 3
    return Spread(sum(counts), counts[0], first, median, third, counts[-1])
