"""Findings about headings with their levels in markup. Plain text has none."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from seedkit.checks.finding import Finding
from seedkit.model.compiled import Compiled
from seedkit.model.document import Related, Span
from seedkit.model.markup import Heading
from seedkit.model.source import Source


def check(compiled: Compiled) -> Iterator[Finding]:
    """Yield ``multiple-titles`` once, ``skipped-heading-level`` and ``empty-section`` for each such heading."""
    source, headings = compiled.source, compiled.markup.headings
    titles = [heading for heading in headings if heading.level == 1]
    if len(titles) > 1:
        related = tuple(Related(span=_span(source, title), message="another heading of level 1") for title in titles[2:])
        message = f"found {len(titles)} headings of level 1; expected one"
        yield Finding("multiple-titles", message, _span(source, titles[1]), {"found": len(titles)}, related)
    for above, heading in pairwise(headings):
        if heading.level > above.level + 1:
            message = f"heading level {heading.level} follows level {above.level}; expected at most level {above.level + 1}"
            data = {"above": above.level, "level": heading.level}
            yield Finding("skipped-heading-level", message, _span(source, heading), data)
    if source.syntax == "signs":  # in HTML a style sheet or a script may show what the markup does not
        yield from _empty(compiled)


def _empty(compiled: Compiled) -> Iterator[Finding]:
    """Yield a finding for each heading with nothing between it and the next heading of the same or a higher level, or the end."""
    headings = compiled.markup.headings
    shown = sorted(
        [reading.block.start for reading in compiled.readings if reading.block.kind != "heading"]
        + [shown.place.start for shown in compiled.markup.images]
        + [embed.start for embed in compiled.markup.embeds]
    )
    for heading, below in zip_longest(headings, headings[1:]):
        stop = below.place.start if below is not None else len(compiled.source.text)
        if (below is None or below.level <= heading.level) and not _any_within(shown, heading.place.end, stop):
            yield Finding("empty-section", "the section is empty", _span(compiled.source, heading), {})


def _any_within(offsets: Sequence[int], start: int, stop: int) -> bool:
    at = bisect_left(offsets, start)
    return at < len(offsets) and offsets[at] < stop


def _span(source: Source, heading: Heading) -> Span:
    start, end = heading.place
    return Span(start=start, end=end, line=source.line_at(start))
