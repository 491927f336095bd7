"""`seedkit init`: a project that builds at once, made where nothing is in its way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml
from command_line import run

import seedkit
from sample_articles import files_below

MADE = [".github/workflows/seedkit.yml", ".gitignore", "README.md", "seedkit.toml", "seeds/return-a-borrowed-book.md"]


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_what_it_makes_builds_and_nothing_is_wrong_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    done = run("init", "my letters")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().splitlines()[-1] == "next: cd 'my letters' && seedkit build && seedkit check"
    assert list(files_below(Path("my letters"))) == MADE
    monkeypatch.chdir("my letters")
    assert run("build").returncode == 0
    assert run("check").stdout == b"1 article checked: no findings\n"
    article = seedkit.load("out")["return-a-borrowed-book"]
    assert (len(article.steps), len(article.faqs), len(article.checklists), len(article.sample_texts)) == (3, 2, 1, 1)
    assert not article.diagnostics


def test_the_workflow_builds_and_checks_with_this_version() -> None:
    run("init")
    workflow = yaml.safe_load(Path(".github/workflows/seedkit.yml").read_text("utf-8"))
    commands = [step["run"] for step in workflow["jobs"]["seedkit"]["steps"] if "run" in step]
    assert commands == [
        f'python -m pip install "seedkit-compiler=={seedkit.__version__}"', "seedkit build", "seedkit check --format github",
    ]  # fmt: skip


def test_the_configuration_is_read_with_what_it_offers_switched_on() -> None:
    run("init")
    offered = Path("seedkit.toml").read_text("utf-8").replace("# extend", "extend").replace("# ignore", "ignore")
    Path("seedkit.toml").write_text(offered.replace("# [sev", "[sev").replace("# numb", "numb"), "utf-8")
    done = run("check", "--format", "jsonl")
    assert (done.returncode, b"SK802" in done.stdout) == (1, True)


def test_a_second_time_nothing_is_made() -> None:
    run("init")
    before = files_below(Path())
    done = run("init")
    assert (done.returncode, done.stdout.count(b": unchanged\n"), b"next" in done.stdout) == (0, 5, False)
    assert files_below(Path()) == before


def test_what_was_interrupted_is_finished() -> None:
    run("init")
    Path("seedkit.toml").unlink()
    assert b"seedkit.toml: created\n" in run("init").stdout


def test_what_a_repository_has_of_its_own_is_left_alone() -> None:
    Path("README.md").write_text("Mine.\n", "utf-8")
    Path(".gitignore").symlink_to("nowhere")
    done = run("init")
    assert (done.returncode, done.stdout.count(b": kept\n"), done.stdout.count(b": created\n")) == (0, 2, 3)
    assert Path("README.md").read_text("utf-8") == "Mine.\n"
    assert os.readlink(".gitignore") == "nowhere"


@pytest.mark.parametrize(
    ("path", "content", "complaint"),
    [
        ("seedkit.toml", "", "seedkit.toml: already exists and would be overwritten; nothing was created"),
        ("seeds", "", "seeds: expected a folder, found a file; nothing was created"),
        ("pyproject.toml", "[tool.seedkit]", "has a [tool.seedkit] table, which seedkit.toml would override; nothing was created"),
    ],
)
def test_what_is_in_the_way_stops_it_before_anything_is_made(path: str, content: str, complaint: str) -> None:
    Path(path).write_text(content, "utf-8")
    done = run("init")
    assert (done.returncode, done.stdout) == (2, b"")
    assert complaint in done.stderr.decode()
    assert files_below(Path()) == {path: content.encode()}


def test_a_link_is_never_written_through() -> None:
    Path("seedkit.toml").symlink_to("elsewhere.toml")
    assert run("init").returncode == 2
    assert not Path("elsewhere.toml").exists()


@pytest.mark.parametrize("content", ["", "[project]", "tool = 1", "no TOML", "tool = " + "[" * 50_000])
def test_a_pyproject_that_says_nothing_to_seedkit(content: str) -> None:
    Path("pyproject.toml").write_text(content, "utf-8")
    assert run("init").returncode == 0


def test_a_pyproject_that_is_a_pipe_is_not_waited_for() -> None:
    os.mkfifo("pyproject.toml")
    assert run("init").returncode == 0


def test_a_folder_that_is_a_file() -> None:
    Path("taken").touch()
    done = run("init", "taken")
    assert (done.returncode, done.stderr) == (2, b"seedkit: taken: expected a folder, found a file; nothing was created\n")
