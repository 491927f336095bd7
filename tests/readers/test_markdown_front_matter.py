"""Front matter: the facts, their exact places, and what is done where it cannot be read."""

from __future__ import annotations

from datetime import date

import pytest

from seedkit.model.front import Front, FrontText, Parsed
from seedkit.readers.decode import from_text
from seedkit.readers.markdown import reader as markdown


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
    assert parsed.front == Front(id="one", extra=parsed.front.extra)
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
        "key: - \n\n&amp; more",
    ],
)
def test_what_is_no_yaml_is_kept_as_text(inside: str) -> None:
    text = f"---\n{inside}\n---\n\nMix.\n"
    parsed = read(text)
    assert parsed.front == Front()
    assert [block.kind for block in parsed.blocks] == ["text", "text"]
    assert parsed.blocks[0].text == " ".join(inside.split())
    assert text[parsed.blocks[0].start : parsed.blocks[0].end] == inside.strip()
    assert parsed.blocks[1].text == "Mix."


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("---\n\nNo key here\n\n---\n", ["No key here"]),
        ("---\ntitle: never closed\n", ["title: never closed"]),
        ("----\ntitle: a\n----\n", ["title: a"]),
        ("---\n---\n", []),
        ("---", []),
        ("\n---\ntitle: late\n---\n", ["title: late"]),
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
date = 2021-05-03T10:00:00Z
lastmod = "2022/1/9"
reading-time = 7
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

    def placed(said: FrontText | None) -> tuple[str, str]:
        assert said is not None
        return said.text, text[slice(*said.place)].replace(line_end, "\n")

    assert placed(front.title) == ('Bread, "slowly"', 'Bread, \\"slowly\\"')
    assert placed(front.subtitle) == ("It is easy", "It is easy")
    assert placed(front.description) == ("Flour, water = time", "Flour,\nwater = time")
    assert [placed(author) for author in front.authors] == [("Ada Miller", "Ada Miller"), ("Bo Baker", "Bo Baker")]
    assert front.published is not None
    assert (front.published.value, text[slice(*front.published.place)]) == (date(2021, 5, 3), "2021-05-03T10:00:00Z")
    assert front.updated is not None
    assert (front.updated.value, text[slice(*front.updated.place)]) == (date(2022, 1, 9), "2022/1/9")
    assert front.reading_minutes is not None
    assert (front.reading_minutes.value, text[slice(*front.reading_minutes.place)]) == (7, "7")
    assert (front.tags, front.id) == (("bread", "rye"), "slow-bread")
    assert front.extra == {"weight": "nan", "extra": {"title": "another", "days": ["2021-05-03", "10:00:00"]}}
    assert [block.text for block in parsed.blocks] == ["Mix."]


@pytest.mark.parametrize(
    ("inside", "said"), [("title = no\n", "title = no"), ("x = [\n" * 3000, "x = ["), (f"{'a.' * 30000}b = 1\n", "a.a.")]
)
def test_lines_of_plus_signs_around_no_toml_are_text(inside: str, said: str) -> None:
    parsed = read(f"+++\n{inside}+++\nMix.\n")
    assert parsed.front == Front()
    assert parsed.blocks[0].text.startswith(said)
    assert parsed.blocks[-1].text == "Mix."


@pytest.mark.parametrize("text", ["+++", "+++\nMix.", "+++ title\n+++\n"])
def test_plus_signs_that_nothing_ends_are_no_front_matter(text: str) -> None:
    assert read(text).blocks[0].text.startswith("+++")
