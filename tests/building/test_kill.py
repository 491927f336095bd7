"""A build that is killed at any moment leaves whole files, and the next one gives the same bytes as a clean one."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest

from sample_articles import BREAD, files_below
from seedkit.building.builder import build
from seedkit.storage import workers

ARTICLES = 12
KILLS = 100  # in each way of building
FORMATS = ("jsonl", "csv", "markdown", "jsonld")
STAMP = "v1/exports.json"


def _plant(folder: Path, words: str) -> Path:
    folder.mkdir()
    for number in range(ARTICLES):
        (folder / f"loaf-{number}.txt").write_text(BREAD.replace("plain loaf", f"{words} {number}"), encoding="utf-8")
    return folder


def _start(seeds: Path, out: Path, cache: Path, jobs: int) -> int:
    """Build in a process of its own and return its id."""
    child = os.fork()
    if child == 0:
        build(seeds, out, cache=cache, jobs=jobs, formats=FORMATS)
        os._exit(0)
    return child


@pytest.mark.parametrize("jobs", [1, 2])
def test_killed_at_many_moments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    monkeypatch.setitem(workers._WORTH, "fork", 0)  # as few articles as these are not worth workers
    old, new = _plant(tmp_path / "old", "rye loaf"), _plant(tmp_path / "new", "white loaf")
    (new / "loaf-0.txt").unlink()
    out, cache = tmp_path / "out", tmp_path / "cache"
    build(old, out, cache=cache, formats=FORMATS)
    before = files_below(out)
    for folder in (out, cache):
        shutil.copytree(folder, folder.with_suffix(".old"))
    begun = time.monotonic()
    os.waitpid(_start(new, out, cache, jobs), 0)
    lasts = time.monotonic() - begun
    after, cached = files_below(out), files_below(cache)

    chance = random.Random(7)
    cut_short = 0
    for _ in range(KILLS):
        for folder in (out, cache):
            shutil.rmtree(folder)
            shutil.copytree(folder.with_suffix(".old"), folder)
        child = _start(new, out, cache, jobs)
        time.sleep(chance.uniform(0, lasts))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
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
        build(new, out, cache=cache, formats=FORMATS)
        assert files_below(out) == after
        assert files_below(cache) == cached
    assert cut_short > KILLS / 10, "the kills came too early or too late to show anything"
