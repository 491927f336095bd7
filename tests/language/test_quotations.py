"""Quotations in the marks of several scripts."""

from __future__ import annotations

import pytest

from seedkit.language.quotations import quotations


@pytest.mark.parametrize(
    "text",
    [
        "Say “come in”.",
        "Say „come in“.",
        "Say „come in”.",
        "Say « come in ».",
        'Say "come in".',
        "Say 「come in」.",
        "Say 『come in』.",
    ],
)
def test_a_quotation_is_found_whatever_its_marks(text: str) -> None:
    [found] = quotations(text)
    assert text[found.words_start : found.words_end].strip() == "come in"
    assert (found.start, text[found.end :]) == (4, ".")


@pytest.mark.parametrize("text", ["Say 「come in”.", 'A 5" pipe and a 6" one.', "Say “come in."])
def test_marks_that_do_not_match_quote_nothing(text: str) -> None:
    assert quotations(text) == []
