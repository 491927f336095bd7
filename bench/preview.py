"""What pages cost: their build beside that of the data, the size of the index, and how fast a browser shows them.

    python bench/preview.py [--articles N] [--size CHARACTERS] [--jobs N]

Builds run in processes of their own, without a cache; their seconds are those of the processor, so that other work on the machine
changes the ratio little. The browser is Chromium, driven by Playwright; without it, these rows
are left out.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from shutil import which

from articles import article
from builds import plant
from tables import Table, markdown

LINES = 5_000
QUERIES = ("s", "sh", "shed", "look after", "kettle 12", "sk2", "nothing has these words", "")
_SEARCH = """query => {
  const field = document.querySelector("#find");
  const begun = performance.now();
  field.value = query;
  field.dispatchEvent(new Event("input"));
  document.body.offsetHeight;
  return performance.now() - begun;
}"""
_SHOWN = """() => new Promise(shown => requestAnimationFrame(() => setTimeout(() => shown(performance.now()))))"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit status."""
    parser = argparse.ArgumentParser(description="Measure what pages cost and print it as a Markdown table.")
    parser.add_argument("--articles", type=int, default=10_000, metavar="N", help="number of articles (default: %(default)s)")
    parser.add_argument("--size", type=int, default=10_000, metavar="CHARACTERS", help="size of an article (default: %(default)s)")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="number of processes (default: %(default)s)")
    options = parser.parse_args(arguments)
    table: Table = [["what", "figure"]]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seeds = plant(folder, options.articles, options.size)
        data = _seconds(folder, "build", seeds.name, "--no-cache", "--quiet", "--jobs", str(options.jobs))
        pages = _seconds(folder, "preview", seeds.name, "--jobs", str(options.jobs))
        index = folder / "preview" / "index.html"
        table.append([f"build of {options.articles:,} articles of {options.size:,} characters", f"{data:.1f} s"])
        table.append(["preview of them", f"{pages:.1f} s, {pages / data:.2f} times the build"])
        table.append(["index page", f"{index.stat().st_size / 1e6:.2f} MB"])
        if find_spec("playwright") and which("chromium"):
            table += _browser(index, _long_article(folder))
    print(markdown(table))
    return 0


def _seconds(folder: Path, *arguments: str) -> float:
    """Run a command and return the seconds of the processor that it and its workers took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "seedkit", *arguments], cwd=folder, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _long_article(folder: Path) -> Path:
    """Write the page of an article of so many lines and return its path."""
    lines = article(LINES * 100).splitlines()[:LINES]
    (folder / "long.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    _seconds(folder, "preview", "long.txt", "--out", "long")
    return folder / "long" / "articles" / "long.html"


def _browser(index: Path, long: Path) -> Iterator[list[str]]:
    """Yield rows about pages in a browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(index.as_uri())
        yield ["index page, until it is shown", f"{page.evaluate(_SHOWN):.0f} ms"]
        times = sorted(page.evaluate(_SEARCH, query) for query in QUERIES * 3)
        yield ["search, median and slowest", f"{times[len(times) // 2]:.0f} ms, {times[-1]:.0f} ms"]
        page.goto(long.as_uri())
        shown = page.evaluate(_SHOWN)
        lines = page.locator(".line").count()
        yield [f"page of an article of {lines:,} lines ({long.stat().st_size / 1e6:.1f} MB), until it is shown", f"{shown:.0f} ms"]
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
