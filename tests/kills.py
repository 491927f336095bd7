"""Kill a process that changes files, once at each step."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from itertools import count

CHANGES = {"os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.truncate"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def kills(run: Callable[[], object]) -> Iterator[None]:
    """Kill ``run`` in a child process just before its first step, then once more just before its second, and so on.

    Yields after each kill, when no process of the child is left; ends when the child has run to its end. A step opens a file for
    writing or changes a folder, whatever code does so: Python raises an audit event before each such call to the system. A rename
    is two steps, with half of the file written and with all of it. The steps of processes that the child starts count too: one
    that gets to the chosen step is killed together with the child, while the others notice by themselves.
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
                sys.addaudithook(_killer(os.getpid(), tokens))
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


def _killer(process: int, tokens: int) -> Callable[[str, tuple[object, ...]], None]:
    """Return an audit hook that draws a token before each step, and kills the process when it draws the last one."""

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event not in CHANGES and not (event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING):
            return
        half = event == "os.rename" and os.read(tokens, 1) == b"K"
        if half:
            _halve(*arguments)
        if half or os.read(tokens, 1) == b"K":
            for killed in (process, os.getpid()):
                os.kill(killed, signal.SIGKILL)

    return hook


def _halve(source: object, _target: object, folder: object, _folder: object) -> None:
    """Cut the file that is about to be renamed to its first half, as if its writing had been interrupted."""
    assert isinstance(source, (str, bytes, os.PathLike))
    assert isinstance(folder, int)
    handle = os.open(source, os.O_WRONLY, dir_fd=folder if folder >= 0 else None)
    os.ftruncate(handle, os.fstat(handle).st_size // 2)
