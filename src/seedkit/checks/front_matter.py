"""Findings about front matter."""

from __future__ import annotations

from collections.abc import Iterator

from seedkit.checks.finding import Finding
from seedkit.model.compiled import Compiled
from seedkit.model.document import Span


def check(compiled: Compiled) -> Iterator[Finding]:
    """Yield ``unreadable-front-matter`` at the first invalid line, ``unreadable-date`` at each unreadable date."""
    source, unreadable = compiled.source, compiled.markup.unreadable
    if unreadable is not None:
        start, end = unreadable.place
        span = Span(start=start, end=end, line=source.line_at(start))
        yield Finding("unreadable-front-matter", f"the front matter {unreadable.why}", span, {})
    for start, end in compiled.markup.undated:
        words = " ".join(source.text[start:end].split())
        span = Span(start=start, end=end, line=source.line_at(start))
        yield Finding("unreadable-date", f"“{words}” is not a date that can be read", span, {"text": words})
