"""A build that is killed at any moment leaves whole files, and the next one gives the same bytes as a clean one."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from pathlib import Path

from sample_articles import BREAD, files_below
from seedkit.builder import build

ARTICLES = 12
KILLS = 60


def _plant(folder: Path, words: str) -> Path:
    folder.mkdir()
    for number in range(ARTICLES):
        (folder / f"loaf-{number}.txt").write_text(BREAD.replace("plain loaf", f"{words} {number}"), encoding="utf-8")
    return folder


def _start(seeds: Path, out: Path) -> int:
    """Build in a process of its own and return its id."""
    child = os.fork()
    if child == 0:
        build(seeds, out)
        os._exit(0)
    return child


def _seconds(old: Path, new: Path, out: Path) -> float:
    """How long a build in a process of its own takes."""
    build(old, out)
    begun = time.monotonic()
    os.waitpid(_start(new, out), 0)
    return time.monotonic() - begun


def test_killed_at_many_moments(tmp_path: Path) -> None:
    old, new = _plant(tmp_path / "old", "rye loaf"), _plant(tmp_path / "new", "white loaf")
    (new / "loaf-0.txt").unlink()
    build(old, tmp_path / "clean-old")
    build(new, tmp_path / "clean-new")
    before, after = files_below(tmp_path / "clean-old"), files_below(tmp_path / "clean-new")
    out = tmp_path / "out"
    lasts = min(_seconds(old, new, out) for _ in range(3))

    chance = random.Random(7)
    cut_short = 0
    for _ in range(KILLS):
        build(old, out)
        child = _start(new, out)
        time.sleep(chance.uniform(0, lasts))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        found = files_below(out)
        left = [path for path in found if path.rpartition("/")[2].startswith(".")]
        for path in left:
            del found[path]
        for path, data in found.items():
            assert data in (before.get(path), after.get(path)), f"{path} is neither the old file nor the new one"
        if found["v1/index.json"] == after["v1/index.json"]:
            assert after.items() <= found.items(), "the index names a document that is not written yet"
        cut_short += found not in (before, after)
        json.loads(found["v1/index.json"])
        build(new, out)
        assert files_below(out) == after
    assert cut_short > KILLS / 10, "the kills came too early or too late to show anything"
