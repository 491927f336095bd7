"""``seedkit build``: a folder of articles in, a folder of data out, and a summary."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from seedkit.building.limits import Limits
from seedkit.cli.options import add_jobs_option, add_json_option, add_limit_options, cores, size
from seedkit.errors import SeedkitError, UsageError
from seedkit.messages import counted
from seedkit.readers import SUFFIXES
from seedkit.terminal import clip, columns, flush, painter, print_data, print_error, print_line, speak_utf8, width
from seedkit.writers import ARTICLE_WRITERS, CORPUS_WRITERS, ArticleWriter, CorpusWriter

if TYPE_CHECKING:
    from rich.progress import Progress

    from seedkit.building.builder import Builder, BuildResult
    from seedkit.model.index import Failure, Index, IndexEntry

_COLUMNS = ("steps", "points", "faqs", "checklists", "sample_texts")
_PATIENCE = 0.5  # seconds before a progress bar is shown
_REFRESH = 0.1  # seconds between two updates of it
_CACHE = ".seedkit-cache"

_EXAMPLES = """\
examples:
  seedkit build
  seedkit build articles --out data --quiet
  seedkit build --format jsonl,parquet
  seedkit build --watch
  seedkit build --max-size 200MB --limit lines=500000

Reads .txt, .md, .markdown, .html and .htm files below SEEDS, except README and hidden files; with the extra `convert` also .docx,
.epub and .pdf, whose texts it writes to OUT/v1/converted. Writes OUT/v1/documents/ID.json and ID.yaml, then OUT/v1/index.json.
Exit status: 0 built, 1 an article cannot be read (the others are built), 2 usage error, 130 interrupted."""


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
    parser.add_argument("--out", default="out", metavar="OUT", help="output folder (default: %(default)s)")
    parser.add_argument(
        "--format", type=_names, action="extend", default=[], metavar="NAME,…",
        help=f"also write these formats: {_joined(CORPUS_WRITERS)} (the whole corpus), "
        f"{_joined(ARTICLE_WRITERS)} (one file per article)",
    )  # fmt: skip
    parser.add_argument("--fresh", action="store_true", help="assign ids from scratch, ignoring those in OUT")
    add_jobs_option(parser)
    parser.add_argument("--cache", metavar="DIR", help=f"cache folder (default: {_CACHE} next to OUT)")
    parser.add_argument("--no-cache", action="store_true", help="compile everything and cache nothing")
    parser.add_argument("--cache-size", type=size, default="1GB", metavar="SIZE", help="maximum cache size (default: %(default)s)")
    parser.add_argument("--watch", action="store_true", help="rebuild whenever an article changes, until Ctrl-C")
    add_json_option(parser)
    parser.add_argument("-q", "--quiet", action="store_true", help="print errors only")
    add_limit_options(parser)
    parser.set_defaults(run=run)


def _joined(rows: Iterable[ArticleWriter | CorpusWriter]) -> str:
    return ", ".join(row.name for row in rows)


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",")]


def run(options: argparse.Namespace) -> int:
    """Build, print the summary, and return the exit status."""
    from seedkit.building.builder import Builder

    cache = None if options.no_cache else Path(options.cache or Path(options.out).absolute().parent / _CACHE)
    builder = Builder(
        Path(options.seeds),
        Path(options.out),
        Limits(size=options.max_size, **dict(options.limit)),
        options.fresh,
        options.jobs or cores(),
        cache,
        options.cache_size,
        options.format,
        waiting=lambda _: print_error(f"waiting for another build of {options.out}"),
    )
    if options.watch and options.json:
        raise UsageError("--json cannot be combined with --watch")
    if options.watch:
        return _watch(builder, options)
    if options.quiet or not sys.stderr.isatty():
        result = builder.build()
    else:
        with _Bar() as bar:
            result = builder.build(progress=bar)
    _complain(result)
    if not result.index.documents and not result.index.failed:
        raise UsageError(f"{options.seeds}: contains no articles ({' '.join(SUFFIXES)})")
    if options.json:
        speak_utf8()
        print_data(json.dumps(_as_data(result, options.out), ensure_ascii=False, indent=2))
    elif not options.quiet:
        for line in _summary(result.index):
            print_line(line)
        print_line(_outcome(result, options.out))
    return 1 if result.index.failed else 0


def _watch(builder: Builder, options: argparse.Namespace) -> int:
    """Build now and after every change, and print a line for each build with a result. Ends with Ctrl-C."""
    from seedkit.building.builder import normalize
    from seedkit.building.watch import changes
    from seedkit.readers import READERS

    for format in READERS:  # so that the first save does not wait for lexicons and parsers
        normalize("", format=format)
    reported: tuple[Failure, ...] = ()
    for changed in changes(builder.seeds, builder.out):
        begun = time.monotonic()
        try:
            result = builder.build(changed)
        except SeedkitError as error:
            print_error(str(error))
            continue
        if changed is None:
            builder.jobs = 1  # small changes do not justify processes, and forking is not safe next to the watching thread
        if result.index.failed != reported:
            reported = result.index.failed
            _complain(result)
        if not options.quiet and (result.written or result.removed or changed is None):
            print_line(f"{_outcome(result, options.out)} ({time.monotonic() - begun:.2f} s)")
            flush()
    return 0


def _complain(result: BuildResult) -> None:
    paint = painter(sys.stderr)
    if result.no_cache is not None:
        print_error(f"no cache: {result.no_cache}")
    for failure in result.index.failed:
        print_error(f"{paint('red', failure.path)}: {failure.error}")


def _as_data(result: BuildResult, out: str) -> dict[str, object]:
    """Return the outcome as JSON data: what was done, what each article has, and what could not be read."""
    figures = (*_COLUMNS, "diagnostics")
    return {
        "out": f"{out}/v1",
        "compiled": result.compiled,
        "written": result.written,
        "removed": result.removed,
        "documents": [
            {"path": entry.path, "id": entry.id, **dict(zip(figures, _figures(entry), strict=True))}
            for entry in result.index.documents
        ],
        "failed": [{"path": failure.path, "error": failure.error} for failure in result.index.failed],
    }


def _outcome(result: BuildResult, out: str) -> str:
    failed = f", {len(result.index.failed)} failed" if result.index.failed else ""
    removed = f", {result.removed} removed" if result.removed else ""
    return f"{len(result.index.documents)} built{failed}; {counted(result.written, 'file')} written{removed} in {out}/v1"


def _summary(index: Index) -> Iterator[str]:
    """A table with one line per article, right-aligned numbers, and a line of totals."""
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
        name = clip(name, first)
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
    """A progress bar on standard error that appears only for longer builds."""

    def __init__(self) -> None:
        self._next = time.monotonic() + _PATIENCE
        self._progress: Progress | None = None

    def __enter__(self) -> _Bar:
        return self

    def __call__(self, done: int, total: int) -> None:
        if time.monotonic() < self._next and (self._progress is None or done < total):
            return
        if self._progress is None:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            parts = (TextColumn("building"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            # Drawn from here: a drawing thread would get in the way of starting workers.
            self._progress = Progress(*parts, console=Console(stderr=True), transient=True, auto_refresh=False)
            self._progress.add_task("articles", total=total)
            self._progress.start()
        self._progress.update(self._progress.task_ids[0], completed=done, refresh=True)
        self._next = time.monotonic() + _REFRESH

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._progress is not None:
            self._progress.stop()
