"""Selectors of rules: a code, a prefix of codes, a rule's name, or ``ALL``."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from seedkit.checks.catalogue import CODES
from seedkit.messages import did_you_mean


@cache
def selectors() -> tuple[str, ...]:
    """Return all selectors: every beginning of a code, the codes, the names of the rules, and ``ALL``."""
    codes = [row.code for row in CODES.values()]
    return ("ALL", *sorted({code[:end] for code in codes for end in range(2, len(code) + 1)}), *CODES)


@cache
def rules_of(selector: str) -> frozenset[str]:
    """Return the names of the rules that ``SK203``, ``SK2``, ``numbering-gap`` or ``ALL`` selects; none for an unknown word."""
    if selector == "ALL":
        return frozenset(CODES)
    if selector in CODES:
        return frozenset((selector,))
    if not selector.startswith("SK"):
        return frozenset()
    return frozenset(row.rule for row in CODES.values() if row.code.startswith(selector))


def weight(selector: str) -> int:
    """Return how narrow ``selector`` is: if two of them select a rule, the narrower one counts."""
    return 99 if selector in CODES else 0 if selector == "ALL" else len(selector)


def unknown_rule(selector: str, where: str = "", known: Iterable[str] = ()) -> str:
    """Return the message for a ``selector`` that selects no rule; ``known`` are those to suggest, by default all but prefixes."""
    known = known or [*CODES, *(row.code for row in CODES.values()), "ALL"]
    return f"unknown rule `{selector}`{where and f' {where}'}{did_you_mean(selector, known)}"
