"""Findings about how much of an article was read."""

from __future__ import annotations

from collections.abc import Iterator

from seedkit.checks.finding import Finding
from seedkit.model.compiled import Compiled
from seedkit.model.document import Span


def check(compiled: Compiled) -> Iterator[Finding]:
    """Yield ``unread-lines`` if an article has so many short lines or tags that its end was not read."""
    source, unread = compiled.source, compiled.markup.unread
    if unread is not None:
        span = Span(start=unread.start, end=unread.end, line=source.line_at(unread.start))
        what = "tags" if source.syntax == "tags" else "lines"
        message = f"the article has too many {what} for its length, and is not read from line {span.line} on"
        yield Finding("unread-lines", message, span, {"line": span.line})
