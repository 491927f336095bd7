"""How time grows with the size of an article, format by format: prints a Markdown table with the exponent of each.

    python bench/growth.py [--max-size MB]

One process, CPU time, no disk. An exponent of 1 is growth in proportion; it is fitted to the logarithms of size and time.
"""

from __future__ import annotations

import argparse
import html
import math
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from time import process_time

from articles import article
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
    options = parser.parse_args(arguments)
    sizes = [size for size in SIZES if size <= options.max_size * MB]
    print("Milliseconds for 10 KB.\n")
    print(f"| format | {' | '.join(f'{size // KB:,} KB' for size in sizes)} | exponent |")
    print(f"| --- |{' ---: |' * (len(sizes) + 1)}")
    for format, write in FORMATS.items():
        points = [measure(write(article(size)), format) for size in sizes]
        cells = [f"{10_000 * KB * seconds / size:.1f}" for size, seconds in points]
        print(f"| {format} | {' | '.join(cells)} | {exponent(points):.2f} |", flush=True)
    return 0


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
