"""Findings about questions and answers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import zip_longest

from seedkit.checks.finding import Finding
from seedkit.model.compiled import Tile
from seedkit.model.document import Document, Faq, Span
from seedkit.model.source import Source

_LABELS = "A:", "Answer:"
_ANSWER = re.compile(r"^[ \t]*[*_]{0,2}((?:A|Answer):)", re.MULTILINE)


def check(document: Document, source: Source, ledger: tuple[Tile, ...]) -> Iterator[Finding]:
    """Yield ``question-without-answer``, ``answer-without-question`` and ``duplicate-question``."""
    del ledger
    if not document.faqs:
        return
    seen: dict[str, int] = {}
    for faq, below in zip_longest(document.faqs, document.faqs[1:]):
        line = faq.question.span.line
        if not faq.answer and not _is_answered(faq, below, source):
            yield Finding("question-without-answer", "the question has no answer", faq.span, {})
        first = seen.setdefault(faq.question.text.casefold().rstrip("?! "), line)
        if first != line:
            yield Finding(
                "duplicate-question", f"the question of line {first} stands here again", faq.question.span, {"first": first}
            )
    if any(label in source.text for label in _LABELS):
        yield from _answers(document, source)


def _is_answered(faq: Faq, below: Faq | None, source: Source) -> bool:
    """Whether a question has its answer all the same: in its own line, or in plain text as a line that looks like a heading."""
    if "? " in faq.question.text:
        return True
    return below is not None and source.format == "text" and not source.text[faq.span.end : below.span.start].isspace()


def _answers(document: Document, source: Source) -> Iterator[Finding]:
    """Yield a finding for each typed answer but the first one behind a question."""
    starts = [faq.span.start for faq in document.faqs]
    answered: set[int] = set()
    for match in _ANSWER.finditer(source.text):
        question = bisect_right(starts, match.start()) - 1
        if question in answered or question < 0:
            span = Span(start=match.start(1), end=match.end(1), line=source.line_at(match.start(1)))
            yield Finding("answer-without-question", "the answer has no question above it", span, {})
        answered.add(question)
