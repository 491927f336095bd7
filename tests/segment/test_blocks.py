"""Physical lines to blocks: the pages below ``tests/cases/segment``, and what holds for every block."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedkit.language.lexicon import lexicon_for
from seedkit.model.block import Block
from seedkit.readers.decode import from_text
from seedkit.readers.plain import lines
from seedkit.segment import segment
from stage_pages import Case, cases


def blocks_of(raw: str) -> tuple[Block, ...]:
    source = from_text(raw, "article.txt", "text")
    return segment(source, lines(source), lexicon_for("en"))


def summary(block: Block) -> str:
    """A block in a line: its lines, its marker as style, value and box, the first words of its text."""
    where = f"{block.line}-{block.line_end}" if block.line_end > block.line else f"{block.line}"
    marker = block.marker
    sign = "" if marker is None else f" [{marker.style}]"
    value = f" {marker.value}" if marker and marker.value is not None else ""
    box = f" {'checked' if marker.checked else 'open'}" if marker and marker.kind == "box" else ""
    return f"{where}{sign}{value}{box} | {' '.join(block.text.split()[:4])}"


@pytest.mark.parametrize("case", cases("segment"), ids=lambda case: case.name)
def test_page(case: Case) -> None:
    assert [summary(block) for block in blocks_of(case.raw)] == case.expected


LINE = st.one_of(
    st.text("ab .1)-•*o[]x\t", max_size=12),
    st.sampled_from(
        [
            "1. Stir",
            "2) Wait",
            "Step 3: Serve",
            "a) salt",
            "iv. pepper",
            "• plums",
            "[x] done",
            "☐ open",
            "(4) Rest",
            "①one",
            "3.5 cups",
        ]
    ),
    st.text("lorem ipsum ", min_size=60, max_size=72),
)


@given(st.lists(LINE, max_size=30))
def test_blocks_hold_every_line_once_and_their_texts_stand_in_the_source(drawn: list[str]) -> None:
    raw = "\n".join(drawn)
    source = from_text(raw, "article.txt", "text")
    physical = lines(source)
    blocks = segment(source, physical, lexicon_for("en"))
    places = [place for block in blocks for place in block.lines or [(block.start, block.end)]]
    assert places == [(line.start, line.end) for line in physical]
    for block in blocks:
        assert block.text
        assert " ".join(source.text[block.text_start : block.text_end].split()) == block.text
        if block.marker:
            assert block.start == block.marker.start < block.marker.end <= block.text_start
            assert source.text[block.marker.start : block.marker.end].startswith(block.marker.label[:1])
        else:
            assert block.start == block.text_start
