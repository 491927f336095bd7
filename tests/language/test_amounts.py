"""What a line of a list of materials asks for, and how long something takes."""

from __future__ import annotations

import pytest

from seedkit.language.amounts import need
from seedkit.language.cues import names_materials
from seedkit.language.durations import lengths, stated
from seedkit.language.lexicon import lexicon_for

WORDS = lexicon_for("en")


@pytest.mark.parametrize(
    ("text", "amount", "name"),
    [
        ("1 1/2 cups rye flour, sifted", "1 1/2 cups", "rye flour"),
        ("1½ cups rye flour", "1½ cups", "rye flour"),
        ("½ tsp. salt", "½ tsp.", "salt"),
        ("200g butter", "200g", "butter"),
        ("2–3 pears", "2–3", "pears"),
        ("2 to 3 ripe pears", "2 to 3", "ripe pears"),
        ("a pinch of salt", "a pinch", "salt"),
        ("half a teaspoon of salt", "half a teaspoon", "salt"),
        ("half a pear", "half", "pear"),
        ("10+ nails", "10+", "nails"),
        ("two dozen nails", "two dozen", "nails"),
        ("2 x 400 g tins beans", "2 x 400 g tins", "beans"),
        ("4 x screws", "4", "screws"),
        ("1 (14 oz) can beans", "1 (14 oz) can", "beans"),
        ("1 cup (240 ml) cream", "1 cup (240 ml)", "cream"),
        ("1 cup plus 2 tablespoons milk", "1 cup plus 2 tablespoons", "milk"),
        ("about 3 tablespoons of oil", "about 3 tablespoons", "oil"),
        ("a few nails", "a few", "nails"),
        ("Salt, to taste", "to taste", "Salt"),
        ("Sugar – 100 g", "100 g", "Sugar"),
        ("Sugar: 100 g", "100 g", "Sugar"),
        ("Screws (4)", "4", "Screws"),
        ("Twine x 2", "2", "Twine"),
        ("A sharp knife", None, "sharp knife"),
        ("A box with a lid", None, "box with a lid"),
        ("Juice of 1 lemon", None, "Juice of 1 lemon"),
        ("5% vinegar", None, "5% vinegar"),
        ("Whatever you find in the drawer of the old kitchen table", None, None),
        ("3 cups", "3 cups", None),
    ],
)
def test_a_line_asks_for_an_amount_of_something(text: str, amount: str | None, name: str | None) -> None:
    found = need(text, WORDS)
    assert [span and text[slice(*span)] for span in found] == [amount, name]


@pytest.mark.parametrize(
    ("text", "minutes", "words"),
    [
        ("Beat it for 5 minutes.", 5, "5 minutes"),
        ("Simmer 8–10 minutes", 10, "8–10 minutes"),
        ("Leave it for half an hour.", 30, "half an hour"),
        ("Bake for an hour and a half, then cool.", 90, "an hour and a half"),
        ("This takes 1 hr 30 min.", 90, "1 hr 30 min"),
        ("Soak the beans for two days.", 2880, "two days"),
        ("Rest (20 min)", 20, "20 min"),
        ("She was gone for two days.", None, None),
        ("Stir every 2 minutes.", None, None),
        ("Walk for 20 minutes a day.", None, None),
        ("I did it for 5 minutes ago.", None, None),
        ("Boil for 30 seconds.", None, None),
        ("Boil for 1 minute 30 seconds.", None, None),
        ("Use a 10 minute timer.", None, None),
    ],
)
def test_a_length_says_how_long_something_is_to_take(text: str, minutes: int | None, words: str | None) -> None:
    found = [(length.minutes, text[length.start : length.end]) for length in lengths(text, WORDS)]
    assert found == ([] if minutes is None else [(minutes, words)])


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Prep time: 15 minutes | Cook time: 1 hr", [("preparation", 15, "15 minutes"), ("active", 60, "1 hr")]),
        ("Prep Time 10 mins Total Time 1 hour 10 mins", [("preparation", 10, "10 mins"), ("total", 70, "1 hour 10 mins")]),
        ("Drying time: 2 days", [("waiting", 2880, "2 days")]),
        ("Serves 4", [("yield", None, "4")]),
        ("Makes about 12 rolls.", [("yield", None, "about 12 rolls")]),
        ("Yield: 2 loaves • Total time: 3 hours", [("yield", None, "2 loaves"), ("total", 180, "3 hours")]),
        ("4 servings", [("yield", None, "4 servings")]),
        ("Prep time: as long as you like", []),
        ("Total time is 3 hours if all goes well", []),
        ("12 rolls", []),
        ("Makes you think.", []),
    ],
)
def test_a_line_states_times_and_yield_and_nothing_else(text: str, facts: list[tuple[str, int | None, str]]) -> None:
    assert [(fact.kind, fact.minutes, text[fact.start : fact.end]) for fact in stated(text, WORDS)] == facts


@pytest.mark.parametrize(
    "text",
    [
        "Ingredients", "INGREDIENTS:", "Tools and materials", "Ingredients for the dough", "Equipment needed", "Shopping list",
        "What you'll need", "What you will need for the base", "Ingredients (serves 4)", "For this you will need:", "Prerequisites",
        "Gather these tools:", "You will need a sharp knife and the following:",
    ],
)  # fmt: skip
def test_a_heading_names_materials(text: str) -> None:
    assert names_materials(text, WORDS)


@pytest.mark.parametrize(
    "text",
    [
        "What you need to know about rust",
        "You need to do this:",
        "The right tools for the job matter",
        "Until you need it:",
        "",
        "The",
    ],
)
def test_another_heading_does_not(text: str) -> None:
    assert not names_materials(text, WORDS)
