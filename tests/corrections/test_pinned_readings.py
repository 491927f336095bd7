"""What pins change: roles, levels, runs and titles, in every format."""

from __future__ import annotations

import pytest

from seedkit import InputError
from seedkit.corrections import files as sidecars
from seedkit.model.block import ROLES
from seedkit.model.compiled import Compiled
from seedkit.pipeline import compile_text
from seedkit.views.entities import outline_text

TEXT = """\
How to rest in a garden

by hand and by heart

Sit down in the shade

There is a bench, or there is grass. Both of them will do for an hour.

You will need a few things before you can begin to do it:

• a hat
• a book that you know already
• some water

1. Close your eyes. Nobody is looking at you, and nobody would mind it anyway.
2. Count the leaves. Begin again when you have lost count of them.

Share it with those who need it as well as you do.
"""


def compiled(pins: str, text: str = TEXT, format: str = "text") -> Compiled:
    sidecar = sidecars.parse("rest.seedkit.yaml", f"pins:\n{pins}".encode())
    return compile_text(text, "rest.txt", format, sidecar)


def readings(result: Compiled) -> dict[str, tuple[str, int | None, str]]:
    """Beginning of a block → its role, its level, and the rule that named it."""
    return {reading.block.text[:12].strip(): (reading.role, reading.level, reading.rule) for reading in result.readings}


def misfits(result: Compiled) -> list[str]:
    return [d.message for d in result.document.diagnostics if d.rule == "unmatched-pin"]


@pytest.mark.parametrize("role", [role for role in ROLES if role != "title"])
@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_a_block_is_what_its_pin_says(role: str, format: str) -> None:
    text = TEXT
    if format == "html":
        text = "".join(f"<p>{line}</p>\n" for line in TEXT.split("\n\n"))
    for words in ("by hand and by heart", "There is a bench…", "1. Close your eyes…", "Share it with those…"):
        result = compiled(f"  - text: {words}\n    as: {role}\n", text, format)
        assert misfits(result) == []
        (found,) = [reading for reading in result.readings if reading.block.pin]
        assert (found.role, found.rule) == (role, "pin")
        if role in ("heading", "question"):
            assert found.level is not None
    tiles = "".join(result.source.text[tile.start : tile.end] for tile in result.ledger)
    assert tiles == text


def test_a_heading_takes_the_level_of_its_pin() -> None:
    result = compiled("  - {text: Sit down in the shade, as: heading, level: 4}\n")
    assert readings(result)["Sit down in"] == ("heading", 4, "pin")


@pytest.mark.parametrize("format", ["text", "markdown"])
def test_another_line_is_the_title(format: str) -> None:
    text = f"---\ntitle: Rest\nsubtitle: Or do not\n---\n{TEXT}" if format == "markdown" else TEXT
    result = compiled(
        "  - {text: Sit down in the shade, as: title}\n  - {text: by hand and by heart, as: subtitle}\n", text, format
    )
    facts = result.document.metadata
    assert facts.title is not None
    assert facts.subtitle is not None
    assert (facts.title.text, facts.subtitle.text) == ("Sit down in the shade", "by hand and by heart")
    assert text[facts.title.span.start : facts.title.span.end] == facts.title.text
    assert [reading.block.text for reading in result.readings if reading.role == "title"] == ["Sit down in the shade"]


def test_the_neighbors_of_a_pinned_heading_profit() -> None:
    result = compiled("  - {text: by hand and by heart, as: question}\n")
    assert readings(result)["There is a b"][0] in ("answer", "paragraph")
    assert [faq.question.text for faq in result.document.faqs] == ["by hand and by heart"]


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("steps", "group steps 9-13 numbering=none | You will need"),
        ("signs", "group signs 9-13 numbering=none | You will need"),
        ("prose", "passage body 5-18 | Sit down in the shade"),
        ("checklist", "checklist items 9-13 | You will need"),
    ],
)
def test_a_list_is_what_the_pin_of_one_of_its_items_says(kind: str, line: str) -> None:
    for words in ("a hat", "• some water"):
        result = compiled(f"  - {{text: {words}, as: {kind}}}\n")
        assert misfits(result) == []
        outline = outline_text(result)
        assert line in outline
        assert bool(result.document.checklists) is (kind == "checklist")


def test_a_numbered_list_may_be_a_checklist_reasons_or_prose() -> None:
    result = compiled("  - {text: Close your eyes…, as: checklist}\n")
    assert [item.marker for item in result.document.checklists[-1].items] == ["1.", "2."]
    result = compiled("  - {text: Close your eyes…, as: reasons}\n")
    assert [group.kind for group in result.document.groups] == ["reasons"]
    assert not compiled("  - {text: Count the leaves…, as: prose}\n").document.groups


def test_headings_are_the_items_of_a_run_that_nothing_announces() -> None:
    text = "Rest\n\n" + "".join(
        f"## {name}\n\nIt is a fine thing to have, and it costs nothing.\n\n" for name in ("Shade", "Grass")
    )
    assert not compiled("", f"# {text}", "markdown").document.groups
    result = compiled("  - {text: Grass, as: benefits}\n", f"# {text}", "markdown")
    assert [(group.kind, len(result.document.points)) for group in result.document.groups] == [("benefits", 2)]
    assert misfits(result) == []


def test_a_pinned_title_has_the_span_of_the_printed_one() -> None:
    result = compiled("  - {text: Close your eyes…, title: Close them}\n  - {text: 'You will need a…', title: Take with you}\n")
    assert misfits(result) == []
    step = result.document.steps[0]
    assert step.title is not None
    assert (step.title.text, step.id) == ("Close them", "step-close-them")
    assert TEXT[step.title.span.start : step.title.span.end].startswith("Close your eyes.")
    assert [block.kind for block in step.body] == ["paragraph"]
    assert result.document.checklists[0].title is not None
    assert result.document.checklists[0].title.text == "Take with you"
    headed = compiled("  - {text: Sit down in the shade, as: heading, title: Sit}\n  - {text: How to rest…, title: Rest}\n")
    assert headed.document.metadata.title is not None
    assert headed.document.metadata.title.text == "Rest"
    assert "| Sit\n" in outline_text(headed)


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_a_block_is_a_sample_text(format: str) -> None:
    text = TEXT
    if format == "html":
        text = "".join(f"<p>{line}</p>\n" for line in TEXT.split("\n\n"))
    for words in ("by hand and by heart", "Sit down in the shade", "There is a bench…", "Share it with those…"):
        result = compiled(f"  - {{text: {words}, as: sample}}\n", text, format)
        (sample,) = result.document.sample_texts
        assert sample.text.startswith(words.rstrip("…"))
        assert not misfits(result)


def test_neighbors_that_are_sample_texts_are_one_and_list_items_are_several() -> None:
    pins = "".join(
        f"  - {{text: {words}, as: sample}}\n" for words in ("Sit down in the shade", "There is a bench…", "a hat", "some water")
    )
    samples = [(sample.text.replace("\n\n", " | "), sample.inline) for sample in compiled(pins).document.sample_texts]
    bench = "There is a bench, or there is grass. Both of them will do for an hour."
    assert samples == [(f"Sit down in the shade | {bench}", False), ("a hat", True), ("some water", True)]


def test_a_pinned_sample_text_is_the_quotation_or_the_code_on_its_line() -> None:
    text = '# Rest\n\nHe said "hold on a moment" to us.\n\n```python\nwait( 5 )\n```\n'
    assert not compiled("  - {text: Rest, title: Rest}\n", text, "markdown").document.sample_texts
    pins = "  - {text: He said…, as: sample}\n  - {text: wait( 5 ), as: sample}\n"
    result = compiled(pins, text, "markdown")
    assert [sample.text for sample in result.document.sample_texts] == ["hold on a moment", "wait( 5 )"]
    assert not misfits(result)


@pytest.mark.parametrize(
    ("pin", "message"),
    [
        ("{text: There is a bench…, as: steps}", "reads line 7 as one of steps, but no list has an item there"),
        ("{text: There is a bench…, as: checklist}", "reads line 7 as a checklist, but no list has an item there"),
        ("{text: There is a bench…, as: prose}", "reads line 7 as prose, but no list has an item there"),
        ("{text: There is a bench…, title: Bench}", "gives a title to line 7, which is not a title"),
        ("{text: a hat, title: Hat}", "gives a title to line 11, which is not a title"),
        ("{text: gone, as: heading}", "quotes “gone”, which does not appear in the article"),
    ],
)
def test_a_pin_that_matches_nothing_is_reported_and_changes_nothing(pin: str, message: str) -> None:
    result = compiled(f"  - {pin}\n")
    assert misfits(result) == [f"the pin on line 2 of the sidecar {message}"]
    plain = compile_text(TEXT, "rest.txt")
    assert result.document.revision == plain.document.revision
    (found,) = [d for d in result.document.diagnostics if d.rule == "unmatched-pin"]
    assert (found.severity, found.data["pin"]) == ("warning", 2)


def test_code_is_nothing_else_but_may_be_set_aside() -> None:
    text = "# Rest\n\n```\nwait( 5 )\n```\n"
    result = compiled("  - {text: wait( 5 ), as: quote}\n", text, "markdown")
    (message,) = misfits(result)
    assert message.endswith("quote, but it is code")
    assert [r.text for r in compiled("  - {text: wait( 5 ), as: residue}\n", text, "markdown").document.residue] == ["wait( 5 )"]


@pytest.mark.parametrize(
    ("pin", "message"),
    [
        ("{as: heading}", "line 2: found a mapping, expected the key `text` with words of the article"),
        ("{text: a hat}", "line 2: found a mapping, expected `as` or `title`"),
        ("{text: a hat, as: headng}", "found `headng`, expected one of title, subtitle,"),
        ("{text: a hat, as: headng}", ": did you mean `heading`?"),
        ("{text: a hat, as: quote, level: 2}", "found `2`, expected `level` only with `as: heading` or `as: question`"),
        ("{text: a hat, as: heading, level: 1}", "found `1`, expected a number from 2 to 6"),
        ("{text: a hat, as: heading, level: two}", "found `two`, expected a number from 2 to 6"),
        ("{text: a hat, line: 0, as: heading}", "found `0`, expected a number from 1 to 1,000,000,000"),
        ("{text: …, as: heading}", "found `…`, expected words of the article before the ellipsis"),
        ("{text: [a], as: heading}", "found a list, expected words of the article"),
        ("{text: a, title: '', as: heading}", "found nothing, expected the words of the title"),
        ("{text: a, prefix: [], as: heading}", "found a list, expected words of the article"),
        ("{text: a, ass: heading}", "with an unknown key `ass` in line 2: did you mean `as`?"),
        ("heading", "line 2: found `heading`, expected a mapping with `line`, `text`, `as`"),
    ],
)
def test_a_pin_that_makes_no_sense_says_where_and_what_is_expected(pin: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        compiled(f"  - {pin}\n")
    assert message in str(caught.value)
