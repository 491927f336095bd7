"""Numbered lists that tell nothing to do are not steps, in any language: rankings, reasons, lists of people and of rooms."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from seedkit.language.lexicon import LANGUAGES
from seedkit.pipeline import compile_text

ARTICLES = [(part[:2], part[3:]) for part in Path(__file__).with_name("no_steps.txt").read_text("utf-8").split("=== ") if part]
"""The language of each article, and the article. In the file a line such as `=== de` is above each."""


def test_every_language_has_four_articles() -> None:
    assert Counter(code for code, _ in ARTICLES) == {code: 4 for code in LANGUAGES if code != "en"}


@pytest.mark.parametrize(("code", "article"), ARTICLES)
def test_a_list_that_tells_nothing_to_do_is_no_steps(code: str, article: str) -> None:
    stated = f"---\nlang: {code}\n---\n\n{article.translate(_ASCII)}"
    for text, format in ((article, "text"), (stated, "markdown")):
        document = compile_text(text, "article", format).document
        assert [group.kind for group in document.groups if group.kind == "steps"] == []
        assert len(document.points) == sum(line[:1].isdigit() for line in article.splitlines())


_ASCII = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")  # Markdown knows no others
