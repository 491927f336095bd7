"""Kill a process that changes files, once at each step."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from typing import Any

CHANGES = {"os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.truncate"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def kills(run: Callable[[], object]) -> Iterator[None]:
    """Kill ``run`` in a child process just before its first step, then once more just before its second, and so on.

    Yields after each kill, when no process of the child is left; ends when the child has run to its end. A step opens a file for
    writing or changes a folder, whatever code does so: Python raises an audit event before each such call to the system. A step
    after a file was opened counts twice, with half of that file written and with all of it. The steps of processes that the child
    starts count too: one that gets to the chosen step is killed together with the child, while the others notice by themselves.
    Raises RuntimeError if ``run`` fails.
    """
    for step in count():
        tokens, bank = os.pipe()
        os.write(bank, b"-" * step + b"K")
        os.close(bank)
        ended, running = os.pipe()  # every process holds the end for writing, until it ends
        child = os.fork()
        if child == 0:
            status = 1
            try:
                sys.addaudithook(_Killer(os.getpid(), tokens))
                run()
                status = 0
            finally:
                os._exit(status)
        os.close(running)
        _, status = os.waitpid(child, 0)
        os.read(ended, 1)
        os.close(ended)
        os.close(tokens)
        if status == 0:
            return
        if not os.WIFSIGNALED(status) or os.WTERMSIG(status) != signal.SIGKILL:
            raise RuntimeError(f"step {step}: the process failed with status {status}")
        yield


class _Killer:
    """An audit hook that draws a token before each step, and kills the process when it draws the last one."""

    def __init__(self, process: int, tokens: int) -> None:
        self._process = process
        self._tokens = tokens
        self._opened: str | None = None
        """The file that was opened last for writing, unless it was renamed or removed."""

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        opens = event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING
        if not opens and event not in CHANGES:
            return
        path = os.fsdecode(arguments[0]) if isinstance(arguments[0], (str, bytes, os.PathLike)) else None
        if self._opened and self._is_last():
            _halve(self._opened)
            self._kill()
        if self._is_last():
            self._kill()
        if opens:
            self._opened = path or self._opened  # a stream on a file that is open already has no path
        elif path == self._opened:
            self._opened = None

    def _is_last(self) -> bool:
        return os.read(self._tokens, 1) == b"K"

    def _kill(self) -> None:
        for process in (self._process, os.getpid()):
            os.kill(process, signal.SIGKILL)


def _halve(path: str) -> None:
    """Cut a file to its first half, as if its writing had been interrupted."""
    with suppress(FileNotFoundError):
        os.truncate(path, os.stat(path).st_size // 2)
