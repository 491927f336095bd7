"""Findings about questions and answers."""

from __future__ import annotations

from collections.abc import Iterator

from seedkit.checks.finding import Finding
from seedkit.checks.places import bodies
from seedkit.model.compiled import Tile
from seedkit.model.document import Document, Faq, ProseBlock
from seedkit.model.source import Source

_LABELS = ("A: ", "Answer: ", "A. ")


def check(document: Document, source: Source, ledger: tuple[Tile, ...]) -> Iterator[Finding]:
    """Yield ``question-without-answer``, ``answer-without-question`` and ``duplicate-question``."""
    del source, ledger
    if not document.faqs:
        return
    seen: dict[str, int] = {}
    for faq in document.faqs:
        line = faq.question.span.line
        if not faq.answer:
            yield Finding("question-without-answer", "the question has no answer", faq.span, {})
        first = seen.setdefault(faq.question.text.casefold().rstrip("?! "), line)
        if first != line:
            yield Finding(
                "duplicate-question", f"the question of line {first} stands here again", faq.question.span, {"first": first}
            )
    if not any(isinstance(b, ProseBlock) and b.text.startswith(_LABELS[:2]) for faq in document.faqs for b in faq.answer):
        return
    for owner, body in bodies(document):
        answers = [b for b in body if isinstance(b, ProseBlock) and b.text.startswith(_LABELS)]
        for block in answers[isinstance(owner, Faq) :]:
            yield Finding("answer-without-question", "the answer has no question above it", block.span, {})
