"""An original beside its gold and its document, every place told as physical lines."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from seedkit.model.document import BodyBlock, RefBlock, Span, Text
from seedkit.pipeline import compile_bytes

SEPARATORS = " –—|-:"


class Original:
    """An original, its gold, and its document; every place is told as physical lines."""

    def __init__(self, file: Path, gold: Path) -> None:
        data = file.read_bytes()
        self.gold: dict[str, Any] = yaml.safe_load(gold.read_text(encoding="utf-8"))
        assert hashlib.sha256(data).hexdigest() == self.gold["sha256"], f"{file.name} is not the file that the gold speaks of"
        self._compiled = compile_bytes(data, file.name, "text")
        self.document = self._compiled.document
        self.lines = [" ".join(line.split()) for line in self._compiled.source.text.replace("\r\n", "\n").split("\n")]

    @cached_property
    def suffixed(self) -> set[int]:
        """The lines that end in a search-engine suffix."""
        found = {line for entry in self.gold["diagnostics"] if entry["rule"] == "keyword-suffix" for line in entry["lines"]}
        assert {step["title"] for step in self.gold["steps"] if step.get("suffix")} <= found
        return found

    def title(self, line: int | None, label: str | None = None) -> tuple[int, str] | None:
        """What a title on ``line`` must say: the line without its number and its suffix, which is the article's own title."""
        if line is None:
            return None
        words = self.lines[line - 1]
        if label is not None:
            assert words.startswith(label)
            words = words[len(label) :]
        if line in self.suffixed:
            suffix = self.lines[self.gold["metadata"]["title"] - 1]
            assert words.casefold().endswith(suffix.casefold())
            words = words[: -len(suffix)].rstrip(SEPARATORS)
        return line, words.strip()

    def label(self, group: int, ordinal: int) -> str | None:
        """The number as printed before an item, worked out from the numbering of its group."""
        numbering = self.gold["groups"][group]["numbering"]
        return None if numbering in ("none", "prose") else numbering.replace("1", str(ordinal))

    def at(self, span: Span) -> list[int]:
        """First and last line of a span."""
        return [span.line, self._compiled.source.line_at(span.end - 1)]

    def slice(self, span: Span) -> str:
        """What is at a span."""
        return self._compiled.source.text[span.start : span.end]

    def text(self, text: Text | None) -> tuple[int, str] | None:
        return (text.span.line, text.text) if text is not None else None

    def written(self, first: int, last: int) -> set[int]:
        """The lines from ``first`` to ``last`` that are not blank."""
        return {line for line in range(first, last + 1) if self.lines[line - 1]}

    def covered(self, body: Iterable[BodyBlock]) -> set[int]:
        """The lines that a body holds, itself or by reference."""
        spans = {group.id: group.span for group in self.document.groups}
        spans.update((checklist.id, checklist.span) for checklist in self.document.checklists)
        spans.update((sample.id, sample.span) for sample in self.document.sample_texts)
        found: set[int] = set()
        for block in body:
            found |= self.written(*self.at(spans[block.ref] if isinstance(block, RefBlock) else block.span))
        return found

    def group(self, id: str) -> int:
        """The place of a group in the list of groups."""
        return [group.id for group in self.document.groups].index(id)

    def parent(self, id: str | None) -> tuple[str, int] | None:
        """What kind of item an entity is in, and the number of that item."""
        return next(
            (
                (kind, item.ordinal)
                for kind, items in (("step", self.document.steps), ("point", self.document.points))
                for item in items
                if item.id == id
            ),
            None,
        )

    def expected_parent(self, entry: dict[str, Any]) -> tuple[str, int] | None:
        return next(((kind, entry[kind]) for kind in ("step", "point") if kind in entry), None)
