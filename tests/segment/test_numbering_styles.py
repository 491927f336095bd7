"""Numbers before headings as people print them."""

from __future__ import annotations

import pytest

from seedkit import normalize

TITLES = ("Make a list", "Call the movers", "Pack the kitchen")


def article(labels: list[str]) -> str:
    items = (
        f"{label} {title}\n\nThis takes a day or two. Ask a friend, and rest.\n"
        for label, title in zip(labels, TITLES, strict=True)
    )
    return "Before you move\n\nHere is what to do.\n\n" + "\n".join(items)


@pytest.mark.parametrize(
    "labels",
    [
        "1. 2. 3.",
        "1.) 2.) 3.)",
        "[1] [2] [3]",
        "№1 №2 №3",
        "1/3 2/3 3/3",
        "1/3: 2/3: 3/3:",
        "Step 1 of 3:|Step 2 of 3:|Step 3 of 3:",
        "Step 1/3 –|Step 2/3 –|Step 3/3 –",
        "Step-1: Step-2: Step-3:",
        "Secret Number 1:|Secret Number 2:|Secret Number 3:",
        "Hack No.1 –|Hack No.2 –|Hack No.3 –",
        "One: Two: Three:",
        "FIRST: SECOND: THIRD:",
        "STEP ONE -|STEP TWO -|STEP THREE -",
        "Step A:|Step B:|Step C:",
        "Part I:|Part II:|Part III:",
    ],
)
def test_a_style_numbers_the_steps(labels: str) -> None:
    printed = labels.split("|" if "|" in labels else " ")
    document = normalize(article(printed))
    assert [(step.label, step.ordinal, step.title and step.title.text) for step in document.steps] == [
        (label, number, title) for number, (label, title) in enumerate(zip(printed, TITLES, strict=True), 1)
    ]
    assert document.groups[0].numbering == printed[0]


@pytest.mark.parametrize(
    "first", ["1/2 cup of flour", "One: a day", "[1] in the second drawer", "Step A: nothing more", "Second: the cat"]
)
def test_a_number_that_is_alone_is_none(first: str) -> None:
    document = normalize(f"Before you bake\n\nYou need this.\n\n{first}\n\nThen rest for an hour, and bake.\n")
    assert [step.label for step in document.steps] + [point.label for point in document.points] == []


@pytest.mark.parametrize("wrapped", ["10), or ask whoever has the key", "3); the lid stays off", "12)."])
def test_a_bracket_that_closes_in_front_of_a_sign_is_no_marker(wrapped: str) -> None:
    document = normalize(f"Before you bake\n\nSet the dial to a low value throughout (e.g.\n{wrapped}\n")
    assert (document.points, document.steps, document.groups) == ((), (), ())
