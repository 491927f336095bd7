"""Sample texts, words a reader may send or say unchanged: blocks set apart, quotations in a paragraph, list items."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from seedkit.extract import sample_cues
from seedkit.extract.sample_cues import MAX_LABEL, WORD, Cue, cue_before, cue_of_heading, is_quoted
from seedkit.extract.tree import Draft, Phrase, Sample
from seedkit.language import letters
from seedkit.language.lexicon import Lexicon
from seedkit.language.slots import slots
from seedkit.model import offsets
from seedkit.model.block import Reading, Role
from seedkit.model.offsets import Words

_INTRODUCING = ("paragraph", "answer", "ordered")
"""Roles of the paragraph that may introduce a sample text."""


class Candidate(NamedTuple):
    """A block that may begin a sample text, and what is said around it, in the language of ``words``.

    It is ``quoted`` from end to end, or begins a ``letter``, or neither. ``above`` is the paragraph before it, ``adjacent`` if no
    sample text is between them; ``heading`` is the one it is under.
    """

    words: Lexicon
    text: str
    role: Role
    quoted: bool
    letter: letters.Letter | None
    above: str | None
    adjacent: bool
    heading: str | None

    @property
    def shaped(self) -> bool:
        """Whether its form alone is that of words to send or say."""
        return self.quoted or self.letter is not None


class Introduction(NamedTuple):
    """What may introduce a sample text: ``by`` the paragraph above, the heading or nothing but itself, and the cue it is."""

    by: str
    cue: Callable[[Candidate], Cue | None]


def _by_paragraph(candidate: Candidate) -> Cue | None:
    """Return the cue that the paragraph above is, or the label: a heading in all but its level, such as "Phone version:"."""
    above, text, shaped, words = candidate.above, candidate.text, candidate.shaped, candidate.words
    if above is None:
        return None
    led_in = candidate.adjacent and above.endswith(":")
    greets = letters.greets(text, words)
    if not shaped and not (led_in and (greets or slots(text) or candidate.role == "code")):
        return None
    cue = cue_before(above, len(above), words, apart=True)
    if cue is None and led_in and above.count(" ") < MAX_LABEL:
        cue = cue_of_heading(above, words)
    return cue if cue is not None and (shaped or greets or cue.channel is not None) else None


def _by_heading(candidate: Candidate) -> Cue | None:
    applies = candidate.heading is not None and (candidate.shaped or candidate.role == "code")
    return cue_of_heading(candidate.heading, candidate.words) if applies and candidate.heading is not None else None


def _by_subject_line(candidate: Candidate) -> Cue | None:
    return Cue(0, 0, None, None) if candidate.letter is not None and candidate.letter.addressed else None


INTRODUCTIONS = (
    Introduction("paragraph", _by_paragraph),
    Introduction("heading", _by_heading),
    Introduction("subject line", _by_subject_line),
)
"""What introduces a sample text that is set apart; the first that applies counts."""


def set_apart(
    draft: Draft, row: Sequence[int], at: int, above: int | None, heading: int | None, inside: Collection[int]
) -> tuple[Sample, int] | None:
    """Return the sample text that begins with the block at ``row[at]``, and the place behind it in the row.

    It is a quotation that is a paragraph of its own, a block quote, code, or a letter from its greeting to its sign-off, and ends
    at none of the readings ``inside`` lists. ``above`` is the index of the paragraph before it or before the sample texts right
    above, ``heading`` that of the heading above.
    """
    reading = draft.readings[row[at]]
    text = reading.block.text
    if reading.role not in ("paragraph", "answer", "quote", "code") or not WORD.search(text):
        return None
    quoted = reading.role == "quote" or is_quoted(text)
    letter = letters.letter(row, at, draft.readings, draft.words, inside)
    said = draft.blocks[above].text if above is not None and draft.readings[above].role in _INTRODUCING else None
    if not quoted and letter is None and reading.role != "code" and (said is None or not said.endswith(":")):
        return None  # what no rule below applies to, at once
    candidate = Candidate(
        words=draft.words,
        text=text,
        role=reading.role,
        quoted=quoted,
        letter=letter,
        above=said,
        adjacent=at == 0 or row[at - 1] == above,
        heading=draft.blocks[heading].text if heading is not None else None,
    )
    for introduction in INTRODUCTIONS:
        cue = introduction.cue(candidate)
        if cue is not None:
            break
    else:
        return None
    if cue.channel is None and letter is not None and letter.addressed:
        cue = cue._replace(channel="email")  # as the subject line says
    last = _last(row, at, draft.readings, candidate)
    return _apart(draft, row[at : last + 1], {"paragraph": above, "heading": heading}.get(introduction.by), cue), last + 1


def _last(row: Sequence[int], at: int, readings: Sequence[Reading], candidate: Candidate) -> int:
    """Return the place of the last block of a sample text that begins at ``at``."""
    if not candidate.quoted:
        return at if candidate.letter is None else candidate.letter.last
    while at + 1 < len(row) and _goes_on(readings[row[at]], readings[row[at + 1]]):
        at += 1
    return at


def _goes_on(reading: Reading, following: Reading) -> bool:
    """Return whether a quotation goes on: block quotes in a row, or paragraphs that each open it; the last one closes it."""
    if reading.role == "quote":
        return following.role == "quote" and following.block.quotation == reading.block.quotation
    text = reading.block.text
    return text[0] in '“"' and text[-1] not in '”"' and following.role == reading.role and following.block.text[0] in '“"'


def _apart(draft: Draft, indices: Sequence[int], introduced_by: int | None, cue: Cue) -> Sample:
    """Return a sample text in blocks of its own: the words alone, without quotation marks and blanks at the ends."""
    whole = offsets.lines(draft.source, [draft.blocks[index] for index in indices])
    first, last = 0, len(whole.text)
    while last > first and whole.text[last - 1] in '”"“» \n':
        last -= 1
    while first < last and whole.text[first] in '“"„« \n':
        first += 1
    words = whole.cut(first, last)
    said = offsets.words(draft.source, draft.blocks[introduced_by]) if introduced_by is not None else words
    sample = _sample(words, said, cue)
    sample.body += indices
    return sample


def inline(draft: Draft, index: int, heading: int | None) -> list[Sample]:
    """Return the sample texts quoted inside a paragraph, which stays whole; they are views of it."""
    block = draft.blocks[index]
    found = sample_cues.inline(block.text, draft.words, draft.blocks[heading].text if heading is not None else None)
    whole = offsets.words(draft.source, block) if found else None
    return [
        _sample(whole.cut(quotation.words_start, quotation.words_end), whole, cue, index)
        for quotation, cue in found
        if whole is not None
    ]


def listed(draft: Draft, index: int, lead: int | None, heading: int | None) -> list[Sample]:
    """Return the sample texts of a list item: what is quoted in it, or all of it where the list's ``lead`` hands words over."""
    samples = inline(draft, index, heading)
    if samples or lead is None:
        return samples
    found = sample_cues.listed(draft.blocks[index].text, draft.blocks[lead].text, draft.words)
    if found is None:
        return []
    quotation, cue = found
    said = offsets.words(draft.source, draft.blocks[index]).cut(quotation.words_start, quotation.words_end)
    return [_sample(said, offsets.words(draft.source, draft.blocks[lead]), cue, index)]


def _sample(words: Words, introduction: Words, cue: Cue, inline: int | None = None) -> Sample:
    """Return a sample text: its words, and the words that introduce it with the cue's offsets in them."""
    label = _view(introduction, *cue.label) if cue.label is not None else None
    view = _view(introduction, cue.start, cue.end)
    return Sample(words.text, words.starts[0], words=words, label=label, cue=view, channel=cue.channel, inline=inline)


def _view(whole: Words, start: int, end: int) -> Phrase | None:
    """Return words of a paragraph again as a text of their own."""
    words = whole.cut(start, end)
    return Phrase(words.text, *words.place(0, len(words.text))) if words.text else None
