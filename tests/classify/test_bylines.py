"""Lines about the article, as sites print them."""

from __future__ import annotations

import pytest

from seedkit import normalize


@pytest.mark.parametrize(
    ("line", "authors", "published", "updated", "minutes"),
    [
        ("By Ida Lund | May 3, 2021", ["Ida Lund"], "2021-05-03", None, None),
        ("Co-authored by Ida Lund, LPC", ["Ida Lund, LPC"], None, None, None),
        ("Published May 3, 2021 · 6 min read · Ida Lund", ["Ida Lund"], "2021-05-03", None, 6),
        ("6 min read | Ida Lund | Updated on 3 May 2021", ["Ida Lund"], None, "2021-05-03", 6),
        ("Medically reviewed by Dr. Ann Lee, MD — Updated on May 3, 2021", ["Dr. Ann Lee, MD"], None, "2021-05-03", None),
        ("By IDA LUND and TOM FORD", ["IDA LUND", "TOM FORD"], None, None, None),
        # A dot parts the day from the month, a slash the month from the day, where both could be either.
        ("Ida Lund, 03.05.2021", ["Ida Lund"], "2021-05-03", None, None),
        ("Ida Lund, 05/03/2021", ["Ida Lund"], "2021-05-03", None, None),
        ("Ida Lund, 31/05/2021", ["Ida Lund"], "2021-05-31", None, None),
        # No names.
        ("May 3, 2021 · The best nap of my life", [], None, None, None),
        ("May 3, 2021 Ida Lund", [], None, None, None),
        ("THE WORST FIRST DATE", [], None, None, None),
        ("Page Updated:", [], None, None, None),
    ],
)
def test_a_line(line: str, authors: list[str], published: str | None, updated: str | None, minutes: int | None) -> None:
    facts = normalize(f"How to nap\n\n{line}\n\nA nap is short.\n\n1. Lie down\n\nOn a sofa.\n\n2. Sleep\n\nNot long.\n").metadata
    assert [author.text for author in facts.authors] == authors
    assert (str(facts.published.value) if facts.published else None) == published
    assert (str(facts.updated.value) if facts.updated else None) == updated
    assert (facts.reading_minutes.value if facts.reading_minutes else None) == minutes
