"""Figures as a picture: SVG without a style of its own. Colors come from the page, by the classes of the parts."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from seedkit.messages import counted
from seedkit.stats.figures import Fired, Spread, Stats
from seedkit.stats.reports import NAMES, number
from seedkit.views.kinds import KINDS

WIDTH = 360
_LEFT, _RIGHT = 92, 12  # room for labels, and behind the longest bar
_ROW, _MIDDLE = 34, 12
_RULES = 8


def picture(stats: Stats) -> str:
    """Return a picture of the figures of at least one article: how each count is distributed, and the rules that fire most.

    A box reaches from the first to the third quartile, with the median in it; the line below it from the least to the most.
    """
    parts: list[str] = []
    top = 0
    for name, spread in stats.spreads.items():
        if spread.most:
            parts += _box(NAMES.get(name, name), spread, top)
            top += _ROW
    fired = stats.rules[:_RULES]
    for row in fired:
        parts += _bar(row, fired[0].findings, top)
        top += _ROW
    title = f"{counted(stats.articles, 'article')}: distribution of counts, and the rules that fire most"
    head = f'<svg class="stats" viewBox="0 0 {WIDTH} {max(top, 1)}" role="img" aria-label="{escape(title)}">'
    return "\n".join((head, *parts, "</svg>"))


def shares(stats: Stats) -> Iterator[tuple[str, str, str]]:
    """Yield each kind that the text became, with its name and its share in percent, as shown."""
    total = sum(stats.division.values()) or 1
    for kind, count in stats.division.items():
        if count:
            yield kind, KINDS[kind], f"{count / total:.0%}"


def _box(name: str, spread: Spread, top: int) -> Iterator[str]:
    room = WIDTH - _LEFT - _RIGHT
    scale = room / spread.most

    def at(value: float) -> float:
        return round(_LEFT + scale * value, 1)

    middle = top + _MIDDLE
    yield f"<g><title>{escape(name)}: {_summary(spread)}</title>"
    yield f'<text x="0" y="{middle + 4}">{escape(name)}</text>'
    yield f'<line x1="{at(spread.least)}" x2="{at(spread.most)}" y1="{middle}" y2="{middle}"/>'
    width = max(round(at(spread.third) - at(spread.first), 1), 1)
    yield f'<rect x="{at(spread.first)}" y="{middle - 7}" width="{width}" height="14" rx="2"/>'
    yield f'<line class="median" x1="{at(spread.median)}" x2="{at(spread.median)}" y1="{middle - 9}" y2="{middle + 9}"/>'
    yield f'<text class="small" x="{_LEFT}" y="{middle + 19}">{_summary(spread)}</text></g>'


def _summary(spread: Spread) -> str:
    return f"median {number(spread.median)}, {number(spread.first)} to {number(spread.third)}, most {number(spread.most)}"


def _bar(row: Fired, most: int, top: int) -> Iterator[str]:
    middle = top + _MIDDLE
    width = max(round((WIDTH - _LEFT - _RIGHT) * row.findings / most, 1), 1)
    where = counted(row.articles, "article")
    yield f'<g class="rule"><text x="0" y="{middle + 4}">{escape(row.code)}</text>'
    yield f'<rect x="{_LEFT}" y="{middle - 5}" width="{width}" height="10" rx="2"/>'
    yield f'<text class="small" x="{_LEFT}" y="{middle + 19}">{escape(row.rule)}: {row.findings:,} in {where}</text></g>'
