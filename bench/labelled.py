"""A corpus of labelled documents: ``gold.jsonl``, ``docs/DOC.txt``, ``sources/DOC.md`` or ``.html``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Literal, NamedTuple

Format = Literal["text", "markdown", "html"]
UNSCORED = ("blank", "other")


class Label(NamedTuple):
    """What one physical line is. ``others`` are kinds that are as right; ``continued`` lines continue the block above."""

    line: int
    kind: str
    others: frozenset[str]
    level: int | None
    depth: int | None
    ordinal: int | None
    continued: bool
    sample: bool
    conclusion: bool


class Pair(NamedTuple):
    """A question's line and the lines of its answer; ``marked`` says that it is below an FAQ heading or is typed as one."""

    question: int
    answer: frozenset[int]
    marked: bool


Step = tuple[int, int | None]
"""The line of a step and its number."""


class Labelled(NamedTuple):
    """One document: where it came from, its labels by line, what may stand for its steps, its FAQ pairs, and its two formats."""

    name: str
    variant: str
    source: str
    origin: str
    labels: Mapping[int, Label]
    steps: tuple[tuple[Step, ...], ...]
    pairs: tuple[Pair, ...]
    author: str | None
    date: str | None
    text: Path
    raw: Path | None

    @property
    def raw_format(self) -> Format | None:
        """The format of the document that the text was flattened from."""
        return None if self.raw is None else "html" if self.raw.suffix == ".html" else "markdown"

    def lines(self) -> list[str]:
        """Return the physical lines of the text, CR LF read as LF. Raises OSError."""
        return self.text.read_bytes().decode("utf-8").replace("\r\n", "\n").split("\n")


def load(corpus: Path) -> list[Labelled]:
    """Return the documents of a corpus in the order of its labels. Raises OSError, KeyError or ValueError for what is no corpus."""
    with (corpus / "gold.jsonl").open(encoding="utf-8") as file:
        return [_document(json.loads(line), corpus) for line in file if line.strip()]


def of_origins(documents: Iterable[Labelled], patterns: str) -> list[Labelled]:
    """Return the documents whose origin is one of the comma-separated patterns (``*`` stands for anything)."""
    return [document for document in documents if any(fnmatchcase(document.origin, each) for each in patterns.split(","))]


def _document(record: Mapping[str, Any], corpus: Path) -> Labelled:
    facts = record.get("meta") or {}
    steps = [record.get("steps", []), *record.get("steps_alt", [])]
    return Labelled(
        name=record["doc"],
        variant=record.get("variant", ""),
        source=record.get("source", ""),
        origin=record.get("origin", ""),
        labels={line["line"]: _label(line) for line in record["lines"]},
        steps=tuple(tuple((line, ordinal) for line, ordinal in run) for run in steps),
        pairs=tuple(Pair(pair["q"], frozenset(pair["a"]), pair["src"] != "run") for pair in record.get("faq", [])),
        author=facts.get("author"),
        date=facts.get("date"),
        text=corpus / "docs" / f"{record['doc']}.txt",
        raw=corpus / record["raw"] if record.get("raw") else None,
    )


def _label(line: Mapping[str, Any]) -> Label:
    return Label(
        line=line["line"],
        kind=line["kind"],
        others=frozenset(line.get("alt", ())),
        level=line.get("level"),
        depth=line.get("depth"),
        ordinal=line.get("ordinal"),
        continued=bool(line.get("cont")),
        sample=bool(line.get("sample")),
        conclusion=bool(line.get("conclusion")),
    )
