"""Where sample texts may be: quotations, block quotes, fences, letters and labelled wording, each with what introduces it."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from typing import Literal, NamedTuple

from seedkit.extract import sample_dialogues, sample_sections
from seedkit.extract.sections import OUTSIDE, opens_section
from seedkit.language import cues, introductions
from seedkit.language.addressing import is_voiced
from seedkit.language.letters import Letter, greets, is_filled_in, is_subject, letter
from seedkit.language.lexicon import Lexicon
from seedkit.language.quotations import Quotation, closing, quotations, unclosed
from seedkit.language.slots import slots
from seedkit.model.block import SAMPLE, Reading

MAX_BLOCKS = 60
"""Maximum number of blocks of a letter, or of a quotation that spans several."""
_MIN_WORDS = 2
"""Minimum length of a quotation, in characters; a shorter one needs a slot."""
_MAX_LABEL = 8
"""Maximum number of words of a label before a quotation."""
_LONGEST_ITEM = 50
"""Maximum number of words of a list item that may be a sample text without quotation marks."""
_PROSE = ("paragraph", "answer")
_LIST = ("bullet", "ordered")
_FENCES = frozenset((None, "", "text", "txt", "md", "markdown", "email", "plain", "plaintext"))
"""Languages of fences that do not contain code."""
_SIGNS = " \t*_"
_QUOTE_SIGNS = "\"“„«‘'"
_LABEL = re.compile(r"([^\n:]{2,60}?)\s*:\s+")

Form = Literal["letter", "quote", "fence", "whole", "cell", "inline", "worded", "listed", "message", "section", "spoken", "pinned"]
"""The form of a candidate: a ``letter``; a block ``quote``; a ``fence``; a quotation that is the ``whole`` of its blocks except for
a label, that is in a ``cell`` of a table, or ``inline`` in prose; without quotation marks, words after a label (``worded``) or a
``listed`` item that a lead-in introduces, a ``message``, that is a paragraph that begins with a greeting or that a lead-in
introduces, a ``section`` of prose with nothing else below its heading, a line ``spoken`` in a role play, or blocks that are
``pinned`` as one."""


class Candidate(NamedTuple):
    """A text that may be a sample text: in the readings ``first`` to ``last``, from ``start`` in the text of the first to ``end``
    in that of the last.

    ``introduction`` is the index of the lead-in, ``headings`` those of the title and the headings above, outermost first.
    Candidates of one ``series`` have the same form: in one list, in one paragraph, or as blocks. ``column`` is the header of the
    column of a ``cell``.
    """

    form: Form
    first: int
    last: int
    start: int
    end: int
    introduction: int | None
    headings: tuple[int, ...]
    series: Hashable
    column: str = ""


def is_pinned(reading: Reading) -> bool:
    """Return whether a pin says that a reading is a sample text, or part of one."""
    return reading.block.pin is not None and reading.block.pin.run == SAMPLE


def candidates(readings: Sequence[Reading], lexicon: Lexicon) -> list[Candidate]:
    """Return the candidates of an article in order; none is inside another."""
    return list(_Walk(readings, lexicon).candidates())


class _Walk:
    """One walk over the readings that keeps track of the current headings, list items and lead-in."""

    def __init__(self, readings: Sequence[Reading], lexicon: Lexicon) -> None:
        self.readings = readings
        self.lexicon = lexicon
        self.signs = _SIGNS + "".join(lexicon.approving_signs)
        self.headings: list[int] = []
        self.items: list[int] = []
        self.lead: int | None = None
        self.list_lead: int | None = None
        self.opening = self._opening()
        self.lines = sample_dialogues.lines(readings, lexicon)
        self.section_end = 0
        self.handing: dict[int, Literal["all", "voiced", "none"]] = {}
        """A lead-in → whether it introduces the items below it."""
        self.unclosed: dict[str, int] = {}
        """A quotation mark → the reading before which no closing mark follows."""

    def candidates(self) -> Iterator[Candidate]:
        at = 0
        while at < len(self.readings):
            reading = self.readings[at]
            if opens_section(reading) or reading.role == "title":
                self._enter(at)
                at += 1
                continue
            if reading.role in ("subtitle", "meta", "residue", "image") or not reading.block.text:
                at += 1
                continue
            if at >= self.section_end:
                self.section_end = self._next_heading(at)
            if reading.role in _LIST:
                self._enter_item(at)
            elif not self._is_within_item(at):
                self.items = []
            last = self._pinned_to(at)
            if last is not None and (last > at or at in self.lines):
                yield self._make("pinned", at, last, 0, len(self.readings[last].block.text))
                at = last + 1
                continue
            line = self.lines.get(at)
            if line is not None and not (line.own and reading.block.text[line.start] in _QUOTE_SIGNS):
                if line.own:
                    yield self._make("spoken", at, at, line.start, len(reading.block.text))
                at += 1
                continue
            apart = self._apart(at)
            if apart is not None:
                yield apart
                at = apart.last + 1
                continue
            inside = list(self._inside(at))
            if last is not None and not inside:
                inside = [self._make("pinned", at, at, 0, len(reading.block.text))]
            yield from inside
            if reading.role not in _LIST and not (inside and inside[0].form == "whole"):
                self.lead = at
            at += 1

    def _pinned_to(self, at: int) -> int | None:
        """Return the index of the last reading of the text that a pin begins at ``at``: pinned neighbors are part of it.

        ``None`` without a pin. Every list item and every block quote has a text of its own.
        """
        if not is_pinned(self.readings[at]):
            return None
        last = at
        if self.readings[at].role in _PROSE:
            while last + 1 < self.section_end and is_pinned(self.readings[last + 1]) and self.readings[last + 1].role in _PROSE:
                last += 1
        return last

    def _enter(self, at: int) -> None:
        level = self.readings[at].level or 1
        while self.headings and (self.readings[self.headings[-1]].level or 1) >= level:
            self.headings.pop()
        self.headings.append(at)
        self.lead = None
        self.items = []

    def _opening(self) -> tuple[int, ...]:
        """Return the index of the paragraph above the first heading that says that the article collects texts, if there is one."""
        for index, reading in enumerate(self.readings[:MAX_BLOCKS]):
            if reading.role != "title" and opens_section(reading):
                break
            if reading.role in _PROSE and introductions.collects(reading.block.text, self.lexicon):
                return (index,)
        return ()

    def _next_heading(self, at: int) -> int:
        return next((k for k in range(at, len(self.readings)) if opens_section(self.readings[k])), len(self.readings))

    def _enter_item(self, at: int) -> None:
        depth = self.readings[at].depth or 1
        if not self.items:
            self.list_lead = self.lead
        while self.items and (self.readings[self.items[-1]].depth or 1) >= depth:
            self.items.pop()
        self.items.append(at)

    def _is_within_item(self, at: int) -> bool:
        """Return whether a block without a marker is inside the list item above it, by markup or by indent."""
        if not self.items:
            return False
        block, item = self.readings[at].block, self.readings[self.items[-1]]
        return block.depth >= (item.depth or 1) if block.depth is not None else block.indent > item.block.indent

    def _introduction(self, at: int) -> int | None:
        if self.readings[at].role in _LIST:
            return self.items[-2] if len(self.items) > 1 else self.list_lead
        if self.items and (self.lead is None or self.lead < self.items[-1]):
            return self.items[-1]
        return self.lead

    def _make(self, form: Form, first: int, last: int, start: int, end: int) -> Candidate:
        introduction = self._introduction(first)
        series: Hashable = form
        if form in ("inline", "worded"):
            series = first
        elif form == "section":
            series = (form, tuple(self.headings[:-1]))
        elif self.readings[first].role in _LIST:
            series = (self.headings[-1] if self.headings else None, introduction)
        headings = (*self.opening, *self.headings) if self.headings else ()
        return Candidate(form, first, last, start, end, introduction, headings, series)

    # --- texts that are blocks of their own ---

    def _apart(self, at: int) -> Candidate | None:
        reading = self.readings[at]
        text = reading.block.text
        if reading.role == "code":
            return self._fence(at)
        if reading.role not in (*_PROSE, *_LIST, "quote"):
            return None
        if reading.role not in _LIST and self._may_open_letter(text):
            last = self._letter(at)
            if last is not None:
                return self._make("letter", at, last, 0, len(self.readings[last].block.text))
        section = self._section(at)
        if section is not None:
            return section
        if reading.role == "quote" or (reading.block.quotation is not None and not self._quotes_on(at, at - 1)):
            return None if self._is_quoted_item(at) else self._block_quote(at)
        return self._message(at) or self._long_quotation(at)

    def _section(self, at: int) -> Candidate | None:
        """Return the section that begins at ``at`` if it is a text as a whole.

        A heading above its own names what is sent or said. In an article without headings, the title is the heading above.
        """
        if not self.headings or self.headings[-1] != at - 1:
            return None
        whole = len(self.headings) == 1 and self.section_end == len(self.readings)
        if not (self._is_named(self.headings) if whole else self._are_collected()):
            return None
        inside = self.readings[at : min(self.section_end, at + MAX_BLOCKS)]
        fits = sample_sections.is_message if whole else sample_sections.is_uttered
        return (
            self._make("section", at, at + len(inside) - 1, 0, len(inside[-1].block.text)) if fits(inside, self.lexicon) else None
        )

    def _are_collected(self) -> bool:
        """Return whether a heading above that of the section, or the opening, says that texts are collected below it."""
        above = (self.readings[index].block.text for index in self.headings[:-1])
        return bool(self.opening) or any(introductions.names_collection(text, self.lexicon) for text in above)

    def _is_named(self, headings: Sequence[int]) -> bool:
        """Return whether one of ``headings`` names what is sent or said."""
        return any(introductions.naming(self.readings[index].block.text, self.lexicon) == "strong" for index in headings)

    def _message(self, at: int) -> Candidate | None:
        """Return the paragraph directly below a lead-in if, like a message, it begins with a greeting or has slots."""
        text = self.readings[at].block.text
        lead = self._introduction(at)
        if lead is None or lead != at - 1 or text[:1] in "\"“‘'" or not self.readings[lead].block.text.endswith(":"):
            return None
        if not greets(text, self.lexicon) and not slots(text, self.lexicon):
            return None
        return self._make("message", at, at, 0, len(text)) if self.readings[at].role in _PROSE else None

    def _may_open_letter(self, text: str) -> bool:
        lexicon = self.lexicon
        return greets(text, lexicon) or is_subject(text, lexicon) or is_filled_in(text, lexicon)

    def _letter(self, at: int) -> int | None:
        """Return the index of the last reading of the letter that begins at ``at``, in its section or in the sections below it."""
        found = letter(self._texts(at, self._run_end(at)), self.lexicon)
        if self._goes_on(at, found):
            whole = letter(self._texts(at, min(self._sections_end(), at + MAX_BLOCKS)), self.lexicon)
            found = whole if whole is not None and whole.signed else found
        if found is None:
            return None
        last = at + found.last
        if self.readings[last].block.quotation is not None:
            while last + 1 < len(self.readings) and self._quotes_on(last, last + 1):
                last += 1
        while self.readings[last].role in OUTSIDE:  # such as a footnote below it
            last -= 1
        return last

    def _goes_on(self, at: int, found: Letter | None) -> bool:
        """Return whether a letter may extend to the sections below: nothing signs it in its own, where it is the last.

        A subject line may have nothing of the letter in its own section: "Body:" is below it as a heading.
        """
        if self.readings[at].block.quotation is not None:
            return False
        if found is None:
            return at + 1 == self.section_end and is_subject(self.readings[at].block.text, self.lexicon)
        return not found.signed and at + found.last + 1 == self.section_end

    def _texts(self, start: int, end: int) -> list[str]:
        return [reading.block.text for reading in self.readings[start:end]]

    def _sections_end(self) -> int:
        """Return the index after the sections below the current heading."""
        level = (self.readings[self.headings[-1]].level or 1) if self.headings else 1
        deeper = range(self.section_end, min(len(self.readings), self.section_end + MAX_BLOCKS))
        ends = (k for k in deeper if opens_section(self.readings[k]) and (self.readings[k].level or 2) <= level)
        return next(ends, len(self.readings))

    def _is_item(self, at: int) -> bool:
        return self.readings[at].role in _LIST

    def _run_end(self, at: int) -> int:
        """Return how far a text that begins at ``at`` may extend: to the end of its section, list item, or block quotes."""
        end = min(self.section_end, at + MAX_BLOCKS)
        if self.items:
            depth = self.readings[self.items[-1]].depth or 1
            end = next((k for k in range(at, end) if self._is_item(k) and (self.readings[k].depth or 1) <= depth), end)
        if self.readings[at].block.quotation is None:
            return end
        return next((k for k in range(at, end) if self.readings[k].block.quotation is None), end)

    def _fence(self, at: int) -> Candidate | None:
        block = self.readings[at].block
        if (block.language.split(" ", 1)[0].lower() if block.language else None) not in _FENCES:
            return None
        found = quotations(block.text)
        if len(found) == 1 and self._is_alone(block.text, found[0]):
            return self._make("whole", at, at, found[0].words_start, found[0].words_end)
        return self._make("fence", at, at, 0, len(block.text))

    def _block_quote(self, at: int) -> Candidate:
        readings = self.readings
        last = at
        while last + 1 < self.section_end and self._quotes_on(at, last + 1):
            last += 1
        start, end = 0, len(readings[last].block.text)
        found = quotations(readings[at].block.text) if last == at else []
        if len(found) == 1 and found[0].start and self._is_alone(readings[at].block.text, found[0]):
            start, end = found[0].words_start, found[0].words_end
        elif found and found[0].start == 0:
            behind = readings[at].block.text[found[0].end :].strip(_SIGNS)
            if not behind or behind[0] not in '.!?—–-―("“':  # nothing, or a comment in the same block
                start, end = found[0].words_start, found[0].words_end
        elif (
            last > at
            and unclosed(readings[at].block.text) is not None
            and readings[last].block.text[-1:] in '"”»'
            and min(len(readings[at].block.text), end) > 1  # a lone quotation mark in its block leaves the blocks whole
        ):
            start, end = 1, end - 1
        return self._make("quote", at, last, start, end)

    def _is_quoted_item(self, at: int) -> bool:
        """Return whether a block is a list item that is a quotation, so that the list in a block quote has one text per item."""
        text = self.readings[at].block.text
        found = quotations(text) if self._is_item(at) else []
        return len(found) == 1 and self._is_alone(text, found[0])

    def _quotes_on(self, first: int, at: int) -> bool:
        """Return whether the readings ``first`` and ``at`` are in the same block quote."""
        return self.readings[at].block.quotation == self.readings[first].block.quotation is not None

    def _long_quotation(self, at: int) -> Candidate | None:
        """Return the quotation that begins a block and ends in a later one."""
        text = self.readings[at].block.text
        start = len(text) - len(text.lstrip(self.signs))
        mark = unclosed(text[start:])
        if mark is None:
            return None
        stop = min(self.section_end, at + MAX_BLOCKS)
        for last in range(max(at + 1, self.unclosed.get(mark, 0)), stop):
            end = closing(self.readings[last].block.text, mark)
            if end is not None:
                inside = not self._is_item(at) or all(map(self._is_within_item, range(at + 1, last + 1)))
                return self._make("whole", at, last, start + 1, end) if inside and end and start + 1 < len(text) else None
        self.unclosed[mark] = max(stop, self.unclosed.get(mark, 0))
        return None

    # --- texts inside a block ---

    def _inside(self, at: int) -> Iterator[Candidate]:
        reading = self.readings[at]
        text = reading.block.text
        if reading.role == "code":
            return
        if reading.role == "table":
            yield from self._cells(at)
            return
        found = quotations(text)
        for quotation in found:
            words = text[quotation.words_start : quotation.words_end]
            if len(words.split()) >= _MIN_WORDS or slots(words, self.lexicon):
                yield self._make(self._form(reading, quotation), at, at, quotation.words_start, quotation.words_end)
        if found or reading.role not in (*_PROSE, *_LIST):
            return
        label = _LABEL.match(text) if ":" in text else None
        if label is not None and label.end() < len(text) and self._labels(label[1], text[label.end() :]):
            yield self._make("worded", at, at, label.end(), len(text))
        elif reading.role in _LIST and not _is_aside(text) and self._may_be_said(text) and self._is_handed_over(at):
            yield self._make("listed", at, at, 0, len(text))

    def _labels(self, label: str, words: str) -> bool:
        """Return whether a label introduces the words behind it, or they are said below headings that name what is said."""
        if introductions.labels_wording(label, self.lexicon):
            return True
        if len(label.split()) > _MAX_LABEL or introductions.reports(label, self.lexicon):
            return False
        return self._is_named((*self.opening, *self.headings)) and is_voiced(words, self.lexicon)

    def _cells(self, at: int) -> Iterator[Candidate]:
        """Yield the quotations in the cells of a table, and whole cells without quotations in a column of texts."""
        block = self.readings[at].block
        end = 0
        for place, row in enumerate(block.rows):
            for cell, head in zip(row, block.rows[0], strict=False):
                start = block.text.find(cell, end)
                end = start + len(cell)
                found = quotations(cell)
                for quotation in found:
                    if len(cell[quotation.words_start : quotation.words_end].split()) >= _MIN_WORDS:
                        words = (start + quotation.words_start, start + quotation.words_end)
                        yield self._make("cell", at, at, *words)._replace(column=head)
                if place and cell and not found and self._heads_texts(head, cell):
                    yield self._make("cell", at, at, start, end)._replace(column=head)

    def _heads_texts(self, head: str, cell: str) -> bool:
        """Return whether the head of a column introduces a cell: it names what is said, or examples of it that sound so."""
        if introductions.naming(head, self.lexicon) == "strong":
            return True
        return introductions.heads_examples(head, self.lexicon) and is_voiced(cell, self.lexicon)

    def _form(self, reading: Reading, quotation: Quotation) -> Form:
        block = reading.block
        titled = block.lead and abs(block.lead - block.text_start - quotation.start) <= 8 and not _rest(block.text, quotation)
        return "whole" if titled or self._is_alone(block.text, quotation) else "inline"

    def _is_alone(self, text: str, quotation: Quotation) -> bool:
        """Return whether a quotation is its whole block except for a label before it or a note in parentheses after it."""
        before = text[: quotation.start].strip(_SIGNS)
        labelled = before.endswith((":", "–", "—", "-")) and len(before.split()) <= _MAX_LABEL
        signed = before in (*self.lexicon.warning_signs, *self.lexicon.approving_signs)
        rest = _rest(text, quotation)
        return (not before or labelled or signed) and (not rest or (rest[0] + rest[-1]) in ("()", "[]"))

    def _may_be_said(self, text: str) -> bool:
        return len(text.split(maxsplit=_LONGEST_ITEM)) <= _LONGEST_ITEM and not cues.tells_to_do(text, self.lexicon)

    def _is_handed_over(self, at: int) -> bool:
        """Return whether the lead-in or a heading above a text introduces it.

        Headings alone, with a paragraph below them that is no lead-in, introduce only what sounds as if somebody said it.
        """
        lead = self._introduction(at)
        if lead is None or self.readings[lead].block.strong:
            return self._is_named(self.headings)
        if lead not in self.handing:
            above = self.readings[lead].block.text
            if above.endswith(":"):
                cue = introductions.cue_before(above, len(above), self.lexicon, apart=True)
                named = introductions.naming(introductions.last_sentence(above), self.lexicon) == "strong"
                self.handing[lead] = "all" if cue is not None or named else "none"
            else:
                self.handing[lead] = "voiced" if self._is_named(self.headings) else "none"
        handing = self.handing[lead]
        return handing == "all" or (handing == "voiced" and is_voiced(self.readings[at].block.text, self.lexicon))


def _is_aside(text: str) -> bool:
    """Return whether a text says in parentheses what to do meanwhile: "(Wait for the answer.)"."""
    return text[:1] == "(" and text.rstrip(".")[-1:] == ")"


def _rest(text: str, quotation: Quotation) -> str:
    return text[quotation.end :].strip(_SIGNS + ".!?")
