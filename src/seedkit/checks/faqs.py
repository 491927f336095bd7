"""Findings about questions and answers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import zip_longest

from seedkit.checks.finding import Finding
from seedkit.checks.prose import finds, opens_line, tile_at
from seedkit.model.compiled import Compiled
from seedkit.model.document import Faq, Span
from seedkit.model.source import Source

_LABELS = "A:", "Answer:"
"""What is typed before an answer."""


def check(compiled: Compiled) -> Iterator[Finding]:
    """Yield ``question-without-answer``, ``answer-without-question`` and ``duplicate-question``."""
    document, source = compiled.document, compiled.source
    if not document.faqs:
        return
    seen: dict[str, int] = {}
    for faq, below in zip_longest(document.faqs, document.faqs[1:]):
        line = faq.question.span.line
        if not faq.answer and not _is_answered(faq, below, source):
            yield Finding("question-without-answer", "the question has no answer", faq.span, {})
        first = seen.setdefault(faq.question.text.casefold().rstrip("?! "), line)
        if first != line:
            yield Finding("duplicate-question", f"the question repeats line {first}", faq.question.span, {"first": first})
    yield from _answers(compiled)


def _is_answered(faq: Faq, below: Faq | None, source: Source) -> bool:
    """Whether a question has its answer elsewhere: in its own line, or in plain text as a line that looks like a heading."""
    if "? " in faq.question.text:
        return True
    return below is not None and source.syntax == "plain" and not source.text[faq.span.end : below.span.start].isspace()


def _answers(compiled: Compiled) -> Iterator[Finding]:
    """Yield a finding for each typed answer except the first one after a question."""
    source = compiled.source
    labels = sorted((at, at + len(label)) for label in _LABELS for at in finds(source.text, label))
    starts = [faq.span.start for faq in compiled.document.faqs]
    answered: set[int] = set()
    for start, end in labels:
        if tile_at(compiled.ledger, start).kind == "markup" or not opens_line(compiled, start):
            continue
        question = bisect_right(starts, start) - 1
        if question in answered or question < 0:
            span = Span(start=start, end=end, line=source.line_at(start))
            yield Finding("answer-without-question", "the answer has no question above it", span, {})
        answered.add(question)
