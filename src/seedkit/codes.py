"""The catalogue of diagnostics: one row a code. Numbers are never reused; no other code can be emitted."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from seedkit.model.document import Severity


class Code(NamedTuple):
    """A diagnostic: its number, its name, how grave it is, what it says in one sentence, and what to do about it."""

    code: str
    rule: str
    severity: Severity
    sentence: str
    hint: str


_ROWS = (
    Code("SK101", "no-title", "warning", "The article has no title.", "Put a title on the first line."),
    Code("SK102", "keyword-suffix", "warning", "A heading ends in a search-engine suffix.", "Cut the suffix off the heading."),
    Code("SK103", "unbalanced-quote", "warning", "A quotation mark has no partner.", "Close the quotation, or remove the mark."),
    Code("SK201", "count-mismatch", "warning", "The article announces another number of items than it holds.",
         "Change the count, or add what is missing."),
    Code("SK202", "numbering-duplicate", "warning", "Two items of a run have the same number.", "Renumber the run."),
    Code("SK203", "numbering-gap", "warning", "A run of numbers skips some.", "Add the missing item, or renumber the run."),
    Code("SK204", "numbering-out-of-order", "warning", "A run of numbers goes back.", "Put the items in order, or renumber them."),
    Code("SK301", "untitled-step", "info", "A numbered step begins with prose and has no title.", "Give the step a short title."),
    Code("SK302", "empty-step", "warning", "A step has a title and nothing below it.", "Say how the step is done, or remove it."),
    Code("SK401", "question-without-answer", "warning", "A question has no answer.", "Answer the question, or remove it."),
)  # fmt: skip

CODES: Mapping[str, Code] = MappingProxyType({row.rule: row for row in _ROWS})
"""Rule name → its row."""
