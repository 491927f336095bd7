"""Questions and answers below lines that consist of "Question" and "Answer"."""

from __future__ import annotations

from functools import cache

from seedkit.classify import pins as pinned
from seedkit.classify.page import Page, Readings
from seedkit.language.lexicon import MayOpen, may_open
from seedkit.model.block import Reading


def read(page: Page, readings: Readings) -> None:
    """Read the one block between a line "Question" and a line "Answer" as a question, and these lines as residue.

    The last of them needs content below it.
    """
    asking, answering = (_labels(page, readings, labels) for labels in (page.lexicon.question_labels, page.lexicon.answer_labels))
    for label in sorted(asking):
        asked, answers = label + 1, label + 2
        below = answers
        while below in answering:
            below += 1
        if below == answers or below == len(page.blocks) or below in asking:
            continue
        if readings[asked] is None:
            readings[asked] = Reading(page.blocks[asked], "question", rule="labelled-question")
        elif not pinned.is_a(page.blocks[asked], "question"):
            continue
        for k in (label, *range(answers, below)):
            readings[k] = Reading(page.blocks[k], "residue", rule="question-label", reason="boilerplate")


def _labels(page: Page, readings: Readings, labels: frozenset[str]) -> frozenset[int]:
    """Return the indices of the lines that consist of one of ``labels``."""
    may_open = _may_open(labels)
    return frozenset(
        [
            k
            for k, block in enumerate(page.blocks)
            if may_open(block.text)
            and block.text.lower().rstrip(" :") in labels
            and readings[k] is None
            and block.kind == "text"
            and block.marker is None
        ]
    )


@cache
def _may_open(labels: frozenset[str]) -> MayOpen:
    return may_open(labels)
