"""How fast seedkit is beside other readers, in time and in instructions, and what it takes: prints Markdown tables.

    python bench/compare_speed.py [--count] [FILE...]

Without files it reads articles that it makes up. Readers that are not installed are left out. All readers take turns in one
process, round by round, so that a busy machine slows all of them; times are medians of CPU time. ``--count`` also counts
instructions, with valgrind, which takes minutes: the difference between a process that reads the files three times and one that
reads them twice. It is the same on every run, whatever else the machine does.
"""

from __future__ import annotations

import argparse
import importlib
import os
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from time import process_time

from articles import article
from seedkit.pipeline import compile_text
from seedkit.readers import format_of

ROUNDS = 9
KB, MB = 1_000, 1_000_000
SIZES = (100 * KB, MB, 10 * MB)
STARTS = {
    "python -c pass": ("-c", "pass"),
    "seedkit --version": ("-m", "seedkit", "--version"),
    'python -c "import pydantic"': ("-c", "import pydantic"),
    'python -c "from pydantic import BaseModel"': ("-c", "from pydantic import BaseModel"),
    "seedkit check FILE": ("-m", "seedkit", "check", "FILE"),
}
_COUNTED = re.compile(r"I\s+refs:\s+([\d,]+)")

Read = Callable[[bytes, str], object]
"""Reads the bytes of an article in a format."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit status."""
    parser = argparse.ArgumentParser(description="Measure the speed of seedkit beside other readers.")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="articles in any format (default: made up)")
    parser.add_argument("--count", action="store_true", help="count instructions, too; needs valgrind")
    parser.add_argument("--passes", nargs=2, metavar=("READER", "N"), help=argparse.SUPPRESS)
    parser.add_argument("--peak", type=int, metavar="BYTES", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.peak is not None:
        print(*peak(options.peak))
        return 0
    if options.passes is not None:
        name, times = options.passes
        read = readers()[name]
        for _ in range(int(times)):
            read_all(read, options.files)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        files = options.files or made_up(Path(folder))
        for format in dict.fromkeys(format_of(str(path)) or "text" for path in files):
            compare(format, [path for path in files if (format_of(str(path)) or "text") == format], count=options.count)
        memory()
        starts(files[0])
    return 0


def made_up(folder: Path) -> list[Path]:
    files = [folder / f"article-{seed}.txt" for seed in range(10)]
    for seed, path in enumerate(files):
        path.write_text(article(10 * KB, seed), "utf-8")
    return files


def readers() -> dict[str, Read]:
    """Return every reader that is installed."""
    found: dict[str, Read] = {
        "floor: decode, split into lines": lambda data, _: data.decode("utf-8", "replace").split("\n"),
        "seedkit": lambda data, format: compile_text(data.decode("utf-8", "replace"), f"article.{format}", format),
    }
    for name, module, reader in (
        ("markdown-it-py", "markdown_it", markdown_it),
        ("mistune", "mistune", mistune),
        ("trafilatura", "trafilatura", trafilatura),
        ("markitdown", "markitdown", markitdown),
    ):
        if find_spec(module) is not None:
            found[name] = reader()
    return found


def markdown_it() -> Read:
    parse = importlib.import_module("markdown_it").MarkdownIt().parse
    return lambda data, _: parse(data.decode("utf-8", "replace"))


def mistune() -> Read:
    parse = importlib.import_module("mistune").create_markdown(renderer=None)
    return lambda data, _: parse(data.decode("utf-8", "replace"))


def trafilatura() -> Read:
    extract = importlib.import_module("trafilatura").extract
    return lambda data, _: extract(data.decode("utf-8", "replace"))


def markitdown() -> Read:
    from io import BytesIO

    converter = importlib.import_module("markitdown").MarkItDown()
    suffixes = {"html": ".html", "markdown": ".md"}
    return lambda data, format: converter.convert_stream(BytesIO(data), file_extension=suffixes.get(format, ".txt"))


def read_all(read: Read, files: Sequence[Path]) -> None:
    for path in files:
        read(path.read_bytes(), format_of(str(path)) or "text")


def compare(format: str, files: Sequence[Path], *, count: bool) -> None:
    """Print a row a reader: its time for 10 KB, how that compares with seedkit's, and its instructions for each byte."""
    size = sum(path.stat().st_size for path in files)
    found = readers()
    times: dict[str, list[float]] = {name: [] for name in found}
    for turn in range(ROUNDS + 1):
        for name, read in found.items():
            started = process_time()
            read_all(read, files)
            if turn:  # the first one fills caches
                times[name].append(process_time() - started)
    print(f"{format}, {len(files)} files, {size / KB:.0f} KB\n")
    print(f"| reader | ms for 10 KB | time ÷ seedkit's |{' instructions a byte |' * count}")
    print(f"| --- | ---: | ---: |{' ---: |' * count}")
    for name, taken in times.items():
        cells = [name, f"{median(taken) * 1000 * 10 * KB / size:.2f}", f"{median(taken) / median(times['seedkit']):.2f}"]
        if count:
            cells.append(f"{instructions(name, files) / size:.0f}")
        print(f"| {' | '.join(cells)} |", flush=True)
    print()


def instructions(name: str, files: Sequence[Path]) -> int:
    """Return how many instructions one pass over the files takes."""
    two, three = (counted(name, passes, files) for passes in (2, 3))
    return three - two


def counted(name: str, passes: int, files: Sequence[Path]) -> int:
    valgrind = ("valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null")
    command = (*valgrind, sys.executable, __file__, "--passes", name, str(passes), *map(str, files))
    run = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": "0"})
    found = _COUNTED.search(run.stderr)
    assert found is not None, run.stderr
    return int(found[1].replace(",", ""))


def peak(size: int) -> tuple[float, float]:
    """Return the CPU time in seconds, and the memory in bytes, that one article of ``size`` takes in this process."""
    compile_text(article(KB))
    text = article(size)
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, process_time()
    compile_text(text)
    return process_time() - started, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024


def memory() -> None:
    """Print time and peak memory of single articles, each in a process of its own."""
    print("| one article | ms for 10 KB | peak memory ÷ size |\n| --- | ---: | ---: |")
    for size in SIZES:
        run = subprocess.run((sys.executable, __file__, "--peak", str(size)), capture_output=True, text=True, check=True)
        taken, held = map(float, run.stdout.split())
        print(f"| {size / MB:g} MB | {taken * 1000 * 10 * KB / size:.2f} | {held / size:.1f} |", flush=True)
    print()


def starts(file: Path) -> None:
    """Print the CPU time of commands, starting Python included."""
    print("| command | ms |\n| --- | ---: |")
    for name, command in STARTS.items():
        words = [sys.executable, *(str(file) if word == "FILE" else word for word in command)]
        print(f"| `{name}` | {median([child_time(words) for _ in range(ROUNDS)]) * 1000:.0f} |", flush=True)


def child_time(command: Sequence[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    sys.exit(main())
