"""The rules that stand beside the weighed evidence, each where the evidence says the opposite."""

from __future__ import annotations

import pytest

from seedkit.classify import weighed as evidence
from seedkit.corrections import files as sidecars
from seedkit.pipeline import compile_text

PROSE = (
    "It takes an hour, and a good deal of patience with the people next door. Begin before lunch, and wear old shoes. Whoever has"
    " done it once will tell you to measure the stairs first, and whoever has done it twice will tell you to ask another."
)


def read(monkeypatch: pytest.MonkeyPatch, odds: float, *lines: str) -> dict[str, tuple[str, str, int | None]]:
    """Return role, rule and level of each line of an article, by its text, where the evidence for every heading is ``odds``."""
    tables = {"heading": {"": odds}, "heading alone": {"": odds}}
    monkeypatch.setattr(evidence, "weights", lambda model: tables.get(model, {}))
    result = compile_text("\n\n".join(("How to move a piano", PROSE, *lines)) + "\n")
    return {reading.block.text: (reading.role, reading.rule, reading.level) for reading in result.readings}


@pytest.mark.parametrize("line", ["Method", "Frequently asked questions", "In a nutshell", "The template"])
def test_what_sections_are_called_is_a_heading(monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    assert read(monkeypatch, -9, line, PROSE)[line][:2] == ("heading", "usual-heading")


def test_above_a_further_short_line_it_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, -9, "Method", "Materials", PROSE)["Method"][0] == "paragraph"
    assert read(monkeypatch, -9, "Method")["Method"][0] == "paragraph"


NUMBERED = ("1) Lift", PROSE, "2) Carry", PROSE, "3) Rest", PROSE)


@pytest.mark.parametrize(("between", "role"), [(0, "heading"), (3, "heading"), (4, "paragraph")])
def test_a_line_counts_the_numbered_headings_below_it(monkeypatch: pytest.MonkeyPatch, between: int, role: str) -> None:
    tables = {"heading": {"": -9.0}, "heading alone": {"": -9.0}, "chain": {"": 9.0}}
    monkeypatch.setattr(evidence, "weights", lambda model: tables.get(model, {}))
    lines = ("The 3 ways to do it", *[PROSE] * between, *NUMBERED)
    found = compile_text("\n\n".join(("How to move a piano", PROSE, *lines)) + "\n").readings
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
def test_what_heads_nothing(monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    assert read(monkeypatch, 9, line, PROSE)[line][0] == "paragraph"


@pytest.mark.parametrize("line", ["Where www. came from", "What to start with:", "[One] of many"])
def test_what_may_head_something(monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    assert read(monkeypatch, 9, line, PROSE)[line][0] == "heading"


def test_a_lone_sentence_is_no_heading(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, 9, "Lift it.", PROSE)["Lift it."][0] == "paragraph"
    assert read(monkeypatch, 9, "Lift it.", PROSE, "Carry it.", PROSE)["Lift it."][0] == "heading"


@pytest.mark.parametrize("line", ["How it is done in the U.S.", "And then ..."])
def test_an_abbreviation_ends_no_sentence(monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    assert read(monkeypatch, 9, line, PROSE)[line][0] == "heading"


def test_a_label_with_nothing_below_it_stays_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read(monkeypatch, -9, "Question", "Who carries it", "Answer")
    assert {found[line][0] for line in ("Question", "Who carries it", "Answer")} == {"paragraph"}


def test_a_pinned_question_keeps_its_pin_between_labels() -> None:
    text = f"How to move a piano\n\n{PROSE}\n\nQuestion\n\nWho carries it\n\nAnswer\n\n{PROSE}\n"
    pins = sidecars.parse("move.seedkit.yaml", b"pins:\n  - {text: Who carries it, as: question}\n")
    result = compile_text(text, "move.txt", "text", pins)
    assert [(r.role, r.rule) for r in result.readings][2:5] == [
        ("residue", "question-label"),
        ("question", "pin"),
        ("residue", "question-label"),
    ]
