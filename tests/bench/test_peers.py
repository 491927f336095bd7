"""What the readers that need no installing make of text, and how the pieces of the others get their lines and levels."""

from __future__ import annotations

import pytest

from peers.levels import titled
from peers.markdown_it_py import read_markdown
from peers.naive import read_text
from peers.ours import read_markdown as read_ours
from peers.placed import placed
from predicted import Piece

ARTICLE = """\
Keep a sourdough alive

By Ines Roth, May 2023

1. Feed it

Stir in flour and water every morning, before you do anything else at all.
  - rye flour
      - or wheat
  2) warm water, as much as flour.

Questions and FAQ
Does it need sugar?
No.
"""


def test_the_naive_reading() -> None:
    read = [(piece.line, piece.kind, piece.level or piece.depth, piece.ordinal) for piece in read_text(ARTICLE).pieces]
    assert read == [
        (1, "title", 1, None),
        (3, "meta", None, None),
        (5, "heading", 3, 1),
        (7, "paragraph", None, None),
        (8, "bullet", 1, None),
        (9, "bullet", 2, None),
        (10, "ordered", 1, 2),
        (12, "heading", 2, None),
        (13, "question", 3, None),
        (14, "answer", None, None),
    ]


def test_markdown_it_py() -> None:
    front = "---\ntitle: Bread\n---\n"
    lists = "4. Hot\n   - oven\n5. Long\n\n"
    source = f"{front}# Bread\n\nFlour and *water*.\n\n### Bake\n\n{lists}> said\n\n```\ncode\n```\n"
    read = [(piece.kind, piece.text, piece.level or piece.depth, piece.ordinal) for piece in read_markdown(source).pieces]
    assert read == [
        ("title", "Bread", 1, None),
        ("paragraph", "Flour and water.", None, None),
        ("heading", "Bake", 2, None),
        ("ordered", "Hot", 1, 4),
        ("bullet", "oven", 2, None),
        ("ordered", "Long", 1, 5),
        ("paragraph", "said", None, None),
        ("code", "code\n", None, None),
    ]


@pytest.mark.parametrize(
    ("levels", "kinds"),
    [
        ([1, 2, 4], ["title 1", "heading 2", "heading 3"]),
        ([2, 2, 3], ["title 1", "heading 2", "heading 3"]),
        ([3, 1, 2], ["heading 4", "heading 2", "heading 3"]),
        ([], []),
    ],
)
def test_levels_are_counted_from_the_title_without_gaps(levels: list[int], kinds: list[str]) -> None:
    pieces = [Piece("heading", "", level=level) for level in levels]
    assert [f"{piece.kind} {piece.level}" for piece in titled(pieces)] == kinds


def test_a_title_that_is_told_stays_the_only_one() -> None:
    pieces = [Piece("title", "", level=1), Piece("heading", "", level=1), Piece("paragraph", "")]
    assert [(piece.kind, piece.level) for piece in titled(pieces)] == [("title", 1), ("heading", 2), ("paragraph", None)]


def test_pieces_are_placed_by_their_words_in_order() -> None:
    pieces = [
        Piece("title", "Keep a sourdough alive"),
        Piece("paragraph", "not there"),
        Piece("bullet", "rye flour or wheat"),
        Piece("paragraph", "…"),
    ]
    assert [(piece.kind, piece.line, piece.end) for piece in placed(pieces, ARTICLE)] == [("title", 1, 1), ("bullet", 8, 9)]


def test_seedkit_is_given_back_what_it_splits_off() -> None:
    source = (
        "# Tea\n\n![Tea](t.png)\n\n1. 2-3 leaves\n\n- a pot\n\n**Q: How hot?**\n\nA: Not quite boiling.\n\n[Leaf](l.html) first.\n"
    )
    assert [piece.text for piece in read_ours(source).pieces] == [
        "Tea",
        "1. 2-3 leaves",
        "- a pot",
        "Q: How hot?",
        "A: Not quite boiling.",
        "Leaf first.",
    ]
