"""Figures of articles, counted by hand."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from seedkit.cli import main
from seedkit.pipeline import compile_text
from seedkit.stats.figures import MEASURES, Figures, Fired, Spread, Stats, figures, summary
from seedkit.stats.picture import picture, shares
from seedkit.stats.reports import lines
from seedkit.views.kinds import KINDS

TEA = """\
# How to make tea

## Steps

1. **Boil** the water.
2. Warm the pot.

## FAQ

### How long does tea keep?

An hour.
"""


def counted(*counts: int, rules: dict[tuple[str, str], int] | None = None) -> Figures:
    return Figures((*counts, *[0] * (len(MEASURES) - len(counts))), (0,) * len(KINDS), rules or {})


def test_the_figures_of_an_article() -> None:
    found = figures(compile_text(TEA, "tea.md", "markdown"))
    # 4 words of the title, 1 of the heading, 3 and 3 of the steps, 1 of the heading, 5 of the question, 2 of the answer
    assert dict(zip(MEASURES, found.counts, strict=True)) == {
        "steps": 2, "points": 0, "faqs": 1, "checklists": 0, "sample_texts": 0, "words": 19,
    }  # fmt: skip
    division = dict(zip(KINDS, found.division, strict=True))
    assert {kind for kind, count in division.items() if count} == {"about", "step", "faq"}
    assert sum(division.values()) <= len(TEA)


def test_quartiles() -> None:
    stats = summary([counted(steps) for steps in (9, 1, 3, 5, 7)])
    assert stats.articles == 5
    assert stats.spreads["steps"] == Spread(25, 1, 3, 5, 7, 9)
    assert summary([counted(1), counted(2)]).spreads["steps"] == Spread(3, 1, 1.25, 1.5, 1.75, 2)
    assert summary([counted(4)]).spreads["steps"] == Spread(4, 4, 4, 4, 4, 4)


def test_rules_are_counted_by_findings_and_articles() -> None:
    gap, count = ("SK203", "numbering-gap"), ("SK201", "count-mismatch")
    stats = summary([counted(rules={gap: 1, count: 3}), counted(rules={gap: 2}), counted()])
    assert stats.rules == (Fired(*count, 3, 1), Fired(*gap, 3, 2))


def test_no_articles() -> None:
    stats = summary([])
    assert stats == Stats(0, {}, dict.fromkeys(KINDS, 0), ())
    assert list(lines(stats, lambda _, text: text, "#")) == ["0 articles"]
    assert list(shares(stats)) == []


def test_the_picture_is_to_scale() -> None:
    stats = summary([counted(steps, rules={("SK203", "numbering-gap"): 1}) for steps in (0, 2, 4, 6, 8)])
    root = ElementTree.fromstring(picture(stats))
    assert root.attrib["viewBox"] == "0 0 360 68"  # one count that is not always 0, and one rule
    box, bar = root
    whole, middle = box.findall("line")
    start, end = float(whole.attrib["x1"]), float(whole.attrib["x2"])
    assert float(middle.attrib["x1"]) == pytest.approx((start + end) / 2)
    rect = box.find("rect")
    assert rect is not None
    assert float(rect.attrib["width"]) == pytest.approx((end - start) / 2)
    assert [text.text for text in box.findall("text")] == ["steps", "median 4, 2 to 6, most 8"]
    assert [text.text for text in bar.findall("text")] == ["SK203", "numbering-gap: 5 in 5 articles"]


def test_the_command_counts_a_folder(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (seeds / "tea.md").write_text(TEA)
    assert main(["stats", "--format", "json", "--jobs", "1"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["articles"] == len([*seeds.iterdir()])
    assert found["counts"]["steps"]["total"] >= 2
    assert [*found["characters"]] == [*KINDS]
    assert main(["stats", str(seeds / "tea.md")]) == 0
    out = capsys.readouterr().out
    assert out.startswith("1 article\n")
    assert [line.split() for line in out.splitlines() if line.startswith("words")] == [["words", *["19"] * 6]]


def test_an_unreadable_article_is_named_and_the_others_counted(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (seeds / "broken.txt").write_bytes(b"%PDF-1.7")
    assert main(["stats", "--format", "json"]) == 1
    captured = capsys.readouterr()
    assert "broken.txt" in captured.err
    assert json.loads(captured.out)["articles"] == len([*seeds.iterdir()]) - 1
    assert main(["stats", "nowhere"]) == 2
