"""The engine ``local``: processes of this machine, started anew where one is killed."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from typing import Any, TypeVar

import pyarrow

from seedkit.arrow import normalize_batch
from seedkit.engines import Execute
from seedkit.engines.shards import Task, write_shard
from seedkit.storage.workers import DEADLY, spread

T = TypeVar("T")
R = TypeVar("R")

_LARGE = 2**22
"""Bytes that a task is worth: enough for a process of its own."""


def require() -> None:
    """Nothing is needed but the extra ``arrow``."""


@contextmanager
def started(jobs: int) -> Iterator[Execute]:
    """Yield what does work in up to ``jobs`` processes.

    A shard whose task took two processes with it is written again with each article in a process at risk, so that the article that
    ends processes becomes a row with that error.
    """

    def execute(work: Callable[[T], R], tasks: Sequence[T]) -> Generator[R, None, None]:
        for task, result in spread(work, tasks, jobs, lambda _: _LARGE):
            yield result if result is not None else _carefully(work, task)

    yield execute


def _carefully(work: Callable[[T], R], task: T) -> R:
    if isinstance(task, Task):
        return write_shard(task, _one_by_one)  # type: ignore[return-value]  # what `work` returns for a task of a shard
    return work(task)


def _one_by_one(batch: Any, **options: Any) -> Any:
    """Do what ``normalize_batch`` does, with each article in a process that may die of it."""
    rows = [(row, batch.slice(row, 1)) for row in range(batch.num_rows)]
    spare = (-1, batch.slice(0, 0))  # work on a single task would be done in this process
    read: dict[int, Any] = {}
    for (row, article), result in spread(partial(_numbered, options), chain([spare], rows), 2, lambda _: _LARGE):
        read[row] = result if result is not None else normalize_batch(_failed(article), **options)
    return pyarrow.Table.from_batches([read[row] for row in range(batch.num_rows)]).combine_chunks().to_batches()[0]


def _numbered(options: dict[str, Any], numbered: tuple[int, Any]) -> Any:
    return normalize_batch(numbered[1], **options)


def _failed(article: Any) -> Any:
    return pyarrow.record_batch({"id": article.column("id"), "error": pyarrow.array([DEADLY])})
