"""Findings about sample texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from seedkit.checks.finding import Finding
from seedkit.model.compiled import Tile
from seedkit.model.document import Document, SampleText, Span
from seedkit.model.source import Source

_PARTNERS: Mapping[str, str] = {"]": "[", "}": "{"}
_LIMITS: Mapping[str, tuple[int, str]] = {"text": (480, "characters"), "speech": (120, "words")}
"""Channel → how long words for it may be: three text messages, a minute of speech."""


def check(document: Document, source: Source, ledger: tuple[Tile, ...]) -> Iterator[Finding]:
    """Yield ``unbalanced-slot`` and ``overlong-sample``."""
    del ledger
    for sample in document.sample_texts:
        odd = _odd(source.text, sample.span.start, sample.span.end)
        if odd is not None:
            sign = source.text[odd]
            span = Span(start=odd, end=odd + 1, line=source.line_at(odd))
            yield Finding("unbalanced-slot", f"the bracket {sign} has no partner in the sample text", span, {"sign": sign})
        yield from _length(sample)


def _odd(text: str, start: int, end: int) -> int | None:
    """Return the offset of the first bracket in ``[start, end)`` that has no partner."""
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
    limit, unit = _LIMITS.get(sample.channel or "", (0, ""))
    if not limit or len(sample.text) <= limit:
        return
    found = len(sample.text) if unit == "characters" else len(sample.text.split())
    if found > limit:
        message = f"{found} {unit} to be sent as {sample.channel}, expected {limit} at most"
        if sample.channel == "speech":
            message = f"{found} {unit} to be said, expected {limit} at most"
        yield Finding("overlong-sample", message, sample.span, {"channel": sample.channel, "found": found, "limit": limit})
