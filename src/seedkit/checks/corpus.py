"""Findings about several articles: nearly the same one twice, the same question answered differently.

Each article is looked at once and leaves a fingerprint; time and memory grow linearly with the number of articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from zlib import crc32

from seedkit.checks import diagnostic
from seedkit.checks.finding import Finding
from seedkit.checks.places import bodies
from seedkit.model.document import Body, Diagnostic, Document, Faq, ProseBlock

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
_SAME = 0.8
"""Share of common runs from which on two articles are nearly the same."""
_AGREE = 0.5
"""Share of common words below which two answers differ."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


class _Answer(NamedTuple):
    document: str
    line: int
    words: frozenset[str]


def check(documents: Iterable[Document]) -> Iterator[tuple[Document, Diagnostic]]:
    """Yield ``near-duplicate-article`` and ``conflicting-answers``, each with the later one of the two articles.

    ``documents`` are read once, in their order; ``data`` names the earlier article by its id.
    """
    known: dict[int, list[tuple[str, frozenset[int]]]] = {}
    answers: dict[str, _Answer] = {}
    for document in documents:
        for finding in (*_duplicates(document, known), *_conflicts(document, answers)):
            yield document, diagnostic(finding)


def _duplicates(document: Document, known: dict[int, list[tuple[str, frozenset[int]]]]) -> Iterator[Finding]:
    sketch = _sketch(document)
    if len(sketch) < _FEWEST:
        return
    runs = frozenset(sketch)
    likest, name = 0.0, ""
    for key in sketch[:_KEYS]:
        bucket = known.setdefault(key, [])
        for other, theirs in bucket:
            likeness = _likeness(runs, theirs)
            if likeness > likest:
                likest, name = likeness, other
        if len(bucket) < _BUCKET:
            bucket.append((document.id, runs))
    if likest >= _SAME:
        title = document.metadata.title
        message = f"the article says nearly the same as {name}"
        data = {"other": name, "similarity": round(likest, 2)}
        yield Finding("near-duplicate-article", message, title.span if title else None, data)


def _sketch(document: Document) -> list[int]:
    """Return the smallest hashes of the article's runs of words, in order."""
    words = [word.encode() for text in _texts(document) for word in _WORD.findall(text.casefold())]
    return sorted({crc32(b" ".join(words[at : at + _RUN])) for at in range(len(words) - _RUN + 1)})[:_SKETCH]


def _texts(document: Document) -> Iterator[str]:
    for _, body in bodies(document):
        yield from _prose(body)
    for checklist in document.checklists:
        for item in checklist.items:
            yield item.text


def _prose(body: Body) -> Iterator[str]:
    return (block.text for block in body if isinstance(block, ProseBlock))


def _likeness(a: frozenset[int], b: frozenset[int]) -> float:
    """Return about which share of the runs of two articles they have in common, by their smallest hashes."""
    union = sorted(a | b)[: max(len(a), len(b))]
    return sum(run in a and run in b for run in union) / len(union)


def _conflicts(document: Document, answers: dict[str, _Answer]) -> Iterator[Finding]:
    for faq in document.faqs:
        words = frozenset(word for text in _prose(faq.answer) for word in _WORD.findall(text.casefold()))
        if not words:
            continue
        line = faq.question.span.line
        first = answers.setdefault(_asked(faq), _Answer(document.id, line, words))
        if first.document == document.id:
            continue
        agreement = len(words & first.words) / len(words | first.words)
        if agreement < _AGREE:
            message = f"the same question is answered differently in {first.document}"
            data = {"agreement": round(agreement, 2), "line": first.line, "other": first.document}
            yield Finding("conflicting-answers", message, faq.question.span, data)


def _asked(faq: Faq) -> str:
    """Return the words of a question alone, so that marks and capitals make no other question of it."""
    return " ".join(_WORD.findall(faq.question.text.casefold().removeprefix("q:")))
