"""Findings about pins: what an editor said once, and what does not fit the article any more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from seedkit.checks.finding import Finding
from seedkit.model.block import Misfit
from seedkit.model.document import Span
from seedkit.model.source import Source


def check(misfits: Iterable[Misfit], source: Source) -> Iterator[Finding]:
    """Yield ``unfit-pin`` for each misfit, at the words that it may have meant."""
    for misfit in misfits:
        place, pin = misfit.place, misfit.pin
        span = Span(start=place.start, end=place.end, line=source.line_at(place.start)) if place is not None else None
        message = f"the pin in line {pin.line} of the sidecar {misfit.why}"
        yield Finding("unfit-pin", message, span, {"pin": pin.line, "text": pin.text})
