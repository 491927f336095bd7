"""Document to diagnostics: an ordered table of checks, a file a room of the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from seedkit.checks import (
    characters,
    checklists,
    counts,
    faqs,
    headings,
    leftovers,
    levels,
    links,
    markup,
    numbering,
    pairs,
    paragraphs,
    pins,
    references,
    rights,
    samples,
    steps,
)
from seedkit.checks.catalogue import CODES
from seedkit.checks.finding import Finding
from seedkit.model.block import Misfit
from seedkit.model.compiled import Tile
from seedkit.model.document import Diagnostic, Document
from seedkit.model.source import Source

Check = Callable[[Document, Source, tuple[Tile, ...]], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    headings.check,
    levels.check,
    paragraphs.check,
    leftovers.check,
    links.check,
    numbering.check,
    counts.check,
    references.check,
    steps.check,
    faqs.check,
    checklists.check,
    samples.check,
    pairs.check,
    characters.check,
    markup.check,
)

ASKED: tuple[Check, ...] = (rights.check,)
"""The checks of rules that are off unless they are asked for."""


def check(
    document: Document, source: Source, ledger: tuple[Tile, ...], *, asked: Collection[str] = (), misfits: Iterable[Misfit] = ()
) -> tuple[Diagnostic, ...]:
    """Return what an editor should be told about the article, in order of place, then of code.

    ``asked`` names the rules to be told besides those that are on by default; ``misfits`` are the pins that do not fit.
    """
    findings = [finding for run in CHECKS for finding in run(document, source, ledger)]
    findings += pins.check(misfits, source)
    if asked:
        findings += (finding for run in ASKED for finding in run(document, source, ledger) if finding.rule in asked)
    found = list(map(diagnostic, findings))
    found.sort(key=lambda d: (d.span.start if d.span else -1, d.code))
    return tuple(found)


def diagnostic(finding: Finding) -> Diagnostic:
    """Return a finding with what the catalogue says of its rule. Raises ``KeyError`` for a rule that is not in it."""
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
