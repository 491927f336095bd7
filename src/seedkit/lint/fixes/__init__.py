"""What can be mended by itself: an ordered table of fixes. A fix is a function from an article to edits of its text."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from seedkit.lint.fixes import blanks, characters, numbers
from seedkit.lint.fixes.edit import Edit
from seedkit.model.compiled import Compiled
from seedkit.model.document import Diagnostic


class Fix(NamedTuple):
    """A fix: the rules whose findings it mends (none: it tidies what no rule tells), whether it is safe, and its function.

    A safe fix changes no word. The function is given the findings of those rules that are told, and edits their places alone.
    """

    rules: tuple[str, ...]
    safe: bool
    edits: Callable[[Compiled, Sequence[Diagnostic]], Iterator[Edit]]


FIXES: tuple[Fix, ...] = (
    Fix(("invisible-character",), True, characters.remove),
    Fix((), True, blanks.trailing),
    Fix((), True, blanks.doubled),
    Fix(("bidirectional-control",), False, characters.remove),
    Fix((), False, blanks.no_break),
    Fix(("mojibake",), False, characters.restore),
    Fix(("numbering-gap", "numbering-duplicate", "numbering-out-of-order"), False, numbers.renumber),
)


def edits(compiled: Compiled, told: Collection[Diagnostic], *, unsafe: bool) -> list[Edit]:
    """Return the edits of the article that mend what is ``told`` of it, in order of place, none overlapping another."""
    found: list[Edit] = []
    for fix in FIXES:
        if fix.safe or unsafe:
            mended = [diagnostic for diagnostic in told if diagnostic.rule in fix.rules]
            if mended or not fix.rules:
                found += fix.edits(compiled, mended)
    found.sort()
    kept: list[Edit] = []
    for edit in found:
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


def applied(text: str, edits: Sequence[Edit]) -> str:
    """Return ``text`` with ``edits`` made, which are in order of place and do not overlap."""
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += (text[at : edit.start], edit.text)
        at = edit.end
    return "".join((*parts, text[at:]))


def mends(rule: str, *, unsafe: bool) -> bool:
    """Return whether there is a fix for the findings of ``rule``."""
    return any(rule in fix.rules and (fix.safe or unsafe) for fix in FIXES)
