"""Blocks to roles: the pages below ``tests/cases/classify``, and what holds for every reading."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from seedkit.classify import classify
from seedkit.language.lexicon import lexicon_for
from seedkit.model.block import Reading
from seedkit.model.front import Front
from seedkit.pipeline import compile_text
from seedkit.readers.decode import from_text
from seedkit.readers.plain import lines
from seedkit.segment import segment
from stage_pages import Case, cases


def readings_of(raw: str) -> tuple[Reading, ...]:
    source = from_text(raw, "article.txt", "text")
    return classify(source, segment(source, lines(source), lexicon_for("en")), Front(), lexicon_for("en"))


def summary(reading: Reading) -> str:
    """A reading in a line: first physical line, role, level, depth, ordinal, chain, facts, reason."""
    found = [f"{reading.block.line} {reading.role}"]
    for name in ("level", "depth", "ordinal", "chain", "reason"):
        value = getattr(reading, name)
        if value is not None:
            found.append(f"{name}={value}")
    found += [f"{fact.name}={fact.text if fact.value is None else fact.value}" for fact in reading.facts]
    return " ".join(found)


@pytest.mark.parametrize("case", cases("classify"), ids=lambda case: case.name)
def test_page(case: Case) -> None:
    assert [summary(reading) for reading in readings_of(case.raw)] == case.expected


def test_facts_stand_where_they_say() -> None:
    raw = "Oil a hinge\n\nBy Ada Quill and Tom Reed\n3 min readMay 2, 2020\n\nPhoto by Lin on Unsplash\n\nIt squeaks.\n"
    facts = [fact for reading in readings_of(raw) for fact in reading.facts]
    assert [fact.name for fact in facts] == ["author", "author", "reading_minutes", "published", "credit"]
    assert [raw[fact.start : fact.end] for fact in facts] == [fact.text for fact in facts]


@pytest.mark.parametrize(
    ("raw", "format", "expected"),
    [
        ("Oil a hinge\n\nBy Ada Quill  and\xa0Tom Reed\n", "text", ["Ada Quill", "Tom Reed"]),
        ("Oil a hinge\n\nBy  Ada\xa0Quill\n", "text", ["Ada\xa0Quill"]),
        ("<h1>Oil a hinge</h1><p>By Ada&nbsp;Quill &middot; May&nbsp;2, 2020</p>", "html", ["Ada&nbsp;Quill", "May&nbsp;2, 2020"]),
        ("# Oil a hinge\n\nBy *Ada* **Quill** &#124; 3 min read\n", "markdown", ["Ada* **Quill", "3 min read"]),
    ],
)
def test_facts_are_read_in_words_and_stand_in_the_source(raw: str, format: str, expected: list[str]) -> None:
    facts = [fact for reading in compile_text(raw, "article", format).readings for fact in reading.facts]
    assert [raw[fact.start : fact.end] for fact in facts] == expected


def test_evidence_says_why() -> None:
    raw = "Mend a chair\n\nA loose leg is a matter of glue, and of a night of waiting for it.\n\nTake it apart\n\n" + (
        "Pull the leg out of its hole, gently, and scrape off the old glue until you see wood.\n"
    )
    heading = next(reading for reading in readings_of(raw) if reading.role == "heading")
    assert heading.rule == "evidence"
    weights = [abs(weight) for _, weight in heading.evidence]
    assert weights
    assert weights == sorted(weights, reverse=True)


def test_a_chain_of_headings_passes_over_the_list_in_between() -> None:
    raw = "# Wax a drawer\n\n## 1. Empty it\n\n## 2. Wipe it\n\n1. the rails\n2. the back\n\n## 3. Fill it\n"
    numbered = [r for r in compile_text(raw, "a.md", "markdown").readings if r.ordinal is not None]
    assert [(r.role, r.ordinal, r.chain) for r in numbered] == [
        ("heading", 1, 0), ("heading", 2, 0), ("ordered", 1, 1), ("ordered", 2, 1), ("heading", 3, 0)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "role"),
    [
        (["Two glues will do.", "**1. Cold glue.**", "- hide", "- bone", "**2. Warm glue.**", "- fish"], "heading"),
        (["**1. Pull the old leg out of its hole.**", "**2. Scrape the glue off, all of it.**"], "ordered"),
    ],
)
def test_numbers_in_bold_are_headings_of_what_stands_below(lines: list[str], role: str) -> None:
    raw = "# Mend a chair\n\n" + "\n\n".join(lines)
    numbered = [r for r in compile_text(raw, "a.md", "markdown").readings if r.ordinal is not None]
    assert [(r.role, r.ordinal) for r in numbered] == [(role, 1), (role, 2)]


BLOCK = st.sampled_from(
    ["Take it apart", "1. Pull the leg", "2. Scrape it", "7. Wait", "a) salt", "b) oil", "• a clamp", "    • a small one",
     "[ ] done?", "Why?", "FAQ", "Q: Which glue?", "A: Any.", "By Ada Quill", "May 2, 2020", "Advertisement", "Read more: chairs",
     "Photo by Lin", "“Hold this.”", "Say this:",
     "Pull the leg out of its hole, gently, and scrape off the old glue until you see wood. Then wait for it to dry, a day or two.",
     "IN CAPITALS", "…", "1)", "Conclusion"]
)  # fmt: skip


@given(st.lists(st.tuples(BLOCK, st.integers(0, 2)), max_size=25))
@example([("Take it apart", 0), ("Q: Which glue?", 0), ("Take it apart", 0), ("1. Pull the leg", 0), ("Q: Which glue?", 0)])
@example([("FAQ", 0), ("Q: Which glue?", 0), ("a) salt", 0), ("Q: Which glue?", 0), ("IN CAPITALS", 0), ("FAQ", 0), ("b) oil", 0)])
@example([("7. Wait", 0), ("Q: Which glue?", 1), ("a) salt", 0), ("FAQ", 1), ("Q: Which glue?", 0), ("Q: Which glue?", 0)])
def test_every_block_gets_one_reading_in_order(drawn: list[tuple[str, int]]) -> None:
    source = from_text("".join(f"{text}\n{blank * chr(10)}" for text, blank in drawn), "article.txt", "text")
    blocks = segment(source, lines(source), lexicon_for("en"))
    readings = classify(source, blocks, Front(), lexicon_for("en"))
    assert [(r.block.start, r.block.end) for r in readings] == [(block.start, block.end) for block in blocks]
    last = 1
    for reading in readings:
        if reading.role in ("heading", "question") and reading.level is not None:
            assert 2 <= reading.level <= last + 1
            last = reading.level
        if reading.role in ("bullet", "ordered"):
            assert reading.depth is not None
            assert reading.depth >= 1


def test_a_line_that_repeats_the_stated_title_is_the_title() -> None:
    compiled = compile_text(
        "<title>Oil a hinge</title><p>Oil a  hinge</p><p>Take the pin out first, then wipe it.</p>", "a.html", "html"
    )
    assert [(reading.role, reading.block.text) for reading in compiled.readings] == [
        ("meta", "Oil a hinge"),
        ("title", "Oil a hinge"),
        ("paragraph", "Take the pin out first, then wipe it."),
    ]
