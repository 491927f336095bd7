"""``seedkit build``: a folder of articles in, a folder of data out, and a summary."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from types import TracebackType
from typing import TYPE_CHECKING

from seedkit.cli.size import add_size_option
from seedkit.cli.terminal import clip, columns, harmless, painter, width

if TYPE_CHECKING:
    from rich.progress import Progress

    from seedkit.model.index import Index, IndexEntry

_COLUMNS = ("steps", "points", "faqs", "checklists", "sample_texts")
_PATIENCE = 0.5  # seconds before a progress bar is worth its flicker

_EXAMPLES = """\
examples:
  seedkit build
  seedkit build articles --out data --quiet
  seedkit build --max-size 200MB

Reads .txt .md .markdown .html .htm below SEEDS, README files and hidden ones aside. Writes OUT/v1/documents/ID.json and ID.yaml,
then OUT/v1/index.json. Exit status: 0 built, 1 some article could not be read (the others are built), 2 wrong use."""


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "build",
        help="compile a folder of articles",
        description="Compile every article below a folder into JSON and YAML.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("seeds", nargs="?", default="seeds", metavar="SEEDS", help="folder of articles (default: %(default)s)")
    parser.add_argument("--out", default="out", metavar="OUT", help="folder for the data (default: %(default)s)")
    parser.add_argument("--fresh", action="store_true", help="ids from the articles alone, not those that entities have in OUT")
    parser.add_argument("--quiet", action="store_true", help="print errors only")
    add_size_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Build, print the summary, and return the exit status."""
    from seedkit.builder import build

    if options.quiet or not sys.stderr.isatty():
        result = build(options.seeds, options.out, max_bytes=options.max_size, fresh=options.fresh)
    else:
        with _Bar() as bar:
            result = build(options.seeds, options.out, max_bytes=options.max_size, fresh=options.fresh, progress=bar)
    paint = painter(sys.stderr)
    for failure in result.index.failed:
        print(f"seedkit: {paint('red', harmless(failure.path))}: {failure.error}", file=sys.stderr)
    if not options.quiet:
        for line in _summary(result.index):
            print(line)
        failed = f", {len(result.index.failed)} failed" if result.index.failed else ""
        removed = f", {result.removed} removed" if result.removed else ""
        written = f"{result.written} file{'' if result.written == 1 else 's'} written"
        print(f"{len(result.index.documents)} built{failed}; {written}{removed} in {options.out}/v1")
    return 1 if result.index.failed else 0


def _summary(index: Index) -> Iterator[str]:
    """A table: a line an article, figures right-aligned, and a line of totals."""
    paint, room = painter(sys.stdout), width(sys.stdout)
    head = ["article", *(name.replace("_", " ") for name in _COLUMNS), "diagnostics"]
    figures = [_figures(entry) for entry in index.documents]
    totals = [sum(column) for column in zip(*figures, strict=True)] or [0] * (len(head) - 1)
    sizes = [max(len(name), len(str(total))) for name, total in zip(head[1:], totals, strict=True)]
    first = max((columns(entry.path) for entry in index.documents), default=0)
    if room is not None:
        first = min(first, room - sum(sizes) - 2 * len(sizes) - 1)
    first = max(first, len("article"))

    def line(name: str, cells: list[str]) -> str:
        name = clip(harmless(name), first)
        return "  ".join((name + " " * (first - columns(name)), *cells))

    def aligned(figures: list[int]) -> list[str]:
        return [str(figure).rjust(size) for figure, size in zip(figures, sizes, strict=True)]

    yield paint("bold", line(head[0], [name.rjust(size) for name, size in zip(head[1:], sizes, strict=True)]))
    for entry, row in zip(index.documents, figures, strict=True):
        yield line(entry.path, [paint("dim", cell) if cell.strip() == "0" else cell for cell in aligned(row)])
    yield paint("bold", line("total", aligned(totals)))


def _figures(entry: IndexEntry) -> list[int]:
    found = entry.diagnostics
    return [*(getattr(entry.counts, name) for name in _COLUMNS), found.error + found.warning + found.info]


class _Bar:
    """A progress bar on standard error that appears only when the build takes its time."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._progress: Progress | None = None

    def __enter__(self) -> _Bar:
        return self

    def __call__(self, done: int, total: int) -> None:
        if self._progress is None:
            if time.monotonic() - self._begun < _PATIENCE:
                return
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            parts = (TextColumn("building"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            self._progress = Progress(*parts, console=Console(stderr=True), transient=True)
            self._progress.add_task("articles", total=total)
            self._progress.start()
        self._progress.update(self._progress.task_ids[0], completed=done)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._progress is not None:
            self._progress.stop()
