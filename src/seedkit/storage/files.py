"""Whole files or none: a reader never meets half a file, whenever the process that writes it dies."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from seedkit.errors import OutputError

_TEMPORARY = re.compile(r"\.seedkit-\d+(?:-[\w.]+)?\.tmp")


@contextmanager
def reading(path: str | Path) -> Iterator[BinaryIO]:
    """Open a file to be read. Raises OSError for what is none: a folder, or a pipe, which would be waited for."""
    with open(path, "rb", opener=_open_at_once) as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        yield stream


def read(path: str | Path) -> bytes:
    """Return what a file holds. Raises OSError as ``reading`` does."""
    with reading(path) as stream:
        return stream.read()


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


def deliver(path: Path, data: bytes) -> None:
    """Write ``data`` to where a user points: a file, its mode kept, or the one that a link leads to; or a device or a pipe.

    A file is whole at any moment. Raises OutputError.
    """
    try:
        mode = path.stat().st_mode if path.exists() else None
        if mode is not None and not stat.S_ISREG(mode):
            with path.open("wb") as stream:  # into it: a device is not to be replaced by a file
                stream.write(data)
            return
        real = Path(os.path.realpath(path)) if path.is_symlink() else path
        if write(real, data) and mode is not None:
            real.chmod(stat.S_IMODE(mode))
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror})") from error


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
    """Hold folders against other processes that ask the same, waiting for those that came first; clear what killed ones left.

    The system lets go of them when the process ends, however it ends. Raises OutputError.
    """
    handles: list[int] = []
    try:
        try:
            for folder in folders:
                handles += _opened(folder)
                _lock(handles[-1:])
                _clear(folder)
        except OSError as error:
            raise OutputError(f"{error.filename}: cannot be used ({error.strerror})") from error
        try:
            yield
        finally:  # what processes that were ended left
            for folder in folders:
                _clear_if_possible(folder)
    finally:
        for handle in handles:
            os.close(handle)


@contextmanager
def shared(folder: Path) -> Iterator[None]:
    """Use a folder beside others that ask the same; who is alone there clears what a killed one left. Raises OutputError."""
    handles: list[int] = []
    try:
        try:
            handles += _opened(folder)
            if _lock(handles, wait=False):
                _clear(folder)
            _lock(handles, alone=False)
        except OSError as error:
            raise OutputError(f"{error.filename}: cannot be used ({error.strerror})") from error
        try:
            yield
        finally:
            if _lock(handles, wait=False):
                _clear_if_possible(folder)
    finally:
        for handle in handles:
            os.close(handle)


def _open_at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _clear(folder: Path) -> None:
    with os.scandir(folder) as entries:
        left = [Path(entry.path) for entry in entries if _TEMPORARY.fullmatch(entry.name)]
    for path in left:
        remove(path)


def _clear_if_possible(folder: Path) -> None:
    with suppress(OSError, OutputError):
        _clear(folder)


def _opened(folder: Path) -> list[int]:
    return [] if sys.platform == "win32" else [os.open(folder, os.O_RDONLY)]  # no advisory locks on folders there


def _lock(handles: list[int], *, alone: bool = True, wait: bool = True) -> bool:
    """Return whether the folder is locked now, which it counts as where the system knows no locks."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        for handle in handles:
            fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        pass
    return True
