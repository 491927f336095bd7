"""Findings about several articles: nearly the same one twice, the same question answered differently.

Each article is looked at once and leaves a fingerprint; time and memory grow linearly with the number of articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from zlib import crc32

from seedkit.checks import diagnostic
from seedkit.checks.catalogue import CODES
from seedkit.checks.finding import Finding
from seedkit.model.document import Body, ChecklistItem, Diagnostic, Document, Faq, ProseBlock, Span
from seedkit.model.walk import bodies, entities

_RUN = 5
"""Words of a run. Two articles are compared by the runs of words that they have in common."""
_FEWEST = 20
"""An article with fewer runs is too short to be compared."""
_SKETCH = 128
"""How many of its runs, those with the smallest hashes, stand for an article."""
_KEYS = 8
"""How many of them an article is looked up by."""
_BUCKET = 4
"""How many articles are kept under one key: words that all articles share must not make each be compared with each."""
_SAME = CODES["near-duplicate-article"].limits["percent"] / 100
"""Share of common runs from which on two articles are nearly the same."""
_AGREE = CODES["conflicting-answers"].limits["percent"] / 100
"""Share of common words below which two answers differ."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


class Facts(NamedTuple):
    """What is compared of an article: the smallest hashes of its runs of words, in order, and its questions with their answers."""

    id: str
    title: Span | None
    sketch: tuple[int, ...]
    answers: tuple[_Answer, ...]


class _Answer(NamedTuple):
    """A question, its words alone and where it stands, and the words of its answer."""

    question: str
    span: Span
    words: frozenset[str]


def facts(document: Document) -> Facts:
    """Return what ``Comparison`` compares of an article."""
    title = document.metadata.title
    return Facts(document.id, title.span if title else None, tuple(_sketch(document)), tuple(_answers(document)))


class Comparison:
    """Articles, each compared with those before it."""

    def __init__(self) -> None:
        self._known: dict[int, list[tuple[str, frozenset[int]]]] = {}
        self._first: dict[str, tuple[str, _Answer]] = {}

    def about(self, article: Facts) -> list[Diagnostic]:
        """Return ``near-duplicate-article`` and ``conflicting-answers`` of the next article; ``data`` names the earlier one."""
        return list(map(diagnostic, (*self._duplicates(article), *self._conflicts(article))))

    def _duplicates(self, article: Facts) -> Iterator[Finding]:
        if len(article.sketch) < _FEWEST:
            return
        runs = frozenset(article.sketch)
        likest, name = 0.0, ""
        for key in article.sketch[:_KEYS]:
            bucket = self._known.setdefault(key, [])
            for other, theirs in bucket:
                likeness = _likeness(runs, theirs)
                if likeness > likest:
                    likest, name = likeness, other
            if len(bucket) < _BUCKET:
                bucket.append((article.id, runs))
        if likest >= _SAME:
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


def _sketch(document: Document) -> list[int]:
    """Return the smallest hashes of the article's runs of words, in order."""
    words = [word.encode() for text in _texts(document) for word in _WORD.findall(text.casefold())]
    return sorted({crc32(b" ".join(words[at : at + _RUN])) for at in range(len(words) - _RUN + 1)})[:_SKETCH]


def _texts(document: Document) -> Iterator[str]:
    for _, body in bodies(document):
        yield from _prose(body)
    for entity, _ in entities(document):
        if isinstance(entity, ChecklistItem):
            yield entity.text


def _prose(body: Body) -> Iterator[str]:
    return (block.text for block in body if isinstance(block, ProseBlock))


def _likeness(a: frozenset[int], b: frozenset[int]) -> float:
    """Return about which share of the runs of two articles they have in common, by their smallest hashes."""
    union = sorted(a | b)[: max(len(a), len(b))]
    return sum(run in a and run in b for run in union) / len(union)


def _answers(document: Document) -> Iterator[_Answer]:
    for faq in document.faqs:
        words = frozenset(word for text in _prose(faq.answer) for word in _WORD.findall(text.casefold()))
        if words:
            yield _Answer(_asked(faq), faq.question.span, words)


def _asked(faq: Faq) -> str:
    """Return the words of a question alone, so that marks and capitals make no other question of it."""
    return " ".join(_WORD.findall(faq.question.text.casefold().removeprefix("q:")))
