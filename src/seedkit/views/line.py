"""How one line of an article was read, stage by stage."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten
from typing import NamedTuple

from seedkit.classify import why_no_heading
from seedkit.corrections.words import said
from seedkit.model.block import Reading
from seedkit.model.compiled import Compiled, Weighed

_LONGEST = 60
"""Number of characters that are shown of a candidate for a sample text."""
_RUNNERS_UP = {"evidence": "paragraph", "numbered-headings": "ordered"}
"""Rule that weighs → what the block would have been read as if the sum of the weights were negative."""


class Fact(NamedTuple):
    """What a stage made of a line; without a stage, a detail of the fact before."""

    stage: str
    text: str


def explanation(compiled: Compiled, line: int) -> Iterator[str]:
    """Yield a line, counted from 1, and what each stage made of it, one fact per row."""
    yield f"{line:5} | {_text(compiled, line)}"
    for fact in _facts(compiled, line):
        yield f"{fact.stage:8}  {fact.text}"


def as_data(compiled: Compiled, line: int) -> dict[str, object]:
    """Return the same as JSON data: the line, and for each stage, in order, the list of its facts."""
    stages: list[dict[str, object]] = []
    facts: list[str] = []
    for fact in _facts(compiled, line):
        if fact.stage:
            facts = []
            stages.append({"stage": fact.stage, "facts": facts})
        facts.append(" ".join(fact.text.split()))
    return {"path": compiled.source.path, "line": line, "text": _text(compiled, line), "stages": stages}


def _text(compiled: Compiled, line: int) -> str:
    start, end = compiled.source.line_span(line)
    return compiled.source.text[start:end].rstrip()


def _facts(compiled: Compiled, line: int) -> Iterator[Fact]:
    source = compiled.source
    start, end = source.line_span(line)
    yield Fact("decode", f"{source.encoding}, characters {start} to {end}")
    found = False
    for reading, note in zip(compiled.readings, compiled.notes, strict=True):
        if reading.block.line <= line <= reading.block.line_end:
            found = True
            yield from _reading(reading)
            if compiled.sidecar is not None and reading.block.pin is not None:
                pin = reading.block.pin
                yield Fact("pin", f"{said(pin)}, by {compiled.sidecar.name}:{pin.line}")
            facts = [note.entity or "no entity"]
            facts += ["a sample text, or quotes one"] * note.sample + ["is the heading of the conclusion"] * note.conclusion
            yield Fact("extract", ", ".join(facts))
            for weighed in note.weighed:
                yield from _weighed(weighed)
    if not found:
        yield Fact("segment", "no block: the line is blank, or markup")
    for tile in compiled.ledger:
        if tile.start < end and tile.end > start and tile.kind != "blank":
            words = " ".join(source.text[max(tile.start, start) : min(tile.end, end)].split())
            yield Fact("ledger", f"{tile.kind} “{words}”" + (f" of {tile.entity}" if tile.entity else ""))
    for diagnostic in compiled.document.diagnostics:
        if any(place is not None and place.line == line for place in (diagnostic.span, *(r.span for r in diagnostic.related))):
            yield Fact("check", f"{diagnostic.severity} {diagnostic.code} {diagnostic.rule}: {diagnostic.message}")


def _reading(reading: Reading) -> Iterator[Fact]:
    """Yield how a block was segmented, and how it was classified and why."""
    block = reading.block
    lines = f"line {block.line}" if block.line == block.line_end else f"lines {block.line} to {block.line_end}"
    facts = [f"{block.kind}, {lines}"]
    if block.marker is not None:
        facts.append(f"{block.marker.kind} “{block.marker.label}” of style {block.marker.style}")
    facts.append(f"{block.blank_before} blank above, indent {block.indent}")
    facts += ["bold"] * block.strong + [f"marked as level {block.level}"] * (block.level is not None)
    yield Fact("segment", ", ".join(facts))
    facts = [f"{reading.role} by rule {reading.rule}"]
    for name in ("level", "depth", "ordinal", "chain", "reason"):
        value = getattr(reading, name)
        if value is not None:
            facts.append(f"{name} {value}")
    facts += (f"{fact.name} “{fact.text}”" for fact in reading.facts)
    yield Fact("classify", ", ".join(facts))
    weights = [Fact("", f"{weight:+7.2f}  {name}") for name, weight in reading.evidence]
    yield from weights
    if weights and reading.rule in _RUNNERS_UP:
        yield Fact("", f"runner-up: {_RUNNERS_UP[reading.rule]}, supported by the negative weights")
    reason = why_no_heading(reading)
    if reason is not None:
        yield Fact("", f"not a heading: {reason}")


def _weighed(weighed: Weighed) -> Iterator[Fact]:
    """Yield why words are a sample text, or why not."""
    points = sum(each for _, each in weighed.evidence)
    yield Fact(
        "", f"{points:+7}  {'a sample text' if weighed.enough else 'not a sample text'}: “{shorten(weighed.text, _LONGEST)}”"
    )
    for name, each in sorted(weighed.evidence, key=lambda row: -abs(row[1])):
        yield Fact("", f"{each:+7}  {name}")
