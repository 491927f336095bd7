"""How fast seedkit is, and whether time grows in proportion: prints Markdown tables.

    python bench/speed.py [--max-size MB] [--max-documents N]

One process, wall time, no disk; markdown-it-py parses the same articles beside it, in the same run. A measure
is repeated for half a second and the best taken; what takes longer runs once.
"""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Callable, Iterable, Sequence
from io import StringIO
from time import perf_counter
from typing import NamedTuple, TypeVar

from markdown_it import MarkdownIt
from ruamel.yaml import YAML

from articles import article
from seedkit.model.document import Document
from seedkit.pipeline import compile_text
from seedkit.writers import json, yaml

T = TypeVar("T")
KB, MB = 1_000, 1_000_000
SIZES = (10 * KB, 100 * KB, MB, 10 * MB, 50 * MB)
COUNTS = (10, 100, 1_000, 10_000)
DISTINCT = 100
"""Articles of 10 KB that a long run goes through again and again."""
YAML_SIZES = (10 * KB, 100 * KB)
ENOUGH = 0.5
"""Seconds for which a measure is repeated."""
COLUMNS = ("read", "write JSON", "write YAML", "all three", "markdown-it-py", "all ÷ markdown-it-py")


class Seconds(NamedTuple):
    """Time for each stage, and for markdown-it-py."""

    read: float
    json: float
    yaml: float
    markdown_it: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit status."""
    parser = argparse.ArgumentParser(description="Measure the speed of seedkit and print it as Markdown tables.")
    parser.add_argument("--max-size", type=float, default=50, metavar="MB", help="largest single article (default: %(default)s)")
    parser.add_argument("--max-documents", type=int, default=10_000, metavar="N", help="most articles (default: %(default)s)")
    options = parser.parse_args(arguments)

    print(f"MB of source a second; Python {platform.python_version()}, {platform.machine()}.\n")
    head("one article", *COLUMNS)
    for size in SIZES:
        if size <= options.max_size * MB:
            text = article(size)
            row(amount(size), speeds(len(text), measure([text])))
    print()

    head("articles of 10 KB", *COLUMNS)
    distinct = [article(10 * KB, seed) for seed in range(DISTINCT)]
    for count in COUNTS:
        if count <= options.max_documents:
            texts = [distinct[place % DISTINCT] for place in range(count)]
            row(f"{count:,}", speeds(sum(map(len, texts)), measure(texts)))
    print()

    print("MB of YAML a second.\n")
    head("one article", "write YAML", "ruamel.yaml", "times as fast")
    for size in YAML_SIZES:
        if size <= options.max_size * MB:
            row(amount(size), against_ruamel(compile_text(article(size)).document))
    return 0


def measure(texts: Sequence[str]) -> Seconds:
    """Return the time that all of ``texts`` take, stage by stage; no result is kept longer than its stages need it."""
    markdown_it = MarkdownIt()

    def stages() -> Seconds:
        total = Seconds(0, 0, 0, 0)
        for text in texts:
            started = perf_counter()
            document = compile_text(text).document
            read = perf_counter()
            json.dump(document)
            wrote_json = perf_counter()
            yaml.dump(document)
            wrote_yaml = perf_counter()
            markdown_it.parse(text)
            parsed = perf_counter()
            step = (read - started, wrote_json - read, wrote_yaml - wrote_json, parsed - wrote_yaml)
            total = Seconds(*(sum(pair) for pair in zip(total, step, strict=True)))
        return total

    runs = repeated(stages)
    return Seconds(*(min(stage) for stage in zip(*runs, strict=True)))


def against_ruamel(document: Document) -> list[str]:
    """Return the speeds of our YAML writer and of ruamel.yaml's on one document, and their ratio."""
    data = document.model_dump(mode="json")
    written = len(yaml.dump(document).encode())

    def ours() -> float:
        started = perf_counter()
        yaml.dump(document)
        return perf_counter() - started

    def ruamel() -> float:
        started = perf_counter()
        YAML(pure=True).dump(data, StringIO())
        return perf_counter() - started

    mine, theirs = min(repeated(ours)), min(repeated(ruamel))
    return [f"{written / MB / mine:.1f}", f"{written / MB / theirs:.2f}", f"{theirs / mine:.0f}"]


def repeated(run: Callable[[], T]) -> list[T]:
    """Return the results of calling ``run`` until it has had its time."""
    results: list[T] = []
    started = perf_counter()
    while not results or perf_counter() - started < ENOUGH:
        results.append(run())
    return results


def speeds(size: int, seconds: Seconds) -> list[str]:
    """Return a row's cells: MB of source a second for each stage and for all, and the ratio of times to markdown-it-py's."""
    ours = seconds.read + seconds.json + seconds.yaml
    times = (seconds.read, seconds.json, seconds.yaml, ours, seconds.markdown_it)
    return [*(f"{size / MB / time:.1f}" for time in times), f"{ours / seconds.markdown_it:.2f}"]


def amount(size: int) -> str:
    """Return a size in words."""
    return f"{size // MB} MB" if size >= MB else f"{size // KB} KB"


def head(*cells: str) -> None:
    """Print the head of a table."""
    print(f"| {' | '.join(cells)} |")
    print(f"|{' --- |' + ' ---: |' * (len(cells) - 1)}")


def row(name: str, cells: Iterable[str]) -> None:
    """Print a row as soon as it is measured."""
    print(f"| {name} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
