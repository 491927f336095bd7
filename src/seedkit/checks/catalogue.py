"""The catalogue of diagnostics: one row a code. Numbers are never reused; no other code can be emitted.

1xx the document, 2xx numbers and counts, 3xx steps, 4xx questions, 5xx checklists, 6xx sample texts, 7xx characters and white
space, 8xx rights and origin, 9xx the corpus. Each code has its page in ``rules/``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from seedkit.model.document import Severity


class Code(NamedTuple):
    """A diagnostic: its number, its name, how grave it is, what it says in one sentence, and what to do about it.

    ``default`` is false for a rule that is off unless a policy enables it. ``limits`` are the figures that its check compares
    with, by their names.
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
    Code("SK102", "keyword-suffix", "warning", "A heading ends in a search-engine suffix.", "Cut the suffix off the heading."),
    Code("SK103", "multiple-titles", "warning", "The article has more than one heading of level 1.",
         "Keep one title, and set the others as headings below it."),
    Code("SK104", "skipped-heading-level", "warning", "A heading stands more than one level below the heading above it.",
         "Set the heading one level higher."),
    Code("SK105", "keyword-stuffing", "info", "Most headings repeat the same phrase.", "Say in each heading what is its own.",
         limits={"headings": 3, "phrase_words": 3}),
    Code("SK106", "empty-section", "warning", "A heading has nothing below it.", "Write the section, or remove its heading."),
    Code("SK107", "duplicate-paragraph", "info", "A paragraph stands in the article twice.", "Keep one of the two.",
         limits={"characters": 60}),
    Code("SK108", "placeholder-text", "warning", "Text that was to be replaced is still there.", "Write what belongs there."),
    Code("SK109", "ambiguous-date", "info", "A date can be read with its day or its month first.", "Write the month as a word."),
    Code("SK110", "link-without-target", "warning", "A link leads nowhere.", "Give the link its address, or remove it."),
    Code("SK111", "missing-alt-text", "warning", "An image has no text in its place.",
         "Say in a few words what the image shows."),
    Code("SK112", "unmatched-pin", "warning", "A pin does not fit the article any more.",
         "Pin what you mean again, or remove the pin."),
    Code("SK113", "unreadable-front-matter", "error", "The front matter cannot be read.",
         "Correct the front matter, or remove it."),
    Code("SK114", "unreadable-date", "warning", "A date in the front matter cannot be read.",
         "Write the date as year, month and day: `2021-04-01`."),
    Code("SK201", "count-mismatch", "warning", "The article announces another number of items than it holds.",
         "Change the count, or add what is missing."),
    Code("SK202", "numbering-duplicate", "warning", "Two items of a run have the same number.", "Renumber the run."),
    Code("SK203", "numbering-gap", "warning", "A run of numbers skips some.", "Add the missing item, or renumber the run.",
         limits={"missing": 20}),
    Code("SK204", "numbering-out-of-order", "warning", "A run of numbers goes back.", "Put the items in order, or renumber them."),
    Code("SK205", "numbering-restart", "info", "The numbers start again at 1 with nothing between.",
         "Number the items through, or put a heading above the second run."),
    Code("SK206", "mixed-numbering", "warning", "A run of numbers changes its style.",
         "Print all numbers of the run in one style."),
    Code("SK207", "numbering-start", "info", "A run of numbers does not begin at 1.", "Add what comes first, or renumber the run.",
         limits={"first": 20, "distance": 3}),
    Code("SK208", "total-mismatch", "warning", "A number is given out of a total that is not there.",
         "Change the total, or add what is missing."),
    Code("SK209", "unresolved-reference", "warning", "The article refers to an item that is not there.", "Mend the number."),
    Code("SK210", "reading-time-mismatch", "info", "The reading time does not fit the length of the article.",
         "Work the reading time out again.",
         limits={"slowest": 500, "fastest": 3000}),
    Code("SK301", "untitled-step", "info", "A numbered step begins with prose and has no title.", "Give the step a short title.",
         limits={"average_words": 40, "opening_words": 12}),
    Code("SK302", "empty-step", "warning", "A step has a title and nothing below it.", "Say how the step is done, or remove it."),
    Code("SK303", "duplicate-step-title", "warning", "Two steps of a run have the same title.",
         "Say in each title what is its own, or join the steps."),
    Code("SK304", "overlong-step-title", "info", "The title of a step is as long as a paragraph.",
         "Shorten the title, and move the rest below it.",
         limits={"characters": 140}),
    Code("SK305", "misplaced-sequence-word", "warning", "A word of order contradicts the place of its step.",
         "Move the step, or change the word."),
    Code("SK401", "question-without-answer", "warning", "A question has no answer.", "Answer the question, or remove it."),
    Code("SK402", "answer-without-question", "warning", "An answer has no question.", "Put the question above it."),
    Code("SK403", "duplicate-question", "warning", "A question is asked twice.", "Keep one of the two."),
    Code("SK501", "empty-checklist-item", "warning", "A line of a checklist has no words.",
         "Write the line, or remove its bullet."),
    Code("SK502", "single-item-checklist", "info", "A checklist has one line alone.", "Make the line a sentence, or add to it."),
    Code("SK503", "lead-in-without-list", "info", "A paragraph announces what does not follow.",
         "Add what is announced, or end the paragraph in a full stop."),
    Code("SK504", "missing-lead-in", "info", "A checklist stands without words that lead in to it.",
         "Say above the list what it holds."),
    Code("SK601", "unfilled-slot", "info", "A place to fill in stands in the article's own words.", "Fill it in.",
         limits={"names": 2}),
    Code("SK602", "unbalanced-slot", "warning", "A place to fill in is not closed, or not opened.", "Add the missing bracket."),
    Code("SK603", "overlong-sample", "info", "A sample text is too long for the way it is to be sent or said.",
         "Shorten it, or name another channel.",
         limits={"text": 480, "speech": 120}),
    Code("SK701", "unbalanced-quote", "warning", "A quotation mark has no partner.", "Close the quotation, or remove the mark."),
    Code("SK702", "unbalanced-bracket", "warning", "A bracket has no partner.", "Add the missing bracket, or remove this one."),
    Code("SK703", "mixed-quotes", "info", "Straight and curly quotation marks stand in one article.", "Use one style of marks."),
    Code("SK704", "invisible-character", "warning", "A character cannot be seen.", "Remove the character."),
    Code("SK705", "bidirectional-control", "warning", "A character turns the direction of what follows.", "Remove the character."),
    Code("SK706", "mojibake", "warning", "Characters were decoded in the wrong way.", "Restore the character that is meant."),
    Code("SK707", "markup-in-text", "warning", "A plain text is written in Markdown or HTML.",
         "Name the file as what it is, `.md` or `.html`."),
    Code("SK708", "trailing-whitespace", "info", "Lines end in white space.", "Remove the white space."),
    Code("SK709", "repeated-blank-lines", "info", "Blank lines follow each other.", "Keep one of the blank lines."),
    Code("SK710", "no-break-space", "info", "Spaces keep words together on a line.", "Use ordinary spaces.", default=False),
    Code("SK801", "missing-author", "warning", "The article names no author.", "Add a byline.", default=False),
    Code("SK802", "missing-source-url", "warning", "The article does not say where it comes from.",
         "Add its address as `url`.", default=False),
    Code("SK803", "missing-licence", "warning", "The article does not say under which licence it is used.",
         "Add its licence as `licence`.", default=False),
    Code("SK804", "missing-retrieval-date", "warning", "The article does not say when it was retrieved.",
         "Add the date as `retrieved`.", default=False),
    Code("SK805", "missing-photo-credit", "warning", "The article shows an image and credits nobody.",
         "Say whose image it is.", default=False),
    Code("SK901", "near-duplicate-article", "warning", "Two articles say nearly the same.", "Keep one of the two, or join them.",
         limits={"percent": 80}),
    Code("SK902", "conflicting-answers", "info", "Two articles answer the same question differently.",
         "Make the answers agree, or ask more exactly.",
         limits={"percent": 50}),
)  # fmt: skip

CODES: Mapping[str, Code] = MappingProxyType({row.rule: row for row in _ROWS})
"""Rule name → its row."""

BY_DEFAULT = frozenset(row.rule for row in _ROWS if row.default)
"""The rules that are on unless a policy says otherwise."""
