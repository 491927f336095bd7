"""Fixes: a table of the rules whose findings can be fixed. A fix is a function from a finding to edits of the article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from seedkit.checks.characters import misread_places, within
from seedkit.lint.fixes import characters, numbers, whitespace
from seedkit.lint.fixes.edit import Edit
from seedkit.model.compiled import Compiled
from seedkit.model.document import Diagnostic


class Fix(NamedTuple):
    """A fix: the edits that fix one finding of its rule, and whether it is safe.

    A safe fix promises that the document afterwards differs only in spans. The promise is checked on every article.
    """

    safe: bool
    edits: Callable[[Compiled, Diagnostic], Iterator[Edit]]


FIXES: Mapping[str, Fix] = MappingProxyType(
    {
        "trailing-whitespace": Fix(True, whitespace.trailing),
        "repeated-blank-lines": Fix(True, whitespace.repeated),
        "no-break-space": Fix(False, whitespace.no_break),
        "invisible-character": Fix(False, characters.remove),
        "bidirectional-control": Fix(False, characters.remove),
        "mojibake": Fix(False, characters.restore),
        "numbering-duplicate": Fix(False, numbers.renumber),
    }
)
"""Rule → its fix."""


def edits(compiled: Compiled, diagnostics: Iterable[Diagnostic]) -> list[Edit]:
    """Return the edits of the article that fix ``diagnostics``, in source order, none overlapping another.

    A misread character belongs to ``mojibake`` whatever else is fixed: no other fix touches a part of it, or it could not be
    restored.
    """
    misread = misread_places(compiled.source.text)
    found: set[Edit] = set()
    for diagnostic in diagnostics:
        if diagnostic.rule in FIXES:
            for edit in FIXES[diagnostic.rule].edits(compiled, diagnostic):
                if diagnostic.rule == "mojibake" or not within(misread, edit.start):
                    found.add(edit)
    kept: list[Edit] = []
    for edit in sorted(found):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


def applied(text: str, edits: Sequence[Edit]) -> str:
    """Return ``text`` with ``edits`` applied, which are in source order and do not overlap."""
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += (text[at : edit.start], edit.text)
        at = edit.end
    return "".join((*parts, text[at:]))
