"""The engine ``ray``: Ray Data, on this machine or on the cluster that ``RAY_ADDRESS`` names."""

from __future__ import annotations

import logging
import os
import pickle
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

import pyarrow

from seedkit.arrow import normalize_batch, output_schema
from seedkit.arrow.kernel import Layout
from seedkit.building.limits import Limits
from seedkit.engines import Execute, need

T = TypeVar("T")
R = TypeVar("R")

_ROWS = 64
"""Articles of a batch."""
_STORE = 200 * 2**20
"""Bytes of shared memory on one machine: only descriptions of tasks and results pass through it."""


def normalize(dataset: Any, *, layout: Layout = "json", limits: Limits | None = None) -> Any:
    """Return a ``ray.data.Dataset`` with the documents of one with articles; ``normalize_batch`` says which columns both have."""
    return dataset.map_batches(partial(_normalize_table, layout=layout, limits=limits), batch_format="pyarrow", batch_size=_ROWS)


def require() -> None:
    """Raise UsageError where Ray is not installed."""
    need("the engine ray", "ray", "ray")


@contextmanager
def started(jobs: int) -> Iterator[Execute]:
    """Yield what does work by Ray; on one machine, ``jobs`` tasks at once.

    Ray that runs already is used as it is. It does a task again if its worker is killed. The workers run this interpreter and see
    the files that this process sees.
    """
    import ray

    ours = not ray.is_initialized()
    if ours:
        _start(jobs)
    try:
        yield _execute
    finally:
        if ours:
            ray.shutdown()


def _execute(work: Callable[[T], R], tasks: Sequence[T]) -> Generator[R, None, None]:
    import ray

    blocks = [pyarrow.table({"task": pyarrow.array([pickle.dumps(task)], pyarrow.large_binary())}) for task in tasks]
    results = ray.data.from_arrow(blocks).map_batches(partial(_do, work), batch_format="pyarrow", batch_size=1, num_cpus=1)
    for batch in results.iter_batches(batch_format="pyarrow", batch_size=None, prefetch_batches=0):
        yield from map(pickle.loads, batch.column("result").to_pylist())


def _start(jobs: int) -> None:
    """Start Ray, or join the cluster that ``RAY_ADDRESS`` names, without logs and progress bars."""
    import ray

    where = {} if os.environ.get("RAY_ADDRESS") else {"num_cpus": jobs, "object_store_memory": _STORE, "include_dashboard": False}
    ray.init(logging_level=logging.ERROR, log_to_driver=False, **where)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)


def _do(work: Callable[[T], R], table: Any) -> Any:
    results = [pickle.dumps(work(pickle.loads(task))) for task in table.column("task").to_pylist()]
    return pyarrow.table({"result": pyarrow.array(results, pyarrow.large_binary())})


def _normalize_table(table: Any, layout: Layout, limits: Limits | None) -> Any:
    batches = [normalize_batch(batch, layout=layout, limits=limits) for batch in table.to_batches()]
    return pyarrow.Table.from_batches(batches, output_schema(layout))
