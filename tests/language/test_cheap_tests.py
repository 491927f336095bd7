"""Tests that are made before a pattern is tried: none may rule out what the pattern matches."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from seedkit.language.counts import claims, kind_of
from seedkit.language.durations import lengths, stated
from seedkit.language.lexicon import lexicon_for, may_open, one_of
from seedkit.language.slots import slots

ENGLISH = lexicon_for("en")
WORDS = ("hi", "dear", "a", "good morning")


@given(
    st.lists(st.sampled_from(WORDS), max_size=3),
    st.sampled_from(WORDS).flatmap(lambda w: st.sampled_from([w, w.title(), w.upper()])),
)
def test_a_text_may_open_with_every_word_that_it_begins_with(words: list[str], text: str) -> None:
    if re.match(one_of(words), text, re.IGNORECASE):
        assert may_open(words)(text)


def test_a_text_that_begins_otherwise_fails() -> None:
    assert not may_open(["hi", "dear"])("To whom it may concern")
    assert not may_open([])("Hi")


def test_a_length_is_found_however_number_and_unit_are_set() -> None:
    for text in (
        "for 10min",
        "for ½hour",
        "for 1½ hours",
        "for half an hour",
        "takes an hour",
        "for ten-minutes",
        "about twenty minutes",
    ):
        assert lengths(text, ENGLISH), text


def test_no_length_in_what_only_looks_like_one() -> None:
    assert lengths("for the minimum of the days", ENGLISH) == []


def test_a_fact_about_the_whole_may_begin_with_a_word_or_a_number() -> None:
    for text in ("Serves 4", "Prep time: 10 min", "12 servings", "about 12 servings", "½ portion", "Half a dozen servings"):
        assert [fact.kind for fact in stated(text, ENGLISH)], text


def test_a_place_to_fill_in_needs_a_sign_or_capitals() -> None:
    assert [name for name, _, _ in slots("Dear YOUR NAME", ENGLISH)] == ["YOUR NAME"]
    assert [name for name, _, _ in slots("Dear [name], YOUR NAME", ENGLISH)] == ["name", "YOUR NAME"]
    assert slots("NASA is no place", ENGLISH) == []


def test_a_count_is_found_whatever_is_before_its_words() -> None:
    for text in ("5 ways", "FIVE ways", "twenty-one ways", "do this—two ways", "“Three ways”", "two (good) things, four ways!"):
        assert "ways" in [text[claim.start : claim.end].split()[-1].strip("”!") for claim in claims(text, ENGLISH)], text
        assert kind_of(text, ENGLISH) is not None
