"""How time grows with the size of an article, format by format: prints a Markdown table with the exponent of each.

    python bench/growth.py [--max-size MB]
    python bench/growth.py --baits

One process, CPU time, no disk. An exponent of 1 is growth in proportion; it is fitted to the logarithms of size and time. With
``--baits``, time and peak memory on inputs that provoke more, each of 20 KB and of 200 KB.
"""

from __future__ import annotations

import argparse
import html
import math
import re
import sys
import tracemalloc
from collections.abc import Callable, Mapping, Sequence
from time import process_time

from articles import article
from baits import BAITS, Bait
from seedkit.pipeline import compile_text

KB, MB = 1_000, 1_000_000
SIZES = (10 * KB, 100 * KB, MB, 10 * MB, 50 * MB)
REPEATED = 300 * KB
"""Characters that a measure reads in all before the best time is taken."""
_HEADING = re.compile(r"^\d+\. [^\n]{1,60}$", re.MULTILINE)


def markdown(text: str) -> str:
    """Return a made-up article with its headings marked."""
    return _HEADING.sub(lambda match: f"## {match[0]}", text)


def page(text: str) -> str:
    """Return a made-up article as a web page: short paragraphs are headings."""
    blocks = (f"<h2>{words}</h2>" if len(words) < 60 else f"<p>{words}</p>" for words in html.escape(text).split("\n\n"))
    return "<article>\n" + "\n".join(blocks) + "\n</article>\n"


FORMATS: Mapping[str, Callable[[str], str]] = {"text": str, "markdown": markdown, "html": page}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit status."""
    parser = argparse.ArgumentParser(description="Measure how time grows with the size of an article.")
    parser.add_argument("--max-size", type=float, default=50, metavar="MB", help="largest article (default: %(default)s)")
    parser.add_argument("--baits", action="store_true", help="measure inputs that provoke more than linear work instead")
    options = parser.parse_args(arguments)
    if options.baits:
        return provoked()
    sizes = [size for size in SIZES if size <= options.max_size * MB]
    print("Milliseconds for 10 KB.\n")
    print(f"| format | {' | '.join(f'{size // KB:,} KB' for size in sizes)} | exponent |")
    print(f"| --- |{' ---: |' * (len(sizes) + 1)}")
    for format, write in FORMATS.items():
        points = [measure(write(article(size)), format) for size in sizes]
        cells = [f"{10_000 * KB * seconds / size:.1f}" for size, seconds in points]
        print(f"| {format} | {' | '.join(cells)} | {exponent(points):.2f} |", flush=True)
    return 0


def provoked() -> int:
    """Measure and print how time and memory grow on each bait; return the exit status."""
    print("| bait | format | time | memory |\n| --- | --- | ---: | ---: |")
    rows = []
    for name, bait in BAITS.items():
        times, peaks = [], []
        for size in (20 * KB, 200 * KB):
            text = bait.text(repetitions(bait, size))
            times.append(measure(text, bait.format))
            peaks.append((len(text), peak(text, bait.format)))
        rows.append((exponent(times), exponent(peaks)))
        print(f"| {name} | {bait.format} | {rows[-1][0]:.2f} | {rows[-1][1]:.2f} |", flush=True)
    print(f"| largest of {len(rows)} | | {max(time for time, _ in rows):.2f} | {max(memory for _, memory in rows):.2f} |")
    return 0


def repetitions(bait: Bait, size: int) -> int:
    """Return how many repetitions make a bait about ``size`` characters long: the first number that is enough, or one less."""
    few, many = 1, size
    while many - few > 1:
        half = (few + many) // 2
        few, many = (few, half) if len(bait.text(half)) > size else (half, many)
    return few


def peak(text: str, format: str) -> int:
    """Return the most bytes that are in use while an article is read, beyond those before."""
    tracemalloc.start()
    try:
        compile_text(text, format=format)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def measure(text: str, format: str) -> tuple[int, float]:
    """Return the size of an article, and the least time that it takes to read it."""
    times = []
    for _ in range(max(2, REPEATED // len(text))):
        started = process_time()
        compile_text(text, f"article.{format}", format)
        times.append(process_time() - started)
    return len(text), min(times)


def exponent(points: Sequence[tuple[int, float]]) -> float:
    """Return by which power of the size the time grows."""
    sizes, times = ([math.log(point[field]) for point in points] for field in (0, 1))
    size, time = sum(sizes) / len(sizes), sum(times) / len(times)
    spread = sum((one - size) ** 2 for one in sizes)
    return sum((one - size) * (other - time) for one, other in zip(sizes, times, strict=True)) / spread


if __name__ == "__main__":
    sys.exit(main())
