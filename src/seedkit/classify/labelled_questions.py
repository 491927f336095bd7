"""Questions and answers below lines that consist of "Question" and "Answer"."""

from __future__ import annotations

from seedkit.classify import pins as pinned
from seedkit.classify.page import Page, Readings
from seedkit.model.block import Reading


def read(page: Page, readings: Readings) -> None:
    """Read the one block between a line "Question" and a line "Answer" as a question, and these lines as residue.

    The last of them needs content below it.
    """
    asking = _labels(page, readings, page.lexicon.question_labels)
    if not asking:
        return
    answering = _labels(page, readings, page.lexicon.answer_labels)
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
    found = [k for k in page.short if page.shapes[k].lower.rstrip(" :") in labels and readings[k] is None]
    return frozenset([k for k in found if page.blocks[k].kind == "text" and page.blocks[k].marker is None])
