"""Ray and Spark, for real: the same shards as in one process, also when a worker or the driver is killed in the middle.

One test per engine, since each starts a session.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow
import pytest

from engines.corpora import index_of, records, run_local, write_jsonl
from sample_articles import BREAD, files_below
from seedkit.arrow import LAYOUTS, normalize_batch
from seedkit.engines import ENGINES, Engine, Execute, engine
from seedkit.engines.run import run
from seedkit.engines.shards import Settings
from seedkit.errors import UsageError
from tools import need

TESTS = Path(__file__).parents[1]
pytestmark = pytest.mark.filterwarnings("ignore")  # what engines warn of is not ours


def dies_once(marker: str, work: Callable[[Any], Any], task: Any) -> Any:
    """Do ``work``, except the first time that a process gets here: it is killed."""
    result = work(task)
    try:
        os.close(os.open(marker, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return result
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


class Dying(AbstractContextManager["Dying"]):
    """An engine one of whose workers is killed, after it wrote its shard and before it reported that."""

    def __init__(self, engine: Engine, marker: Path) -> None:
        self._engine = engine
        self._marker = str(marker)

    def __exit__(self, *_: object) -> None:
        pass

    def require(self) -> None:
        self._engine.require()

    @contextmanager
    def started(self, jobs: int) -> Iterator[Execute]:
        with self._engine.started(jobs) as execute:

            def dying(work: Any, tasks: Sequence[Any]) -> Generator[Any, None, None]:
                yield from execute(partial(dies_once, self._marker, work), tasks)

            yield dying


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the workers import this module."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(TESTS), *filter(None, sys.path)]))


def _table(count: int = 12) -> pyarrow.Table:
    return pyarrow.Table.from_pylist([*records(count), {"id": "bad", "text": "x", "format": "pdf"}])


def test_ray(tmp_path: Path) -> None:
    need("ray")
    import ray

    with engine("ray").started(2):
        _check("ray", tmp_path)
        from seedkit.engines.ray import normalize

        for layout in LAYOUTS:
            rows = normalize(ray.data.from_arrow(_table()).repartition(3), layout=layout).take_all()
            _check_rows(rows, layout)
    _check_killed_driver("ray", tmp_path)


def test_spark(tmp_path: Path) -> None:
    need("spark")
    from pyspark.sql import SparkSession

    with engine("spark").started(2):
        _check("spark", tmp_path)
        from seedkit.engines.spark import normalize

        session = SparkSession.getActiveSession()
        frame = session.createDataFrame(_table().to_pandas()).repartition(3)
        for layout in LAYOUTS:
            _check_rows([row.asDict(recursive=True) for row in normalize(frame, layout=layout).collect()], layout)
    _check_killed_driver("spark", tmp_path)


def _check(name: str, folder: Path) -> None:
    """Compare what an engine writes with what one process does, also when a worker is killed."""
    input = write_jsonl(folder / "in.jsonl", records(30))
    expected = run_local(input, folder / "local", shard=2_000)
    report = run(str(input), folder / "out", Settings(), engine=engine(name), jobs=2, shard=2_000)
    assert report.digest == expected.digest
    assert files_below(folder / "out") == files_below(folder / "local")
    assert report.done == len(expected.summaries) > 4
    other = run(str(input), folder / "other", Settings("jsonl", "json"), engine=engine(name), jobs=2, shard=5_000)
    assert other.digest == expected.digest
    marker = folder / "killed"
    survived = run(str(input), folder / "survived", Settings(), engine=Dying(engine(name), marker), jobs=2, shard=2_000)
    assert marker.exists()
    assert survived.digest == expected.digest
    assert files_below(folder / "survived") == files_below(folder / "local")


def _check_rows(rows: list[dict[str, Any]], layout: Any) -> None:
    """Compare rows of the adapter with those of the kernel."""
    (batch,) = _table().combine_chunks().to_batches()
    expected = normalize_batch(batch, layout=layout).to_pylist()
    plain = [{**row, "signature": bytes(row["signature"]) if row["signature"] is not None else None} for row in rows]
    names = ("id", "document_id", "revision", "digest", "signature", "error")
    by_id = {row["id"]: row for row in plain}
    assert [{name: by_id[row["id"]][name] for name in names} for row in expected] == [
        {name: row[name] for name in names} for row in expected
    ]
    if layout == "tables":
        assert [len(by_id[row["id"]]["steps"] or ()) for row in expected] == [len(row["steps"] or ()) for row in expected]
    else:
        assert [by_id[row["id"]]["document"] for row in expected] == [row["document"] for row in expected]


def _check_killed_driver(name: str, folder: Path) -> None:
    """Kill the command as soon as a shard is there, and let one process do the rest."""
    rows = [{"id": f"long-{number}", "text": BREAD * 60 + str(number)} for number in range(24)]
    input, out = write_jsonl(folder / "long.jsonl", rows), folder / "killed-driver"
    command = [sys.executable, "-m", "seedkit", "run", str(input), str(out), "--engine", name, "--jobs", "2", "--shard-size", "60K"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as driver:
        while not (there := [*(out / "facts").glob("part-*")]) and driver.poll() is None:
            time.sleep(0.01)
        driver.kill()
    assert there
    assert not (out / "index.json").exists()
    time.sleep(1)
    expected = run_local(input, folder / "clean-driver", shard=60 * 1024)
    report = run_local(input, out, shard=60 * 1024)
    assert report.digest == expected.digest
    assert report.done < len(expected.summaries)
    assert index_of(out) == index_of(folder / "clean-driver")


@pytest.mark.parametrize(
    ("package", "name", "message"),
    [
        ("ray", "ray", "the engine ray needs ray: pip install 'seedkit-compiler[ray]'"),
        ("pyspark", "spark", "the engine spark needs pyspark: pip install 'seedkit-compiler[spark]'"),
    ],
)
def test_a_missing_engine_names_its_extra(package: str, name: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(UsageError) as raised:
        engine(name)
    assert str(raised.value) == message


def test_a_missing_java_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from seedkit.engines import spark

    monkeypatch.setattr(spark, "need", lambda *_: None)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match="needs Java 17 or later"):
        spark.require()


@pytest.mark.parametrize("name", ENGINES)
def test_every_engine_is_a_module_that_imports_without_its_extra(name: str) -> None:
    program = f"import sys; sys.modules.update(ray=None, pyspark=None); import seedkit.engines.{name}"
    subprocess.run([sys.executable, "-c", program], check=True)
