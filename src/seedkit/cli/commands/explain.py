"""``seedkit explain``: the page of a rule, or how a line of an article came to be read as it was."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from seedkit.cli.options import add_size_option
from seedkit.corrections.words import said
from seedkit.errors import InputError, UsageError

if TYPE_CHECKING:
    from seedkit.checks.catalogue import Code
    from seedkit.model.block import Reading
    from seedkit.model.compiled import Compiled

_RUNNERS_UP = {"evidence": "paragraph", "numbered-headings": "ordered"}
"""Rule that weighs → what the block would have been read as, had the weights come out below zero."""

_EXAMPLES = """\
examples:
  seedkit explain SK203              what the rule tells, why, and what to do
  seedkit explain numbering-gap      the same
  seedkit explain article.txt:12     which stage read that line as what, and by which rule

Exit status: 0 explained, 2 wrong use."""


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "explain",
        help="explain a rule, or the reading of a line",
        description="Explain a rule, or how a line of an article came to be read as it was.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("subject", metavar="RULE|FILE:LINE", help="a code, the name of a rule, or a line of an article")
    add_size_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the explanation, and return the exit status."""
    from seedkit.checks.catalogue import CODES
    from seedkit.lint.selectors import unknown_rule
    from seedkit.terminal import harmless

    file, colon, number = options.subject.rpartition(":")
    if colon and number.isdecimal():
        lines = _line(Path(file), number, options.max_size)
    else:
        row = next((row for row in CODES.values() if options.subject in (row.code, row.rule)), None)
        if row is None:
            hint = "" if Path(options.subject).suffix == "" else f"; a line of an article is named {options.subject}:1"
            raise UsageError(unknown_rule(options.subject) + hint)
        lines = iter(_rule(row))
    for line in lines:
        print(harmless(line))
    return 0


def _rule(row: Code) -> list[str]:
    from seedkit.checks.pages import page

    default = "" if row.default else ", told only where a policy asks for it"
    written = page(row) or f"# {row.code} {row.rule}\n\n{row.sentence}\n\n## What to do\n\n{row.hint}\n"
    return [*written.rstrip("\n").split("\n"), "", f"Severity: {row.severity}{default}."]


def _line(file: Path, number: str, limit: int) -> Iterator[str]:
    from seedkit.articles import open_file

    try:
        compiled = open_file(file, max_bytes=limit).compile()
    except InputError as error:
        raise UsageError(f"{file} {error}") from error
    last = len(compiled.source.line_starts)
    if len(number) > len(str(sys.maxsize)) or not 1 <= int(number) <= last:
        raise UsageError(f"{file} has lines 1 to {last}, and no line {number}")
    return _explain(compiled, int(number))


def _explain(compiled: Compiled, line: int) -> Iterator[str]:
    source = compiled.source
    start, end = source.line_span(line)
    yield f"{line:5} | {source.text[start:end].rstrip()}"
    yield _row("decode", f"{source.encoding}, characters {start} to {end}")
    found = False
    for reading, note in zip(compiled.readings, compiled.notes, strict=True):
        if reading.block.line <= line <= reading.block.line_end:
            found = True
            yield from _reading(reading)
            if compiled.sidecar is not None and reading.block.pin is not None:
                pin = reading.block.pin
                yield _row("pin", f"{said(pin)}, by {compiled.sidecar.name}:{pin.line}")
            facts = [note.entity or "no entity"]
            facts += ["a sample text, or quotes one"] * note.sample + ["heads the conclusion"] * note.conclusion
            yield _row("extract", ", ".join(facts))
    if not found:
        yield _row("segment", "no block: the line is blank, or markup")
    for tile in compiled.ledger:
        if tile.start < end and tile.end > start and tile.kind != "blank":
            words = " ".join(source.text[max(tile.start, start) : min(tile.end, end)].split())
            yield _row("ledger", f"{tile.kind} “{words}”" + (f" of {tile.entity}" if tile.entity else ""))
    for diagnostic in compiled.document.diagnostics:
        if any(place is not None and place.line == line for place in (diagnostic.span, *(r.span for r in diagnostic.related))):
            yield _row("check", f"{diagnostic.severity} {diagnostic.code} {diagnostic.rule}: {diagnostic.message}")


def _reading(reading: Reading) -> Iterator[str]:
    """Yield what segmentation made of a block, and what classification read it as and why."""
    block = reading.block
    lines = f"line {block.line}" if block.line == block.line_end else f"lines {block.line} to {block.line_end}"
    facts = [f"{block.kind}, {lines}"]
    if block.marker is not None:
        facts.append(f"{block.marker.kind} “{block.marker.label}” of style {block.marker.style}")
    facts.append(f"{block.blank_before} blank above, indent {block.indent}")
    facts += ["bold"] * block.strong + [f"marked as level {block.level}"] * (block.level is not None)
    yield _row("segment", ", ".join(facts))
    facts = [f"{reading.role} by rule {reading.rule}"]
    for name in ("level", "depth", "ordinal", "chain", "reason"):
        value = getattr(reading, name)
        if value is not None:
            facts.append(f"{name} {value}")
    facts += (f"{fact.name} “{fact.text}”" for fact in reading.facts)
    yield _row("classify", ", ".join(facts))
    for name, weight in reading.evidence:
        yield _row("", f"{weight:+7.2f}  {name}")
    if reading.evidence and reading.rule in _RUNNERS_UP:
        yield _row("", f"runner-up: {_RUNNERS_UP[reading.rule]}, for which the weights below zero speak")


def _row(stage: str, text: str) -> str:
    return f"{stage:8}  {text}"
