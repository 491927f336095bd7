"""Quotation marks of every kind, and the signs that only look like them."""

from __future__ import annotations

import pytest

from seedkit.language.quotations import closing, quotations, unclosed


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Say “yes, please” now.", ["yes, please"]),
        ('Say "yes, please" now.', ["yes, please"]),
        ("Sag „ja, bitte“ und warte.", ["ja, bitte"]),
        ("Dites « oui » et attendez.", [" oui "]),
        ("Say 'yes, please' now.", ["yes, please"]),
        ("Say ‘I’ll come, if you’d like’ now.", ["I’ll come, if you’d like"]),
        ("Say 'the boys' room is free.' now.", ["the boys' room is free."]),
        ("Don't say 'no'; it's 'perhaps'.", ["no", "perhaps"]),
        ("In the '90s they said \"rock 'n' roll\" here.", ["rock 'n' roll"]),
        ('a 12" record and a 7" one', []),
        ("the neighbours' dog isn't ours", []),
    ],
)
def test_quotations(text: str, found: list[str]) -> None:
    assert [text[q.words_start : q.words_end] for q in quotations(text)] == found


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("“It goes on", "“"),
        ('"It goes on', '"'),
        ("«Il continue", "«"),
        ("“It ends.”", None),
        ('"It ends."', None),
        ("Plain", None),
        ("", None),
    ],
)
def test_a_quotation_that_goes_on(text: str, mark: str | None) -> None:
    assert unclosed(text) == mark


@pytest.mark.parametrize(
    ("text", "mark", "words"),
    [
        ("and here it ends.”", "“", "and here it ends."),
        ("“and here it ends.”", "“", "“and here it ends."),
        ('and here it ends."', '"', "and here it ends."),
        ("and goes on", "“", None),
        ("“and goes on", "“", None),
        ("with “another” in it", "“", "with “another"),
    ],
)
def test_where_it_is_closed(text: str, mark: str, words: str | None) -> None:
    end = closing(text, mark)
    assert (None if end is None else text[:end]) == words


@pytest.mark.parametrize("text", ["Say „come in”.", "Say « come in ».", "Say 「come in」.", "Say 『come in』."])
def test_a_quotation_is_found_whatever_its_marks(text: str) -> None:
    [found] = quotations(text)
    assert text[found.words_start : found.words_end].strip() == "come in"
    assert (found.start, text[found.end :]) == (4, ".")


@pytest.mark.parametrize("text", ["Say 「come in”.", 'A 5" pipe and a 6" one.', "Say “come in."])
def test_marks_that_do_not_match_quote_nothing(text: str) -> None:
    assert quotations(text) == []
