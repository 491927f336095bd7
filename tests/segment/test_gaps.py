"""Gaps are measured by the narrowest one of the article: two blank lines throughout say no more than one does."""

from __future__ import annotations

import re

import pytest

from seedkit.pipeline import compile_text

APPLES = """\
How to store apples

Apples keep until April when the cellar is cool and damp.

Before you begin

- Pick them dry.
- Lay them down.


In the cellar

Check them every week. One that rots takes its neighbours with it.
"""


@pytest.mark.parametrize("times", [2, 3])
def test_wider_gaps_throughout_are_read_as_narrow_ones(times: int) -> None:
    wider = re.sub(r"(?<=\n)\n", "\n" * times, APPLES)
    narrow, wide = compile_text(APPLES), compile_text(wider)
    assert [reading.block.blank_before for reading in wide.readings] == [0, 1, 1, 1, 0, 2, 1]
    assert [(r.role, r.level, r.block.text) for r in wide.readings] == [(r.role, r.level, r.block.text) for r in narrow.readings]


def test_blank_lines_above_the_first_line_are_no_gap() -> None:
    assert compile_text(f"\n\n\n{APPLES}").readings[0].block.blank_before == 0
    assert compile_text("\n \n").readings == ()


def test_one_narrow_gap_makes_the_others_wide() -> None:
    wider = re.sub(r"(?<=\n)\n", "\n\n", APPLES).replace("\n\n\nBefore", "\n\nBefore")
    assert [reading.block.blank_before for reading in compile_text(wider).readings] == [0, 2, 1, 2, 0, 4, 2]
