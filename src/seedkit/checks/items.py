"""Findings about steps and questions."""

from __future__ import annotations

from collections.abc import Iterator

from seedkit.checks.finding import Finding
from seedkit.model.compiled import Tile
from seedkit.model.document import Document, Item, ProseBlock
from seedkit.model.source import Source

_PROSE = 25
"""Words from which on what stands behind a number is a paragraph rather than an item of a plain list."""


def check(document: Document, source: Source, ledger: tuple[Tile, ...]) -> Iterator[Finding]:
    """Yield ``untitled-step`` and ``empty-step`` for steps, ``question-without-answer`` for FAQs."""
    del source, ledger
    by_group: dict[str, list[Item]] = {}
    for step in document.steps:
        by_group.setdefault(step.group, []).append(step)
    for steps in by_group.values():
        if _is_prose(steps):
            for step in steps:
                if step.title is None and step.label is not None:
                    yield Finding("untitled-step", f"step {step.ordinal} begins with prose, expected a title", step.span, {})
        titled = [step for step in steps if step.title is not None]
        if any(step.body for step in titled):
            for step in titled:
                if not step.body:
                    yield Finding("empty-step", f"step {step.ordinal} has a title and nothing below it", step.span, {})
    for faq in document.faqs:
        if not faq.answer:
            yield Finding("question-without-answer", "the question has no answer", faq.span, {})


def _is_prose(steps: list[Item]) -> bool:
    """Whether a run is told in numbered paragraphs: most of its items begin with a long one, or go on in further ones."""
    told = 0
    for step in steps:
        prose = [block for block in step.body if isinstance(block, ProseBlock)]
        if prose and (len(prose) > 1 or len(prose[0].text.split()) >= _PROSE):
            told += 1
    return 2 * told > len(steps)
