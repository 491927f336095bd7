"""Findings about front matter."""

from __future__ import annotations

from collections.abc import Iterator

from seedkit.checks.finding import Finding
from seedkit.model.compiled import Compiled
from seedkit.model.document import Span


def check(compiled: Compiled) -> Iterator[Finding]:
    """Yield ``unreadable-front-matter`` at the first line that is wrong."""
    unreadable = compiled.markup.unreadable
    if unreadable is not None:
        start, end = unreadable.place
        span = Span(start=start, end=end, line=compiled.source.line_at(start))
        yield Finding("unreadable-front-matter", f"the front matter {unreadable.why}", span, {})
