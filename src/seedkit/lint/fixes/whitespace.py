"""Whitespace to remove, or to replace with ordinary spaces."""

from __future__ import annotations

from collections.abc import Iterator

from seedkit.checks import whitespace
from seedkit.lint.fixes.edit import Edit
from seedkit.model.compiled import Compiled
from seedkit.model.document import Diagnostic


def trailing(compiled: Compiled, diagnostic: Diagnostic) -> Iterator[Edit]:
    """Yield the removal of trailing whitespace."""
    del diagnostic  # there is one per article
    return (Edit(*place, "") for place in whitespace.trailing(compiled))


def repeated(compiled: Compiled, diagnostic: Diagnostic) -> Iterator[Edit]:
    """Yield the removal of each blank line that follows another one."""
    del diagnostic
    return (Edit(*place, "") for place in whitespace.repeated(compiled))


def no_break(compiled: Compiled, diagnostic: Diagnostic) -> Iterator[Edit]:
    """Yield a space in place of each no-break space."""
    del diagnostic
    return (Edit(*place, " ") for place in whitespace.no_break(compiled))
