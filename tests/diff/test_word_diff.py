"""Word by word: whole, short, and never slow."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from seedkit.diff.word_diff import Piece, word_diff

texts = st.lists(st.sampled_from(["oil", "the", "old", "lamp", "\n"]), max_size=14).map(" ".join)


def words(text: str) -> list[str]:
    return re.findall(r"\n+|\S+", text)


@given(texts, texts)
def test_the_pieces_make_up_both_texts(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert words(" ".join(piece.text for piece in pieces if piece.fate != "added")) == words(old)
    assert words(" ".join(piece.text for piece in pieces if piece.fate != "removed")) == words(new)
    assert all(one.fate != other.fate for one, other in pairwise(pieces))


@given(texts, texts)
def test_as_few_words_as_possible_come_and_go(old: str, new: str) -> None:
    before, after = words(old), words(new)
    longest = [[0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i, word in enumerate(before):
        for j, other in enumerate(after):
            longest[i + 1][j + 1] = longest[i][j] + 1 if word == other else max(longest[i][j + 1], longest[i + 1][j])
    kept = sum(len(words(piece.text)) for piece in word_diff(old, new) if piece.fate == "same")
    assert kept == longest[-1][-1]


def test_a_sentence() -> None:
    assert word_diff("Oil the old lamp well.", "Oil the lamp very well.") == (
        Piece("same", "Oil the"),
        Piece("removed", "old"),
        Piece("same", "lamp"),
        Piece("added", "very"),
        Piece("same", "well."),
    )


def test_removed_words_come_before_added_ones() -> None:
    assert [piece.fate for piece in word_diff("a b c", "x y z")] == ["removed", "added"]


def test_texts_with_next_to_nothing_in_common_are_replaced() -> None:
    old, new = "start " + "a b " * 3000 + "end", "start " + "c a " * 3000 + "end"
    pieces = word_diff(old, new)
    assert [piece.fate for piece in pieces] == ["same", "removed", "added", "same"]
    assert (pieces[0].text, pieces[-1].text) == ("start", "end")
