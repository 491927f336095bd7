"""Figures as Markdown tables, and pages that hold them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from measures import Figures

Table = list[list[str]]
"""Rows of cells; the first row is the head."""
Interval = tuple[float, float]


def markdown(table: Table) -> str:
    """Return a table as Markdown, its first column to the left, the others to the right."""
    head, *rows = ["| " + " | ".join(row) + " |" for row in table]
    return "\n".join([head, "| --- |" + " ---: |" * (len(table[0]) - 1), *rows])


def overview(figures: Figures, intervals: Mapping[str, Interval], kinds: Sequence[str], rows: Mapping[str, str]) -> str:
    """Return precision, recall and F1 a kind and the number of labels, and below the other figures (their words in ``rows``)."""
    labels = [["kind", "P", "R", "F1", "95 % interval of F1", "labels"]]
    for kind in kinds:
        cells = [cell(figures, f"{kind} {measure}") for measure in ("P", "R", "F1")]
        labels.append([kind, *cells, interval(intervals, f"{kind} F1"), str(figures[f"{kind} n"])])
    others = [["measure", "figure", "95 % interval"]]
    others += [[words, cell(figures, name), interval(intervals, name)] for name, words in rows.items()]
    return f"{markdown(labels)}\n\n{markdown(others)}"


def side_by_side(first: str, rows: Mapping[str, Figures], columns: Mapping[str, str]) -> str:
    """Return a row for each of several sets of figures, with some of the figures (their words in ``columns``)."""
    table = [[first, "documents", *columns.values()]]
    table += [[name, str(each["documents"]), *(cell(each, column) for column in columns)] for name, each in rows.items()]
    return markdown(table)


def cell(figures: Figures, name: str) -> str:
    """Return a figure with three places, a dash where there is nothing to measure."""
    kind, _, measure = name.rpartition(" ")
    value = None if measure in ("P", "R", "F1") and figures.get(f"{kind} n") == 0 else figures[name]
    return "–" if value is None else f"{value:.3f}"


def interval(intervals: Mapping[str, Interval], name: str) -> str:
    """Return the interval of a figure, empty where it was not drawn."""
    return "{:.3f}–{:.3f}".format(*intervals[name]) if name in intervals else ""


def renew(page: Path, sections: Mapping[str, str]) -> None:
    """Put each section between its two marks (``<!-- figures: NAME -->`` and ``<!-- end: NAME -->``) in a page.

    Raises OSError, and ValueError for a page without the marks.
    """
    text = page.read_text("utf-8")
    for name, content in sections.items():
        start, end = f"<!-- figures: {name} -->\n", f"<!-- end: {name} -->"
        before, opened, rest = text.partition(start)
        _, closed, after = rest.partition(end)
        if not opened or not closed:
            raise ValueError(f"{page}: has no marks for the figures of {name!r}")
        text = f"{before}{start}\n{content}\n\n{end}{after}"
    page.write_text(text, "utf-8")
