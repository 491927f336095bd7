"""A run: an input of any size to a folder of shards, by any engine, again and again until it is complete."""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple, TypeVar

import pyarrow
from pyarrow.parquet import write_table

from seedkit import __version__
from seedkit.building.fingerprint import fingerprint
from seedkit.engines import Engine, Execute, card, duplicates, shards
from seedkit.engines.duplicates import Near, Repeated
from seedkit.engines.inputs import parts
from seedkit.engines.shards import DATA, FACTS, Result, Settings, Summary, Task
from seedkit.errors import OutputError, UsageError
from seedkit.model.document import SCHEMA_VERSION
from seedkit.storage import files
from seedkit.storage.locks import Waiting, exclusive_lock

T = TypeVar("T")
R = TypeVar("R")

SHARD = 64 * 2**20
"""Bytes of articles that become one shard, unless the caller says otherwise."""
INDEX = "index.json"
_MOST_LISTED = 1000
"""Repeated ids that the index lists; it counts all."""


class Progress(NamedTuple):
    """How far a run is: shards and bytes of input done, and of how many, without those of earlier runs; seconds since it began."""

    shards: int
    of_shards: int
    bytes: int
    of_bytes: int
    seconds: float


class Report(NamedTuple):
    """What a run holds now, and what this call did for it.

    ``seconds`` are from the first task's beginning to the last one's end, without what the engine needs to start; ``bytes`` and
    ``memory``, the most that each worker process ever held, are those of this call.
    """

    summaries: tuple[Summary, ...]
    digest: str
    repeated: int
    near: int
    done: int
    bytes: int
    seconds: float
    memory: Mapping[str, int]

    @property
    def documents(self) -> int:
        """The number of documents."""
        return sum(summary.documents for summary in self.summaries)

    @property
    def failed(self) -> Mapping[str, int]:
        """The number of articles that could not be read, by reason, the most frequent first."""
        counts: Counter[str] = Counter()
        for summary in self.summaries:
            counts.update(summary.failed)
        return dict(counts.most_common())


def run(
    input: str,
    output: Path,
    settings: Settings,
    *,
    engine: Engine,
    jobs: int,
    shard: int = SHARD,
    progress: Callable[[Progress], object] = lambda _: None,
    waiting: Waiting | None = None,
) -> Report:
    """Read ``input`` and write its documents to shards below ``output``; shards that are finished already are left alone.

    ``data/`` holds the shards, ``facts/`` their facts; then come ``near_duplicates.parquet``, a dataset card, views for DuckDB, and
    last ``index.json``, which depends on neither the engine nor the number of processes. Its ``digest`` does not even depend on how
    the input is cut. Raises UsageError for an input or output that makes no sense, OutputError for what cannot be written or was
    not finished; the next call goes on from there.
    """
    _check(output)
    tool = fingerprint()
    tasks = [
        Task(number, part, settings, str(output.absolute()), shards.key(part, settings, tool))
        for number, part in enumerate(parts(input, output, shard))
    ]
    folders = [output / FACTS, output / DATA]
    for folder in folders:
        files.make_folder(folder)
    with exclusive_lock(output, *folders, waiting=waiting):
        summaries = {task.number: shards.finished(task) for task in tasks}
        todo = [task for task in tasks if summaries[task.number] is None]
        _clear(output, {task.number for task in tasks} - {task.number for task in todo}, settings)
        if not todo and (counts := _counts(output / INDEX)) is not None:
            return _report([summary for summary in summaries.values() if summary is not None], [], *counts)
        with engine.started(jobs) as execute:
            results = _written(execute, todo, progress)
            summaries |= {task.number: shards.finished(task) for task in todo}
            complete = [summary for summary in summaries.values() if summary is not None]
            if len(complete) < len(tasks):
                raise OutputError(f"{len(tasks) - len(complete)} of {len(tasks)} shards were not finished; run the command again")
            slices = duplicates.searches(output.absolute(), len(tasks), sum(summary.documents for summary in complete), jobs)
            found = [one for one in execute(duplicates.search, slices) if one is not None]
        repeated, near = duplicates.merged(found)
        report = _report(complete, results, len(repeated), len(near))
        _describe(output, report, settings, repeated, near)
        return report


def _check(output: Path) -> None:
    """Raise UsageError for a folder that holds something else: what is not of this input is removed from it."""
    files.refuse_links(output / DATA, output / FACTS)
    if output.exists() and not output.is_dir():
        raise UsageError(f"{output}: expected a folder, found a file")
    names = set(os.listdir(output)) if output.exists() else set()
    if names and FACTS not in names:
        raise UsageError(f"{output}: the folder is not empty, and is not the output of a run: choose another one")


def _clear(output: Path, kept: set[int], settings: Settings) -> None:
    """Remove what is not of a finished shard. The index goes first: without it, the output counts as incomplete."""
    stale = [
        path
        for folder, suffix in ((FACTS, "parquet"), (DATA, settings.format))
        for path in sorted((output / folder).glob("part-*"))
        if path.name not in {shards.name(number, suffix) for number in kept}
    ]
    if stale or not kept:
        files.remove(output / INDEX)
    for path in stale:
        files.remove(path)


def _written(execute: Execute, tasks: Sequence[Task], progress: Callable[[Progress], object]) -> list[Result]:
    """Do the tasks; raise OutputError as soon as one of them cannot write."""
    results: list[Result] = []
    begun, size = time.monotonic(), sum(task.part.size for task in tasks)
    sizes = {shards.name(task.number, "parquet"): task.part.size for task in tasks}

    def tell() -> None:
        there = [name for name in os.listdir(Path(tasks[0].output) / FACTS) if name in sizes]
        done = sum(sizes[name] for name in there)
        progress(Progress(len(there), len(tasks), done, size, time.monotonic() - begun))

    if tasks:
        with closing(execute(shards.write_shard, tasks)) as done:
            for result in done:
                if result is not None:
                    results.append(result)
                    if result.error is not None:
                        raise OutputError(f"{result.error}; what is finished is kept, run the command again")
                tell()
    return results


def _report(summaries: Iterable[Summary], results: Iterable[Result], repeated: int, near: int) -> Report:
    summaries, results = tuple(summaries), list(results)
    seconds = max((result.ended for result in results), default=0) - min((result.begun for result in results), default=0)
    memory: dict[str, int] = {}
    for result in results:
        memory[result.process] = max(result.memory, memory.get(result.process, 0))
    digest = shards.total(sum(summary.digest for summary in summaries))
    return Report(summaries, digest, repeated, near, len(results), sum(result.bytes for result in results), seconds, memory)


def _counts(index: Path) -> tuple[int, int] | None:
    """Return how many repeated ids and near duplicates an index counts, ``None`` where it is not there."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        report = json.loads(files.read(index))
        return int(report["repeated_ids"]["count"]), int(report["near_duplicates"])
    return None


def _describe(output: Path, report: Report, settings: Settings, repeated: list[Repeated], near: list[Near]) -> None:
    """Write what describes the shards, the index last."""
    groups = duplicates.groups(near)
    columns = {
        "id": pyarrow.array([one.id for one in near], pyarrow.string()),
        "other": pyarrow.array([one.other for one in near], pyarrow.string()),
        "similarity": pyarrow.array([one.similarity for one in near], pyarrow.float64()),
        "group": pyarrow.array([groups[one.id] for one in near], pyarrow.string()),
    }
    with files.replacing(output / "near_duplicates.parquet") as stream:
        write_table(pyarrow.table(columns), stream)
    languages = _total(summary.languages for summary in report.summaries)
    files.write(output / "README.md", card.readme(settings, report.documents, languages, report.digest).encode())
    files.write(output / "views.sql", card.views(settings).encode())
    index = {
        "schema_version": SCHEMA_VERSION,
        "generator": {"name": "seedkit", "version": __version__},
        "digest": report.digest,
        "documents": report.documents,
        "failed": _total(summary.failed for summary in report.summaries),
        "skipped": sum(summary.skipped for summary in report.summaries),
        "languages": languages,
        "bytes": sum(summary.bytes for summary in report.summaries),
        "format": settings.format,
        "layout": settings.layout,
        "repeated_ids": {"count": len(repeated), "first": [one._asdict() for one in repeated[:_MOST_LISTED]]},
        "near_duplicates": len(near),
        "shards": [
            {
                "path": f"{DATA}/{shards.name(number, settings.format)}",
                "documents": summary.documents,
                "failed": sum(summary.failed.values()),
                "size": summary.size,
                "digest": shards.total(summary.digest),
            }
            for number, summary in enumerate(report.summaries)
        ],
    }
    files.write(output / INDEX, f"{json.dumps(index, indent=2, ensure_ascii=False)}\n".encode())


def _total(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    return dict(sorted(total.items()))
