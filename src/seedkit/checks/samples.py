"""Findings about sample texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from seedkit.checks.catalogue import CODES
from seedkit.checks.finding import Finding
from seedkit.model.compiled import Compiled
from seedkit.model.document import SampleText, Span

_PARTNERS: Mapping[str, str] = {"]": "[", "}": "{"}
_UNITS: Mapping[str, str] = {"text": "characters", "speech": "words"}
"""Channel → the unit of its length. The limit is three text messages, or a minute of speech."""


def check(compiled: Compiled) -> Iterator[Finding]:
    """Yield ``unbalanced-slot`` and ``overlong-sample``."""
    document, source = compiled.document, compiled.source
    for sample in document.sample_texts:
        odd = _odd(source.text, sample.span.start, sample.span.end)
        if odd is not None:
            sign = source.text[odd]
            span = Span(start=odd, end=odd + 1, line=source.line_at(odd))
            yield Finding("unbalanced-slot", f"the bracket {sign} is unbalanced in the sample text", span, {"sign": sign})
        yield from _length(sample)


def _odd(text: str, start: int, end: int) -> int | None:
    """Return the offset of the first unpaired bracket in ``[start, end)``."""
    if not any(sign in text[start:end] for sign in "[]{}"):
        return None
    opened: list[int] = []
    for at in range(start, end):
        sign = text[at]
        if sign in "[{":
            opened.append(at)
        elif sign in _PARTNERS:
            if not opened or text[opened[-1]] != _PARTNERS[sign]:
                return opened[-1] if opened else at
            opened.pop()
    return opened[0] if opened else None


def _length(sample: SampleText) -> Iterator[Finding]:
    unit = _UNITS.get(sample.channel or "")
    if sample.channel is None or unit is None:
        return
    limit = CODES["overlong-sample"].limits[sample.channel]
    found = len(sample.text) if unit == "characters" else len(sample.text.split())
    if found > limit:
        message = f"{found} {unit} are too many for {sample.channel}; expected at most {limit}"
        if sample.channel == "speech":
            message = f"{found} {unit} are too many to say; expected at most {limit}"
        yield Finding("overlong-sample", message, sample.span, {"channel": sample.channel, "found": found, "limit": limit})
