"""Where a letter ends."""

from __future__ import annotations

import pytest

from seedkit.language.letters import Letter, letter
from seedkit.language.lexicon import lexicon_for

WORDS = lexicon_for("en")
BODY = "We would like to see the hut before we rent it."


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["Dear Ann,", BODY, "Yours,", "Bo", "Next week."], Letter(3, False, True)),
        (["Dear Ann,", BODY, "Yours, Bo", "Next week."], Letter(2, False, True)),
        (["Dear Ann,", f"{BODY} Best wishes, Bo", "Next week."], Letter(1, False, True)),
        (["Dear Ann,", BODY, "Yours,", "[your name]", "[your town]", "P.S. Bring tea.", "Next week."], Letter(5, False, True)),
        (["Dear Ann,", BODY, "Yours,", "The Summer Hut Office Team", "https://hut.example", "Next week."], Letter(4, False, True)),
        (["$greeting,", BODY, "Yours,", "Bo"], Letter(3, False, True)),
        (["Subject: The hut", "Hi Ann,", BODY, "Thanks,", "Bo"], Letter(4, True, True)),
        (["To:", "ann@example.org", "Subject:", "The hut", "Hi Ann,", BODY], Letter(5, True, False)),
        (["[your name]", "[date]", "Dear Ann,", BODY, "Yours,", "Bo"], Letter(5, False, True)),
        (["Hi Ann,", BODY, "Hi Bo,", BODY], Letter(1, False, False)),
        (["Subject: The hut", BODY, "Subject: The boat", BODY], Letter(1, True, False)),
        (["Dear Ann,"], None),
        ([f"Dear Ann, {BODY * 2}", BODY], None),
        (["Hiking is fun,", BODY, "Yours,", "Bo"], None),
        (["[your name]", "rented the hut.", "Dear Ann,", BODY], None),
    ],
)
def test_letters(texts: list[str], found: Letter | None) -> None:
    assert letter(texts, WORDS) == found
