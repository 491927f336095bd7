"""A compiled article to diagnostics: an ordered table of checks, one file per subject."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from seedkit.checks import (
    characters,
    checklists,
    counts,
    encoding,
    extent,
    faqs,
    front_matter,
    headings,
    leftovers,
    levels,
    links,
    markup,
    materials,
    numbering,
    pairs,
    paragraphs,
    pins,
    references,
    rights,
    samples,
    steps,
    whitespace,
)
from seedkit.checks.catalogue import BY_DEFAULT, CODES
from seedkit.checks.finding import Finding
from seedkit.model.compiled import Compiled
from seedkit.model.document import Diagnostic


class Check(NamedTuple):
    """A check and the rules whose findings it yields."""

    rules: frozenset[str]
    run: Callable[[Compiled], Iterator[Finding]]


MOST = 100
"""Maximum number of listed findings of one rule in one article."""

CHECKS: tuple[Check, ...] = (
    Check(frozenset({"no-title", "keyword-suffix", "keyword-stuffing"}), headings.check),
    Check(frozenset({"multiple-titles", "skipped-heading-level", "empty-section"}), levels.check),
    Check(frozenset({"duplicate-paragraph", "lead-in-without-list"}), paragraphs.check),
    Check(frozenset({"placeholder-text", "unfilled-slot", "ambiguous-date"}), leftovers.check),
    Check(frozenset({"link-without-target", "missing-alt-text"}), links.check),
    Check(
        frozenset({
            "numbering-gap", "numbering-duplicate", "numbering-out-of-order", "numbering-restart", "numbering-start",
            "mixed-numbering",
        }),
        numbering.check,
    ),
    Check(frozenset({"count-mismatch"}), counts.check),
    Check(frozenset({"total-mismatch", "unresolved-reference", "reading-time-mismatch"}), references.check),
    Check(
        frozenset({"untitled-step", "empty-step", "duplicate-step-title", "overlong-step-title", "misplaced-sequence-word"}),
        steps.check,
    ),
    Check(frozenset({"question-without-answer", "answer-without-question", "duplicate-question"}), faqs.check),
    Check(frozenset({"empty-checklist-item", "single-item-checklist", "missing-lead-in"}), checklists.check),
    Check(frozenset({"unused-material", "unlisted-material", "duration-mismatch"}), materials.check),
    Check(frozenset({"unbalanced-slot", "overlong-sample"}), samples.check),
    Check(frozenset({"unbalanced-quote", "unbalanced-bracket", "mixed-quotes"}), pairs.check),
    Check(frozenset({"invisible-character", "bidirectional-control", "mojibake"}), characters.check),
    Check(frozenset({"trailing-whitespace", "repeated-blank-lines"}), whitespace.check),
    Check(frozenset({"no-break-space"}), whitespace.check_no_breaks),
    Check(frozenset({"markup-in-text"}), markup.check),
    Check(frozenset({"unmatched-pin"}), pins.check),
    Check(frozenset({"unreadable-front-matter", "unreadable-date"}), front_matter.check),
    Check(frozenset({"guessed-encoding"}), encoding.check),
    Check(frozenset({"unread-lines"}), extent.check),
    Check(
        frozenset({
            "missing-author", "missing-source-url", "missing-licence", "missing-retrieval-date", "missing-photo-credit",
        }),
        rights.check,
    ),
)  # fmt: skip
"""Every rule about one article belongs to one check; ``corpus`` has those about several."""


def check(compiled: Compiled, rules: Collection[str] = BY_DEFAULT) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of ``rules`` about an article, in order of place, then of code.

    Diagnostics already in the document are ignored: everything is checked again. The first ``MOST`` findings of a rule are listed;
    one more counts the rest, so that a file that is not an article cannot take any amount of memory.
    """
    findings = (finding for row in CHECKS if not row.rules.isdisjoint(rules) for finding in row.run(compiled))
    found: list[Diagnostic] = []
    counts: Counter[str] = Counter()
    first: dict[str, Finding] = {}
    for finding in findings:
        if finding.rule not in rules:
            continue
        counts[finding.rule] += 1
        if counts[finding.rule] <= MOST:
            found.append(diagnostic(finding))
        else:
            first.setdefault(finding.rule, finding)
    found += [diagnostic(_rest(finding, counts[rule] - MOST)) for rule, finding in first.items()]
    found.sort(key=lambda d: (d.span.start if d.span else -1, d.code))
    return tuple(found)


def _rest(finding: Finding, count: int) -> Finding:
    """Return a finding that counts those from ``finding`` on; a single one is returned unchanged."""
    if count == 1:
        return finding
    return Finding(finding.rule, f"{count} more findings of {finding.rule} are not listed", finding.span, {"not_listed": count})


def diagnostic(finding: Finding) -> Diagnostic:
    """Return a finding with the catalogue's data about its rule. Raises ``KeyError`` for an unknown rule."""
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
