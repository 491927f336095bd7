"""`seedkit build`: what it prints and how it ends."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from command_line import run, watched

import seedkit
from sample_articles import BREAD


def test_build_prints_a_summary(seeds: Path) -> None:
    (seeds / "folder.txt").mkdir()
    done = run("build")
    lines = done.stdout.decode().splitlines()
    assert re.split(r"  +", lines[0]) == ["article", "steps", "points", "faqs", "checklists", "sample texts", "diagnostics"]
    figures = {row[0]: row[1:] for row in (line.split() for line in lines[1:-1])}
    index = seedkit.load("out").index
    for entry in index.documents:
        found = entry.diagnostics
        expected = [entry.counts.steps, entry.counts.points, entry.counts.faqs, entry.counts.checklists, entry.counts.sample_texts]
        assert figures[entry.path] == [str(figure) for figure in (*expected, found.error + found.warning + found.info)]
    assert figures["total"][0] == str(sum(entry.counts.steps for entry in index.documents))
    assert len({len(line) for line in lines[:-1]}) == 1
    assert lines[-1] == "3 built, 1 failed; 7 files written in out/v1"
    assert done.stderr.decode() == "seedkit: folder.txt: is a folder with the name of an article\n"
    assert done.returncode == 1


def test_build_of_nothing_and_of_less(seeds: Path) -> None:
    run("build")
    for article in seeds.rglob("*.*"):
        article.unlink()
    done = run("build")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == "seedkit: seeds: contains no articles (.txt .md .markdown .html .htm)\n"
    assert len(seedkit.load("out")) == 0


def test_build_quietly_elsewhere(seeds: Path) -> None:
    seeds.rename("articles")
    done = run("build", "articles", "--out", "data", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert len(seedkit.load("data")) == 3
    done = run("build", "articles", "--out", "data", "--quiet", "--max-size", "0.1KB")
    assert done.returncode == 2
    done = run("build", "articles", "--out", "data", "--quiet", "--max-size", "250")
    assert done.returncode == 1
    assert done.stderr.startswith(b"seedkit: bread.txt: is larger than the limit of 250 bytes: raise the limit (--max-size)")


def test_build_with_no_place_to_write(seeds: Path) -> None:
    Path("out").write_text("in the way", encoding="utf-8")
    done = run("build")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith("seedkit: cannot create the folder out/v1/documents: ")
    assert seeds.is_dir()


def test_build_for_a_person(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = "a-name-so-long-that-no-terminal-has-the-room-for-all-of-it-beside-the-figures.txt"
    (seeds / long).write_text(BREAD, encoding="utf-8")
    status, seen = watched("build")
    assert status == 0
    assert "\x1b[1marticle" in seen
    assert "…" in seen
    assert max(len(re.sub(r"\x1b\[\d*m", "", line)) for line in seen.splitlines()) <= 72
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in watched("build")[1]


def test_a_long_build_shows_its_progress(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "building" not in watched("build")[1]
    monkeypatch.setattr("seedkit.cli.commands.build._PATIENCE", 0)
    status, seen = watched("build")
    assert status == 0
    assert "building" in seen
    assert "3/3" in seen
    assert seeds.is_dir()
    status, seen = watched("build", "--quiet")
    assert (status, seen) == (0, "")
