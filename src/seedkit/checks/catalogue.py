"""The catalogue of diagnostics: one row per code. Numbers are never reused; no other code can be emitted.

1xx the document, 2xx numbers and counts, 3xx steps, 4xx questions, 5xx checklists, 6xx sample texts, 7xx characters and whitespace,
8xx rights and origin, 9xx the corpus. Each code has its page in ``rules/``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from seedkit.model.document import Severity


class Code(NamedTuple):
    """A diagnostic: its number, name, severity, a one-sentence description, and a hint.

    ``default`` is false for a rule that is off unless a policy enables it. ``limits`` are the thresholds of its check, by name.
    """

    code: str
    rule: str
    severity: Severity
    sentence: str
    hint: str
    default: bool = True
    limits: Mapping[str, int] = MappingProxyType({})


_ROWS = (
    Code("SK101", "no-title", "warning", "The article has no title.", "Put a title on the first line.",
         limits={"paragraph_words": 15}),
    Code("SK102", "keyword-suffix", "warning", "A heading ends in a search-engine suffix.", "Remove the suffix from the heading."),
    Code("SK103", "multiple-titles", "warning", "The article has more than one heading of level 1.",
         "Keep one title and make the others headings below it."),
    Code("SK104", "skipped-heading-level", "warning", "A heading is more than one level deeper than the heading before it.",
         "Raise the heading by one level."),
    Code("SK105", "keyword-stuffing", "info", "Most headings repeat the same phrase.", "Make each heading specific to its section.",
         limits={"headings": 3, "phrase_words": 3}),
    Code("SK106", "empty-section", "warning", "A heading has nothing below it.", "Write the section, or remove its heading."),
    Code("SK107", "duplicate-paragraph", "info", "A paragraph appears twice.", "Remove one of the two.",
         limits={"characters": 60}),
    Code("SK108", "placeholder-text", "warning", "A placeholder was left in the text.", "Replace the placeholder."),
    Code("SK109", "ambiguous-date", "info", "A date is ambiguous: day or month may come first.", "Spell out the month."),
    Code("SK110", "link-without-target", "warning", "A link has no target.", "Add the target, or remove the link."),
    Code("SK111", "missing-alt-text", "warning", "An image has no alternative text.",
         "Describe in a few words what the image shows."),
    Code("SK112", "unmatched-pin", "warning", "A pin no longer matches the article.",
         "Update the pin, or remove it."),
    Code("SK113", "unreadable-front-matter", "error", "The front matter cannot be read.",
         "Correct the front matter, or remove it."),
    Code("SK114", "unreadable-date", "warning", "A date in the front matter cannot be read.",
         "Write the date as year, month and day: `2021-04-01`."),
    Code("SK115", "guessed-encoding", "warning", "The encoding of the file is not stated, and was guessed.",
         "Save the file as UTF-8."),
    Code("SK116", "unread-lines", "warning", "The article has too many short lines, or too many tags, to be read to its end.",
         "Split the article, or remove what is not part of it."),
    Code("SK201", "count-mismatch", "warning", "The announced number of items differs from the number found.",
         "Change the count, or add the missing items."),
    Code("SK202", "numbering-duplicate", "warning", "Two items of a list have the same number.", "Renumber the list."),
    Code("SK203", "numbering-gap", "warning", "A number is missing from a list.", "Add the missing item, or renumber the list.",
         limits={"missing": 20}),
    Code("SK204", "numbering-out-of-order", "warning", "The numbers of a list are out of order.",
         "Reorder the items, or renumber them."),
    Code("SK205", "numbering-restart", "info", "The numbering restarts at 1 in the middle of a list.",
         "Number the items continuously, or add a heading above the second list."),
    Code("SK206", "mixed-numbering", "warning", "A list mixes numbering styles.",
         "Use one numbering style for the list."),
    Code("SK207", "numbering-start", "info", "A numbered list does not start at 1.", "Add the missing items, or renumber the list.",
         limits={"first": 20, "distance": 3}),
    Code("SK208", "total-mismatch", "warning", "A reference names a total that differs from the number of items.",
         "Change the total, or add the missing items."),
    Code("SK209", "unresolved-reference", "warning", "The article refers to an item that does not exist.", "Correct the number."),
    Code("SK210", "reading-time-mismatch", "info", "The reading time does not match the length of the article.",
         "Recalculate the reading time.",
         limits={"slowest": 500, "fastest": 3000}),
    Code("SK211", "duration-mismatch", "warning", "The total time is shorter than the sum of its parts.",
         "Correct the total, or the duration of a part."),
    Code("SK301", "untitled-step", "info", "A numbered step starts with prose and has no title.", "Give the step a short title.",
         limits={"average_words": 40, "opening_words": 12}),
    Code("SK302", "empty-step", "warning", "A step has a title and nothing below it.", "Explain how to do the step, or remove it."),
    Code("SK303", "duplicate-step-title", "warning", "Two steps of a list have the same title.",
         "Give each step its own title, or merge the steps."),
    Code("SK304", "overlong-step-title", "info", "A step title is as long as a paragraph.",
         "Shorten the title and move the rest to the body.",
         limits={"characters": 140}),
    Code("SK305", "misplaced-sequence-word", "warning", "A word such as “first” or “finally” contradicts the position of its step.",
         "Move the step, or change the word."),
    Code("SK401", "question-without-answer", "warning", "A question has no answer.", "Answer the question, or remove it."),
    Code("SK402", "answer-without-question", "warning", "An answer has no question.", "Put the question above it."),
    Code("SK403", "duplicate-question", "warning", "A question is asked twice.", "Remove one of the two."),
    Code("SK501", "empty-checklist-item", "warning", "A checklist item is empty.",
         "Write the item, or remove its bullet."),
    Code("SK502", "single-item-checklist", "info", "A checklist has only one item.",
         "Turn the item into a sentence, or add more items."),
    Code("SK503", "lead-in-without-list", "info", "A paragraph announces something that does not follow.",
         "Add what is announced, or end the paragraph with a full stop."),
    Code("SK504", "missing-lead-in", "info", "A checklist has no lead-in.",
         "Add a sentence above the list that says what it contains."),
    Code("SK505", "unused-material", "info", "A listed material is not mentioned again.",
         "Say where it is used, or remove it from the list."),
    Code("SK506", "unlisted-material", "info", "A step uses a material that is not listed.", "Add it to the list."),
    Code("SK601", "unfilled-slot", "info", "A slot was left unfilled in the article's own text.", "Fill in the slot.",
         limits={"names": 2}),
    Code("SK602", "unbalanced-slot", "warning", "The bracket of a slot is unbalanced.", "Add the missing bracket."),
    Code("SK603", "overlong-sample", "info", "A sample text is too long for its channel.",
         "Shorten it, or name another channel.",
         limits={"text": 480, "speech": 120}),
    Code("SK701", "unbalanced-quote", "warning", "A quotation mark is unbalanced.",
         "Add the missing quotation mark, or remove this one."),
    Code("SK702", "unbalanced-bracket", "warning", "A bracket is unbalanced.", "Add the missing bracket, or remove this one."),
    Code("SK703", "mixed-quotes", "info", "The article mixes straight and curly quotation marks.",
         "Use one style of quotation marks."),
    Code("SK704", "invisible-character", "warning", "The text contains an invisible character.", "Remove the character."),
    Code("SK705", "bidirectional-control", "warning", "The text contains a bidirectional control character.",
         "Remove the character."),
    Code("SK706", "mojibake", "warning", "The text contains misdecoded characters.", "Restore the intended characters."),
    Code("SK707", "markup-in-text", "warning", "A plain text file contains Markdown or HTML.",
         "Rename the file to `.md` or `.html`."),
    Code("SK708", "trailing-whitespace", "info", "Lines end in whitespace.", "Remove the whitespace."),
    Code("SK709", "repeated-blank-lines", "info", "There are consecutive blank lines.", "Keep one blank line."),
    Code("SK710", "no-break-space", "info", "Lines contain no-break spaces.", "Use ordinary spaces.", default=False),
    Code("SK801", "missing-author", "warning", "The article names no author.", "Add a byline.", default=False),
    Code("SK802", "missing-source-url", "warning", "The article does not state its source.",
         "Add its URL as `url`.", default=False),
    Code("SK803", "missing-licence", "warning", "The article does not state its licence.",
         "Add its licence as `licence`.", default=False),
    Code("SK804", "missing-retrieval-date", "warning", "The article does not state when it was retrieved.",
         "Add the date as `retrieved`.", default=False),
    Code("SK805", "missing-photo-credit", "warning", "The article shows an image without a credit.",
         "Credit the image.", default=False),
    Code("SK901", "near-duplicate-article", "warning", "Two articles are nearly identical.",
         "Remove one of the two, or merge them.",
         limits={"percent": 80}),
    Code("SK902", "conflicting-answers", "info", "Two articles answer the same question differently.",
         "Make the answers agree, or make the questions more specific.",
         limits={"percent": 50}),
)  # fmt: skip

CODES: Mapping[str, Code] = MappingProxyType({row.rule: row for row in _ROWS})
"""Rule name → its row."""

BY_DEFAULT = frozenset(row.rule for row in _ROWS if row.default)
"""The rules that are on unless a policy says otherwise."""
