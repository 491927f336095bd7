"""Builds in several processes: the same bytes, even if workers fail."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sample_articles import BREAD, files_below
from seedkit.building.builder import build
from seedkit.errors import OutputError
from seedkit.pipeline import compile_bytes
from seedkit.storage import workers
from seedkit.storage.workers import serve, spread

ARTICLES = 40


@pytest.fixture
def many(tmp_path: Path) -> Path:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(ARTICLES):
        (folder / f"loaf-{number}.txt").write_text(BREAD.replace("plain loaf", f"loaf {number}"), encoding="utf-8")
    (folder / "loaf.1.md").write_text("# Another loaf 1\n\nText.\n", encoding="utf-8")  # has the id of loaf-1.txt
    return folder


@pytest.fixture
def willing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have workers even for little."""
    monkeypatch.setattr(workers, "_WORTH", {"fork": 1, "spawn": 1})


def _ones(_: object) -> int:
    return 1


def _double(number: int) -> int:
    return 2 * number


@pytest.mark.usefixtures("willing")
def test_same_bytes_whatever_the_number_of_processes(many: Path, tmp_path: Path) -> None:
    calls: list[int] = []
    expected = build(many, tmp_path / "1").index
    for jobs in (2, 3, 7):
        result = build(many, tmp_path / str(jobs), jobs=jobs, progress=lambda done, _: calls.append(done))
        assert result.index == expected
        assert files_below(tmp_path / str(jobs)) == files_below(tmp_path / "1")
    assert calls == 3 * list(range(1, ARTICLES + 2))


@pytest.mark.usefixtures("willing")
def test_an_article_that_kills_its_worker_costs_itself_alone(many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def compile_some(data: bytes, path: str, format: str, **given: Any) -> object:
        if path == "loaf-20.txt":
            os.kill(os.getpid(), signal.SIGKILL)
        return compile_bytes(data, path, format, **given)

    monkeypatch.setattr("seedkit.pipeline.compile_bytes", compile_some)
    index = build(many, tmp_path / "out", jobs=2).index
    failed = {failure.path: failure.error for failure in index.failed}
    assert failed["loaf-20.txt"] == "crashed the process that compiled it, twice: please report it"
    assert sorted(failed) == ["loaf-1.txt", "loaf-20.txt", "loaf.1.md"]
    assert len(index.documents) == ARTICLES - 2


@pytest.mark.usefixtures("willing")
def test_a_worker_that_somebody_kills_costs_nothing(many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    once = tmp_path / "once"

    def compile_most(data: bytes, path: str, format: str, **given: Any) -> object:
        if path == "loaf-3.txt" and not once.exists():
            once.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return compile_bytes(data, path, format, **given)

    monkeypatch.setattr("seedkit.pipeline.compile_bytes", compile_most)
    result = build(many, tmp_path / "out", jobs=2)
    assert once.exists()
    assert result.index == build(many, tmp_path / "again").index


@pytest.mark.usefixtures("willing")
def test_what_a_worker_cannot_write_stops_the_build(many: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "v1" / "documents" / "loaf-7.json").mkdir(parents=True)
    with pytest.raises(OutputError, match=r"cannot write .*loaf-7\.json"):
        build(many, tmp_path / "out", jobs=2)
    assert multiprocessing.active_children() == []
    assert not (tmp_path / "out" / "v1" / "index.json").exists()


@pytest.mark.usefixtures("willing")
def test_idle_workers_may_die_too() -> None:
    numbers = iter(range(60))

    def tasks() -> Iterator[int]:
        for number in numbers:
            if number == 40:
                for child in multiprocessing.active_children():
                    child.kill()
                    child.join()
            yield number

    assert sorted(spread(_double, tasks(), 2, _ones)) == [(number, 2 * number) for number in range(60)]


@pytest.mark.usefixtures("willing")
def test_there_are_as_many_processes_as_there_is_work_or_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    really_start = workers._Team._start
    started: list[object] = []

    def start(team: workers._Team[int, int]) -> object:
        if len(started) == room:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        started.append(team)
        return really_start(team)

    monkeypatch.setattr(workers._Team, "_start", start)
    room = 5
    assert sorted(spread(_double, range(60), 10**9, _ones)) == [(number, 2 * number) for number in range(60)]
    assert len(started) == 4
    started.clear()
    room = 2
    assert sorted(spread(_double, range(60), 10**9, _ones)) == [(number, 2 * number) for number in range(60)]
    assert len(started) == 2
    started.clear()
    room = 0
    with pytest.raises(OutputError, match=r"cannot start a process \(Resource temporarily unavailable\): pass --jobs 1"):
        list(spread(_double, range(60), 2, _ones))


@pytest.mark.parametrize("jobs", [1, 2, 100])
def test_little_work_starts_no_process(monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    def refuse(_: object) -> None:
        raise AssertionError("a process is started")

    monkeypatch.setattr(workers._Team, "_start", refuse)
    assert list(spread(_double, range(5), jobs, _ones)) == [(number, 2 * number) for number in range(5)]
    assert list(spread(_double, [1], jobs, lambda _: 2**30)) == [(1, 2)]


@pytest.mark.usefixtures("willing")
def test_beside_a_thread_processes_are_spawned() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert workers._way() == "spawn"
        assert sorted(spread(abs, range(-20, 0), 2, _ones)) == [(number, -number) for number in range(-20, 0)]
    finally:
        done.set()
        thread.join()


def test_a_worker_answers_one_by_one_and_ends_with_its_master(monkeypatch: pytest.MonkeyPatch) -> None:
    ignored: list[int] = []
    monkeypatch.setattr(signal, "signal", lambda number, _: ignored.append(number))
    (ours, theirs), (spare, _) = multiprocessing.Pipe(), multiprocessing.Pipe()
    ours.send([1, 2])
    ours.send([3])
    thread = threading.Thread(target=serve, args=(_double, theirs, spare))
    thread.start()
    assert [ours.recv() for _ in range(3)] == [2, 4, 6]
    ours.close()
    thread.join(10)
    assert not thread.is_alive()
    assert ignored == [signal.SIGINT]


def _until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_stops_cleanly(tmp_path: Path, jobs: str) -> None:
    seeds, out = tmp_path / "seeds", tmp_path / "out"
    seeds.mkdir()
    for number in range(300):
        (seeds / f"{number:03}.txt").write_text(BREAD * 8, encoding="utf-8")
    command = [sys.executable, "-m", "seedkit", "build", str(seeds), "--out", str(out), "--jobs", jobs]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as process:
        _until(lambda: len(list(out.glob("v1/documents/*.json"))) > 20)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: every process of the group
        printed, complaint = process.communicate(timeout=30)
    assert (process.returncode, printed, complaint) == (130, b"", b"")
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
    assert not list(tmp_path.rglob("*.tmp"))
    assert not (out / "v1" / "index.json").exists()
