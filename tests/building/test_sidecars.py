"""Sidecars in a build: part of what decides, watched, and never articles themselves."""

from __future__ import annotations

import os
from pathlib import Path

from sample_articles import files_below
from seedkit import build, load
from seedkit.building.builder import Builder
from seedkit.building.limits import Limits


def _authors(out: Path, id: str = "bread") -> list[str]:
    return [author.text for author in load(out)[id].metadata.authors]


def test_a_sidecar_is_part_of_what_decides(seeds: Path, out: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert build(seeds, out, cache=cache).compiled == 3
    beside = seeds / "bread.seedkit.yaml"
    for author, authors in (("Ada", ["Ada"]), ("Bob", ["Bob"])):
        beside.write_text(f"metadata: {{author: {author}}}\n", encoding="utf-8")
        os.utime(beside, (0, 0))  # same size, same time: the content alone counts
        result = build(seeds, out, cache=cache)
        assert (result.compiled, _authors(out)) == (1, authors)
        assert build(seeds, out, cache=cache).compiled == 0
    beside.unlink()
    result = build(seeds, out, cache=cache)
    assert (result.index.failed, _authors(out)) == ((), [])
    build(seeds, tmp_path / "clean")
    assert files_below(out) == files_below(tmp_path / "clean")


def test_a_change_of_the_sidecar_alone_is_built(seeds: Path, out: Path) -> None:
    builder = Builder(seeds, out, Limits())
    builder.build()
    beside = seeds / "tools" / "knives.seedkit.yaml"
    beside.write_text("metadata: {author: Ada}\n", encoding="utf-8")
    assert builder.build({"tools/knives.seedkit.yaml"}).compiled == 1
    assert _authors(out, "tools-knives") == ["Ada"]
    beside.rename(beside.with_name("knives.md.seedkit.yaml"))
    assert builder.build({"tools/knives.seedkit.yaml", "tools/knives.md.seedkit.yaml"}).compiled == 1
    beside.with_name("knives.md.seedkit.yaml").unlink()
    builder.build({"tools/knives.md.seedkit.yaml"})
    assert _authors(out, "tools-knives") == []


def test_a_sidecar_that_cannot_be_read_fails_its_article_alone(seeds: Path, out: Path, tmp_path: Path) -> None:
    (seeds / "bread.seedkit.yaml").write_text("metadata: {date: soon}", encoding="utf-8")
    (seeds / "lamp.seedkit.yaml").symlink_to(tmp_path / "elsewhere")
    (seeds / "tools" / "knives.seedkit.yaml").mkdir()
    index = build(seeds, out).index
    assert [(failure.path, failure.error) for failure in index.failed] == [
        ("bread.txt", "has a file bread.seedkit.yaml that is wrong in line 1: found `soon`, expected a date, YYYY-MM-DD"),
        ("lamp.html", "has a file lamp.seedkit.yaml that is a link that leads out of its folder: put the file itself here"),
        ("tools/knives.md", "has a file knives.seedkit.yaml that is a folder, where a file is expected"),
    ]


def test_a_sidecar_of_no_article_is_reported(seeds: Path, out: Path) -> None:
    (seeds / "bread.seedkit.yaml").write_text("metadata: {author: Ada}", encoding="utf-8")
    (seeds / "bread.txt").rename(seeds / "loaf.txt")
    index = build(seeds, out).index
    error = "is a sidecar without an article: rename it, or remove it"
    assert [(failure.path, failure.error) for failure in index.failed] == [("bread.seedkit.yaml", error)]
    assert [entry.path for entry in index.documents] == ["lamp.html", "loaf.txt", "tools/knives.md"]
