"""Runs work in several processes, any of which may be killed.

What starts and connects processes is imported when the first one starts: most commands have too little work for that.
"""

from __future__ import annotations

import signal
import sys
from collections import deque
from collections.abc import Callable, Collection, Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from queue import SimpleQueue
from threading import Thread, active_count
from types import TracebackType
from typing import TYPE_CHECKING, Generic, Literal, Self, TypeVar

from seedkit.errors import OutputError, SeedkitError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

T = TypeVar("T")
R = TypeVar("R")

_WORTH = {"fork": 2**18, "spawn": 2**22}
"""Bytes of work that justify starting processes with each method: milliseconds, or all imports again."""
_CHUNK, _CHUNK_BYTES = 16, 2**18
"""Number of tasks that a worker gets at a time, or as many as have so many bytes together."""
_LOW = 8
"""With so few left, and less than the bytes of a chunk, it gets more."""
DEADLY = "crashed the process that compiled it, twice: please report it"
"""The error for an article that killed its workers."""
_TRIES = 2
"""A task is abandoned after it has killed this many workers; the first may have been killed for another reason."""


def spread(
    work: Callable[[T], R], tasks: Iterable[T], jobs: int, size: Callable[[T], int]
) -> Generator[tuple[T, R | None], None, None]:
    """Do ``work`` on each of ``tasks`` in up to ``jobs`` processes and yield each task with its result, in order of completion.

    The result is ``None`` if the task killed its process twice. ``size`` is that of a task in bytes: work too small to justify
    processes is done in this one. Tasks are taken as workers become free. ``work``, tasks and results have to be picklable. Raises
    the exceptions that ``work`` raises on purpose, and OutputError if no process can be started.
    """
    left = iter(tasks)
    first: list[T] = []
    worth = 0
    while jobs > 1 and (worth < _WORTH[_way()] or len(first) < 2):
        task = next(left, None)
        if task is None:
            jobs = 1
        else:
            first.append(task)
            worth += size(task)
    if jobs > 1:
        with _Team(work, jobs) as team:
            yield from team.run(_Queue(chain(first, left), size))
    else:
        for task in chain(first, left):
            yield task, work(task)


def serve(work: Callable[[T], R], connection: Connection, other_end: Connection) -> None:
    """Answer each chunk of tasks that comes through ``connection``, one result at a time, until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process of the terminal; the first one ends the others
    other_end.close()
    chunks: SimpleQueue[Iterable[T]] = SimpleQueue()
    # Keeps reading while this thread works and writes, so that both ends of the pipe never wait for each other to read.
    Thread(target=_receive, args=(connection, chunks.put), daemon=True).start()
    with suppress(OSError):
        while chunk := chunks.get():
            for task in chunk:
                connection.send(_outcome(work, task))


def _outcome(work: Callable[[T], R], task: T) -> R | SeedkitError:
    try:
        return work(task)
    except SeedkitError as error:
        return error


def _receive(connection: Connection, put: Callable[[Iterable[T]], None]) -> None:
    with suppress(EOFError, OSError):
        while True:
            put(connection.recv())
    put(())


def _way() -> Literal["fork", "spawn"]:
    return "fork" if sys.platform == "linux" and active_count() == 1 else "spawn"


@dataclass(slots=True)
class _Job(Generic[T]):
    task: T
    deaths: int = 0


class _Queue(Generic[T]):
    """Tasks to do, in the chunks that workers get."""

    def __init__(self, tasks: Iterator[T], size: Callable[[T], int]) -> None:
        self._new = tasks
        self._size = size
        self._again: deque[_Job[T]] = deque()

    def chunk(self) -> deque[_Job[T]]:
        """Return the next chunk; nothing if there is none left."""
        chunk: deque[_Job[T]] = deque()
        total = 0
        while len(chunk) < _CHUNK and total < _CHUNK_BYTES:
            job = self._again.popleft() if self._again else next(map(_Job, self._new), None)
            if job is None:
                break
            chunk.append(job)
            total += self._size(job.task)
        return chunk

    def is_low(self, given: Collection[_Job[T]]) -> bool:
        """Return whether a worker that was given these jobs may run out of them; one large job is enough for it."""
        return len(given) <= _LOW and sum(self._size(job.task) for job in given) < _CHUNK_BYTES

    def give_back(self, jobs: Iterable[_Job[T]]) -> None:
        """Take back tasks that were given out and not done."""
        self._again.extend(jobs)


@dataclass(eq=False, slots=True)
class _Worker(Generic[T]):
    process: BaseProcess
    connection: Connection
    given: deque[_Job[T]]


class _Team(Generic[T, R]):
    """Running processes, and the pipes to them: as many as there are chunks, up to ``jobs``. A worker gets its next chunk before it
    has finished the last."""

    def __init__(self, work: Callable[[T], R], jobs: int) -> None:
        self._work = work
        self._jobs = jobs
        self._workers: list[_Worker[T]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for worker in self._workers:  # all of them first: each one started later also holds the pipes of the previous ones
            worker.connection.close()
        for worker in self._workers:
            _end(worker, kill=kind is not None)

    def run(self, queue: _Queue[T]) -> Iterator[tuple[T, R | None]]:
        """Yield each task of the queue with its result, ``None`` for those that killed their workers."""
        from multiprocessing.connection import wait

        while True:
            for worker in self._workers:
                if queue.is_low(worker.given):
                    self._give(worker, queue.chunk())
            while len(self._workers) < self._jobs and (chunk := queue.chunk()):
                try:
                    self._give(self._start(), chunk)
                except OSError as error:
                    if not self._workers:
                        raise OutputError(f"cannot start a process ({error.strerror}): pass --jobs 1") from error
                    self._jobs = len(self._workers)  # the system has no room for more
                    queue.give_back(chunk)
            busy = [worker for worker in self._workers if worker.given]
            if not busy:
                return
            ready = wait([worker.connection for worker in busy])
            for worker in busy:
                if worker.connection not in ready:
                    continue
                try:
                    result: R | SeedkitError = worker.connection.recv()
                except (EOFError, OSError):
                    job = worker.given.popleft()
                    job.deaths += 1
                    if job.deaths == _TRIES:
                        yield job.task, None
                    else:
                        queue.give_back([job])
                    queue.give_back(worker.given)
                    self._workers.remove(worker)
                    _end(worker, kill=True)
                else:
                    if isinstance(result, SeedkitError):
                        raise result
                    yield worker.given.popleft().task, result

    def _give(self, worker: _Worker[T], chunk: deque[_Job[T]]) -> None:
        worker.given += chunk
        if chunk:
            with suppress(OSError):  # it is dead, which is noticed when its results are read
                worker.connection.send([job.task for job in chunk])

    def _start(self) -> _Worker[T]:
        import multiprocessing

        ours, theirs = multiprocessing.Pipe()
        new = multiprocessing.get_context("fork").Process if _way() == "fork" else multiprocessing.get_context("spawn").Process
        process = new(target=serve, args=(self._work, theirs, ours), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker[T](process, ours, deque())
        self._workers.append(worker)
        return worker


def _end(worker: _Worker[T], *, kill: bool) -> None:
    worker.connection.close()
    if kill:
        worker.process.kill()
    worker.process.join()
    worker.process.close()
