"""Each measure against a figure worked out by hand on two small labelled documents."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from labelled import Labelled, load, of_origins
from measures import Figures, compare, figures, intervals, total
from predicted import Piece, Predicted

CORPUS = Path(__file__).parent / "corpus"
KETTLE, TYRE = load(CORPUS)


def as_labelled(document: Labelled) -> list[Piece]:
    """Return the reading that agrees with every label."""
    pieces: list[Piece] = []
    for label in document.labels.values():
        if label.continued:
            pieces[-1] = pieces[-1]._replace(end=label.line)
        elif label.kind != "blank":
            facts = (label.level, label.depth, label.ordinal, label.sample, label.conclusion)
            pieces.append(Piece(label.kind, "", label.line, label.line, *facts))
    return pieces


def with_line(pieces: Sequence[Piece], line: int, **changes: Any) -> list[Piece]:
    """Return the pieces with the one at ``line`` changed; ``kind=None`` leaves it out."""
    changed = [piece._replace(**changes) if piece.line == line else piece for piece in pieces]
    return [piece for piece in changed if piece.kind is not None]


def figures_of(document: Labelled, pieces: Sequence[Piece]) -> Figures:
    return figures(compare(document, Predicted(pieces, "ines roth ")))


def test_the_right_reading_has_nothing_below_one() -> None:
    found = figures(total(compare(each, Predicted(as_labelled(each), "Ines Roth")) for each in (KETTLE, TYRE)))
    shares = {
        name: value
        for name, value in found.items()
        if name not in ("documents", "unread", "ordinal invented") and name[-2:] != " n"
    }
    assert {name for name, value in shares.items() if value != 1} == {"clean", "date"}  # nothing to measure
    assert (found["documents"], found["unread"], found["clean"], found["date"]) == (2, 0, None, None)
    assert found["heading n"] == 7


def test_what_was_not_read_is_missed_and_not_wrong() -> None:
    found = figures(compare(KETTLE, None))
    assert (found["unread"], found["whole"], found["accuracy"], found["macro F1"]) == (1, 0, 0, 0)
    assert (found["heading R"], found["heading P"], found["pairs R"], found["author"]) == (0, 0, 0, 0)


def test_a_line_of_another_kind_is_missed_there_and_extra_here() -> None:
    found = figures_of(KETTLE, with_line(as_labelled(KETTLE), 16, kind="heading", level=3))
    assert found["paragraph R"] == pytest.approx(3 / 4)
    assert found["heading P"] == pytest.approx(4 / 5)
    assert (found["paragraph P"], found["heading R"], found["whole"]) == (1, 1, 0)
    assert found["accuracy"] == pytest.approx(16 / 17)


def test_question_and_answer_are_wrong_as_heading_and_paragraph_unless_merged() -> None:
    pieces = with_line(with_line(as_labelled(KETTLE), 20, kind="heading"), 22, kind="paragraph")
    found = figures_of(KETTLE, pieces)
    assert (found["question R"], found["merged macro F1"], found["merged accuracy"]) == (1 / 2, 1, 1)
    assert found["answer R"] == pytest.approx(2 / 3)
    assert (found["pairs R"], found["pairs P"]) == (1 / 2, 1)


def test_furniture_is_not_scored_and_alternatives_are_right() -> None:
    pieces = with_line(as_labelled(TYRE), 13, kind="heading", level=2)
    found = figures_of(TYRE, with_line(pieces, 22, kind="paragraph", level=None))
    assert (found["whole"], found["heading n"], found["paragraph n"]) == (1, 2, 5)
    assert found["level"] == 1


def test_furniture_read_where_there_is_none_is_missed() -> None:
    found = figures_of(TYRE, with_line(as_labelled(TYRE), 24, kind="other"))
    assert (found["paragraph R"], found["paragraph P"], found["whole"]) == (3 / 4, 1, 0)


def test_levels_and_parents() -> None:
    found = figures_of(KETTLE, with_line(as_labelled(KETTLE), 18, level=3))
    assert found["level"] == pytest.approx(5 / 6)
    assert found["parent"] == pytest.approx(3 / 6)  # itself below "Wait", and the two questions no longer below it


def test_nested_documents_have_all_levels_right_or_not() -> None:
    assert figures_of(KETTLE, as_labelled(KETTLE))["nested"] == 1
    assert figures_of(KETTLE, with_line(as_labelled(KETTLE), 18, level=3))["nested"] == 0
    assert figures_of(KETTLE, with_line(as_labelled(KETTLE), 18, kind="paragraph", level=None))["nested"] == 0


def test_numbers_and_depths() -> None:
    pieces = with_line(with_line(as_labelled(TYRE), 18, ordinal=3), 10, depth=1)
    found = figures_of(TYRE, with_line(pieces, 6, ordinal=9))
    assert found["ordinal"] == pytest.approx(2 / 3)
    assert found["ordinal invented"] == 1
    assert found["depth"] == pytest.approx(6 / 7)


def test_a_step_too_many_breaks_the_sequence() -> None:
    found = figures_of(TYRE, with_line(as_labelled(TYRE), 6, ordinal=9))
    assert (found["sequence"], found["long sequence"], found["steps P"], found["steps R"]) == (0, 0, 3 / 4, 1)
    assert figures_of(KETTLE, as_labelled(KETTLE))["long sequence"] is None


def test_a_wrapped_item_read_twice_with_its_number_counts_once() -> None:
    pieces = [piece._replace(end=18) if piece.line == 18 else piece for piece in as_labelled(TYRE)]
    twice = [*pieces, Piece("ordered", "", 19, 19, depth=1, ordinal=2)]
    assert figures_of(TYRE, twice)["sequence"] == 1


def test_other_steps_that_are_as_right() -> None:
    both = KETTLE._replace(steps=((*KETTLE.steps[0], (20, 3)), *KETTLE.steps))
    assert figures_of(both, as_labelled(KETTLE))["sequence"] == 1


def test_half_an_answer_makes_a_pair_but_not_an_exact_one() -> None:
    found = figures_of(KETTLE, with_line(as_labelled(KETTLE), 27, kind="paragraph"))
    assert (found["pairs F1"], found["pairs exact F1"]) == (1, 1 / 2)
    assert (found["pairs exact P"], found["pairs exact R"]) == (1 / 2, 1 / 2)


def test_an_answer_runs_on_below_a_deeper_heading() -> None:
    pieces = with_line(with_line(as_labelled(KETTLE), 26, kind="heading", level=4), 27, kind="bullet")
    assert figures_of(KETTLE, pieces)["pairs exact F1"] == 1


def test_a_run_of_questions_costs_nothing_when_found_and_nothing_when_not() -> None:
    unmarked = KETTLE._replace(pairs=tuple(pair._replace(marked=False) for pair in KETTLE.pairs))
    found = figures_of(unmarked, as_labelled(KETTLE))
    assert (found["pairs n"], found["pairs P"], found["all pairs F1"]) == (0, 1, 1)
    without = [piece._replace(kind="heading") if piece.kind == "question" else piece for piece in as_labelled(KETTLE)]
    assert figures_of(unmarked, without)["pairs P"] == 1
    assert figures_of(unmarked, without)["all pairs R"] == 0


def test_conclusion_author_and_title() -> None:
    found = figures_of(KETTLE, with_line(as_labelled(KETTLE), 29, conclusion=False))
    assert (found["conclusion R"], found["conclusion P"], found["author"]) == (0, 0, 1)
    assert figures_of(KETTLE, with_line(as_labelled(KETTLE), 5, kind="title"))["title line"] == 0


def test_intervals_hold_the_figure_and_are_the_same_each_time() -> None:
    tallies = [compare(each, Predicted(as_labelled(each))) for each in (KETTLE, TYRE)] + [compare(TYRE, None)]
    drawn = intervals(tallies, 50)
    low, high = drawn["whole"]
    assert low < 2 / 3 < high
    assert drawn == intervals(tallies, 50)
    assert intervals(tallies, 0) == {}


def test_origins_are_chosen_by_pattern() -> None:
    assert of_origins([KETTLE, TYRE], "own/k*,elsewhere") == [KETTLE]
