"""Numbers and boxes typed into markup, and their exact places."""

from __future__ import annotations

import pytest

from seedkit.model.block import Block
from seedkit.pipeline import parse
from seedkit.readers.decode import from_text


def marked(raw: str, format: str) -> list[tuple[str, Block]]:
    """The blocks with a marker, each with what the source says at the marker's place."""
    found = [block for block in parse(from_text(raw, "article", format)).blocks if block.marker]
    return [(raw[block.marker.start : block.marker.end], block) for block in found if block.marker]


def test_a_number_may_be_written_as_a_character_reference() -> None:
    raw = "<h2>1&nbsp;&ndash; Rinse &amp; dry</h2><p>At once.</p><h2>2 &#8211; <em>Fold</em> it</h2>"
    found = marked(raw, "html")
    assert [(raw_marker, block.marker and block.marker.value, block.text) for raw_marker, block in found] == [
        ("1&nbsp;&ndash;", 1, "Rinse & dry"),
        ("2 &#8211;", 2, "Fold it"),
    ]
    assert [raw[block.text_start :].partition("<")[0] for _, block in found] == ["Rinse &amp; dry", "Fold"]


@pytest.mark.parametrize(
    ("raw", "format", "expected"),
    [
        ("<ul><li>☐ a hat</li><li>&#9745; a map</li></ul>", "html", [("☐", False, "a hat"), ("&#9745;", True, "a map")]),
        ("- ☐ a hat\n- ☑ a map\n", "markdown", [("- ☐", False, "a hat"), ("- ☑", True, "a map")]),
        ("<ul><li>☐</li></ul>", "html", [("", None, "☐")]),
    ],
)
def test_a_box_typed_into_an_item_is_its_marker(raw: str, format: str, expected: list[tuple[str, bool | None, str]]) -> None:
    assert [
        (raw_marker, block.marker and block.marker.checked, block.text) for raw_marker, block in marked(raw, format)
    ] == expected


def test_a_bold_line_is_numbered_as_a_heading_is() -> None:
    found = marked("**Step 1: Rinse it**\n\nAt once.\n\n**Step 2: Fold it**\n\nTwice.\n", "markdown")
    assert [(raw_marker, block.text, block.strong) for raw_marker, block in found] == [
        ("Step 1:", "Rinse it", True),
        ("Step 2:", "Fold it", True),
    ]


@pytest.mark.parametrize(
    ("raw", "format"),
    [("<p>Take:</p><p>• a tent</p><p>• a map</p><p>Go.</p>", "html"), ("Take:\n• a tent\n• a map\n\nGo.", "markdown")],
)
def test_bullets_typed_before_paragraphs_in_a_row_make_items(raw: str, format: str) -> None:
    assert [(raw_marker, block.kind, block.text) for raw_marker, block in marked(raw, format)] == [
        ("•", "item", "a tent"),
        ("•", "item", "a map"),
    ]


@pytest.mark.parametrize(("raw", "format"), [("<p>• Sold out</p><p>Go.</p>", "html"), ("→ Next\n\n→ Last", "markdown")])
def test_a_sign_alone_and_arrows_are_no_bullets(raw: str, format: str) -> None:
    assert marked(raw, format) == []
