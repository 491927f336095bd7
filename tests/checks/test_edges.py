"""Where a rule has to speak and where it has to be silent, beyond the examples on its page."""

from __future__ import annotations

import pytest

from seedkit.checks import CHECKS
from seedkit.checks.catalogue import CODES
from seedkit.model.document import Diagnostic
from seedkit.pipeline import compile_text
from seedkit.readers import READERS

SUFFIXES = {row.name: row.suffixes[0] for row in READERS.values()}
REST = "Sit down in the shade for an hour and look at nothing in particular."


def _found(text: str, rule: str, format: str = "text") -> list[Diagnostic]:
    document = compile_text(text, f"article{SUFFIXES[format]}", format).document
    return [diagnostic for diagnostic in document.diagnostics if diagnostic.rule == rule]


def _reported(sentence: str, rule: str, format: str = "text") -> list[Diagnostic]:
    """The findings of a rule in an article that says one sentence."""
    return _found(f"How to rest\n\n{REST}\n\n{sentence}\n\n{REST[::-1]}\n", rule, format)


@pytest.mark.parametrize(
    "sentence",
    [
        "She says “wait” and goes.",
        'A board 12" wide and 5" deep will do.',
        "Rock ’n’ roll in the ’90s, the dogs’ bowls, ‘tis nothing.",
        "„Warte“, said she, and «attends» said he.",
        "It runs on “from here",
        "It ends here” at last.",
    ],
)
def test_quotes_that_are_paired_or_none(sentence: str) -> None:
    expected = sentence.startswith("It ")
    assert bool(_reported(sentence, "unbalanced-quote")) is expected


def test_a_quotation_may_run_over_paragraphs() -> None:
    assert not _found(f"How to rest\n\nShe wrote:\n\n“{REST}\n\n“{REST} Twice.\n\n“{REST} Then go.”\n", "unbalanced-quote")
    assert not _found(f"How to rest\n\nShe wrote this in May.\n\n“{REST}\n\n{REST} Then go.”\n", "unbalanced-quote")
    # One whose lines are right below each other may be cut anywhere; with a blank line between, two marks are two mistakes.
    assert not _found(
        'How to rest\n\nSit down. She wrote: "I lie down at noon and I\nget up at one." It helps.\n', "unbalanced-quote"
    )
    assert _found(
        'How to rest\n\nSit down. She wrote: "I lie down at noon and I.\n\nGet up at one." It helps.\n', "unbalanced-quote"
    )


@pytest.mark.parametrize(
    ("sentence", "odd"),
    [
        ("Take a) bread, b) salt and iv) water.", None),
        ("That is enough :) or even too much ;-)", None),
        ("Take (some [very] dry) bread.", None),
        ("Take (some bread and salt.", "("),
        ("Take some bread) and salt.", ")"),
        ("Take [some bread) and salt.", "["),
    ],
)
def test_brackets(sentence: str, odd: str | None) -> None:
    assert [d.data["sign"] for d in _reported(sentence, "unbalanced-bracket")] == ([odd] if odd else [])


def test_code_and_markup_have_brackets_and_quotes_of_their_own() -> None:
    sentence = 'Call `f("` and see [the page](https://example.org/a_(b) "title").\n\n```\nprint("(\n```'
    for rule in ("unbalanced-bracket", "unbalanced-quote", "mixed-quotes"):
        assert not _reported(sentence, rule, "markdown")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("03/10/2021", True),
        ("3/4/21", True),
        ("03-10-2021", True),
        ("13/10/2021", False),
        ("10/10/2021", False),
        ("2021-10-03", False),
        ("1/2/3/4", False),
        ("https://example.org/03/10/2021/page", False),
    ],
)
def test_dates(text: str, found: bool) -> None:
    assert bool(_reported(f"Begin on {text} at noon.", "ambiguous-date")) is found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("TODO: say how.", True),
        ("Say how. [TBD]", True),
        ("Write a TODO list and keep it short.", False),
        ("Lorem ipsum dolor sit amet.", True),
        ("The words lorem ipsum fill a page.", False),
        ("INSERT LINK HERE and go on.", True),
    ],
)
def test_placeholders(sentence: str, found: bool) -> None:
    assert bool(_reported(sentence, "placeholder-text")) is found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Benches are rare in [your town] and dear.", True),
        ("Benches are rare in {{city}} and dear.", True),
        ("Benches are rare [citation needed] and dear [3].", False),
        ("A card that says “Dear [name]” is enough.", False),
        ("Between [name], [date] and [place] anything may stand.", False),
    ],
)
def test_slots(sentence: str, found: bool) -> None:
    assert bool(_reported(sentence, "unfilled-slot")) is found


@pytest.mark.parametrize(
    ("word", "rule"),
    [
        ("re\u200bst", "invisible-character"),
        ("re\xadst", "invisible-character"),
        ("re\x07st", "invisible-character"),
        ("\u202erest\u202c", "bidirectional-control"),
        ("cafÃ©", "mojibake"),
        ("weâ€™re", "mojibake"),
        ("caf\ufffd", "mojibake"),
    ],
)
def test_characters(word: str, rule: str) -> None:
    first, *_ = _reported(f"Here {word} and there {word}.", rule)
    assert first.data["count"] == 2
    assert first.span is not None
    assert first.span.line == 5


@pytest.mark.parametrize("word", ["NÃO", "Â", "👩\u200d🌾", "می\u200cخواهم", "a\xa0b", "Ärger", "ð"])
def test_characters_that_are_meant(word: str) -> None:
    for rule in ("invisible-character", "mojibake", "bidirectional-control"):
        assert not _reported(f"Here {word} stands.", rule)


def test_a_character_is_reported_once_with_its_lines() -> None:
    (found,) = _found(f"How to rest\n\n{REST}\u200b\u200b\n\nAnd \u200bthen.\n\nIt is.\n", "invisible-character")
    assert found.data == {"character": "U+200B", "count": 3}
    assert [related.span.line for related in found.related] == [5]


def _steps(*labels: str, total: str = "") -> str:
    return f"How to rest\n\nDo this{total}:\n\n" + "".join(f"{label} Look at tree number {label}\n" for label in labels)


def test_numbers_out_of_order_are_not_missing() -> None:
    text = _steps("1.", "3.", "2.", "4.")
    assert [d.data for d in _found(text, "numbering-out-of-order")] == [{"after": 3, "number": 2}]
    assert not _found(text, "numbering-gap")


def test_a_number_in_another_style_is_not_missing_and_is_counted() -> None:
    text = _steps("1.", "2)", "3.", total=" in 3 steps")
    assert len(_found(text, "mixed-numbering")) == 1
    assert not _found(text, "numbering-gap")
    assert not _found(text, "count-mismatch")


def test_bonus_items_and_open_counts_are_no_mismatch() -> None:
    bodies = "".join(f"{n}. Rest number {n}\n\n{REST} {n}\n\n" for n in range(1, 6))
    assert _found(f"3 ways to rest\n\n{bodies}", "count-mismatch")
    assert not _found(f"3 ways to rest (plus 2 bonus ways)\n\n{bodies}", "count-mismatch")
    assert not _found(f"3+ ways to rest\n\n{bodies}", "count-mismatch")


@pytest.mark.parametrize(
    ("sentence", "rules"),
    [
        ("As in step 2, look up.", []),
        ("As in Step 9, look up.", ["unresolved-reference"]),
        ("This is step 2 of 3.", []),
        ("This is step 2 of 7.", ["total-mismatch"]),
        ("Step 9 of the other guide is harder.", []),
        ("A footstep 9 miles away.", []),
    ],
)
def test_references(sentence: str, rules: list[str]) -> None:
    bodies = "".join(f"{n}. Rest number {n}\n\n{REST} {n}\n\n" for n in range(1, 4))
    text = f"How to rest\n\nThree steps are enough.\n\n{bodies}\n\nConclusion\n\n{sentence}\n"
    assert _found(text, "unresolved-reference") + _found(text, "total-mismatch") == [
        d for rule in rules for d in _found(text, rule)
    ]
    assert len(_found(text, "unresolved-reference") + _found(text, "total-mismatch")) == len(rules)


@pytest.mark.parametrize(("minutes", "found"), [(1, False), (2, True), (40, True)])
def test_reading_times(minutes: int, found: bool) -> None:
    text = f"How to rest\nApr 2, 2023 · {minutes} min read\n\n{REST}\n\n{REST} Twice.\n"
    assert bool(_found(text, "reading-time-mismatch")) is found


def test_levels_come_from_the_markup_alone() -> None:
    text = "# Rest\n\n```\n# no heading\n```\n\n## Sit\n\nDown.\n\n### Now\n\nAt once.\n\n## Look\n\nUp.\n"
    for rule in ("multiple-titles", "skipped-heading-level", "empty-section"):
        assert not _found(text, rule, "markdown")


def test_a_heading_with_an_image_or_a_deeper_heading_below_it_is_not_empty() -> None:
    text = "# Rest\n\n## Sit\n\n![A bench](bench.jpg)\n\n## Look\n\n### Up\n\nClouds.\n\n## Leave\n"
    assert [d.span.line for d in _found(text, "empty-section", "markdown") if d.span] == [13]


def test_images_that_are_ornaments() -> None:
    page = "<article><h1>Rest</h1><p>Sit down.</p><p><img src='a.jpg'{}></p><p>Look up.</p></article>"
    assert _found(page.format(""), "missing-alt-text", "html")
    for attribute in (" alt=''", " alt='A bench'", " role='presentation'", " width='1' height='1'"):
        assert not _found(page.format(attribute), "missing-alt-text", "html")


def test_a_link_to_a_target_that_is_defined() -> None:
    assert not _reported("See [the bench][1].\n\n[1]: https://example.org", "link-without-target", "markdown")
    assert _reported("See [the bench][1].", "link-without-target", "markdown")


def test_a_list_below_a_heading_or_an_announcement_needs_no_more() -> None:
    items = "• a bench\n• a tree\n"
    assert not _reported(f"You will need the following things\n\n{items}", "missing-lead-in")
    assert _reported(f"It was a hot day in the middle of June, and nobody wanted to move.\n\n{items}", "missing-lead-in")


@pytest.mark.parametrize("line", ["====", "="])
def test_headings_with_a_line_below_have_levels(line: str) -> None:
    text = f"Rest\n{line}\n\nSit.\n\n#### Now\n\nAt once.\n\nLook\n{line}\n\nUp.\n"
    (titles,) = _found(text, "multiple-titles", "markdown")
    (skipped,) = _found(text, "skipped-heading-level", "markdown")
    assert [d.span and text[d.span.start : d.span.end] for d in (titles, skipped)] == ["Look", "Now"]


def test_headings_that_hold_markup_have_levels() -> None:
    text = "# Rest\n\nSit.\n\n## [The bench](https://example.org)\n\nHard.\n\n#### **Soon**\n\nGo.\n\n### `Now`\n\nGo on.\n"
    assert [d.span.line for d in _found(text, "skipped-heading-level", "markdown") if d.span] == [9]


def test_headings_of_html_in_markdown_have_levels() -> None:
    text = "<h1>Rest</h1>\n\nSit.\n\n#### Now\n\nAt once.\n"
    assert len(_found(text, "skipped-heading-level", "markdown")) == 1


def test_empty_items_of_both_formats() -> None:
    assert len(_found("# Rest\n\nTake:\n\n- tea\n-\n- milk\n", "empty-checklist-item", "markdown")) == 1
    page = "<article><h1>Rest</h1><p>Take:</p><ul><li>tea<li>\n<li><br></li><li class='line'></li><li>milk</ul></article>"
    assert [d.span and page[d.span.start : d.span.end] for d in _found(page, "empty-checklist-item", "html")] == ["<li>\n"]


def test_a_quotation_whose_marks_are_references_is_left_alone() -> None:
    page = "<article><h1>Rest</h1><p>She said &ldquo;wait” and went.</p><p>It ends here” at last.</p></article>"
    assert [d.span and page[: d.span.start].count("<p>") for d in _found(page, "unbalanced-quote", "html")] == [2]


def test_the_component_of_a_site_is_what_a_paragraph_announces() -> None:
    for shown in ("<Bench />", "<details><summary>A bench</summary>\n\nOak.\n\n</details>", "{{< bench >}}", "[[toc]]"):
        assert not _found(f"# Rest\n\nThis is how it looks:\n\n{shown}\n", "lead-in-without-list", "markdown")
    assert _found("# Rest\n\nThis is how it looks:\n\n<!-- a bench -->\n", "lead-in-without-list", "markdown")


RECIPE = "Rye crackers\n\nIngredients\n\n{needs}\n\nDirections\n\n1. {step}\n2. Bake until the rim is brown.\n"


@pytest.mark.parametrize(
    ("step", "unused"),
    [
        ("Knead the flour.", ["egg"]),
        ("Knead flour and eggs.", []),
        ("Mix all ingredients.", []),  # all of them at once
        ("Stir.", ["rye flour", "egg"]),
    ],
)
def test_materials_that_no_step_mentions(step: str, unused: list[str]) -> None:
    found = _found(RECIPE.format(needs="- 2 cups rye flour\n- 1 egg", step=step), "unused-material")
    assert [diagnostic.data["name"] for diagnostic in found] == unused


@pytest.mark.parametrize(
    ("step", "unlisted"),
    [
        ("Add half a cup of the flour.", []),
        ("Knead, and add 2 tbsp of cold water and a pinch of salt.", ["cold water", "salt"]),
        ("Add a pinch of salt. Then add another pinch of salt.", ["salt"]),  # once each
        ("Add 1 cup of rye flour, which is all of it.", []),
    ],
)
def test_materials_that_no_list_contains(step: str, unlisted: list[str]) -> None:
    found = _found(RECIPE.format(needs="- 2 cups rye flour\n- 1 egg", step=step), "unlisted-material")
    assert [diagnostic.data["name"] for diagnostic in found] == unlisted


def test_materials_without_steps_are_not_compared() -> None:
    assert not _found("Rye crackers\n\nIngredients\n\n- 2 cups rye flour\n- 1 egg\n\nThey keep for a month.\n", "unused-material")


@pytest.mark.parametrize(("total", "found"), [("40 minutes", True), ("45 minutes", False), ("2 hours", False)])
def test_a_total_time_that_is_shorter_than_its_parts(total: str, found: bool) -> None:
    times = f"Prep time: 20 minutes\nBaking time: 25 minutes\nTotal time: {total}"
    assert bool(_found(f"Rye crackers\n\n{times}\n\n{REST}\n", "duration-mismatch")) is found


def test_checks_cover_the_catalogue_and_yield_their_own_rules() -> None:
    rules = [rule for row in CHECKS for rule in row.rules]
    assert sorted(rules) == sorted(rule for rule, row in CODES.items() if not row.code.startswith("SK9"))
