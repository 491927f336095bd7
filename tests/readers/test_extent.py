"""How much of an article is read where it has too many lines or tags for its length."""

from __future__ import annotations

import pytest

from seedkit.model.document import ProseBlock
from seedkit.pipeline import compile_text
from seedkit.readers.decode import from_text
from seedkit.readers.extent import MOST_PIECES, PIECE, extent
from seedkit.readers.markdown.inline import MOST_SIGNS


def _extent(text: str, format: str) -> int:
    return extent(from_text(text, "article", format))


@pytest.mark.parametrize(
    ("piece", "format"),
    [
        ("x\n", "text"),
        ("x\n\n \n", "text"),
        ("x\r", "text"),
        ("x\u2028", "text"),
        ("- x\n", "markdown"),
        ("|x", "markdown"),
        ("<br>", "html"),
    ],
)
def test_short_pieces_are_read_up_to_the_limit(piece: str, format: str) -> None:
    text = piece * MOST_PIECES
    assert _extent(text, format) == len(text)
    assert _extent(text + piece, format) == len(text) + (piece[0] == "|")  # the sign before a cell is not part of it


@pytest.mark.parametrize(("piece", "format"), [("x" * (PIECE - 1) + "\n", "text"), ("<b>" + "x" * (PIECE - 3), "html")])
def test_any_number_of_longer_ones_is_read(piece: str, format: str) -> None:
    text = piece * (3 * MOST_PIECES)
    assert _extent(text, format) == len(text)


@pytest.mark.parametrize(("piece", "format"), [("tea\n\n", "text"), ("# tea\n", "markdown"), ("<p>tea</p>\n", "html")])
def test_the_rest_is_one_residue_and_reported(piece: str, format: str) -> None:
    text = "A title\n\n" + piece * (MOST_PIECES + 500) + "\nAnd so on."
    compiled = compile_text(text, f"article.{format}", format)
    end = compiled.readings[-2].block.end
    (residue,) = (one for one in compiled.document.residue if one.reason == "unread")
    assert end <= residue.span.start < residue.span.end == len(text)
    assert residue.text == " ".join(text[residue.span.start :].split())
    (found,) = (one for one in compiled.document.diagnostics if one.rule == "unread-lines")
    assert found.span == residue.span
    assert found.data == {"line": residue.span.line}
    at = 0
    for tile in compiled.ledger:
        assert tile.start == at
        at = tile.end
    assert at == len(text)


@pytest.mark.parametrize("piece", ["[a](b) ", "*a **b ", "_a__b ", "![](a)"])
def test_a_paragraph_of_signs_is_words(piece: str) -> None:
    many = (piece * (2 * MOST_SIGNS)).strip()
    few = "a *word* and words that say more, many more of them " * 40
    document = compile_text(f"# A title\n\n{few}\n\n{many}\n", "article.md", "markdown").document
    texts = [block.text for passage in document.passages for block in passage.body if isinstance(block, ProseBlock)]
    assert texts == [few.replace("*", "").strip(), many]


def test_work_on_what_is_not_read_is_bounded() -> None:
    few, many = (compile_text("tea\n" * (MOST_PIECES + count)) for count in (1, 5_000))
    assert len(few.readings) == len(many.readings) == MOST_PIECES + 1
