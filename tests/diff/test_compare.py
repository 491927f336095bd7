"""What changed between two documents."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import seedkit
from seedkit.diff.compare import Change, compare
from seedkit.ids.revision import revision
from seedkit.model.document import Document

KETTLE = """---
title: How to descale a kettle in three steps
tags: [kitchen]
---
# How to descale a kettle in three steps

By Ada Brook

Hard water leaves a crust, and a crust costs time.

## 1. Fill it with vinegar

Half vinegar, half water. Leave it for an hour.

You need:

- [ ] white vinegar
- [ ] an hour
- [ ] a clean cloth

## 2. Boil it once

Open a window first. Tell [the others](https://example.org/warn):

“Dear [name], the smell goes away.”

## 3. Rinse it twice

Cold water will do.

## FAQ

### Does lemon work too?

It does, but it takes longer.

## Conclusion

Do it again in spring.
"""


def read(text: str) -> Document:
    return seedkit.normalize(text, format="markdown", path="kettle.md")


BEFORE = read(KETTLE)


def after(*edits: tuple[str, str]) -> tuple[Change, ...]:
    text = KETTLE
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return compare(BEFORE, read(text))


def rows(changes: tuple[Change, ...]) -> list[tuple[Any, ...]]:
    return [(c.change, c.entity, c.field, c.old, c.new) for c in changes if c.field != "id"]


def test_a_document_equals_itself() -> None:
    assert compare(BEFORE, read(KETTLE)) == ()
    assert compare(BEFORE, read(KETTLE.replace("\n\n## ", "\n\n\n\n## "))) == ()  # only places differ


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (("Boil it once", "Boil it twice"), [("reworded", "step", "title", "Boil it once", "Boil it twice")]),
        (
            ("It does, but", "Yes, but"),
            [("reworded", "faq", "answer", "It does, but it takes longer.", "Yes, but it takes longer.")],
        ),
        (("Does lemon", "Would lemon"), [("reworded", "faq", "question", "Does lemon work too?", "Would lemon work too?")]),
        (("You need", "You'll need"), [("reworded", "checklist", "title", "You need:", "You'll need:")]),
        (("an hour\n- ", "one hour\n- "), [("reworded", "item", "text", "an hour", "one hour")]),
        (
            ("[ ] an hour", "[x] an hour"),
            [("changed", "item", "checked", False, True), ("changed", "item", "marker", "- [ ]", "- [x]")],
        ),
        (("## 3.", "## 4."), [("renumbered", "step", None, "3.", "4.")]),
        (("Do it again", "Repeat it"), [("reworded", "passage", "body", "Do it again in spring.", "Repeat it in spring.")]),
        (("Ada Brook", "Ida Brook"), [("reworded", "document", "metadata.authors", "Ada Brook", "Ida Brook")]),
        (("[kitchen]", "[home]"), [("changed", "document", "metadata.tags", ["kitchen"], ["home"])]),
        (("- [ ] an hour\n", ""), [("removed", "item", None, None, None)]),
        (("- [ ] an hour\n", "- [ ] an hour\n- [ ] patience\n"), [("added", "item", None, None, None)]),
    ],
)
def test_one_edit_is_one_change(edit: tuple[str, str], expected: list[tuple[Any, ...]]) -> None:
    assert sorted(rows(after(edit)), key=str) == sorted(expected, key=str)


def test_a_link_that_leads_elsewhere_is_a_change_though_the_words_stay() -> None:
    (change,) = after(("org/warn", "org/tell"))
    assert (change.change, change.entity, change.field) == ("changed", "step", "body")
    assert change.old != change.new
    assert "org/tell" in json.dumps(change.new)


def test_a_change_says_what_and_where_and_word_by_word() -> None:
    (change,) = after(("Half vinegar, half water.", "Half vinegar and half water."))
    assert (change.id, change.name, change.line) == ("step-fill-it-with-vinegar", "1. Fill it with vinegar", 11)
    assert change.parent == BEFORE.steps[0].group
    assert [(piece.fate, piece.text) for piece in change.words] == [
        ("same", "Half"),
        ("removed", "vinegar,"),
        ("added", "vinegar and"),
        ("same", "half water. Leave it for an hour."),
    ]


def test_moves_are_as_few_as_can_be() -> None:
    parts = KETTLE.split("\n## ")
    head, fill, boil, rinse, *rest = parts
    changes = compare(BEFORE, read("\n## ".join([head, "1" + rinse[1:], "2" + fill[1:], "3" + boil[1:], *rest])))
    assert [(c.change, c.id) for c in changes if c.change == "moved"] == [("moved", "step-rinse-it-twice")]
    (moved,) = (c for c in changes if c.change == "moved")
    group = BEFORE.steps[0].group
    assert (moved.old, moved.new) == ({"parent": group, "position": 3}, {"parent": group, "position": 1})


def test_what_goes_into_another_entity_moves() -> None:
    cut = "You need:\n\n- [ ] white vinegar\n- [ ] an hour\n- [ ] a clean cloth\n\n"
    changes = after((cut, ""), ("Cold water will do.\n", f"Cold water will do.\n\n{cut}"))
    moved = [change for change in changes if change.change == "moved"]
    assert [(c.entity, c.old["parent"], c.new["parent"]) for c in moved] == [
        ("checklist", "step-fill-it-with-vinegar", "step-rinse-it-twice")
    ]


def test_additions_and_removals_are_in_the_order_of_the_article() -> None:
    changes = after(
        ("## 2. Boil it once", "## 2. Shake it\n\nBoth ways.\n\n## 3. Boil it once"),
        ("### Does lemon work too?\n\nIt does, but it takes longer.\n", ""),
        ("## 3. Rinse", "## 4. Rinse"),
    )
    order = [(change.change, change.name) for change in changes if change.change in ("added", "removed", "renumbered")]
    assert order[0] == ("added", "2. Shake it")
    assert [kind for kind, _ in order if kind == "renumbered"] == ["renumbered"] * 2
    assert ("removed", "Does lemon work too?") in order[3:]


def test_the_id_and_version_of_the_document_are_compared() -> None:
    other = BEFORE.model_copy(update={"id": "pot", "schema_version": "1.1"})
    assert rows(compare(BEFORE, other)) == [("changed", "document", "schema_version", "1.0", "1.1")]
    assert [change.field for change in compare(BEFORE, other)] == ["schema_version", "id"]


def test_any_other_change_is_reported_as_the_arrangement() -> None:
    step = BEFORE.steps[1]
    turned = BEFORE.model_copy(
        update={"steps": (BEFORE.steps[0], step.model_copy(update={"body": step.body[::-1]}), BEFORE.steps[2])}
    )
    turned = turned.model_copy(update={"revision": revision(turned)})
    assert compare(BEFORE, turned)
    again = BEFORE.model_copy(update={"outline": BEFORE.outline[::-1]})
    (change,) = compare(BEFORE, again.model_copy(update={"revision": revision(again)}))
    assert (change.change, change.field) == ("changed", "arrangement")


lines = KETTLE.split("\n")


@given(st.data())
@settings(max_examples=40)
def test_there_is_a_change_exactly_when_the_revision_differs(data: st.DataObject) -> None:
    at = data.draw(st.integers(8, len(lines) - 1))
    text = "\n".join([*lines[:at], *data.draw(st.sampled_from([[], ["", "A new line.", ""], ["- one more"]])), *lines[at + 1 :]])
    new = read(text)
    assert bool(compare(BEFORE, new)) == (BEFORE.revision != new.revision)
    assert bool(compare(new, BEFORE)) == (BEFORE.revision != new.revision)
