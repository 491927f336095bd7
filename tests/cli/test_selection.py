"""Which articles a check covers: exclusions, files that git ignores, globs, and folders without articles."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from command_line import run

ARTICLE = "Tea for two\n\n1. Boil water.\n2. Wait.\n"


@pytest.fixture(autouse=True)
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("seeds/a.md", "seeds/drafts/b.md", "seeds/drafts/deep/c.txt", "seeds/old/d.md"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(ARTICLE, "utf-8")


def checked(*arguments: str) -> list[str]:
    done = run("check", "--verbose", *arguments)
    assert done.returncode == 0, done.stderr
    lines = done.stderr.decode().splitlines()
    return [line.partition("article: ")[2].removeprefix("seeds/") for line in lines if "article: " in line]


EVERYTHING = ["a.md", "drafts/b.md", "drafts/deep/c.txt", "old/d.md"]


@pytest.mark.parametrize(
    ("globs", "left"),
    [
        ([], EVERYTHING),
        (["drafts"], ["a.md", "old/d.md"]),
        (["drafts/"], ["a.md", "old/d.md"]),
        (["seeds/drafts/"], ["a.md", "old/d.md"]),
        (["drafts/b.md"], EVERYTHING),
        (["seeds/drafts/*.md"], ["a.md", "drafts/deep/c.txt", "old/d.md"]),
        (["**/deep/**", "d.md"], ["a.md", "drafts/b.md"]),
        (["*.md"], ["drafts/deep/c.txt"]),
    ],
)
def test_configured_exclusions(globs: list[str], left: list[str]) -> None:
    Path("seedkit.toml").write_text(f"exclude = {json.dumps(globs)}\n", "utf-8")
    assert checked() == left


def test_the_command_line_replaces_or_extends_the_configured_ones() -> None:
    Path("seedkit.toml").write_text('exclude = ["old"]\nextend-exclude = ["deep"]\n', "utf-8")
    assert checked() == ["a.md", "drafts/b.md"]
    assert checked("--exclude", "drafts") == ["a.md", "old/d.md"]
    assert checked("--extend-exclude", "b.md") == ["a.md"]


def test_an_excluded_file_that_is_named_is_checked_unless_exclusion_is_forced() -> None:
    Path("seedkit.toml").write_text('exclude = ["drafts"]\n', "utf-8")
    assert checked("seeds/drafts/b.md") == ["drafts/b.md"]
    assert checked("seeds/drafts/b.md", "--force-exclude") == []


def test_what_git_ignores_is_not_checked() -> None:
    subprocess.run(["git", "init", "--quiet"], check=True)
    Path(".gitignore").write_text("seeds/drafts/*\n!seeds/drafts/b.md\n", "utf-8")
    Path("seeds/old/.gitignore").write_text("*\n", "utf-8")
    assert checked() == ["a.md", "drafts/b.md"]
    assert checked("--no-respect-gitignore") == EVERYTHING
    assert checked("seeds/old") == ["old/d.md"]  # the folder itself is named
    assert checked("seeds/old/d.md") == ["old/d.md"]
    Path("seedkit.toml").write_text("respect-gitignore = false\n", "utf-8")
    assert checked() == EVERYTHING


def test_without_git_nothing_is_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".gitignore").write_text("*\n", "utf-8")
    monkeypatch.setenv("PATH", "")
    assert checked() == EVERYTHING


def test_globs() -> None:
    assert checked("seeds/**/*.md") == ["a.md", "drafts/b.md", "old/d.md"]
    Path("seedkit.toml").write_text('paths = ["seeds/d*", "seeds/a.md"]\n', "utf-8")
    assert checked() == ["a.md", "drafts/b.md", "drafts/deep/c.txt"]
    done = run("check", "seeds/*.rst")
    assert (done.returncode, b"seeds/*.rst: expected a file or a folder of articles, found nothing" in done.stderr) == (2, True)


@pytest.mark.parametrize("command", [["check", "empty"], ["build", "empty"]])
def test_a_folder_without_articles_is_an_error(command: list[str]) -> None:
    Path("empty").mkdir()
    Path("empty/photo.png").touch()
    done = run(*command)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"seedkit: empty: contains no articles (.txt .md .markdown .html .htm)\n"


def test_a_folder_whose_articles_are_all_excluded_is_an_error() -> None:
    done = run("check", "--exclude", "seeds")
    assert (done.returncode, done.stderr) == (2, b"seedkit: seeds: 4 articles, all excluded\n")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('exclude = "drafts"', "`exclude` in seedkit.toml: expected a list of strings, found 'drafts'"),
        ("respect-gitignore = 1", "`respect-gitignore` in seedkit.toml: expected true or false, found 1"),
    ],
)
def test_mistakes(text: str, problem: str) -> None:
    Path("seedkit.toml").write_text(text, "utf-8")
    assert run("check").stderr.decode() == f"seedkit: {problem}\n"


CONFIGURATION = """\
paths = ["seeds", "notes"]
exclude = ["old/", "**/x*.md"]
respect-gitignore = false
select = ["SK2"]
extend-select = ["missing-author"]
fail-level = "error"
[per-file-ignores]
"drafts/" = ["SK203"]
[severity]
SK2 = "info"
[rules.numbering-gap]
allow = ["five “teas”"]
[rules.count-mismatch]
tolerance = 2
"""


def test_the_settings_shown_have_the_same_effect() -> None:
    Path("seedkit.toml").write_text(CONFIGURATION, "utf-8")
    shown = run("check", "--show-settings").stdout.decode()
    assert '  "SK203",  # numbering-gap\n' in shown
    assert f"# configuration: {Path('seedkit.toml').absolute()}\n" in shown
    Path("seedkit.toml").write_text(shown, "utf-8")
    assert run("check", "--show-settings").stdout.decode() == shown
