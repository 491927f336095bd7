"""Questions to a corpus: typed answers, an article at a time."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import seedkit

DOOR = """\
---
author: Ines Balde
date: 2023-04-01
lang: en
tags: [Repair, home]
---
# Mend a door that sticks

1. Find where it rubs.
2. Take off a shaving there.

- [ ] a plane
- [x] a pencil
"""

THANKS = """\
Two ways to thank a neighbour

By Tom Aker

1. In writing

Send him this text:

“Thank you for the ladder, [name].”

2. In person

When you meet, say something like this:

“The ladder saved my day.”

FAQ

Is a cake too much?

No.
"""


@pytest.fixture
def corpus(tmp_path: Path) -> seedkit.Corpus:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "door.md").write_text(DOOR, encoding="utf-8")
    (seeds / "thanks.txt").write_text(THANKS, encoding="utf-8")
    seedkit.build(seeds, tmp_path / "out")
    return seedkit.load(tmp_path / "out")


def test_articles_by_their_metadata(corpus: seedkit.Corpus) -> None:
    def ids(**facts: Any) -> list[str]:
        return [article.id for article in corpus.where(**facts)]

    assert ids() == ["door", "thanks"]
    assert ids(author="ines balde") == ["door"]
    assert ids(author="ines") == []
    assert ids(tag="repair") == ["door"]
    assert ids(tag="repair", author="Tom Aker") == []
    assert ids(language="en") == ["door", "thanks"]
    assert ids(language="de") == []
    assert ids(since=date(2023, 4, 1), until=date(2023, 4, 1)) == ["door"]
    assert ids(since=date(2023, 4, 2)) == ids(until=date(2023, 3, 31)) == []


def test_entities_with_their_articles(corpus: seedkit.Corpus) -> None:
    assert [(article.id, step.ordinal) for article, step in corpus.steps()] == [
        ("door", 1),
        ("door", 2),
        ("thanks", 1),
        ("thanks", 2),
    ]
    assert [(article.id, faq.question.text) for article, faq in corpus.faqs()] == [("thanks", "Is a cake too much?")]
    assert [sample.channel for _, sample in corpus.sample_texts()] == ["text", "speech"]
    assert [sample.text for _, sample in corpus.sample_texts("text")] == ["Thank you for the ladder, [name]."]
    assert [len(checklist.items) for _, checklist in corpus.checklists()] == [2]
    assert list(corpus.checklists("questions")) == []


def test_the_steps_of_a_group(corpus: seedkit.Corpus) -> None:
    article = corpus["thanks"]
    steps, faqs = article.groups
    assert article.steps_of(steps) == article.steps_of(steps.id) == article.steps
    assert article.steps_of(faqs) == ()


def test_a_file_is_opened_only_where_the_index_says_that_it_has_something(corpus: seedkit.Corpus, tmp_path: Path) -> None:
    (tmp_path / "out/v1/documents/door.json").unlink()
    assert len(list(corpus.sample_texts())) == 2
    steps = corpus.steps()
    with pytest.raises(seedkit.OutputError, match=r"door\.json"):
        next(steps)


def test_rows_are_plain_and_come_one_at_a_time(corpus: seedkit.Corpus, tmp_path: Path) -> None:
    rows = corpus.to_rows("sample_texts")
    assert [(row["document"], row["channel"], row["slots"]) for row in rows] == [
        ("thanks", "text", ("name",)),
        ("thanks", "speech", ()),
    ]
    (tmp_path / "out/v1/documents/thanks.json").unlink()
    rows = corpus.to_rows("documents")
    assert next(rows)["authors"] == ("Ines Balde",)
    with pytest.raises(seedkit.OutputError, match=r"thanks\.json"):
        next(rows)
    with pytest.raises(KeyError, match="stages"):
        corpus.to_rows("stages")
