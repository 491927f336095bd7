"""Articles that are too much work."""

from __future__ import annotations

from pathlib import Path

import pytest

from sample_articles import plant
from seedkit.building.builder import build
from seedkit.building.limits import Limits
from seedkit.errors import InputError

SMALL = Limits(size=10**6, lines=100, line=2_000, tags=200, nesting=20)


@pytest.mark.parametrize(
    ("text", "format", "problem"),
    [
        (
            "a\n" * 101,
            "text",
            "has 101 lines, more than the limit of 100: raise the limit (--limit lines=101) or split the article",
        ),
        ("a\r" * 101, "text", "has 101 lines,"),
        ("- a\r\n" * 101, "markdown", "has 101 lines,"),
        ("<p>\n" * 101, "html", "has 101 lines,"),
        (
            "Title\n\n" + "a" * 2_001,
            "text",
            "has 2,001 bytes in a line, more than the limit of 2,000: raise the limit (--limit line=2001)",
        ),
        ("<p>a" * 201, "html", "has 201 tags, more than the limit of 200: raise the limit (--limit tags=201)"),
        ("<ul><li>a" * 21, "html", "has 21 elements inside each other, more than the limit of 20"),
        ("<p>" + "<B>a" * 21 + "</b>" * 21, "html", "has 21 elements inside each other"),
    ],
)
def test_more_than_the_limit_is_refused(text: str, format: str, problem: str) -> None:
    with pytest.raises(InputError) as error:
        SMALL.check(text.encode(), format)
    assert str(error.value).startswith(problem)


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("", "text"),
        ("a\n" * 100, "text"),
        ("a" * 2_000 + "\r\n" + "b" * 2_000, "markdown"),
        ("<p>" * 200, "html"),
        ("a" * 3_000, "html"),
        ("<ul>" * 20 + "<li>a" * 30 + "</ul>" * 30, "html"),
        ("<div>a</div>" * 40, "html"),
    ],
)
def test_as_much_as_the_limit_is_read(text: str, format: str) -> None:
    SMALL.check(text.encode(), format)


def test_a_poisoned_article_costs_itself_alone(tmp_path: Path) -> None:
    seeds = plant(tmp_path / "seeds")
    (seeds / "rows.txt").write_text("- a\n" * 300_000, encoding="utf-8")
    (seeds / "deep.html").write_text("<ul><li>a" * 50_000, encoding="utf-8")
    index = build(seeds, tmp_path / "out", limits=Limits(lines=200_000, nesting=1_000)).index
    assert {failure.path: failure.error.partition(",")[0] for failure in index.failed} == {
        "deep.html": "has 50",
        "rows.txt": "has 300",
    }
    assert len(index.documents) == 3
