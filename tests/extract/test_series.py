"""Which series an article has, and what each is for: every finder and every rule decides something."""

from __future__ import annotations

from typing import Any

import pytest

from seedkit.extract.kinds import CHECKLISTS, PURPOSES, Context, Line, checklist_kind, purpose
from seedkit.extract.sections import sections
from seedkit.extract.series import FINDERS, Expected, Series, block_series, section_series
from seedkit.language.counts import Claim
from seedkit.language.lexicon import lexicon_for
from seedkit.pipeline import compile_text

WORDS = lexicon_for("en")


def found(text: str, expected: Expected | None = None) -> list[Series]:
    readings = compile_text(f"# The garden\n\n{text}", "article.md", "markdown").readings
    article = sections(readings)
    return [*block_series(article.blocks, readings, WORDS), *section_series(article.sections, readings, WORDS, expected)]


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("1. Fill the can.\n2. Water the beans.\n", [("numbered", 2)]),
        (
            "## 1. Fill the can\n\nTo the brim.\n\n## A word on cans\n\nTin lasts.\n\n## 2. Water the beans\n\nSlowly.\n",
            [("numbered", 2)],
        ),
        ("Bring these:\n\n- a can\n- a rake\n", [("bulleted", 2)]),
        ("Q: Who waters?\n\nA: You do.\n\nQ: How often?\n\nA: Each night.\n", [("asked", 2)]),
        (
            "There are two ways to water.\n\nFirst, use a can, which is slow.\n\nSecond, use a hose, which is not.\n",
            [("block", 1), ("told", 2)],
        ),
        ("Cans are made of tin.\n\nHoses are not.\n", [("block", 1), ("block", 1)]),
        ("## The can\n\nTin.\n\n## The hose\n\nRubber.\n", [("section", 1), ("section", 1)]),
    ],
)
def test_what_belongs_together_is_one_series(text: str, forms: list[tuple[str, int]]) -> None:
    assert [(series.form, len(series.items)) for series in found(text)] == forms


def test_headings_without_numbers_are_items_as_a_whole_or_not_at_all() -> None:
    text = "".join(f"## {name}\n\nIt is slow work.\n\n" for name in ("Fill the can", "Water the beans", "Empty the can", "Go home"))
    assert [series.form for series in found(text, Expected(declared=4))] == ["headed"]
    assert [series.form for series in found(text, Expected(declared=2))] == ["section"] * 4


def test_every_form_but_the_lone_ones_has_a_finder() -> None:
    assert [finder.form for finder in FINDERS] == ["numbered", "bulleted", "asked", "headed", "told"]


CALLED: list[tuple[str, str, dict[str, Any]]] = [
    ("questions and answers", "faqs", {"form": "asked", "items": ["Who waters?"]}),
    ("list of materials", "materials", {"heading": "Tools and materials"}),
    ("list of materials", "materials", {"form": "bulleted", "below": "materials"}),
    ("list of materials", "materials", {"form": "bulleted", "below": "materials", "heading": "For the bed:"}),
    ("checklist", "checklist", {"form": "bulleted", "below": "materials", "heading": "Notes:"}),
    (
        "checklist",
        "checklist",
        {"form": "bulleted", "below": "materials", "items": ["Fill the can with water", "Dig the bed over"]},
    ),
    ("bulleted instructions", "steps", {"form": "bulleted", "below": "steps", "items": ["Fill the can", "Dig"]}),
    ("checklist", "checklist", {"form": "bulleted", "below": "steps"}),
    ("checklist", "checklist", {"form": "bulleted"}),
    ("checklist", "checklist", {"pins": (None, "checklist")}),
    ("pinned", "tips", {"form": "bulleted", "pins": (None, "tips")}),
    ("pinned", "signs", {"heading": "Reasons", "pins": ("signs", None)}),
    ("list of materials", "materials", {"stated": "materials"}),
    ("stated by the markup", "steps", {"form": "bulleted", "heading": "Reasons", "stated": "steps"}),
    ("markup states other steps", "items", {"heading": "How to fill a can", "others_stated": True}),
    ("announced count", "reasons", {"form": "told", "claim": Claim(2, "reasons", 0, 3)}),
    ("named by heading or lead-in", "mistakes", {"heading": "Common mistakes"}),
    ("named elsewhere", "reasons", {"style": "Reason 1:"}),
    ("named elsewhere", "signs", {"announcement": "There are two signs:"}),
    ("named elsewhere", "steps", {"title": "7 tips for dry beds"}),
    ("how-to heading or title", "steps", {"heading": "How to fill a can"}),
    ("instructions", "steps", {"items": ["Fill the can", "The hose"]}),
    ("named by heading or lead-in", "mistakes", {"heading": "Common mistakes", "others_stated": True}),
]


@pytest.mark.parametrize(("rule", "kind", "fields"), CALLED)
def test_the_first_rule_that_applies_says_what_a_series_is_for(rule: str, kind: str, fields: dict[str, Any]) -> None:
    context = Context(**{"words": WORDS, "form": "numbered", "style": "1.", "items": ["The can", "The hose"], **fields})
    assert next(row.name for row in PURPOSES if row.purpose(context) is not None) == rule
    assert purpose(context) == kind


def test_without_any_sign_they_are_items() -> None:
    assert purpose(Context(WORDS, "numbered", "1.", ["The can", "The hose"])) == "items"


def test_every_rule_is_tried() -> None:
    assert {rule for rule, *_ in CALLED} == {rule.name for rule in PURPOSES}


def test_the_lines_of_a_checklist_say_of_which_kind_it_is() -> None:
    assert checklist_kind([Line("Is the can full?", None), Line("Fill it", False)]) == "tasks"
    assert checklist_kind([Line("Is the can full?", None), Line("“Is it?”", None)]) == "questions"
    assert checklist_kind([Line("Is the can full?", None), Line("a rake", None)]) == "items"
    assert [kind for kind, _ in CHECKLISTS] == ["tasks", "questions"]


BOWL = """# Wax a wooden bowl

## Tools

- A soft cloth

### Step 1: Clean the bowl

- a cloth

1) Wipe it with a damp cloth.
2) Let it dry for a day.

### Step 2: Rub in the wax

- wax

1) Take a little wax on the cloth.

### Using the bowl

1) Put in some fruit.
2) Keep it dry.
"""


def test_numbered_instructions_below_a_heading_of_materials_are_steps() -> None:
    groups = compile_text(BOWL, "bowl.md", "markdown").document.groups
    assert [(group.kind, group.title and group.title.text) for group in groups] == [
        ("steps", "Tools"), ("steps", None), ("steps", None), ("steps", "Using the bowl"),
    ]  # fmt: skip
