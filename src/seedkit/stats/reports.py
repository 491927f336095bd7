"""Figures in the terminal and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from seedkit.messages import counted
from seedkit.stats.figures import Stats
from seedkit.terminal import Paint
from seedkit.views.kinds import KINDS

NAMES = {"faqs": "FAQs", "sample_texts": "sample texts"}
"""The names of measures that differ from those in the data."""

_COLUMNS = ("total", "least", "quartile", "median", "quartile", "most")
_BAR = 30  # columns


def lines(stats: Stats, paint: Paint, block: str) -> Iterator[str]:
    """Yield the lines for a terminal; ``block`` is the character that bars are drawn with."""
    yield paint("bold", counted(stats.articles, "article"))
    if not stats.articles:
        return
    yield ""
    yield paint("dim", " " * 14 + "".join(f"{name:>10}" for name in _COLUMNS))
    for name, spread in stats.spreads.items():
        yield f"{NAMES.get(name, name):14}" + "".join(f"{number(value):>10}" for value in spread)
    yield ""
    yield paint("dim", "the text by what it became")
    total = sum(stats.division.values()) or 1
    for kind, count in stats.division.items():
        share = count / total
        yield f"{KINDS[kind]:18}{share:6.1%}  {paint('cyan', block * round(_BAR * share))}".rstrip()
    if stats.rules:
        yield ""
        yield paint("dim", f"{'rules':32}{'findings':>10}{'articles':>10}")
        for row in stats.rules:
            yield f"{row.code} {row.rule:26}{row.findings:>10,}{row.articles:>10,}"


def as_json(stats: Stats) -> str:
    """Return the figures as a JSON object, without a final newline."""
    data = {
        "articles": stats.articles,
        "counts": {name: spread._asdict() for name, spread in stats.spreads.items()},
        "characters": stats.division,
        "rules": [row._asdict() for row in stats.rules],
    }
    return json.dumps(data, indent=2)


def number(value: float) -> str:
    """Return a number as it is shown: up to two decimal places."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")
