"""What `seedkit run` costs on each engine: fills the figures of docs/scale.md and draws docs/scale-memory.svg.

    python bench/scale.py [--documents N] [--folder DIR] [--dry]

Articles are made up, 10,000 characters each on average, in the three formats; a hundred thousand are more than a gigabyte. Every
run is a process of its own. Its rate is taken from the beginning of the first task to the end of the last one, without the time
that an engine needs to start; the memory of its workers is looked at twice a second. With ``--folder``, what is measured is kept
there in ``cost-*.json``, and an interrupted measurement is continued. ``--dry`` prints what would be written.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow
from pyarrow import parquet

from articles import article
from tables import Table, markdown

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "scale.md"
PLOT = ROOT / "docs" / "scale-memory.svg"
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
RUNS = (("local", 1), ("local", 2), ("ray", 2), ("spark", 2))
SIZE = 10_500
SHARD = 16 * 2**20
"""Bytes of a shard, where there are many."""
FILE = 10_000
"""Documents of a file."""
SAMPLE = 1_000
"""Documents that the kernel is measured with."""
_IMAGE = "![Memory of the largest worker over the time of each run](scale-memory.svg)"
_RUN = """
import json, sys
from pathlib import Path
from seedkit.engines import engine
from seedkit.engines.run import run
from seedkit.engines.shards import Settings
from seedkit.terminal import print_note
pattern, output, name, jobs, shard = sys.argv[1:]
report = run(pattern, Path(output), Settings(), engine=engine(name), jobs=int(jobs), shard=int(shard))
print(json.dumps({"digest": report.digest, "documents": report.documents, "bytes": report.bytes, "seconds": report.seconds,
    "memory": dict(report.memory), "near": report.near}))
"""
_KERNEL = """
import json, sys, time
from pyarrow import parquet
from seedkit.arrow import normalize_batch
table = parquet.read_table(sys.argv[1]).slice(0, int(sys.argv[2]))
batches = table.to_batches(max_chunksize=64)
normalize_batch(batches[0], layout="tables")
begun, used = time.perf_counter(), time.process_time()
for batch in batches:
    normalize_batch(batch, layout="tables")
size = sum(len(text.encode()) for text in table.column("text").to_pylist())
seconds, cpu = time.perf_counter() - begun, time.process_time() - used
print(json.dumps({"documents": table.num_rows, "bytes": size, "seconds": seconds, "cpu": cpu}))
"""


class Cost(NamedTuple):
    """Of a run: engine, processes, bytes of articles, seconds of work and of the whole command, digest, bytes of output, and the
    memory of the largest worker, in bytes, as time goes on."""

    engine: str
    jobs: int
    documents: int
    bytes: int
    seconds: float
    whole: float
    digest: str
    output: int
    memory: tuple[tuple[float, int], ...]

    @property
    def rate(self) -> float:
        """MB/s."""
        return self.bytes / self.seconds / 2**20


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, write the page and the plot, and return the exit status: 1 where the digests differ."""
    parser = argparse.ArgumentParser(description="Measure what runs cost on each engine.")
    parser.add_argument("--documents", type=int, default=100_000, metavar="N", help="articles (default: %(default)s)")
    parser.add_argument(
        "--folder", type=Path, metavar="DIR", help="keep the input and what is measured there (default: a temporary folder)"
    )
    parser.add_argument("--dry", action="store_true", help="print the figures, and write neither page nor plot")
    options = parser.parse_args(arguments)
    folder = options.folder or Path(tempfile.mkdtemp())
    try:
        plant(folder / "in", options.documents)
        kernel = json.loads(_output(_KERNEL, folder / "in" / "00000.parquet", SAMPLE))
        costs = [measured(folder, engine, jobs) for engine, jobs in RUNS]
    finally:
        if options.folder is None:
            shutil.rmtree(folder)
    filled = figures(kernel, costs)
    for name, text in filled.items():
        print(f"{name}\n\n{text}\n")
    if not options.dry:
        PAGE.write_text(fill(PAGE.read_text("utf-8"), filled), encoding="utf-8")
        PLOT.write_text(plot(costs), encoding="utf-8")
    return 0 if len({cost.digest for cost in costs}) == 1 else 1


def plant(folder: Path, count: int) -> None:
    """Write so many articles as Parquet, once: a folder that has them is left alone."""
    folder.mkdir(parents=True, exist_ok=True)
    for first in range(0, count, FILE):
        path = folder / f"{first // FILE:05}.parquet"
        if not path.exists():
            rows = [document(number) for number in range(first, min(first + FILE, count))]
            table = pyarrow.Table.from_pylist(rows)
            parquet.write_table(table, path.with_suffix(".tmp"), row_group_size=100)
            path.with_suffix(".tmp").rename(path)


def document(number: int) -> dict[str, str]:
    """Return a made-up article, or one of seeds/ with a made-up article behind it; half are plain text."""
    text = article(SIZE, number)
    if number % 10 == 0 and SEEDS:
        seed = SEEDS[number // 10 % len(SEEDS)].read_text("utf-8")
        text = f"{seed}\n\n{text[: max(SIZE - len(seed), 1_000)].rpartition(chr(10) * 2)[0]}\n"
    format = ("text", "text", "markdown", "html")[number % 4]
    if format == "html":
        parts = "".join(f"<p>{part}</p>\n" for part in text.split("\n\n"))
        text = f"<!doctype html><html lang=en><body><article>\n{parts}</article></body></html>\n"
    elif format == "markdown":
        text = re.sub(r"^(\d+\. .*)$", r"## \1", text, flags=re.MULTILINE)
    return {"id": f"article-{number:09}", "text": text, "format": format}


def measured(folder: Path, engine: str, jobs: int) -> Cost:
    """Return what a run costs, measured now or earlier."""
    kept = folder / f"cost-{engine}-{jobs}.json"
    if not kept.exists():
        kept.write_text(json.dumps(measure(folder, engine, jobs)), encoding="utf-8")
    return Cost(*json.loads(kept.read_bytes()))


def measure(folder: Path, engine: str, jobs: int) -> Cost:
    """Run the input once."""
    output = folder / f"out-{engine}-{jobs}"
    shutil.rmtree(output, ignore_errors=True)
    size = sum(path.stat().st_size for path in (folder / "in").iterdir())
    arguments = [str(folder / "in" / "*.parquet"), str(output), engine, str(jobs), str(min(size // 10, SHARD))]
    begun = time.monotonic()
    with subprocess.Popen([sys.executable, "-c", _RUN, *arguments], stdout=subprocess.PIPE, text=True) as process:
        samples: list[tuple[float, dict[int, int]]] = []
        while process.poll() is None:
            samples.append((time.monotonic() - begun, {pid: _resident(pid) for pid in _below(process.pid)}))
            time.sleep(0.5)
        printed = process.stdout.read() if process.stdout else ""
    whole = time.monotonic() - begun
    if process.returncode:
        raise SystemExit(f"{engine} failed with status {process.returncode}")
    report = json.loads(printed)
    workers = {int(name.rpartition(":")[2]) for name in report["memory"]}
    memory = tuple((at, max((size for pid, size in sizes.items() if pid in workers), default=0)) for at, sizes in samples)
    size = sum(path.stat().st_size for path in output.rglob("*") if path.is_file())
    cost = Cost(engine, jobs, report["documents"], report["bytes"], report["seconds"], whole, report["digest"], size, memory)
    print(f"{engine} --jobs {jobs}: {cost.rate:.2f} MB/s, {cost.seconds:.1f} s", file=sys.stderr)
    shutil.rmtree(output)
    return cost


def _output(program: str, *arguments: object) -> str:
    return subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)], stdout=subprocess.PIPE, text=True, check=True
    ).stdout


def _below(process: int) -> Iterator[int]:
    """Yield a process and all that it started, so far as they have not ended."""
    waiting = [process]
    while waiting:
        pid = waiting.pop()
        yield pid
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            try:
                waiting += map(int, task.read_text().split())
            except OSError:
                continue


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def figures(kernel: Mapping[str, Any], costs: Sequence[Cost]) -> dict[str, str]:
    """Return what docs/scale.md says, by the name of the place."""
    rate = kernel["bytes"] / kernel["seconds"] / 2**20
    alone = next((cost for cost in costs if (cost.engine, cost.jobs) == ("local", 1)), None)
    local = next((cost for cost in costs if (cost.engine, cost.jobs) == ("local", 2)), None)
    table: Table = [["run", "documents", "MB", "seconds", "MB/s", "to compare", "whole command, s", "memory of a worker, MB"]]
    table.append(
        [
            "kernel in one process",
            f"{kernel['documents']:,}",
            f"{kernel['bytes'] / 2**20:.1f}",
            f"{kernel['seconds']:.1f}",
            f"{rate:.2f}",
            "",
            "",
            "",
        ]
    )
    for cost in costs:
        compared = ""
        if cost == alone:
            compared = f"{cost.rate / rate:.2f} of the kernel"
        elif alone is not None and cost == local:
            compared = f"{cost.rate / alone.rate:.2f} × one process"
        elif local is not None:
            compared = f"{cost.rate / local.rate:.2f} of local"
        table.append([
            f"{cost.engine}, `--jobs {cost.jobs}`", f"{cost.documents:,}", f"{cost.bytes / 2**20:,.0f}", f"{cost.seconds:,.1f}",
            f"{cost.rate:.2f}", compared, f"{cost.whole:,.0f}", f"{max(size for _, size in cost.memory) / 2**20:,.0f}",
        ])  # fmt: skip
    machine = f"Python {platform.python_version()}, {platform.machine()}, {len(os.sched_getaffinity(0))} cores"
    same = "the same" if len({cost.digest for cost in costs}) == 1 else "NOT the same"
    measured = f"{markdown(table)}\n\n{machine}. The digests of all runs are {same}.\n\n{_IMAGE}"
    return {"measured": measured, "plan": plan(costs)} if costs else {"measured": measured}


def plan(costs: Sequence[Cost]) -> str:
    """Return what larger inputs take, in proportion to the slowest engine that was measured."""
    slowest = min((cost for cost in costs if cost.jobs > 1), key=lambda cost: cost.rate, default=costs[0])
    per_core = slowest.rate / slowest.jobs
    article_size, output_size = slowest.bytes / slowest.documents, slowest.output / slowest.documents
    table: Table = [["input", "articles", "text, TB", "core hours", "on", "hours", "output, TB", "signatures, GB"]]
    for name, count, cores in (("a large site", 10**7, 16), ("a collection", 10**9, 512), ("a month of a crawl", 3 * 10**8, 256)):
        hours = count * article_size / 2**20 / per_core / 3600
        table.append([
            name, f"{count:,}", f"{count * article_size / 1e12:,.2f}", f"{hours:,.0f}", f"{cores} cores", f"{hours / cores:,.1f}",
            f"{count * output_size / 1e12:,.2f}", f"{count * 512 / 1e9:,.0f}",
        ])  # fmt: skip
    basis = f"{per_core:.2f} MB/s per core (the slowest: {slowest.engine})"
    sizes = f"{article_size:,.0f} bytes in and {output_size:,.0f} out per article"
    return f"{markdown(table)}\n\nMeasured: {basis}, {sizes}. Everything in the table is extrapolated from that, in proportion."


def fill(page: str, filled: Mapping[str, str]) -> str:
    """Return the page with new text in the named places."""
    for name in filled:
        place = re.compile(rf"(<!-- {name}: [^\n]* -->\n).*?(\n<!-- end -->)", re.DOTALL)
        page, count = place.subn(_between(filled[name]), page)
        if count != 1:
            raise SystemExit(f"docs/scale.md has {count} places called {name}")
    return page


def _between(text: str) -> Callable[[re.Match[str]], str]:
    """Return what puts a text between the two marks of a place."""

    def filled(place: re.Match[str]) -> str:
        return f"{place[1]}\n{text}\n{place[2]}"

    return filled


def plot(costs: Sequence[Cost], width: int = 720, height: int = 260) -> str:
    """Return the memory of the largest worker over the time of each run, as SVG."""
    left, top, bottom = 50, 20, 40
    most = max((size for cost in costs for _, size in cost.memory), default=1)
    lines, colors = [], ("#2166ac", "#4393c3", "#d6604d", "#7b3294")
    for number, (cost, color) in enumerate(zip(costs, colors, strict=False)):
        points = " ".join(
            f"{left + at / cost.whole * (width - left - 10):.1f},{top + (1 - size / most) * (height - top - bottom):.1f}"
            for at, size in thinned(cost.memory)
        )
        lines.append(f'<polyline points="{points}" fill="none" stroke="{color}" stroke-width="1.5"/>')
        place = f'x="{left + 150 * number}" y="{height - 8}" fill="{color}"'
        lines.append(f"<text {place}>{cost.engine}, {cost.jobs} {'process' if cost.jobs == 1 else 'processes'}</text>")
    axes = f'<path d="M{left} {top}V{height - bottom}H{width - 10}" fill="none" stroke="#555"/>'
    labels = f'<text x="4" y="{top + 10}">{most / 2**20:.0f} MB</text><text x="30" y="{height - bottom}">0</text>'
    times = f'<text x="{width - 10}" y="{height - bottom + 14}" text-anchor="end">end of the run</text>'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="11">'
    title = "<title>Memory of the largest worker over the time of each run</title>"
    return "\n".join([head, title, '<rect width="100%" height="100%" fill="#fff"/>', axes, labels, times, *lines, "</svg>"]) + "\n"


def thinned(samples: Sequence[tuple[float, int]], most: int = 300) -> Sequence[tuple[float, int]]:
    """Return at most so many samples."""
    return samples[:: max(len(samples) // most, 1)]


if __name__ == "__main__":
    sys.exit(main())
