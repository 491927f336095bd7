"""Readers put to labelled documents: counts a document, figures over all of them and over parts."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import measures
import peers
import source_measures
from labelled import Format, Labelled
from measures import Figures, Tally
from predicted import Predicted

GIVE_UP = 3
"""Documents that a reader fails on, one after the other from the first, before it counts as one that cannot be run."""


class Method(NamedTuple):
    """How documents of a format are scored and shown: the kinds, further figures with their words, the columns of summaries."""

    compare: Callable[[Labelled, Predicted | None], Tally]
    figures: Callable[[Tally], Figures]
    kinds: Sequence[str]
    rows: Mapping[str, str]
    columns: Mapping[str, str]


LINES = Method(
    measures.compare,
    measures.figures,
    measures.KINDS,
    rows={
        "macro F1": "macro F1 over the kinds",
        "merged macro F1": "macro F1, question read as heading and answer as paragraph",
        "accuracy": "lines right",
        "whole": "documents read wholly right (every kind)",
        "title line": "title found",
        "level": "heading level right",
        "parent": "heading stands under the right heading",
        "nested": "all levels right, documents with headings of several levels",
        "ordinal": "number of headings and items right",
        "depth": "list depth right",
        "sequence": "exact step sequence, documents with 2 or more",
        "long sequence": "exact step sequence, documents with 3 or more",
        "clean": "no step found where there is none",
        "steps F1": "steps, F1",
        "pairs F1": "FAQ pairs, F1 (half of the answer's lines shared)",
        "pairs exact F1": "FAQ pairs, F1 (the same lines)",
        "all pairs F1": "FAQ pairs, F1, runs of questions without an FAQ heading counted",
        "author": "author right",
        "date": "date right",
    },
    columns={
        "macro F1": "macro F1",
        "heading F1": "headings",
        "level": "level",
        "bullet F1": "bullets",
        "ordered F1": "numbered",
        "meta F1": "meta",
        "pairs F1": "FAQ pairs",
        "sequence": "step sequence",
        "whole": "wholly right",
    },
)
BLOCKS = Method(
    source_measures.compare,
    source_measures.figures,
    source_measures.BLOCK_KINDS,
    rows={
        "macro F1": "macro F1 over the kinds",
        "level": "heading level right",
        "ordinal": "number of headings and items right",
        "depth": "list depth right",
    },
    columns={
        "macro F1": "macro F1",
        "title F1": "title",
        "heading F1": "headings",
        "level": "level",
        "paragraph F1": "paragraphs",
        "bullet F1": "bullets",
        "ordered F1": "numbered",
        "ordinal": "number",
        "depth": "depth",
    },
)


def method_of(format: Format) -> Method:
    """Return how a format is scored: plain text line by line, the others block by block."""
    return LINES if format == "text" else BLOCKS


class UnusableError(Exception):
    """A reader that cannot be run here, and why."""


def score(reader: peers.Reader, format: Format, documents: Sequence[Labelled]) -> list[Tally]:
    """Return the counts of a reader, a document each; a document that it fails on counts as not read. Raises UnusableError."""
    try:
        read = peers.open_reader(reader, format)
    except ImportError:
        raise UnusableError("not installed") from None
    if read is None:
        raise UnusableError(f"does not read {format}")
    tallies, failed = [], 0
    for place, document in enumerate(documents, 1):
        predicted = None
        try:
            predicted = read(_content(document, format))
        except Exception as error:  # whatever another tool raises
            failed += 1
            reason = f"{type(error).__name__}: {' '.join(str(error).split())[:100]}"
            print(f"{reader.name}: {document.name}: {reason}", file=sys.stderr)
            if failed == place == min(GIVE_UP, len(documents)):
                raise UnusableError(f"cannot be run here ({reason} …)") from error
        tallies.append(method_of(format).compare(document, predicted))
    return tallies


def _content(document: Labelled, format: Format) -> str:
    path = document.text if format == "text" else document.raw
    assert path is not None  # only documents with a source come here
    return path.read_bytes().decode("utf-8", "replace")


def grouped(documents: Sequence[Labelled], tallies: Sequence[Tally], format: Format) -> dict[str, Figures]:
    """Return the figures of each source and of each variant of damage."""
    groups: dict[str, list[Tally]] = {}
    for document, tally in zip(documents, tallies, strict=True):
        for name in (f"source {document.source}", f"variant {document.variant}"):
            groups.setdefault(name, []).append(tally)
    return {name: method_of(format).figures(measures.total(group)) for name, group in sorted(groups.items())}
