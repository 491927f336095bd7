"""Document to diagnostics: an ordered table of checks, a file a room of the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from seedkit.checks import counts, headings, items, numbering, quotes
from seedkit.checks.finding import Finding
from seedkit.codes import CODES
from seedkit.model.compiled import Tile
from seedkit.model.document import Diagnostic, Document
from seedkit.model.source import Source

Check = Callable[[Document, Source, tuple[Tile, ...]], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (headings.check, numbering.check, counts.check, items.check, quotes.check)


def check(document: Document, source: Source, ledger: tuple[Tile, ...]) -> tuple[Diagnostic, ...]:
    """Return what an editor should be told about the article, in order of place, then of code."""
    found = [_diagnostic(finding) for run in CHECKS for finding in run(document, source, ledger)]
    found.sort(key=lambda d: (d.span.start if d.span else -1, d.code))
    return tuple(found)


def _diagnostic(finding: Finding) -> Diagnostic:
    row = CODES[finding.rule]
    return Diagnostic(
        code=row.code,
        rule=row.rule,
        severity=row.severity,
        message=finding.message,
        span=finding.span,
        related=finding.related,
        data=finding.data,
        hint=row.hint,
    )
