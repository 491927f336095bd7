"""``seedkit run``: an input of any size to shards of documents, on one machine or many."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from seedkit.building.limits import Limits
from seedkit.cli.options import add_jobs_option, add_limit_options, cores, size
from seedkit.engines import ENGINES, engine, need
from seedkit.errors import UsageError
from seedkit.terminal import painter, print_error, print_line, print_note

if TYPE_CHECKING:
    from seedkit.arrow.kernel import Layout
    from seedkit.engines.run import Progress, Report

_FORMATS = ("parquet", "jsonl")
_LAYOUTS = ("tables", "json")
_COLUMNS = ("id", "text", "bytes", "format", "url", "language")
_EVERY = 10.0
"""Seconds between two lines of progress."""
_REASONS = 10
"""Reasons for failures that the summary lists."""

_EXAMPLES = """\
examples:
  seedkit run articles data
  seedkit run 'pages-*.parquet' data --column id=page --column text=body
  seedkit run 'crawl/*.warc.gz' data --engine ray --language en,de
  seedkit run texts.jsonl.gz data --engine spark --jobs 8

INPUT is a folder of articles, a file, or a pattern in quotation marks: .parquet, .jsonl and .ndjson (also .gz, .zst, .bz2), .warc
and .wet (also .gz), or articles. Writes data/, facts/, near_duplicates.parquet, README.md, views.sql and index.json below OUTPUT.
Run the same command again to finish an interrupted run. Exit status: 0 complete, 1 an article cannot be read, 2 usage error or not
complete."""


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "run",
        help="compile a large input to shards, on one machine or many",
        description="Compile articles from files of any size to shards of Parquet or JSON Lines.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("input", metavar="INPUT", help="folder of articles, data file, or pattern of data files")
    parser.add_argument("output", metavar="OUTPUT", help="output folder")
    parser.add_argument("--engine", choices=ENGINES, default="local", help="what runs the work (default: %(default)s)")
    add_jobs_option(parser)
    parser.add_argument("--format", choices=_FORMATS, default="parquet", help="format of the shards (default: %(default)s)")
    parser.add_argument(
        "--layout", choices=_LAYOUTS,
        help="Parquet with nested columns, or with the document as a JSON string (default: tables)",
    )  # fmt: skip
    parser.add_argument("--column", type=_column, action="append", default=[], metavar="NAME=THEIRS",
        help=f"name of a column of the input, where NAME is one of {', '.join(_COLUMNS)}",
    )  # fmt: skip
    parser.add_argument(
        "--language", type=_names, action="extend", default=[], metavar="CODE,…", help="only read articles in these languages"
    )
    parser.add_argument(
        "--mime", type=_names, action="extend", default=[], metavar="TYPE,…",
        help="only read these media types of WARC files (default: HTML, Markdown and plain text)",
    )  # fmt: skip
    parser.add_argument("--shard-size", type=size, default="64MB", metavar="SIZE", help="input per shard (default: %(default)s)")
    parser.add_argument("--quiet", action="store_true", help="print errors only")
    add_limit_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run, print the report, and return the exit status."""
    if not options.shard_size:
        raise UsageError("--shard-size is 0: expected at least 1 byte")
    layout: Layout = options.layout or ("tables" if options.format == "parquet" else "json")
    if (options.format, layout) == ("jsonl", "tables"):
        raise UsageError("the layout tables needs the format parquet: JSON Lines hold whole documents")
    need("seedkit run", "arrow", "pyarrow")
    from seedkit.engines.run import run
    from seedkit.engines.shards import Settings

    settings = Settings(
        options.format,
        layout,
        Limits(size=options.max_size, **dict(options.limit)),
        tuple(options.language),
        tuple(options.mime),
        tuple(options.column),
    )
    report = run(
        options.input,
        Path(options.output),
        settings,
        engine=engine(options.engine),
        jobs=options.jobs or cores(),
        shard=options.shard_size,
        progress=_Printer() if not options.quiet else lambda _: None,
        waiting=lambda _: print_error(f"waiting for another run with the output {options.output}"),
    )
    if not options.quiet:
        for line in _summary(report, options.output):
            print_line(line)
    return 1 if report.failed else 0


class _Printer:
    """Prints a line of progress on standard error every few seconds."""

    def __init__(self) -> None:
        self._next = time.monotonic() + _EVERY

    def __call__(self, progress: Progress) -> None:
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _EVERY
        rate = progress.bytes / progress.seconds if progress.seconds else 0
        left = _duration((progress.of_bytes - progress.bytes) / rate) if rate else "unknown"
        done = f"{progress.shards:,} of {progress.of_shards:,} shards, {progress.bytes / max(progress.of_bytes, 1):.0%}"
        print_note(f"{done}, {rate / 2**20:.2f} MB/s, {left} left")


def _summary(report: Report, output: str) -> Iterator[str]:
    paint = painter(sys.stdout)
    documents, shards = _counted(report.documents, "document"), _counted(len(report.summaries), "shard")
    yield f"{documents} in {shards} in {output}; {report.done:,} written by this run"
    failed = report.failed
    if failed:
        yield paint("red", f"{_counted(sum(failed.values()), 'article')} could not be read:")
        for reason, count in [*failed.items()][:_REASONS]:
            yield f"  {count:,} × {reason}"
        if len(failed) > _REASONS:
            yield f"  and {len(failed) - _REASONS:,} other reasons, all in index.json"
    skipped = sum(summary.skipped for summary in report.summaries)
    if skipped:
        yield f"{_counted(skipped, 'article')} in other languages skipped"
    yield f"{_counted(report.repeated, 'repeated id')}, {_counted(report.near, 'near duplicate')}"
    if report.done:
        rate = report.bytes / report.seconds / 2**20 if report.seconds else 0
        memory = max(report.memory.values()) / 2**20
        size = f"{report.bytes / 2**20:,.1f} MB in {report.seconds:,.1f} s"
        yield f"{size}, {rate:.2f} MB/s, at most {memory:,.0f} MB of memory in each worker process"
    yield f"digest {report.digest}"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min {rest:02} s" if minutes else f"{rest} s"


def _names(text: str) -> list[str]:
    return [name.strip().lower() for name in text.split(",") if name.strip()]


def _column(text: str) -> tuple[str, str]:
    ours, _, theirs = text.partition("=")
    if ours not in _COLUMNS or not theirs:
        known = ", ".join(_COLUMNS)
        raise argparse.ArgumentTypeError(f"{text!r} is not a column: expected NAME=THEIRS, where NAME is one of {known}")
    return ours, theirs


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
