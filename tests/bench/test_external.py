"""The measures on public pages, on pages of our own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

import external
from external import half_of, main, main_texts, recipes, same

PAGE = """<html><body><article><h1>Rye crackers</h1>
<h2>Ingredients</h2><ul><li>2 cups rye flour</li><li>1 egg</li></ul>
<h2>Directions</h2><ol><li>Mix the flour with the egg.</li><li>Bake it for 20 minutes.</li></ol>
</article><aside>Buy our flour</aside></body></html>"""
RECIPE = {
    "title": "Rye Crackers",
    "ingredients": ["2 cups rye flour", "1 egg"],
    "instructions_list": ["Mix the flour with the egg.", "Bake it for 20 minutes."],
}
SITE = next(name for name in ("one.example", "two.example", "three.example", "four.example") if half_of(name) == "A")


def folder(path: Path, recipe: Mapping[str, object], page: str = PAGE) -> Path:
    (path / SITE).mkdir(parents=True)
    (path / SITE / "crackers.json").write_text(json.dumps(recipe))
    (path / SITE / "crackers.testhtml").write_text(page)
    return path


def test_a_recipe_that_is_read_right(tmp_path: Path) -> None:
    counts = recipes(folder(tmp_path, RECIPE), "A")
    assert counts == {"pages": 1, "steps": 1, "title": 1, "ingredients": 2, "in_one_list": 2, "in_materials": 2}
    assert not recipes(tmp_path, "B")


def test_a_recipe_without_steps(tmp_path: Path) -> None:
    page = PAGE.replace("<ol>", "<p>").replace("</ol>", "</p>").replace("<li>Mix", "Mix").replace("</li><li>Bake", " Bake")
    counts = recipes(folder(tmp_path, RECIPE, page), "A")
    assert (counts["steps"], counts["no_step"], counts["in_materials"]) == (0, 1, 2)


def test_a_page_that_does_not_show_its_instructions_does_not_count(tmp_path: Path) -> None:
    assert not recipes(folder(tmp_path, {**RECIPE, "instructions_list": ["Fry it."]}), "A")


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("bakeitfortwentyminutes", "bakeitfortwentyminutes", True),
        ("bakeitfortwentyminutes", "1bakeitfortwentyminutes", True),
        ("bakeitfortwentyminutes", "bakeitfortwentyminutesinahotoven", False),
        ("bake", "bakes", False),
    ],
)
def test_texts_that_are_the_same(one: str, other: str, equal: bool) -> None:
    assert same(one, other) is equal


def test_pieces_of_main_texts(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "crackers.html").write_text(PAGE)
    pieces = {"file": "crackers.html", "with": ["Mix the flour", "never said"], "without": ["Buy our flour"]}
    (tmp_path / "evaldata.json").write_text(json.dumps({f"https://{SITE}/crackers": pieces}))
    counts = main_texts(tmp_path, "A")
    assert (counts["pages"], counts["wanted"], counts["kept"], counts["kept_wrongly"], counts["whole"]) == (1, 2, 1, 0, 0)


def test_figures_are_written_to_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(external.RECIPES_VARIABLE, str(folder(tmp_path / "pages", RECIPE)))
    monkeypatch.delenv(external.MAIN_TEXTS_VARIABLE, raising=False)
    page = tmp_path / "README.md"
    page.write_text("<!-- figures: recipes -->\n<!-- end: recipes -->\n")
    assert main(["--write", str(page)]) == 0
    assert "| title right | 1.000 |" in page.read_text()
    assert main(["--half", "B"]) == 2


def test_a_folder_has_to_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in external.MEASURES:
        monkeypatch.delenv(variable, raising=False)
    with pytest.raises(SystemExit):
        main([])
