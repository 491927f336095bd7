"""Counts that titles announce, in digits and in words of several parts."""

from __future__ import annotations

import pytest

from seedkit.language.counts import claims
from seedkit.language.lexicon import lexicon_for

ENGLISH = lexicon_for("en")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Twenty-one ways to fold a map", 21),
        ("Forty two ways to fold a map", 42),
        ("Two dozen ways to fold a map", 24),
        ("A hundred and five ways to fold a map", 105),
        ("Three hundred twenty-one ways to fold a map", 321),
        ("One thousand two hundred and twenty-one ways to fold a map", 1221),
        ("Six ways to fold a map", 6),
    ],
)
def test_a_number_in_words_is_the_sum_of_its_parts(text: str, value: int) -> None:
    assert [claim.value for claim in claims(text, ENGLISH)] == [value]


@pytest.mark.parametrize("text", ["Ten twenty ways to fold a map", "Dozens of ways to fold a map", "One way to fold a map"])
def test_what_says_no_number_claims_none(text: str) -> None:
    assert claims(text, ENGLISH) == ()


def test_two_counts_are_two_numbers() -> None:
    assert [claim.value for claim in claims("Five tips and three tricks", ENGLISH)] == [5, 3]
