"""Findings about pins that no longer match the article."""

from __future__ import annotations

from collections.abc import Iterator

from seedkit.checks.finding import Finding
from seedkit.model.compiled import Compiled
from seedkit.model.document import Span


def check(compiled: Compiled) -> Iterator[Finding]:
    """Yield ``unmatched-pin`` for each unmatched pin, at the closest match."""
    for unmatched in compiled.unmatched_pins:
        place, pin = unmatched.place, unmatched.pin
        line = compiled.source.line_at(place.start) if place is not None else 0
        span = Span(start=place.start, end=place.end, line=line) if place is not None else None
        message = f"the pin on line {pin.line} of the sidecar {unmatched.why}"
        yield Finding("unmatched-pin", message, span, {"pin": pin.line, "text": pin.text})
