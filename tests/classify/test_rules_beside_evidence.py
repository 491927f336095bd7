"""The rules that are beside the weighed evidence, each where the evidence says the opposite."""

from __future__ import annotations

import pytest

from seedkit.classify import classify, why_no_heading
from seedkit.classify.weighed import Named, Weights
from seedkit.classify.weighed.vetoes import CHAIN_VETOES, LONE_SENTENCE, REASONS, VETOES
from seedkit.corrections import files as sidecars
from seedkit.language.lexicon import lexicon_for
from seedkit.model.block import Reading
from seedkit.model.front import Front
from seedkit.pipeline import compile_text
from seedkit.readers.decode import from_text
from seedkit.readers.plain import lines as physical
from seedkit.segment import segment

ENGLISH = lexicon_for("en")

PROSE = (
    "It takes an hour, and a good deal of patience with the people next door. Begin before lunch, and wear old shoes. Whoever has"
    " done it once will tell you to measure the stairs first, and whoever has done it twice will tell you to ask another."
)


def readings_of(weights: Named, *lines: str) -> tuple[Reading, ...]:
    """Return the readings of an article, weighed with ``weights``."""
    source = from_text("\n\n".join(("How to move a piano", PROSE, *lines)) + "\n", "move.txt", "text")
    return classify(source, segment(source, physical(source), ENGLISH), Front(), ENGLISH, Weights(weights))


def read(odds: float, *lines: str) -> dict[str, Reading]:
    """Return the reading of each line of an article, by its text, where the evidence for every heading is ``odds``."""
    weights = {"heading": {"": odds}}
    return {reading.block.text: reading for reading in readings_of(weights, *lines)}


@pytest.mark.parametrize("line", ["Method", "Frequently asked questions", "In a nutshell", "The template"])
def test_what_sections_are_called_is_a_heading(line: str) -> None:
    found = read(-9, line, PROSE)[line]
    assert (found.role, found.rule) == ("heading", "usual-heading")


def test_what_opens_an_faq_above_a_question_is_a_heading() -> None:
    found = read(-9, "FAQs: what people ask of a mover of pianos", "Who lifts it?", PROSE)
    assert found["FAQs: what people ask of a mover of pianos"].rule == "usual-heading"
    assert (
        read(-9, "FAQs: what people ask of a mover of pianos", PROSE)["FAQs: what people ask of a mover of pianos"].role
        == "paragraph"
    )


def test_above_a_further_short_line_it_is_none() -> None:
    assert read(-9, "Method", "Materials", PROSE)["Method"].role == "paragraph"
    assert read(-9, "Method")["Method"].role == "paragraph"


NUMBERED = ("1) Lift", PROSE, "2) Carry", PROSE, "3) Rest", PROSE)


def test_questions_in_a_row_below_an_faq_heading_are_siblings() -> None:
    deeper = {"level": {"": [0.0] * 4}, "level step": {"": [9.0, 0.0, 0.0, 0.0]}}
    lines = ("Frequently asked questions", "Is it heavy?", "Who can help?", PROSE, "What if it rains?", PROSE)
    found = readings_of({"heading": {"": 9.0}, **deeper}, *lines)
    assert [reading.level for reading in found if reading.block.text.endswith("?")] == [3, 3, 3]
    aside = readings_of({"heading": {"": 9.0}, **deeper}, *lines[1:])
    assert [reading.level for reading in aside if reading.block.text.endswith("?")] == [2, 3, 4]


@pytest.mark.parametrize(("between", "role"), [(0, "heading"), (3, "heading"), (4, "paragraph")])
def test_a_line_counts_the_numbered_headings_below_it(between: int, role: str) -> None:
    tables = {"heading": {"": -9.0}, "chain": {"": 9.0}}
    lines = ("The 3 ways to do it", *[PROSE] * between, *NUMBERED)
    found = readings_of(tables, *lines)
    assert next(r for r in found if r.block.text == "The 3 ways to do it").role == role
    assert [r.role for r in found if r.block.text in ("Lift", "Carry", "Rest")] == ["heading"] * 3


@pytest.mark.parametrize(
    "line",
    [
        "[your name]",
        "{Date}",
        "How to carry it →",
        "See www.piano.example for more",
        "Say something like this:",
        "Take the following:",
    ],
)
def test_what_heads_nothing(line: str) -> None:
    assert read(9, line, PROSE)[line].role == "paragraph"


@pytest.mark.parametrize("line", ["Where www. came from", "What to start with:", "[One] of many"])
def test_what_may_head_something(line: str) -> None:
    assert read(9, line, PROSE)[line].role == "heading"


def test_a_lone_sentence_is_no_heading() -> None:
    assert read(9, "Lift it.", PROSE)["Lift it."].role == "paragraph"
    assert read(9, "Lift it.", PROSE, "Carry it.", PROSE)["Lift it."].role == "heading"


@pytest.mark.parametrize("line", ["How it is done in the U.S.", "And then ..."])
def test_an_abbreviation_ends_no_sentence(line: str) -> None:
    assert read(9, line, PROSE)[line].role == "heading"


def test_a_label_with_nothing_below_it_stays_what_it_is() -> None:
    found = read(-9, "Question", "Who carries it", "Answer")
    assert {found[line].role for line in ("Question", "Who carries it", "Answer")} == {"paragraph"}


def test_a_pinned_question_keeps_its_pin_between_labels() -> None:
    text = f"How to move a piano\n\n{PROSE}\n\nQuestion\n\nWho carries it\n\nAnswer\n\n{PROSE}\n"
    pins = sidecars.parse("move.seedkit.yaml", b"pins:\n  - {text: Who carries it, as: question}\n")
    result = compile_text(text, "move.txt", "text", pins)
    assert [(r.role, r.rule) for r in result.readings][2:5] == [
        ("residue", "question-label"),
        ("question", "pin"),
        ("residue", "question-label"),
    ]


SPOKEN = ("Ada: Who lifts?", "Ben: I do.", "Ada: Who pays?", "Ben: You do.", "Ada: Who drives?", "Ben: She does.")

VETOED: dict[str, tuple[tuple[str, ...], str, tuple[str, ...]]] = {
    "unfinished": ((), "First of all;", (PROSE,)),
    "time-of-day": ((), "9:30 The van comes", (PROSE,)),
    "directive": ((), "::: warning", (PROSE,)),
    "joining-words": ((), "or in", (PROSE,)),
    "long-question": ((), "Who of us would have thought that so small a piano had so much weight?", (PROSE,)),
    "several-sentences": ((), "It fell on the stairs once before. Nobody was there to help, and it rained!", (PROSE,)),
    "lead-in": ((), "The order of lifting is:", (PROSE,)),
    "quotes": ((), "He said, “Lift it”", (PROSE,)),
    "hands-over": ((), "Or ask him: 'Could you lift it?'", (PROSE,)),
    "announces-what-follows": ((), "Take the following:", (PROSE,)),
    "subject-of-letter": ((), "Subject: the piano", ("Hi Anna,", PROSE)),
    "leads-to-quotation": ((), "Then ask:", ("“Who lifts it?”",)),
    "states-facts": ((), "Makes 12 rolls", (PROSE,)),
    "points-at-list": ((), "These go first", ("- the lid", "- the legs")),
    "bracketed": ((), "[your name]", (PROSE,)),
    "links-onward": ((), "See www.piano.example for more", (PROSE,)),
    "signature": (("Yours sincerely,",), "Ada Moreno", (PROSE,)),
    "end-of-address": (("Write to:\nThe Movers\nPiano House\nPiano Lane 3",), "Piano Lane 3", (PROSE,)),
    "answer": (("FAQ", "How many people does it take?"), "Two will do", (PROSE,)),
    "aside": (("1) Lift", PROSE, "2) Carry", "Not yet."), "And now!", (PROSE, "3) Rest", PROSE)),
    "spoken": (SPOKEN, "Ben: She does.", ()),
    "lone-sentence": ((), "Lift it.", (PROSE,)),
}
"""Veto → what is above a line that it holds for, the line, and what is below it."""


@pytest.mark.parametrize("name", VETOED)
def test_a_line_that_is_vetoed_says_why(name: str) -> None:
    above, line, below = VETOED[name]
    lines = (*above, *below) if name in ("spoken", "end-of-address") else (*above, line, *below)
    certain = {"chain": {"": 9.0}, "heading": {"": 9.0}}
    found = next(reading for reading in readings_of(certain, *lines) if reading.block.text == line)
    assert (found.role, found.veto) == ("paragraph", name)
    assert why_no_heading(found) == f"it {REASONS[name]}"


@pytest.mark.parametrize("line", ["First of all,", "まず；", "それから。"])
def test_what_ends_unfinished_heads_nothing(line: str) -> None:
    found = next(reading for reading in readings_of({"heading": {"": 9.0}}, line, PROSE) if reading.block.text == line)
    assert found.veto == "unfinished"


@pytest.mark.parametrize("line", ["Now lift:", "(Ask first.)", "[14:05] Ada: I am late"])
def test_what_goes_on_or_stands_aside_heads_nothing(line: str) -> None:
    assert read(9, line, PROSE)[line].role == "paragraph"


def test_a_long_question_heads_a_section_where_others_ask() -> None:
    long = "Who of us would have thought that so small a piano had so much weight?"
    found = read(9, "Who lifts?", PROSE, long, PROSE, "Who carries?", PROSE)
    assert found[long].role == "question"


@pytest.mark.parametrize("quotation", ["„Wer trägt es?“", "« Qui le porte ? »", "「誰が運ぶ」"])
def test_a_quotation_is_led_up_to_in_any_marks(quotation: str) -> None:
    found = readings_of({"heading": {"": 9.0}}, "Then ask:", quotation)
    assert next(reading.veto for reading in found if reading.block.text == "Then ask:") == "leads-to-quotation"


def test_every_veto_is_tried() -> None:
    rows = {veto.name for veto in (*VETOES, LONE_SENTENCE)}
    assert rows == {*VETOED, "unmarked"}
    assert len(REASONS) == len(rows) + len(CHAIN_VETOES)


def test_what_markup_leaves_unmarked_says_why() -> None:
    found = compile_text("# Move a piano\n\nLift it\n\n1. Lift\n", "move.md", "markdown").readings
    assert (found[1].role, found[1].veto) == ("paragraph", "unmarked")


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("1) Lift", "   It is heavy, and so is the stool that stands behind it.", "2) Carry", PROSE), "hanging-text"),
        ((f"1) {PROSE}", "No.", f"2) {PROSE}", "No."), "numbered-paragraphs"),
    ],
)
def test_a_chain_of_items_says_why(lines: tuple[str, ...], name: str) -> None:
    found = [reading for reading in readings_of({"chain": {"": 9.0}}, *lines) if reading.ordinal is not None]
    assert {(reading.role, reading.veto) for reading in found} == {("ordered", name)}


def test_what_was_weighed_and_found_too_light_is_kept() -> None:
    weights = {"heading": {"": -3.0, "size 2": 1.0, "sign (": -0.5}}
    found = next(r for r in readings_of(weights, "Lift (slowly)", PROSE) if r.block.text == "Lift (slowly)")
    assert (found.role, found.veto, list(found.evidence)) == ("paragraph", None, [("size 2", 1.0), ("sign (", -0.5)])
    assert why_no_heading(found) == "the weights add up to -2.50, and a heading needs more than zero"
    numbered = [r for r in readings_of({"chain": {"": -2.0}}, "1) Lift", PROSE, "2) Carry", PROSE) if r.ordinal is not None]
    assert {why_no_heading(reading) for reading in numbered} == {"its numbers are formatted like those of list items"}
    assert [why_no_heading(r) for r in readings_of({}, "Lift")[:2]] == [None, "it is longer than 160 characters"]


def test_a_colon_alone_is_no_lead_in() -> None:
    assert next(reading for reading in readings_of({}, ": ") if reading.block.text == ":").veto is None
