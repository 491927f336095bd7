"""The articles of our own that the weights are fitted on, and how they are labelled."""

from __future__ import annotations

from pathlib import Path

import pytest

from training import ARTICLES, OUTLINES, own_articles

PROSE = sorted([*ARTICLES.glob("*.md"), *OUTLINES.glob("*.md")])


def test_an_article_is_flattened_and_labelled_line_by_line(tmp_path: Path) -> None:
    (tmp_path / "tank.md").write_text(
        "# A tank\n\nRinse it.\n\n## 1. Sand\n\n- fine\n  - washed\n\n2. pour\n\n**In winter**\n\nLess.\n", encoding="utf-8"
    )
    [doc] = own_articles(tmp_path)
    assert doc.origin == "own/tank"
    assert doc.page.source.text == "A tank\n\nRinse it.\n\n1. Sand\n\n  • fine\n    • washed\n\n  2. pour\n\nIn winter\n\nLess.\n"
    assert doc.gold == {
        1: {"kind": "title"},
        3: {"kind": "paragraph"},
        5: {"kind": "heading", "level": 2, "ordinal": 1},
        7: {"kind": "bullet", "depth": 1},
        8: {"kind": "bullet", "depth": 2},
        10: {"kind": "ordered", "depth": 1, "ordinal": 2},
        12: {"kind": "heading", "level": 3, "alt": ["paragraph"]},
        14: {"kind": "paragraph"},
    }


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.stem)
def test_an_article_of_our_own_has_one_title_and_a_block_a_line(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert sum(line.startswith("# ") for line in lines) == 1
    assert all(line == line.rstrip() and "\t" not in line for line in lines)
    assert all(line.lstrip(" ")[:1] in ("-", *"0123456789") for line in lines if line.startswith(" "))
