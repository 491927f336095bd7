"""Questions and their answers: below an FAQ heading, typed as such, or in runs of headings that are questions."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence, Set
from functools import cache
from itertools import pairwise

from seedkit.classify import pins as pinned
from seedkit.classify.levels import closed
from seedkit.classify.page import Page, Readings
from seedkit.language.headings import is_faq
from seedkit.language.lexicon import Lexicon, one_of
from seedkit.language.signs import QUESTION_MARKS
from seedkit.model import offsets
from seedkit.model.block import Block, Reading
from seedkit.model.source import Place, Source

_ASKED = re.compile(r"""[^.!?。！？؟]++(?:[?؟]["”’')]*+(?=\s)|？["”’')」』]*+)""")
_NO_LEVEL = 99  # of a question that is not a heading: any heading ends its answer
_ITEMS = ("ordered", "bullet")
_LONG_RUN = 3
"""Minimum length of a run of questions that is an FAQ whatever its siblings are."""
_LONGEST = 300
"""Maximum length of a paragraph that is a typed ``Q:`` question, in characters."""


def is_signed(text: str, lexicon: Lexicon) -> bool:
    """Return whether a text begins with a typed "Q:" or "A:"."""
    return any(_typed(signs).match(text) for signs in (lexicon.question_signs, lexicon.answer_signs))


def read(page: Page, readings: Readings) -> None:
    """Read headings that are questions as questions, and the prose below them as answers, down to the next heading of the same or a
    higher level."""
    lexicon = page.lexicon
    question_sign, answer_sign = _typed(lexicon.question_signs), _typed(lexicon.answer_signs)
    read_so = [(k, reading.role) for k, reading in enumerate(readings) if reading is not None]
    above = [k for k, role in read_so if role in ("heading", "title")]
    heads = [k for k, role in read_so if role == "heading"]
    faqs = {k for k in above if is_faq(page.blocks[k].text, lexicon)}
    chosen = {**_among_siblings(page, readings, heads), **_in_sections(page, readings, heads, faqs)}
    chosen |= {k: "stated-question" for k in heads if page.blocks[k].purpose == "faqs"}
    chosen = {k: why for k, why in chosen.items() if not pinned.has_role(page.blocks[k])}
    chosen |= {k: pinned.RULE for k, block in enumerate(page.blocks) if block.pin is not None and pinned.is_a(block, "question")}
    initials = _initials(lexicon)
    begun = [k for k, block in enumerate(page.blocks) if block.text[:1] in initials]
    signed = {k for k in begun if _is_typed(page, readings, k) and not pinned.has_role(page.blocks[k])}
    answered = _in_one_block(page, readings, above, faqs, chosen)
    listed = _in_lists(page, readings, above, faqs) if faqs else {}
    shared = _shared_level(readings, signed)
    level: int | None = None
    typed = False
    asked_already = [k for k, role in read_so if role == "question"]
    first = min((*chosen, *signed, *answered, *listed, *asked_already), default=len(page.blocks))
    for k in range(first, len(page.blocks)):
        block, reading = page.blocks[k], readings[k]
        typed = k in signed or (typed and k not in chosen)
        if k in signed:
            asked = _without_sign(page.source, block, question_sign)
            readings[k] = (reading or Reading(block, "question"))._replace(
                block=asked,
                role="question",
                level=shared,
                rule="typed-question",
                answered=_answered(asked.text, answer_sign) if shared is None else None,
                sign=_sign(block, asked),
            )
            level = shared or _NO_LEVEL
        elif k in chosen:
            assert reading
            readings[k] = reading._replace(role="question", rule=chosen[k])
            level = reading.level or _NO_LEVEL
        elif k in answered:
            # Next to bold questions it is one of them; otherwise it is not a heading.
            beside = level if block.lead and level is not None and level != _NO_LEVEL else None
            readings[k] = Reading(block, "question", beside, rule="asked-and-answered", answered=answered[k])
            level = beside or _NO_LEVEL
        elif k in listed:
            assert reading
            readings[k] = reading._replace(role="question", rule="asked-in-list", answered=listed[k])
            level = _NO_LEVEL
        elif reading and reading.role == "question":
            level, typed = _NO_LEVEL, False
        elif reading and reading.role in ("heading", "title"):
            if level is not None and (reading.level or 0) <= level:
                level = None
        elif reading is None and level is not None:
            said = _without_sign(page.source, block, answer_sign) if typed else block
            readings[k] = Reading(said, "answer", rule="below-question", sign=_sign(block, said))
    if signed:
        _close_gaps(readings)


def _in_one_block(
    page: Page, readings: Readings, above: Sequence[int], faqs: Collection[int], chosen: Collection[int]
) -> dict[int, tuple[int, int]]:
    """Paragraphs that contain question and answer: two or more below an FAQ heading without other questions, or any whose question
    is in bold, as the ``chosen`` headings above them are. ``above`` are the headings and the title, ``faqs`` those of an FAQ."""
    found: dict[int, tuple[int, int]] = {}
    below: dict[int, tuple[int, int]] | None = None
    for head, stop in pairwise((*above, len(readings))):
        bold = head in chosen and page.blocks[head].strong
        if head not in chosen:
            if below and len(below) > 1:
                found.update(below)
            below = {} if head in faqs else None
        if below is None and not bold:
            continue
        for k in range(head + 1, stop):
            if readings[k] is not None or page.blocks[k].kind != "text":
                continue
            answered = _answered(page.blocks[k].text)
            if answered is not None and bold and page.blocks[k].lead:
                found[k] = answered
            elif answered is not None and below is not None and not bold:
                below[k] = answered
    if below and len(below) > 1:
        found.update(below)
    return found


def _in_lists(page: Page, readings: Readings, above: Sequence[int], faqs: Collection[int]) -> dict[int, tuple[int, int] | None]:
    """List items that are questions below an FAQ heading, if most of their list are and most of those have an answer.

    The span between question and answer is given if the answer is in the same block."""
    chosen: dict[int, tuple[int, int] | None] = {}
    section: int | None = None
    for head, stop in pairwise((*above, len(readings))):
        reading = readings[head]
        level = (reading.level if reading else None) or 1
        if head in faqs and not _asks(page, head):
            section = level
        elif section is not None and level <= section:
            section = None
        if section is None:
            continue
        lists: dict[tuple[int | None, int | None], list[int]] = {}
        for k in range(head + 1, stop):
            item = readings[k]
            if item and item.role in _ITEMS and (item.depth or 1) == 1:
                lists.setdefault((item.chain, page.blocks[k].group), []).append(k)
        for items in lists.values():
            chosen.update(_questions(page, readings, items))
    return chosen


def _questions(page: Page, readings: Readings, items: Sequence[int]) -> dict[int, tuple[int, int] | None]:
    """Return the questions of one list; none if it is not a list of questions with answers."""
    asking: dict[int, tuple[int, int] | None] = {}
    replied = 0
    for k in items:
        cut = _answered(page.blocks[k].text)
        if cut is not None or _asks(page, k):
            asking[k] = cut
            below = readings[k + 1] if k + 1 < len(readings) else None
            replied += cut is not None or (k + 1 < len(readings) and (below is None or below.role not in (*_ITEMS, "heading")))
    return asking if len(asking) > 1 and 2 * len(asking) > len(items) and 2 * replied > len(asking) else {}


def _answered(text: str, sign: re.Pattern[str] | None = None) -> tuple[int, int] | None:
    """Return where the question at the beginning of a text ends and where the answer begins: after its ``sign``, if it needs
    one."""
    asked = _ASKED.match(text, 0, _LONGEST)
    if asked is None or asked.end() == len(text):
        return None
    start = asked.end() + len(text[asked.end() :]) - len(text[asked.end() :].lstrip())
    if sign is None:
        return asked.end(), start
    typed = sign.match(text, start)
    return (asked.end(), typed.end()) if typed else None


def _close_gaps(readings: Readings) -> None:
    """Raise the headings below a typed question whose level has changed or is gone."""
    at = [k for k, reading in enumerate(readings) if reading and reading.role in ("heading", "question") and reading.level]
    levels = closed([reading.level for k in at if (reading := readings[k])])
    for k, level in zip(at, levels, strict=True):
        reading = readings[k]
        assert reading
        readings[k] = reading._replace(level=level)


def _shared_level(readings: Readings, signed: Collection[int]) -> int | None:
    """The level of the typed questions: that of the highest if most are headings, otherwise none."""
    given = [reading.level for k in signed if (reading := readings[k]) and reading.level]
    return min(given) if given and len(given) * 2 > len(signed) else None


def _without_sign(source: Source, block: Block, sign: re.Pattern[str]) -> Block:
    """Remove the typed "Q:" or "A:" from a block's text, also one in bold."""
    typed = sign.match(block.text)
    if block.marker or not typed:
        return block
    at = offsets.words(source, block).starts[typed.end()]
    runs = block.runs and tuple(Place(max(run.start, at), run.end) for run in block.runs if run.end > at)
    return block._replace(text=block.text[typed.end() :], text_start=at, runs=runs, lead=block.lead if block.lead > at else 0)


def _sign(block: Block, said: Block) -> str:
    """Return what precedes the words of a block."""
    return block.text[: len(block.text) - len(said.text)].rstrip()


def _is_typed(page: Page, readings: Readings, k: int) -> bool:
    text, reading, lexicon = page.blocks[k].text, readings[k], page.lexicon
    if len(text) > _LONGEST or (reading is not None and reading.role != "heading"):
        return False
    sign = _typed(lexicon.question_signs).match(text)
    return sign is not None and (text.endswith(QUESTION_MARKS) or not is_faq(sign[1], lexicon))


@cache
def _initials(lexicon: Lexicon) -> frozenset[str]:
    """What a text begins with that may have a sign of a question."""
    initials = "".join(sign[0] for sign in lexicon.question_signs)
    return frozenset(f"{initials}{initials.upper()}")


@cache
def _typed(signs: tuple[str, ...]) -> re.Pattern[str]:
    """Return the match of one of ``signs`` typed before a text; group 1 is the word itself."""
    return re.compile(rf"({one_of(signs)})(?:\s?\d{{0,3}}(?:\s?[:.)]\s+|[：．、]\s*)|\.\s?\d{{1,3}}[:.)]?\s+)(?=\S)", re.IGNORECASE)


def _asks(page: Page, k: int) -> bool:
    text = page.blocks[k].text
    return text.endswith(QUESTION_MARKS) and text.lower().replace("’", "'").rstrip(" ?？؟") not in page.lexicon.asking_back


def _level(readings: Readings, k: int) -> int:
    reading = readings[k]
    return (reading.level if reading else None) or 2


def _in_sections(page: Page, readings: Readings, heads: Sequence[int], faqs: Set[int]) -> dict[int, str]:
    """The headings that are questions below an FAQ heading."""
    chosen: dict[int, str] = {}
    section: int | None = None
    if not faqs <= set(heads):  # the title is one
        section = 1
    for k in heads:
        level = _level(readings, k)
        if section is not None and level <= section:
            section = None
        if section is None:
            if k in faqs and not _asks(page, k):
                section = level
        elif _asks(page, k):
            chosen[k] = "below-faq-heading"
    return chosen


def _among_siblings(page: Page, readings: Readings, heads: Sequence[int]) -> dict[int, str]:
    """Runs of headings that are questions, numbered alike or not at all: two or more if most siblings are questions, else three."""
    chosen: dict[int, str] = {}
    rows: dict[int, list[int]] = {}  # the headings of each level below those that are still open
    for k in (*heads, None):
        level = _level(readings, k) if k is not None else 0
        for deeper in [other for other in rows if other > level]:
            siblings = rows.pop(deeper)
            fewest = 2 if 2 * sum(_asks(page, sibling) for sibling in siblings) > len(siblings) else _LONG_RUN
            for run in _runs(page, siblings):
                if len(run) >= fewest:
                    chosen.update(dict.fromkeys(run, "siblings-ask"))
        if k is not None:
            rows.setdefault(level, []).append(k)
    return chosen


def _runs(page: Page, siblings: Sequence[int]) -> list[list[int]]:
    """Return the headings that are questions, in runs of neighbors that are numbered alike or not at all."""
    runs: list[list[int]] = [[]]
    for k in siblings:
        if runs[-1] and page.chains[runs[-1][-1]] != page.chains[k]:
            runs.append([])
        if _asks(page, k):
            runs[-1].append(k)
        elif runs[-1]:
            runs.append([])
    return runs
