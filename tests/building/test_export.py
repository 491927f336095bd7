"""A build in further formats: complete, not written twice, removed when it is not asked for any more, whole after a kill."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest

import seedkit
from kills import kills
from sample_articles import files_below
from seedkit import cli
from seedkit.building.export import STAMP
from seedkit.corpus import Corpus
from seedkit.corpus.article import Article
from seedkit.writers import FORMATS

EXTRA = ("csv", "jsonl", "jsonld", "markdown", "parquet")


def exported(out: Path) -> dict[str, bytes]:
    kept = files_below(out / "v1").items()
    return {name: data for name, data in kept if not name.startswith(("documents/", "index.json"))}


def test_every_format_is_written_and_all_say_the_same_articles(seeds: Path, out: Path) -> None:
    seedkit.build(seeds, out, formats=FORMATS)
    found = exported(out)
    ids = ["bread", "lamp", "tools-knives"]
    assert [name for name in found if name.startswith("markdown/")] == [f"markdown/{id}.md" for id in ids]
    assert [name for name in found if name.startswith("jsonld/")] == [f"jsonld/{id}.jsonld" for id in ids]
    assert [json.loads(line)["id"] for line in found["corpus.jsonl"].splitlines()] == ids
    assert {name.partition("/")[0] for name in found} == {"corpus.jsonl", "csv", "parquet", "markdown", "jsonld", STAMP}
    steps = list(csv.reader(io.StringIO(found["csv/steps.csv"].decode("utf-8-sig"), newline="")))
    assert len(steps) == 1 + sum(len(article.steps) for article in seedkit.load(out).values())


def test_nothing_is_written_twice(seeds: Path, out: Path) -> None:
    assert seedkit.build(seeds, out, formats=EXTRA).written > 20
    places = {path: path.stat().st_ino for path in out.rglob("*")}
    assert seedkit.build(seeds, out, formats=EXTRA).written == 0
    assert {path: path.stat().st_ino for path in out.rglob("*")} == places


def test_a_change_shows_in_every_format_and_leaves_what_a_clean_build_does(seeds: Path, out: Path, tmp_path: Path) -> None:
    seedkit.build(seeds, out, formats=EXTRA)
    (seeds / "bread.txt").rename(seeds / "loaf.txt")
    seedkit.build(seeds, out, formats=EXTRA)
    seedkit.build(seeds, tmp_path / "clean", formats=EXTRA)
    assert files_below(out) == files_below(tmp_path / "clean")


def test_of_articles_that_did_not_change_nothing_is_made_again(
    seeds: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    extra = ("jsonld", "markdown")
    seedkit.build(seeds, out, formats=extra)
    read: list[str] = []
    one = Corpus.__getitem__

    def noted(corpus: Corpus, id: str) -> Article:
        read.append(id)
        return one(corpus, id)

    monkeypatch.setattr(Corpus, "__getitem__", noted)
    (seeds / "bread.txt").write_text("Bread\n\nBuy it.\n", encoding="utf-8")
    assert seedkit.build(seeds, out, formats=extra).written == 5
    (out / "v1" / "markdown" / "lamp.md").unlink()
    assert seedkit.build(seeds, out, formats=extra).written == 1
    assert read == ["bread", "lamp"]
    seedkit.build(seeds, tmp_path / "clean", formats=extra)
    assert files_below(out) == files_below(tmp_path / "clean")


def test_what_is_missing_is_written_again(seeds: Path, out: Path) -> None:
    seedkit.build(seeds, out, formats=EXTRA)
    before = files_below(out)
    for name in ("corpus.jsonl", "markdown/bread.md", STAMP):
        (out / "v1" / name).unlink()
        seedkit.build(seeds, out, formats=EXTRA)
        assert files_below(out) == before
    (out / "v1" / STAMP).write_text("[]")
    seedkit.build(seeds, out, formats=EXTRA)
    assert files_below(out) == before


def test_a_format_that_is_not_asked_for_any_more_goes_and_nothing_else_does(seeds: Path, out: Path) -> None:
    strangers = ["markdown/notes.md", "csv/notes.csv", "notes.jsonl"]
    seedkit.build(seeds, out, formats=EXTRA)
    for name in strangers:
        (out / "v1" / name).write_text("mine", encoding="utf-8")
    seedkit.build(seeds, out, formats=["jsonl"])
    assert sorted(exported(out)) == sorted([*strangers, "corpus.jsonl", STAMP])
    seedkit.build(seeds, out)
    assert sorted(exported(out)) == sorted(strangers)


def test_an_unknown_format_is_reported_before_anything_is_written(seeds: Path, out: Path) -> None:
    with pytest.raises(
        seedkit.UsageError, match=r"the format is 'xml': expected one of json, yaml, markdown, jsonld, jsonl, csv, parquet"
    ):
        seedkit.build(seeds, out, formats=["xml"])
    assert not out.exists()


def test_on_the_command_line(seeds: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["build", str(seeds), "--out", str(out), "--no-cache", "--quiet"]
    assert cli.main([*command, "--format", "json,jsonl", "--format", "csv"]) == 0
    assert "corpus.jsonl" in exported(out)
    assert "csv/steps.csv" in exported(out)
    assert cli.main([*command, "--format", "xml"]) == 2
    assert "the format is 'xml'" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="there a process is not killed by a signal")
def test_killed_again_and_again_a_build_comes_to_the_same_end(seeds: Path, out: Path, tmp_path: Path) -> None:
    seedkit.build(seeds, tmp_path / "clean", formats=EXTRA)
    killed = len(list(kills(lambda: seedkit.build(seeds, out, formats=EXTRA))))
    assert killed > 10
    assert files_below(out) == files_below(tmp_path / "clean")
