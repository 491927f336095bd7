"""Blocks read from a source, matched by their words."""

from __future__ import annotations

import pytest

from bench.test_measures import KETTLE, TYRE
from labelled import Labelled
from measures import Figures
from predicted import Piece, Predicted
from source_measures import blocks, compare, figures, key


def as_labelled(document: Labelled) -> list[Piece]:
    return [
        Piece(label.kind, text, level=label.level, depth=label.depth, ordinal=label.ordinal) for text, label in blocks(document)
    ]


def figures_of(document: Labelled, pieces: list[Piece]) -> Figures:
    return figures(compare(document, Predicted(pieces)))


@pytest.mark.parametrize(
    "text", ["1. Fill it", "Step 1: Fill it", "• Fill – it!", "(1) fill IT", " fill\tit ", "☐ Fill it", "#1) Fill it"]
)
def test_words_are_compared_without_marker_and_marks(text: str) -> None:
    assert key(text) == "fill it"


def test_what_is_no_marker_stays() -> None:
    assert key("1984 was long") == "1984 was long"
    assert key("Only this") == "only this"


def test_the_right_reading() -> None:
    for document in (KETTLE, TYRE):
        found = figures_of(document, as_labelled(document))
        assert (found["macro F1"], found["level"], found["depth"]) == (1, 1, 1)
    assert len(as_labelled(TYRE)) == 14  # wrapped lines are one block, furniture is none


def test_numbers_made_up_by_the_flattening_are_not_asked_for() -> None:
    assert figures_of(KETTLE, as_labelled(KETTLE))["ordinal"] is None
    assert figures_of(KETTLE._replace(variant="v1"), as_labelled(KETTLE))["ordinal"] == 1


def test_a_kind_that_is_as_right_counts_as_the_label() -> None:
    pieces = [piece._replace(kind="paragraph") if piece.text == "Small leaks" else piece for piece in as_labelled(TYRE)]
    assert figures_of(TYRE, pieces)["macro F1"] == 1


def test_blocks_too_many_cost_precision_and_blocks_missed_recall() -> None:
    pieces = [Piece("paragraph", "Home and bikes"), Piece("other", "Cookies"), Piece("table", "a b"), *as_labelled(TYRE)[:-1]]
    found = figures_of(TYRE, pieces)
    assert found["paragraph P"] == found["paragraph R"] == pytest.approx(2 / 3)
    assert found["heading F1"] == 1


def test_a_wrong_kind_is_missed_there_and_extra_here() -> None:
    pieces = [piece._replace(kind="heading") if key(piece.text) == "chalk" else piece for piece in as_labelled(TYRE)]
    found = figures_of(TYRE, pieces)
    assert (found["bullet R"], found["bullet P"], found["heading P"]) == (3 / 4, 1, 3 / 4)


def test_a_document_that_was_not_read() -> None:
    found = figures(compare(TYRE, None))
    assert (found["unread"], found["macro F1"], found["level"]) == (1, 0, None)
