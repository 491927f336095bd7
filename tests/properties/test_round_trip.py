"""A generated article comes back as it was meant; every principle holds anywhere."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from properties import invariants, outlines
from properties.formats import FORMATS, damaged, rendered
from properties.test_noise import noise
from seedkit.pipeline import compile_text


@pytest.mark.parametrize("format", FORMATS)
@given(data=st.data())
@settings(max_examples=25)
def test_an_article_comes_back_as_it_was_meant(format: str, data: st.DataObject) -> None:
    text, expected = data.draw(rendered(format))
    compiled = compile_text(text, FORMATS[format].path, format)
    assert _told(outlines.seen(compiled.document), format) == _told(expected, format)
    invariants.check(compiled)


def _told(outline: list[str], format: str) -> list[str]:
    """Leave out what was set aside where the page has furniture besides."""
    return [line for line in outline if not (format == "html" and line.startswith("residue"))]


@pytest.mark.parametrize("format", FORMATS)
@given(data=st.data())
@settings(max_examples=15)
def test_a_damaged_article_keeps_every_principle(format: str, data: st.DataObject) -> None:
    invariants.check(compile_text(data.draw(damaged(format)), FORMATS[format].path, format))


@given(text=noise)
@settings(max_examples=50)
def test_no_page_is_too_strange(text: str) -> None:
    invariants.check(compile_text(text, "noise.html", "html"))


@pytest.mark.parametrize("format", FORMATS)
@given(data=st.data())
@settings(max_examples=15)
def test_spans_and_parents_nest_as_the_outline_does(format: str, data: st.DataObject) -> None:
    invariants.spans_and_parents_nest_as_the_outline_does(
        compile_text(data.draw(damaged(format)), FORMATS[format].path, format).document
    )
