"""Offsets and positions of the protocol."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position

from seedkit.lsp.positions import Positions

UNITS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


@given(st.text(st.sampled_from("a\u00e9\u20ac\N{TEACUP WITHOUT HANDLE}\r\n\u2028\x0b"), max_size=30), st.sampled_from([*UNITS]))
def test_every_offset_has_the_position_that_the_protocol_defines(text: str, encoding: str) -> None:
    positions = Positions(text, encoding)
    codec, size = UNITS[encoding]
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] == "\r\n":
            continue  # inside a line end
        lines = re.split("\r\n|\r|\n", text[:offset])
        expected = Position(len(lines) - 1, len(lines[-1].encode(codec)) // size)
        assert positions.position(offset) == expected
        assert positions.offset(expected) == offset


@pytest.mark.parametrize("encoding", UNITS)
def test_what_is_beyond_the_text_is_its_end(encoding: str) -> None:
    positions = Positions("t\u00e9\r\nb", encoding)
    assert positions.offset(Position(0, 99)) == 2
    assert positions.offset(Position(1, 99)) == 5
    assert positions.offset(Position(99, 99)) == 5
    assert positions.position(3) == positions.position(2)  # inside the line end


def test_a_position_inside_a_character_is_its_beginning() -> None:
    assert Positions("a\N{TEACUP WITHOUT HANDLE}b").offset(Position(0, 2)) == 1
