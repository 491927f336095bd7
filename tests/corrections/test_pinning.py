"""Pins put into a sidecar and taken out of it: all else stays as it is written."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seedkit.corrections.edit import with_facts, with_pin, without
from seedkit.corrections.files import parse
from seedkit.errors import UsageError
from seedkit.model.block import Pin

PIN = Pin("a: b", 0, True, "x", "", 4, "heading", 3)
ENTRY = "- line: 4\n    text: 'a: b…'\n    as: heading\n    level: 3\n    prefix: x\n    suffix: ''\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"pins:\n  {ENTRY}"),
        ("# Nothing yet.", f"# Nothing yet.\npins:\n  {ENTRY}"),
        ("ignore: [SK1]  # all\n", f"ignore: [SK1]  # all\npins:\n  {ENTRY}"),
        ("pins:  # none\nignore: [SK1]\n", f"pins:  # none\n  {ENTRY}ignore: [SK1]\n"),
        ("pins:\n  - text: c # so\n    as: quote # it\n\n# About.\nmetadata:\n  author: Ida\n",
         f"pins:\n  - text: c # so\n    as: quote # it\n  {ENTRY}\n# About.\nmetadata:\n  author: Ida\n"),
        ("pins:\n  - {text: c, as: quote}", f"pins:\n  - {{text: c, as: quote}}\n  {ENTRY}"),
    ],
)  # fmt: skip
def test_a_pin_more(before: str, after: str) -> None:
    assert with_pin(before, PIN) == after
    assert parse("tea.seedkit.yaml", after.encode()).pins[-1]._replace(line=0) == PIN


def test_a_pin_in_place_of_another_keeps_its_comments() -> None:
    before = "pins:\r\n- text: c # so\r\n  # why\r\n  as: quote\r\n- text: d\r\n  as: quote # it\r\n"
    after = with_pin(before, PIN._replace(prefix=None, suffix=None, level=None), 2)
    entry = "# so\r\n# why\r\n- line: 4\r\n  text: 'a: b…'\r\n  as: heading\r\n"
    assert after == f"pins:\r\n{entry}- text: d\r\n  as: quote # it\r\n"
    assert [pin.text for pin in parse("tea.seedkit.yaml", after.encode()).pins] == ["a: b", "d"]


SEVERAL = """\
# Ours.
pins:
  # the first
  - text: a
    title: >-
      Two
      lines

  # the second
  - {text: b, as: quote}
metadata:
  author:  # who
    - Ida
    - Ann
  url: x
"""


@pytest.mark.parametrize(
    ("line", "gone"),
    [
        (6, "  - text: a\n    title: >-\n      Two\n      lines\n\n"),
        (10, "  - {text: b, as: quote}\n"),
        (14, "  author:  # who\n    - Ida\n    - Ann\n"),
        (15, "  url: x\n"),
    ],
)
def test_what_is_taken_away_leaves_the_rest(line: int, gone: str) -> None:
    assert without(SEVERAL, line) == SEVERAL.replace(gone, "")


def test_the_last_one_takes_its_key_along() -> None:
    assert without("ignore: [SK1]\npins:\n  - text: a\n    as: quote\n# End.\n", 3) == "ignore: [SK1]\n# End.\n"
    assert without("pins:\n  - text: a\n    as: quote\n", 2) == ""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("pins: [{text: a, as: quote}]\n", "line 1 is written with brackets: write it as a list or table of lines first"),
        ("{ignore: [SK1]}\n", "line 1 is written with brackets"),
        ("pins: []\n", "line 1 is written with brackets"),
        ("pins: ~\n", "line 1: write `pins` as a list or table of lines first"),
    ],
)
def test_what_is_written_in_another_way_is_left_alone(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=re.escape(message)):
        with_pin(text, PIN)


def test_what_is_not_there_cannot_be_taken_away() -> None:
    for line in (1, 2, 3, 9, 11, 99):
        with pytest.raises(UsageError, match=f"there is no pin or fact on line {line}"):
            without(SEVERAL, line)
    with pytest.raises(UsageError, match="is written with brackets"):
        without("pins: [{text: a, as: quote}]\n", 1)


ODD_BREAKS = "\u2028\u2029\x85"
"""Characters that end a line for some programs, and are part of a value here."""

PINS = """\
metadata:
  licence: "CC{0}BY"
pins:
  - text: Sit
    as: heading  # why so
    level: 2
  - text: "Lie{0}"
    as: heading
    level: 3
"""


@pytest.mark.parametrize("odd", ODD_BREAKS)
def test_a_value_may_hold_what_ends_a_line_elsewhere(odd: str) -> None:
    text = PINS.format(odd)
    assert without(text, 7) == text[: text.index('  - text: "Lie')]
    assert without(text, 5) == text.replace(text[text.index("  - text: Sit") : text.index('  - text: "Lie')], "")
    assert without(text, 2) == text[text.index("pins:") :]
    changed = with_pin(text, PIN, 4)
    assert changed.startswith(text[: text.index("  - text: Sit")] + "  # why so\n  - line: 4\n")
    assert changed.endswith(text[text.index('  - text: "Lie') :])
    assert with_pin(text, PIN) == f"{text}  {ENTRY}"
    assert with_facts(text, {"url": "x"}) == text.replace("pins:", '  url: "x"\npins:')


def test_a_pin_whose_value_is_named_elsewhere() -> None:
    text = "pins:\n  - text: a\n    as: &role quote\n  - text: b\n    as: *role\n"
    assert without(text, 5) == without(text, 4) == text[: text.index("  - text: b")]


def test_an_edit_that_would_change_another_pin_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("seedkit.corrections.edit._stop", lambda text, _: len(text))
    with pytest.raises(UsageError, match="nothing written: the edit would change other pins; edit the file by hand"):
        without(PINS.format(""), 4)


WORDS = st.text(min_size=1).map(lambda text: " ".join(text.split())).filter(lambda text: text.rstrip("….") == text != "")


@given(st.lists(st.tuples(WORDS, WORDS, WORDS, st.booleans()), min_size=1, max_size=4), st.data())
def test_any_words_are_read_as_they_were_written(rows: list[tuple[str, str, str, bool]], data: st.DataObject) -> None:
    text = "# Ours.\nmetadata:\n  author: Ida\n"
    pins = [Pin(words, 0, begins, before, "", 3, "heading", None, None, title) for words, before, title, begins in rows]
    for pin in pins:
        text = with_pin(text, pin)
    read = parse("tea.seedkit.yaml", text.encode()).pins
    assert [pin._replace(line=0) for pin in read] == pins
    gone = data.draw(st.sampled_from(range(len(pins))))
    left = parse("tea.seedkit.yaml", without(text, read[gone].line).encode()).pins
    assert [pin._replace(line=0) for pin in left] == pins[:gone] + pins[gone + 1 :]


ODD_WORDS = st.text(st.sampled_from("ab #:'\"" + ODD_BREAKS), min_size=1, max_size=8)


@settings(max_examples=40)
@given(ODD_WORDS, ODD_WORDS, st.integers(1, 3), st.sampled_from(["\n", "\r\n"]))
def test_an_edit_leaves_all_other_pins_as_they_are(first: str, second: str, gone: int, newline: str) -> None:
    rows = [f"  - text: {json.dumps(f'{words}{number}')}\n    as: quote\n" for number, words in enumerate((first, second, "c"), 1)]
    text = f"metadata:\n  licence: {json.dumps(first, ensure_ascii=False)}\npins:\n{''.join(rows)}".replace("\n", newline)
    pins = [pin._replace(line=0) for pin in parse("tea.seedkit.yaml", text.encode()).pins]
    after = without(text, 2 + 2 * gone)
    assert [pin._replace(line=0) for pin in parse("tea.seedkit.yaml", after.encode()).pins] == pins[: gone - 1] + pins[gone:]
    assert len(after.splitlines()) == len(text.splitlines()) - len(rows[gone - 1].splitlines())
