"""Findings about plain text written in the markup of another format."""

from __future__ import annotations

from collections.abc import Iterator

from seedkit.checks.finding import Finding
from seedkit.model.compiled import Compiled
from seedkit.model.document import Span

_NAMES = {"markdown": "Markdown", "html": "HTML"}


def check(compiled: Compiled) -> Iterator[Finding]:
    """Yield ``markup-in-text`` at the first sign of Markdown or HTML in an article that is read as plain text."""
    foreign, source = compiled.markup.foreign, compiled.source
    if foreign is not None:
        start, end = foreign.place
        span = Span(start=start, end=end, line=source.line_at(start))
        message = f"“{source.text[start:end].strip()}” is {_NAMES[foreign.format]}, but the article is read as plain text"
        yield Finding("markup-in-text", message, span, {"format": foreign.format, "suffix": foreign.suffix})
