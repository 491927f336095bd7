"""The articles of our own that the weights are fitted on, and how they are labelled."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

import training
from seedkit.classify import RULES, headings, items, read
from seedkit.classify.weighed import Weights, trees_of
from tools import need
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


@pytest.mark.parametrize("script", ["fit.py", "level_weights.py", "training.py"])
def test_no_rule_is_called_but_by_the_table_of_rules(script: str) -> None:
    tree = ast.parse(Path(training.__file__).with_name(script).read_text("utf-8"))
    rules = {rule.__module__.rpartition(".")[2] for rule in RULES}
    called = {(n.value.id, n.attr) for n in ast.walk(tree) if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name)}
    passed = {
        keyword.value.value.id
        for n in ast.walk(tree)
        if isinstance(n, ast.Call)
        for keyword in n.keywords
        if keyword.arg == "before" and isinstance(keyword.value, ast.Attribute) and isinstance(keyword.value.value, ast.Name)
    }
    assert {name for name, attribute in called if attribute == "read" and name in rules} == passed


def test_the_rules_run_up_to_the_one_that_is_fitted(tmp_path: Path) -> None:
    text = "# A tank\n\nBy Ada Moreno\n\nRinse it.\n\n- sand\n- salt\n\nIn winter\n\nLess.\n"
    (tmp_path / "tank.md").write_text(text, encoding="utf-8")
    [doc] = own_articles(tmp_path)
    roles = [[r.role if r else None for r in read(doc.page, before=rule)] for rule in (items.read, headings.read, None)]
    assert roles[0] == ["title", "meta", None, None, None, None, None]
    assert roles[1] == ["title", "meta", None, "bullet", "bullet", None, None]
    assert roles[2][5] == "heading"


def test_every_model_is_fitted_on_what_runs() -> None:
    need("fit")
    import fit

    fitted = fit.learn(own_articles(ARTICLES)[:6], own_articles(OUTLINES)[:6])
    assert fitted.weights.keys() == json.loads(fit.WEIGHTS.read_text("utf-8")).keys()
    assert all(fitted.weights.values())
    assert trees_of(fit.trees_to_json(fitted.trees)) == fitted.trees
    assert fitted.trees.keys() == trees_of(fit.TREES.read_text("utf-8")).keys()
    [doc] = own_articles(ARTICLES)[6:7]
    assert {reading.role for reading in fit.readings_of(doc.page.source, Weights(*fitted))} >= {"title", "paragraph"}
