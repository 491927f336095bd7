"""How alike two articles are: a sketch of each, and what two sketches have in common (bottom-k MinHash)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from zlib import crc32

from seedkit.checks.catalogue import CODES
from seedkit.model.document import Body, ChecklistItem, Document, ProseBlock
from seedkit.model.walk import bodies, entities

_RUN = 5
"""Words of a run. Two articles are compared by the runs of words that they have in common."""
FEWEST = 20
"""An article with fewer runs is too short to be compared."""
_SKETCH = 128
"""How many of its runs, those with the smallest hashes, stand for an article."""
KEYS = 8
"""How many of them an article is looked up by."""
BUCKET = 4
"""How many articles are kept under one key: words that all articles share must not make each be compared with each."""
SAME = CODES["near-duplicate-article"].limits["percent"] / 100
"""Share of common runs from which on two articles are nearly the same."""
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def sketch(document: Document) -> tuple[int, ...]:
    """Return the smallest hashes, of 32 bits, of the article's runs of words, in order."""
    words = [word.encode() for text in _texts(document) for word in WORD.findall(text.casefold())]
    return tuple(sorted({crc32(b" ".join(words[at : at + _RUN])) for at in range(len(words) - _RUN + 1)})[:_SKETCH])


def likeness(a: frozenset[int], b: frozenset[int]) -> float:
    """Return about which share of the runs of two articles they have in common, by their sketches."""
    union = sorted(a | b)[: max(len(a), len(b))]
    return sum(run in a and run in b for run in union) / len(union)


def prose(body: Body) -> Iterator[str]:
    """Yield the texts of the paragraphs and quotations of a body."""
    return (block.text for block in body if isinstance(block, ProseBlock))


def _texts(document: Document) -> Iterator[str]:
    for _, body in bodies(document):
        yield from prose(body)
    for entity, _ in entities(document):
        if isinstance(entity, ChecklistItem):
            yield entity.text
