"""Runs of the command line, in this process."""

from __future__ import annotations

import io
import sys
from typing import NamedTuple

import pytest

from seedkit.cli import main

SEEDKIT = [sys.executable, "-m", "seedkit"]


class Done(NamedTuple):
    """How a run ended."""

    returncode: int
    stdout: bytes
    stderr: bytes


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def run(*arguments: str, input: bytes = b"", encoding: str = "utf-8", stream: type[io.TextIOWrapper] = io.TextIOWrapper) -> Done:
    """Run in this process, with the streams of a fresh one."""
    out, err = (stream(io.BytesIO(), encoding=encoding) for _ in range(2))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(input)))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        try:
            status = main(arguments)
        except SystemExit as stop:
            status = int(stop.code or 0)
        texts = []
        for written in (out, err):
            written.flush()
            assert isinstance(written.buffer, io.BytesIO)
            texts.append(written.buffer.getvalue())
    return Done(status, *texts)


def watched(*arguments: str) -> tuple[int, str]:
    """Run with a terminal of 72 columns for both outputs; return the exit status and what the person at it sees."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "72")
        patch.setenv("TERM", "xterm")
        done = run(*arguments, stream=Terminal)
    return done.returncode, (done.stdout + done.stderr).decode()
