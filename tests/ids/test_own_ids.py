"""Ids without memory: what they are made of, and that nobody's id depends on who comes first."""

from __future__ import annotations

import pytest

import seedkit
from seedkit.corpus.article import Article
from seedkit.ids.slug import slug

TOOLS = "Take to the shed:\n\n- a spade\n- a rake\n"


def article(*sections: str) -> Article:
    heads = (f"{number}. {section}" for number, section in enumerate(sections, 1))
    return seedkit.normalize("How to dig a bed\n\nDigging is slow work, and worth it.\n\n" + "\n\n".join(heads) + "\n")


def ids_of_steps(found: Article) -> dict[str, str]:
    return {step.id: found.text_of(step).partition("\n\n")[2] for step in found.steps}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Breathe", "breathe"),
        ("Don’t look at the élan of others", "dont-look-at-the-elan-of-others"),
        ("How do I dig a bed when the soil is clay?", "how-do-i-dig-a-soil-is-clay"),
        ("How do I dig a bed when the soil is sand?", "how-do-i-dig-a-soil-is-sand"),
        ("x" * 100, "x" * 40),
        ("a " + "y" * 50 + " " + "z" * 50, "a"),
        ("one two three four five " + "word " * 500 + "and the end", "one-two-three-four-five-and-the-end"),
        ("四十", "f4d26ac9"),
    ],
)
def test_a_slug_says_the_first_words_and_the_last(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_two_that_begin_alike_have_ids_that_depend_on_neither_order_nor_number() -> None:
    question = "What should I do when the ground is full of roots and {}?"
    asked = [f"{question.format(what)}\n\nThe answer to {what}." for what in ("it is dry", "it is wet")]
    both = seedkit.normalize("Digging\n\nA short guide to digging.\n\nFAQ\n\n" + "\n\n".join(asked) + "\n")
    turned = seedkit.normalize("Digging\n\nA short guide to digging.\n\nFAQ\n\n" + "\n\n".join(asked[::-1]) + "\n")
    alone = seedkit.normalize("Digging\n\nA short guide to digging.\n\nFAQ\n\n" + asked[1] + "\n\nMay I rest?\n\nYes.\n")
    ids = {faq.question.text: faq.id for faq in both.faqs}
    assert len(set(ids.values())) == 2
    assert {faq.question.text: faq.id for faq in turned.faqs} == ids
    assert ids.items() >= {faq.question.text: faq.id for faq in alone.faqs if "roots" in faq.question.text}.items()


def test_two_that_say_the_same_are_distinguished_by_where_they_stand() -> None:
    mark, turn, rest = (f"Mark it\n\nUse a string.\n\n{TOOLS}", f"Turn it over\n\nGo slowly.\n\n{TOOLS}", "Rest\n\nSit down.")
    first, second = article(mark, turn, rest), article(rest, turn, mark)
    lists = {checklist.parent: checklist.id for checklist in first.checklists}
    assert len(set(lists.values())) == len(lists) == 2
    assert {checklist.parent: checklist.id for checklist in second.checklists} == lists
    items = {item.id for checklist in first.checklists for item in checklist.items}
    assert len(items) == 4
    assert {item.id for checklist in second.checklists for item in checklist.items} == items


def test_what_is_distinguished_by_nothing_is_counted() -> None:
    found = seedkit.normalize("Packing\n\nTake these:\n\n- socks\n- socks\n- socks\n")
    first, *others = [item.id for checklist in found.checklists for item in checklist.items]
    assert others == [f"{first}-2", f"{first}-3"]


def test_an_id_that_looks_like_a_counted_one_is_not_given_twice() -> None:
    found = seedkit.normalize("Packing\n\nTake these:\n\n- socks\n- socks 2\n- socks\n- socks\n- socks 2\n")
    ids = [item.id for checklist in found.checklists for item in checklist.items]
    assert len(set(ids)) == len(ids) == 5


def test_the_notes_and_the_ledger_use_the_ids_of_the_document() -> None:
    from seedkit.pipeline import compile_text

    section = f"Mark it\n\nUse a string.\n\n{TOOLS}"
    compiled = compile_text(f"How to dig\n\nIt is slow work.\n\n1. {section}\n\n2. {section.replace('Mark', 'Turn')}\n")
    known = {*Article.model_construct(**dict(compiled.document)).entities, compiled.document.id}
    assert {note.entity for note in compiled.notes if note.entity} <= known
    assert {tile.entity for tile in compiled.ledger if tile.entity} <= known
    assert any(note.entity == compiled.document.checklists[0].items[0].id for note in compiled.notes)
