"""Front matter: the facts, their exact places, and what is done where it cannot be read."""

from __future__ import annotations

import time
from datetime import date

import pytest

from seedkit.model.front import Front, FrontText, Parsed
from seedkit.pipeline import compile_text
from seedkit.readers.decode import from_text
from seedkit.readers.markdown import reader as markdown
from seedkit.writers import ARTICLE_WRITERS, WRITERS


def read(text: str) -> Parsed:
    return markdown.read(from_text(text, "article.md", "markdown"))


ALL = """\
--- \t
# how it was made
Title: "Bread, \\"slowly\\""
subtitle: 'It''s easy'
description: >-
  Flour,
  water

  and time.
authors:
  - Ada Miller
  - {name: Bo Baker, url: x}
date: 2021-05-03 10:00:00
lastmod: 2022/1/9
reading-time: 7 min read
tags: [bread, 12]
slug: slow-bread
canonical: https://a.example/bread
lang: en-GB
---
Mix.
"""


def test_every_fact_has_its_words_and_its_place() -> None:
    front = read(ALL).front

    def placed(text: FrontText | None) -> tuple[str, str]:
        assert text is not None
        return text.text, ALL[slice(*text.place)]

    assert placed(front.title) == ('Bread, "slowly"', 'Bread, \\"slowly\\"')
    assert placed(front.subtitle) == ("It's easy", "It''s easy")
    assert placed(front.description) == ("Flour, water and time.", "Flour,\n  water\n\n  and time.")
    assert [placed(author) for author in front.authors] == [("Ada Miller", "Ada Miller"), ("Bo Baker", "Bo Baker")]
    assert front.published is not None
    assert (front.published.value, front.published.text) == (date(2021, 5, 3), "2021-05-03 10:00:00")
    assert ALL[slice(*front.published.place)] == "2021-05-03 10:00:00"
    assert front.updated is not None
    assert front.updated.value == date(2022, 1, 9)
    assert front.reading_minutes is not None
    assert (front.reading_minutes.value, front.reading_minutes.text) == (7, "7 min read")
    assert (front.tags, front.id, front.url) == (("bread", "12"), "slow-bread", "https://a.example/bread")
    assert (front.language, dict(front.extra)) == ("en-GB", {})


def test_blocks_below_keep_their_places_and_lines() -> None:
    (block,) = read(ALL).blocks
    assert (block.text, block.line, ALL[block.start : block.end]) == ("Mix.", ALL.count("\n"), "Mix.")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end(end: str) -> None:
    text = ALL.replace("\n", end)
    parsed = read(text)
    assert parsed.front.title is not None
    assert text[slice(*parsed.front.title.place)] == 'Bread, \\"slowly\\"'
    assert parsed.front.description is not None
    assert text[slice(*parsed.front.description.place)].startswith("Flour,")
    assert [block.text for block in parsed.blocks] == ["Mix."]


def test_the_rest_is_plain_data() -> None:
    text = """---
weight: 3
ratio: 2.5
odd: .nan
none: ~
draft: true
when: 2001-12-14T21:59:43Z
day: 2001-12-14
wrong: 2021-13-45
own: !mine kept
1: {a: [b, c: d]}
date: someday
author: {}
tags: [[a]]
title:
reading_time: soon
slug: one
id: two
...
"""
    parsed = read(text)
    assert parsed.front == Front(id="one", extra=parsed.front.extra, undated=parsed.front.undated)
    assert [words.text for words in parsed.front.undated] == ["someday"]
    assert dict(parsed.front.extra) == {
        "weight": 3,
        "ratio": 2.5,
        "odd": ".nan",
        "none": None,
        "draft": True,
        "when": "2001-12-14T21:59:43+00:00",
        "day": "2001-12-14",
        "wrong": "2021-13-45",
        "own": "kept",
        "1": {"a": ["b", {"c": "d"}]},
        "date": "someday",
        "author": {},
        "tags": [["a"]],
        "title": None,
        "reading_time": "soon",
        "id": "two",
    }
    assert parsed.blocks == ()


def test_values_that_are_none() -> None:
    front = read("---\ndate: 2021-02-30\ntags: a, b,, c\nauthor: Cy\ntitle: ''\n---\n").front
    assert front.published is None
    assert (front.tags, [author.text for author in front.authors]) == (("a", "b", "c"), ["Cy"])
    assert dict(front.extra) == {"date": "2021-02-30", "title": ""}


@pytest.mark.parametrize(
    "inside",
    [
        "title: a: b\nlist: [",
        "title: &a [*a]",
        "authors: &a [*a]",
        "a: &a [x, x, x, x]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\nd: [*c, *c, *c, *c]",
        "title: \0",
        "a: " + "[" * 5000,
        "title: *none",
        "title:none",
        "key: - \n&amp; more",
    ],
)
def test_what_is_no_yaml_is_kept_as_residue(inside: str) -> None:
    text = f"---\n{inside}\n---\n\nMix.\n"
    parsed = read(text)
    assert parsed.front == Front()
    assert [(block.kind, block.reason) for block in parsed.blocks] == [("residue", "metadata"), ("text", None)]
    assert parsed.blocks[0].text == " ".join(inside.split())
    assert text[parsed.blocks[0].start : parsed.blocks[0].end] == inside.strip()
    assert parsed.blocks[1].text == "Mix."


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("---\n\nNo key here\n\n---\n", ["No key here"]),
        ("---\nWell: never closed\n", ["Well: never closed"]),
        ("----\ntitle: a\n----\n", ["title: a"]),
        ("---\n---\n", []),
        ("---", []),
    ],
)
def test_an_article_may_begin_with_a_rule(text: str, blocks: list[str]) -> None:
    parsed = read(text)
    assert parsed.front == Front()
    assert [block.text for block in parsed.blocks] == blocks


TOML = """\
+++ \t
# how it was made
title = "Bread, \\"slowly\\""
subtitle = 'It is easy'
description = \"\"\"
Flour,
water = time\"\"\"
authors = [ # both
  "Ada Miller",
  "Bo Baker",
]
date = 2021-05-03T10:00:00Z # as it was printed
lastmod = "2022/1/9"
reading-time = 0x07  # rounded
tags = ["bread", "rye"]
slug = "slow-bread"
weight = nan

[extra]
title = "another"
days = [2021-05-03, 10:00:00]
+++
Mix.
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_facts_in_toml_have_their_words_and_their_places(line_end: str) -> None:
    text = TOML.replace("\n", line_end)
    parsed = read(text)
    front = parsed.front

    def placed(fact: FrontText | None) -> tuple[str, str]:
        assert fact is not None
        return fact.text, text[slice(*fact.place)].replace(line_end, "\n")

    assert placed(front.title) == ('Bread, "slowly"', 'Bread, \\"slowly\\"')
    assert placed(front.subtitle) == ("It is easy", "It is easy")
    assert placed(front.description) == ("Flour, water = time", "Flour,\nwater = time")
    assert [placed(author) for author in front.authors] == [("Ada Miller", "Ada Miller"), ("Bo Baker", "Bo Baker")]
    assert front.published is not None
    assert (front.published.value, *placed(FrontText(front.published.text, front.published.place))) == (
        date(2021, 5, 3),
        *["2021-05-03T10:00:00Z"] * 2,
    )
    assert front.updated is not None
    assert (front.updated.value, text[slice(*front.updated.place)]) == (date(2022, 1, 9), "2022/1/9")
    assert front.reading_minutes is not None
    assert (front.reading_minutes.value, *placed(FrontText(front.reading_minutes.text, front.reading_minutes.place))) == (
        7,
        "0x07",
        "0x07",
    )
    assert (front.tags, front.id) == (("bread", "rye"), "slow-bread")
    assert front.extra == {"weight": "nan", "extra": {"title": "another", "days": ["2021-05-03", "10:00:00"]}}
    assert [block.text for block in parsed.blocks] == ["Mix."]


@pytest.mark.parametrize(
    ("inside", "beginning"), [("title = no\n", "title = no"), ("x = [\n" * 3000, "x = ["), (f"{'a.' * 30000}b = 1\n", "a.a.")]
)
def test_lines_of_plus_signs_around_no_toml_are_residue(inside: str, beginning: str) -> None:
    parsed = read(f"+++\n{inside}+++\nMix.\n")
    assert parsed.front == Front()
    assert (parsed.blocks[0].kind, parsed.blocks[0].text[: len(beginning)]) == ("residue", beginning)
    assert parsed.blocks[-1].text == "Mix."


@pytest.mark.parametrize("text", ["+++", "+++\nMix.", "+++ title\n+++\n"])
def test_plus_signs_that_nothing_ends_are_no_front_matter(text: str) -> None:
    assert read(text).blocks[0].text.startswith("+++")


DEEP = "[" * 60 + "]" * 60
BLOCKS = "".join(f"{' ' * depth}a:\n" for depth in range(60)) + " " * 60 + "b: c"
ALIASES = "a0: &a0 [x]\n" + "\n".join(f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 60))
TABLES = f"[{'.'.join('a' * 60)}]\nb = 1"


@pytest.mark.parametrize(
    ("fence", "inside", "why", "line"),
    [
        ("---", f"title: x\nb: {DEEP}", "is nested deeper than 50 levels", 3),
        ("---", f"title: x\n{BLOCKS}", "is nested deeper than 50 levels", 13),
        ("---", f"title: x\n{ALIASES}", "is nested deeper than 50 levels", 53),
        ("---", "title: x\na: &a [*a]", "is nested deeper than 50 levels", 3),
        ("---", "a: x\nb: y: z", "is not valid YAML", 3),
        ("---", "title: x\nb: " + "c" * 2**16, "is longer than 65,536 characters", 2),
        ("+++", f"a = 1\nb = {DEEP}", "is nested deeper than 50 levels", 2),
        ("+++", f"z = 1\n{TABLES}", "is nested deeper than 50 levels", 2),
        ("+++", "a = 1\nb = = 2", "is not valid TOML", 3),
        ("+++", "a = 1\nb = '" + "c" * 2**16 + "'", "is longer than 65,536 characters", 2),
    ],
)
def test_what_cannot_be_read_is_residue_and_reported_with_its_line(fence: str, inside: str, why: str, line: int) -> None:
    text = f"{fence}\n{inside}\n{fence}\n\n# Mix\n\nStir.\n"
    compiled = compile_text(text, "mix.md", "markdown")
    found = [diagnostic for diagnostic in compiled.document.diagnostics if diagnostic.rule == "unreadable-front-matter"]
    assert [diagnostic.message for diagnostic in found] == [f"the front matter {why}"]
    assert [diagnostic.span.line for diagnostic in found if diagnostic.span] == [line]
    assert [residue.text for residue in compiled.document.residue] == [" ".join(inside.split())]
    assert compiled.document.metadata.title is not None
    assert compiled.document.metadata.title.text == "Mix"
    for writer in (*WRITERS, *ARTICLE_WRITERS):
        assert writer.dump(compiled.document)


@pytest.mark.parametrize(
    "text",
    [
        "---\na: " + "[" * 49 + "]" * 49 + "\n---\n",
        "---\na: '" + "[" * 60 + "'  # " + "[" * 60 + "\n---\n",
        "+++\na = " + "[" * 49 + "]" * 49 + "\n+++\n",
    ],
)
def test_what_is_nested_as_deep_as_may_be_is_read(text: str) -> None:
    document = compile_text(text, "mix.md", "markdown").document
    assert list(document.metadata.extra) == ["a"]
    assert all(writer.dump(document) for writer in (*WRITERS, *ARTICLE_WRITERS))


@pytest.mark.parametrize("number", ["0x" + "f" * 5000, "9" * 400])
@pytest.mark.parametrize("form", ["---\na: {}\n---\n", "+++\na = {}\n+++\n"])
def test_a_number_of_too_many_digits_is_text(form: str, number: str) -> None:
    document = compile_text(form.format(number), "mix.md", "markdown").document
    assert isinstance(document.metadata.extra["a"], str)
    assert document.metadata.extra["a"].startswith(("0x" + "f" * 50, "9" * 50, "0x"))
    assert all(writer.dump(document) for writer in (*WRITERS, *ARTICLE_WRITERS))


@pytest.mark.parametrize("opening", ["[", "{", "[{", "- ", "? ", "a: {"])
def test_openings_without_end_take_no_time(opening: str) -> None:
    begun = time.process_time()
    compile_text(f"---\nkey: x\nb: {opening * 20_000}\n---\n", "mix.md", "markdown")
    compile_text(f"---\nkey: x\nb:\n  {opening * 2_000}\n---\n", "mix.md", "markdown")
    assert time.process_time() - begun < 3


@pytest.mark.parametrize("depth", [51, 200, 300, 350])
def test_mappings_nested_by_indentation_are_text_and_reported(depth: int) -> None:
    inside = "".join(f"{' ' * level}a:\n" for level in range(depth))
    compiled = compile_text(f"---\n{inside}---\nMix.\n", "article.md", "markdown")
    assert compiled.document.metadata.extra == {}
    assert [d.rule for d in compiled.document.diagnostics if "nested deeper" in d.message] == ["unreadable-front-matter"]


def test_an_anchor_may_be_used_again() -> None:
    document = compile_text("---\na: &x [1]\nb: *x\nc: &x [2]\nd: *x\n---\nMix.\n", "mix.md", "markdown").document
    assert document.metadata.extra == {"a": [1], "b": [1], "c": [2], "d": [2]}


def test_front_matter_that_is_not_closed_and_begins_with_blank_lines_is_text() -> None:
    compiled = compile_text("+++\n\n\nMix it well and wait.\n= [\n+++\n", "mix.md", "markdown")
    assert "unreadable-front-matter" in [d.rule for d in compiled.document.diagnostics]
    assert "Mix it well" in compiled.readings[0].block.text
