"""The folder of pages: what is written, what is removed, what is refused; and the command that writes it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from preview_articles import plant

from sample_articles import files_below
from seedkit.cli import main
from seedkit.errors import UsageError
from seedkit.preview.site import write


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """``seeds/`` with the articles, below an empty folder that is the current one."""
    monkeypatch.chdir(tmp_path)
    return plant(tmp_path / "seeds")


PAGES = {"articles/hostile-markdown.html", "articles/hostile-page.html", "articles/hostile-text.html", "articles/tea.html"}
ASSETS = {"assets/icon.svg", "assets/preview.css", "assets/preview.js"}


def _titles(index: str) -> list[str]:
    return [row[0] for row in json.loads(index.partition('id="rows">')[2].partition("</script>")[0])["rows"]]


def test_a_site_has_an_index_a_page_for_each_article_and_the_assets(articles: Path, out: Path) -> None:
    site = write([articles], out)
    assert set(files_below(out)) == PAGES | ASSETS | {"index.html"}
    assert (site.written, site.removed, site.failed) == (8, 0, ())
    assert _titles((out / "index.html").read_text("utf-8")) == ["hostile-markdown", "hostile-page", "hostile-text", "tea"]


def test_the_same_articles_make_the_same_site_in_any_number_of_processes(articles: Path, tmp_path: Path) -> None:
    for name in "abcdefgh":
        (articles / f"{name}.txt").write_text(f"{name}\n\n" + "Words stand here. " * 3_000, encoding="utf-8")
    write([articles], tmp_path / "one", jobs=1)
    write([articles], tmp_path / "two", jobs=2)
    assert files_below(tmp_path / "one") == files_below(tmp_path / "two")
    assert write([articles], tmp_path / "one").written == 0


def test_pages_of_articles_that_are_gone_are_removed_and_nothing_else(articles: Path, out: Path) -> None:
    write([articles], out)
    (out / "articles" / "notes.html").write_text("<!doctype html>\nmine", encoding="utf-8")
    (out / "readme.txt").write_text("mine", encoding="utf-8")
    (articles / "tea.md").unlink()
    assert write([articles], out).removed == 1
    assert set(files_below(out)) == (PAGES - {"articles/tea.html"}) | ASSETS | {"index.html", "articles/notes.html", "readme.txt"}


def test_what_cannot_be_read_is_listed(articles: Path, out: Path) -> None:
    (articles / "tea.txt").write_text("Tea\n\nDrink it.\n", encoding="utf-8")
    (articles / "broken.seedkit.yaml").write_text("pins: []", encoding="utf-8")
    site = write([articles], out)
    assert [failure.path for failure in site.failed] == ["broken.seedkit.yaml", "tea.md", "tea.txt"]
    assert site.failed[1].error.startswith("has the id tea, like other articles (tea.md, tea.txt)")
    assert "broken.seedkit.yaml" in (out / "index.html").read_text("utf-8")
    assert not (out / "articles" / "tea.html").exists()


@pytest.mark.usefixtures("articles")
def test_single_files_are_shown_under_their_path(out: Path) -> None:
    site = write([Path("seeds/tea.md"), Path("seeds/hostile")], out)
    assert [row.path for row in site.rows] == [
        "seeds/hostile/markdown.md", "seeds/hostile/page.html", "seeds/hostile/text.txt", "seeds/tea.md",
    ]  # fmt: skip


def test_pages_are_not_written_among_articles(articles: Path) -> None:
    with pytest.raises(UsageError, match=r"inside .*, a folder of articles"):
        write([articles], articles / "preview")
    assert not (articles / "preview").exists()


def test_the_command_says_where_the_pages_are(
    articles: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    assert main(["preview"]) == 0
    assert capfd.readouterr().out == "4 articles in preview/index.html\n"
    (articles / "folder.md").mkdir()
    assert main(["preview", "seeds", "--out", "pages", "--open"]) == 1
    printed = capfd.readouterr()
    assert printed.out == "4 articles in pages/index.html\n"
    assert printed.err.startswith("seedkit: folder.md: ")
    assert opened == [(Path.cwd() / "pages" / "index.html").as_uri()]


@pytest.mark.usefixtures("articles")
@pytest.mark.parametrize(("arguments", "message"), [(["nowhere"], "nowhere"), (["--out", "seeds/tea.md"], "seeds/tea.md")])
def test_the_command_reports_what_it_cannot_use(capfd: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
    assert main(["preview", *arguments]) == 2
    assert message in capfd.readouterr().err


@pytest.mark.usefixtures("articles")
def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    for name in [name for name in sys.modules if name.startswith("seedkit.preview")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "jinja2", None)
    assert main(["preview"]) == 2
    assert capfd.readouterr().err == "seedkit: preview needs the package jinja2: pip install 'seedkit-compiler[preview]'\n"
