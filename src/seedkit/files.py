"""Whole files or none: a reader never meets half a file, whenever the process that writes it dies."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from seedkit.errors import OutputError

_TEMPORARY = re.compile(r"\.seedkit-\d+(?:-[\w.]+)?\.tmp")


def write(path: Path, data: bytes) -> bool:
    """Make ``path`` hold exactly ``data`` and return whether it had to be written; a file that holds it already is left alone.

    Raises OutputError. There is no fsync: a killed process loses nothing that the system has taken, and after a power cut the
    next build compares every file with what it should hold, whole, and mends it.
    """
    temporary = path.with_name(f".seedkit-{os.getpid()}.tmp")
    try:
        if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
        try:
            temporary.write_bytes(data)
            os.replace(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); every file written so far is whole") from error
    return True


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Open a file that takes the place of ``path``, whole, when the block ends; when the block raises, nothing changes.

    For what is too large to hold, where ``write`` would do otherwise. Raises OutputError.
    """
    temporary = path.with_name(f".seedkit-{os.getpid()}-{path.name}.tmp")
    try:
        try:
            with temporary.open("wb") as stream:
                yield stream
            os.replace(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); every file written so far is whole") from error


def make_folder(folder: Path) -> None:
    """Create ``folder`` and those above it where they are missing. Raises OutputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be made a folder ({error.strerror})") from error


def remove(path: Path) -> None:
    """Remove a file. Raises OutputError."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{path}: cannot be removed ({error.strerror})") from error


@contextmanager
def held(*folders: Path) -> Iterator[None]:
    """Hold folders against other processes that ask the same, waiting for those that came first; clear what a killed one left.

    The system lets go of them when the process ends, however it ends. Raises OutputError.
    """
    handles: list[int] = []
    try:
        for folder in folders:
            handles += _lock(folder)
            with os.scandir(folder) as entries:
                left = [Path(entry.path) for entry in entries if _TEMPORARY.fullmatch(entry.name)]
            for path in left:
                remove(path)
        yield
    except OSError as error:
        raise OutputError(f"{error.filename}: cannot be used ({error.strerror})") from error
    finally:
        for handle in handles:
            os.close(handle)


def _lock(folder: Path) -> list[int]:
    if sys.platform == "win32":  # no advisory locks on folders there
        return []
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    with suppress(OSError):  # a file system without locks
        fcntl.flock(handle, fcntl.LOCK_EX)
    return [handle]
