"""The engine ``spark``: Spark, on this machine or on the cluster of the session that is running."""

from __future__ import annotations

import os
import pickle
import shutil
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

import pyarrow

from seedkit.arrow import normalize_batch, output_schema
from seedkit.arrow.kernel import Layout
from seedkit.building.limits import Limits
from seedkit.engines import Execute, need
from seedkit.errors import OutputError, UsageError

T = TypeVar("T")
R = TypeVar("R")

_TICK = 1.0
"""Seconds between two looks at a running job."""
_TRIES = 4
"""A task is done again, if its worker was killed, until it was tried so many times."""
_ROWS = 64
"""Articles of a batch."""
_LOCAL = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
"""Settings of a session on one machine, which needs no network."""


def normalize(frame: Any, *, layout: Layout = "json", limits: Limits | None = None) -> Any:
    """Return a ``pyspark.sql.DataFrame`` with the documents of one with articles; ``normalize_batch`` says which columns both have.

    Memory depends on ``spark.sql.execution.arrow.maxRecordsPerBatch``; a hundred articles or so are enough.
    """
    from pyspark.sql.pandas.types import from_arrow_schema

    return frame.mapInArrow(partial(_normalize_batches, layout, limits), from_arrow_schema(output_schema(layout)))


def require() -> None:
    """Raise UsageError where PySpark or Java is missing."""
    need("the engine spark", "spark", "pyspark")
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise UsageError("the engine spark needs Java 17 or later: install it, or set JAVA_HOME")


@contextmanager
def started(jobs: int) -> Iterator[Execute]:
    """Yield what does work by Spark; on one machine, ``jobs`` tasks at once.

    A session that is running, or that ``spark-submit`` started, is used as it is. Spark does a task again if its worker is killed.
    Raises OutputError where it does not start.
    """
    from pyspark.sql import SparkSession

    running = SparkSession.getActiveSession()
    session = running or _start(jobs)
    try:
        yield partial(_execute, session)
    finally:
        if running is None:
            session.stop()


def _execute(session: Any, work: Callable[[T], R], tasks: Sequence[T]) -> Generator[R | None, None, None]:
    """Yield the results when all are there, and ``None`` every second until then."""
    numbers = session.range(0, len(tasks), 1, len(tasks))  # a partition a task
    frame = numbers.mapInArrow(partial(_do, work, [pickle.dumps(task) for task in tasks]), "result binary")
    with ThreadPoolExecutor(1) as waiting:
        job = waiting.submit(frame.collect)
        while not job.done():
            wait([job], _TICK)
            yield None
    for row in job.result():
        yield pickle.loads(row.result)


def _start(jobs: int) -> Any:
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("seedkit").config("spark.sql.execution.arrow.maxRecordsPerBatch", _ROWS)
    if "PYSPARK_GATEWAY_PORT" not in os.environ:  # not started by spark-submit, which knows the cluster
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        builder = builder.master(f"local[{jobs},{_TRIES}]")
        for name, value in _LOCAL.items():
            builder = builder.config(name, value)
    try:
        with _silence():
            session = builder.getOrCreate()
    except PySparkException as error:
        raise OutputError(f"Spark did not start: {error}; `spark-submit --version` shows what Java says") from error
    session.sparkContext.setLogLevel("ERROR")
    return session


@contextmanager
def _silence() -> Iterator[None]:
    """Give a process that is started meanwhile no standard error: Java greets on it before any setting can silence it."""
    ours, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(ours, 2)
        os.close(ours)
        os.close(nowhere)


def _do(work: Callable[[T], R], tasks: Sequence[bytes], batches: Iterable[Any]) -> Iterator[Any]:
    for batch in batches:
        for number in batch.column(0).to_pylist():
            yield pyarrow.record_batch({"result": pyarrow.array([pickle.dumps(work(pickle.loads(tasks[number])))])})


def _normalize_batches(layout: Layout, limits: Limits | None, batches: Iterable[Any]) -> Iterator[Any]:
    return (normalize_batch(batch, layout=layout, limits=limits) for batch in batches)
