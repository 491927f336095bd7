"""A build that is killed at any step leaves whole files, and the next one gives the same bytes as a clean one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kills import kills
from sample_articles import BREAD, files_below
from seedkit.building.builder import build
from seedkit.storage import workers

ARTICLES = 4
STAMP = "v1/exports.json"


def _plant(folder: Path, words: str) -> Path:
    folder.mkdir()
    for number in range(ARTICLES):
        (folder / f"loaf-{number}.txt").write_text(BREAD.replace("plain loaf", f"{words} {number}"), encoding="utf-8")
    return folder


@pytest.mark.parametrize(("jobs", "formats"), [(1, ["jsonl", "csv", "markdown"]), (2, ["markdown"])])
def test_killed_at_every_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int, formats: list[str]) -> None:
    monkeypatch.setitem(workers._WORTH, "fork", 0)  # as few articles as these are not worth workers
    old, new = _plant(tmp_path / "old", "rye loaf"), _plant(tmp_path / "new", "white loaf")
    (new / "loaf-0.txt").unlink()
    out, cache = tmp_path / "out", tmp_path / "cache"
    build(old, out, cache=cache, formats=formats)
    before = files_below(out)
    for folder in (out, cache):
        shutil.copytree(folder, folder.with_suffix(".old"))
    written = build(new, out, cache=cache, formats=formats).written
    after, cached = files_below(out), files_below(cache)

    def restore() -> None:
        for folder in (out, cache):
            shutil.rmtree(folder)
            shutil.copytree(folder.with_suffix(".old"), folder)

    restore()
    killed = cut_short = 0
    for _ in kills(lambda: build(new, out, cache=cache, jobs=jobs, formats=formats)):
        killed += 1
        found = files_below(out)
        left = [path for path in found if path.rpartition("/")[2].startswith(".")]
        for path in left:
            del found[path]
        exported = json.loads(found[STAMP])["build"] is not None
        for path, data in found.items():
            assert data in (before.get(path), after.get(path)) or (path == STAMP and not exported), (
                f"{path} is neither the old file nor the new one"
            )
        if found["v1/index.json"] == after["v1/index.json"]:
            documents = {path: data for path, data in after.items() if path.startswith("v1/documents/")}
            assert documents.items() <= found.items(), "the index names a document that is not written yet"
        if found[STAMP] == after[STAMP]:
            assert found == after, "the stamp speaks of files that are not written yet"
        cut_short += found not in (before, after)
        json.loads(found["v1/index.json"])
        build(new, out, cache=cache, formats=formats)
        assert files_below(out) == after
        assert files_below(cache) == cached
        restore()
    assert killed > 4 * written, "each file is opened, written by half, written, and renamed"
    assert cut_short > killed / 2, "the kills came too early or too late to show anything"
