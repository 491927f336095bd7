"""Places to fill in: every common style, and what only looks like one."""

from __future__ import annotations

import pytest

from seedkit.language.lexicon import lexicon_for
from seedkit.language.slots import names_slot, slots

WORDS = lexicon_for("en")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dear [your name],", "your name"),
        ("Dear [[your name]],", "your name"),
        ("Hi {customer_name}!", "customer_name"),
        ("Hi {{ first_name }}!", "first_name"),
        ("Hi <NAME>,", "NAME"),
        ("Hi <<name>>,", "name"),
        ("My name is ____.", "____"),
        ("Hello %NAME%.", "NAME"),
        ("$greeting,", "greeting"),
        ("Dear FIRST NAME,", "FIRST NAME"),
        ("from YOUR_COMPANY", "YOUR_COMPANY"),
    ],
)
def test_styles(text: str, name: str) -> None:
    assert [found for found, _, _ in slots(text, WORDS)] == [name]
    ((_, start, end),) = slots(text, WORDS)
    assert name in text[start:end]
    assert not text[:start].endswith(("[", "{", "<", "%", "_"))


@pytest.mark.parametrize(
    "text",
    [
        "as in [1]",
        "[the guide](guide.md)",
        "a </p> tag",
        "costs $40",
        "NASA AND ESA",
        "5 < 6",
        "{}",
        "snake_case",
        "<https://example.org>",
    ],
)
def test_what_is_none(text: str) -> None:
    assert slots(text, WORDS) == []


def test_names_of_places_to_fill_in() -> None:
    assert names_slot("Your town", WORDS)
    assert names_slot("FULL_NAME", WORDS)
    assert not names_slot("the town", WORDS)
