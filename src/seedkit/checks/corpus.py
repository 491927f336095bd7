"""Findings about several articles: near duplicates, and different answers to the same question.

Each article is read once and leaves a sketch; time and memory grow linearly with the number of articles.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from seedkit.checks import diagnostic
from seedkit.checks.catalogue import CODES
from seedkit.checks.finding import Finding
from seedkit.checks.likeness import BUCKET, FEWEST, KEYS, SAME, WORD, likeness, prose, sketch
from seedkit.model.document import Diagnostic, Document, Faq, Span

_AGREE = CODES["conflicting-answers"].limits["percent"] / 100
"""Share of common words below which two answers differ."""


class Facts(NamedTuple):
    """What is compared of an article: the smallest hashes of its runs of words, in order, and its questions with their answers."""

    id: str
    title: Span | None
    sketch: tuple[int, ...]
    answers: tuple[_Answer, ...]


class _Answer(NamedTuple):
    """A question, its words alone with its span, and the words of its answer."""

    question: str
    span: Span
    words: frozenset[str]


def facts(document: Document) -> Facts:
    """Return what ``Comparison`` compares of an article."""
    title = document.metadata.title
    return Facts(document.id, title.span if title else None, sketch(document), tuple(_answers(document)))


class Comparison:
    """Compares each article with those before it."""

    def __init__(self) -> None:
        self._known: dict[int, list[tuple[str, frozenset[int]]]] = {}
        self._first: dict[str, tuple[str, _Answer]] = {}

    def about(self, article: Facts) -> list[Diagnostic]:
        """Return ``near-duplicate-article`` and ``conflicting-answers`` of the next article; ``data`` names the earlier one."""
        return list(map(diagnostic, (*self._duplicates(article), *self._conflicts(article))))

    def _duplicates(self, article: Facts) -> Iterator[Finding]:
        if len(article.sketch) < FEWEST:
            return
        runs = frozenset(article.sketch)
        likest, name = 0.0, ""
        for key in article.sketch[:KEYS]:
            bucket = self._known.setdefault(key, [])
            for other, theirs in bucket:
                alike = likeness(runs, theirs)
                if alike > likest:
                    likest, name = alike, other
            if len(bucket) < BUCKET:
                bucket.append((article.id, runs))
        if likest >= SAME:
            message = f"the article is nearly identical to {name}"
            yield Finding("near-duplicate-article", message, article.title, {"other": name, "similarity": round(likest, 2)})

    def _conflicts(self, article: Facts) -> Iterator[Finding]:
        for answer in article.answers:
            other, first = self._first.setdefault(answer.question, (article.id, answer))
            if other == article.id:
                continue
            agreement = len(answer.words & first.words) / len(answer.words | first.words)
            if agreement < _AGREE:
                message = f"{other} answers the same question differently"
                data = {"agreement": round(agreement, 2), "line": first.span.line, "other": other}
                yield Finding("conflicting-answers", message, answer.span, data)


def _answers(document: Document) -> Iterator[_Answer]:
    for faq in document.faqs:
        words = frozenset(word for text in prose(faq.answer) for word in WORD.findall(text.casefold()))
        if words:
            yield _Answer(_asked(faq), faq.question.span, words)


def _asked(faq: Faq) -> str:
    """Return the words of a question alone, so that punctuation and capitals make no difference."""
    return " ".join(WORD.findall(faq.question.text.casefold().removeprefix("q:")))
