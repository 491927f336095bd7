"""What builds cost when nothing, little or everything changed: prints a Markdown table.

    python bench/builds.py [--articles N] [--size CHARACTERS]

Each row is the command line in a process of its own, in a folder of made-up articles; wall time, and the most memory that the
process that leads the build ever held. A row that is told as a share is a share of the cold build above it.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import monotonic, sleep
from typing import NamedTuple

from articles import article
from tables import Table, markdown

WATCHED = 1_000
SAVES = 10
_BUILD = """
import resource, sys
from seedkit.cli import main
status = main(["build", *sys.argv[1:], "--quiet"])
print(status, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


class Cost(NamedTuple):
    """Of a build: seconds, and MB of memory."""

    seconds: float
    memory: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit status."""
    parser = argparse.ArgumentParser(description="Measure what builds cost and print it as a Markdown table.")
    parser.add_argument("--articles", type=int, default=10_000, metavar="N", help="most articles (default: %(default)s)")
    parser.add_argument("--size", type=int, default=10_000, metavar="CHARACTERS", help="size of an article (default: %(default)s)")
    options = parser.parse_args(arguments)
    cores = len(os.sched_getaffinity(0))
    print(f"Articles of {options.size:,} characters; Python {platform.python_version()}, {platform.machine()}, {cores} cores.\n")
    table: Table = [["build", "articles", "seconds", "to compare", "memory, MB"]]
    for count in sorted({min(WATCHED, options.articles), options.articles}):
        with tempfile.TemporaryDirectory() as folder:
            table += costs(Path(folder), count, options.size)
    with tempfile.TemporaryDirectory() as folder:
        waits = sorted(watch(plant(Path(folder), WATCHED, options.size), options.size))
        table.append([f"--watch, from save to index, median of {SAVES}", f"{WATCHED:,}", f"{waits[SAVES // 2]:.3f}", "", ""])
        table.append(["--watch, the slowest of them", f"{WATCHED:,}", f"{waits[-1]:.3f}", "", ""])
    print(markdown(table))
    return 0


def costs(folder: Path, count: int, size: int) -> Table:
    """Return the rows for so many articles."""
    seeds = plant(folder, count, size)
    one, two = (build(seeds, f"out-{jobs}", "--cache", f"cache-{jobs}", "--jobs", str(jobs)) for jobs in (1, 2))
    same = subprocess.run(["diff", "-r", "out-1", "out-2"], cwd=folder, check=False).returncode == 0
    warm = build(seeds, "out-2", "--cache", "cache-2")
    (seeds / "0.txt").write_text(article(size, count), encoding="utf-8")
    changed = build(seeds, "out-2", "--cache", "cache-2")
    shown = f"{count:,}"
    return [
        ["cold, --jobs 1", shown, f"{one.seconds:.2f}", "", f"{one.memory:.0f}"],
        ["cold, --jobs 2", shown, f"{two.seconds:.2f}", f"{one.seconds / two.seconds:.2f} times as fast", f"{two.memory:.0f}"],
        ["the same bytes", shown, "", "yes" if same else "NO", ""],
        ["nothing changed", shown, f"{warm.seconds:.2f}", _share(warm, one, two), f"{warm.memory:.0f}"],
        ["one article changed", shown, f"{changed.seconds:.2f}", _share(changed, one, two), f"{changed.memory:.0f}"],
    ]


def _share(cost: Cost, one: Cost, two: Cost) -> str:
    return f"{cost.seconds / one.seconds:.1%} of --jobs 1, {cost.seconds / two.seconds:.1%} of --jobs 2"


def plant(folder: Path, count: int, size: int) -> Path:
    """Write so many articles, each another, below ``folder`` and return the folder that they are in."""
    seeds = folder / "seeds"
    seeds.mkdir()
    for number in range(count):
        (seeds / f"{number}.txt").write_text(article(size, number), encoding="utf-8")
    return seeds


def build(seeds: Path, out: str, *options: str) -> Cost:
    """Build in a process of its own, in the folder that holds ``seeds``."""
    begun = monotonic()
    command = [sys.executable, "-c", _BUILD, seeds.name, "--out", out, *options]
    done = subprocess.run(command, cwd=seeds.parent, capture_output=True, text=True, check=True)
    seconds = monotonic() - begun
    status, memory = done.stdout.split()
    if status != "0":
        raise RuntimeError(f"the build ended with {status}: {done.stderr}")
    return Cost(seconds, int(memory) / 1024)


def watch(seeds: Path, size: int) -> list[float]:
    """Return how many seconds it takes from each of some saves to the index that tells of it."""
    index = seeds.parent / "out" / "v1" / "index.json"
    command = [sys.executable, "-m", "seedkit", "build", seeds.name, "--watch"]
    with subprocess.Popen(command, cwd=seeds.parent, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in range(2):  # what it finds at first, and when it has begun to watch
            process.stdout.readline()
        waits = []
        for number in range(SAVES):
            sleep(0.5)
            before = _revision(index)
            text = article(size, WATCHED + number)
            begun = monotonic()
            (seeds / f"{number}.txt").write_text(text, encoding="utf-8")
            while _revision(index) == before:
                sleep(0.001)
            waits.append(monotonic() - begun)
        process.terminate()
    return waits


def _revision(index: Path) -> str:
    with index.open(encoding="utf-8") as stream:
        found = re.search(r'"revision": "([^"]+)"', stream.read(1_000))
    return found[1] if found is not None else ""


if __name__ == "__main__":
    sys.exit(main())
