"""Reads and writes files: at any moment a reader sees the old file or the new one, never half of one."""

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

from seedkit.errors import OutputError, reason

_TEMPORARY = re.compile(r"\.seedkit-[0-9a-f]{16}\.tmp")
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)


@contextmanager
def reading(path: str | Path) -> Iterator[BinaryIO]:
    """Open a regular file for reading. Raises OSError for anything else, such as a folder, or a pipe, which would block."""
    with open(path, "rb", opener=_open_without_blocking) as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        yield stream


def read(path: str | Path) -> bytes:
    """Return the bytes of a regular file. Raises OSError as ``reading`` does."""
    with reading(path) as stream:
        return stream.read()


def write(path: Path, data: bytes) -> bool:
    """Make an output file contain exactly ``data``; return whether it had to be written. A file that already does is not touched.

    For what seedkit can build again: the file is not synced to disk, since the next build compares every file with the expected
    content and writes it again if they differ. Use ``write_user_path`` for anything else. Raises OutputError.
    """
    try:
        if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
        with _replacement(path, path.parent) as stream:
            stream.write(data)
    except OSError as error:
        raise cannot("write", path, error) from error
    return True


def write_user_path(path: Path, data: bytes, *, expected: bytes | None = None) -> bool:
    """Write ``data`` to a path that belongs to the user, such as an article, its sidecar or a report; return whether it changed.

    A link stays a link and the file that it points to is written; a device or a pipe is written into. A regular file keeps its mode
    and is on disk when this returns. With ``expected``, the file is replaced only if it still holds those bytes just before the
    replacement. Raises OutputError, also when it does not, and for a read-only file, which replacing would override.
    """
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as stream:
                stream.write(data)
            return True
        real = Path(os.path.realpath(path)) if path.is_symlink() else path
        if expected is None and real.is_file() and real.stat().st_size == len(data) and real.read_bytes() == data:
            return False
        if _is_read_only(real):
            raise PermissionError(errno.EACCES, "the file is read-only", str(path))
        with _replacement(real, real.parent) as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
            if expected is not None and read(real) != expected:
                raise OutputError(f"cannot write {path}: it changed in the meantime; run the command again")
        _sync_folder(real.parent)
    except OSError as error:
        raise cannot("write", path, error) from error
    return True


@contextmanager
def replacing(path: Path, temporary_folder: Path | None = None) -> Iterator[BinaryIO]:
    """Open a file that replaces ``path`` when the block ends; when the block raises, nothing changes.

    Until then it is in ``temporary_folder``, by default the folder of ``path``. Raises OutputError.
    """
    try:
        with _replacement(path, temporary_folder or path.parent) as stream:
            yield stream
    except OSError as error:
        raise cannot("write", path, error) from error


def make_folder(folder: Path) -> None:
    """Create ``folder`` and its missing parents. Raises OutputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot("create the folder", folder, error) from error


def refuse_links(*folders: Path) -> None:
    """Raise OutputError where one of ``folders`` is a link: files would be written and removed wherever it points to."""
    for folder in folders:
        if folder.is_symlink():
            raise OutputError(f"cannot use the folder {folder}: it is a link")


def remove(path: Path) -> None:
    """Remove a file if it exists. Raises OutputError."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise cannot("remove", path, error) from error


def clear_leftovers(folder: Path) -> None:
    """Remove the temporary files of killed processes from ``folder``, if possible; those of running ones are kept."""
    found: list[str] = []
    with suppress(OSError), os.scandir(folder) as entries:
        found = [entry.path for entry in entries if _TEMPORARY.fullmatch(entry.name)]
    for path in found:
        with suppress(OSError):  # already gone, a link, not ours to remove, or on a file system without locks
            handle = os.open(path, os.O_RDONLY | _NO_FOLLOW | getattr(os, "O_NONBLOCK", 0))
            try:
                if lock(handle, wait=False):
                    os.unlink(path)
            finally:
                os.close(handle)


def lock(handle: int, *, wait: bool) -> bool:
    """Lock an open file or folder until its handle is closed; return whether that worked, which without ``wait`` it may not.

    Always true on Windows, where nothing is locked: a file that is open there cannot be removed anyway. Raises OSError where the
    file system has no locks.
    """
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    return True


def cannot(verb: str, path: Path | str, error: OSError) -> OutputError:
    """Return the error that says what could not be done to ``path``, and why."""
    return OutputError(f"cannot {verb} {path}: {reason(error)}")


@contextmanager
def _replacement(path: Path, folder: Path) -> Iterator[BinaryIO]:
    """Open a temporary file in ``folder`` that replaces ``path`` when the block ends; it is removed when the block raises.

    Every file that seedkit writes is written here. The temporary file stays locked until it is in place or removed, so that
    ``clear_leftovers`` can tell it from one whose process was killed. Raises OSError.
    """
    temporary, handle = _create_temporary(folder, _mode(path))
    try:
        with open(handle, "wb", closefd=sys.platform == "win32") as stream:  # Windows cannot move an open file
            yield stream
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    finally:
        if sys.platform != "win32":
            os.close(handle)


def _create_temporary(folder: Path, mode: int | None) -> tuple[Path, int]:
    """Create an empty file, locked, with ``mode`` or else that of any new file; return its path and handle.

    Its name cannot be guessed, and an existing file of that name is never opened, least of all a link.
    """
    while True:
        temporary = folder / f".seedkit-{os.urandom(8).hex()}.tmp"
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW | getattr(os, "O_BINARY", 0)
        handle = os.open(temporary, flags, 0o666 if mode is None else mode & 0o600)
        try:
            if mode is not None and sys.platform != "win32":
                os.fchmod(handle, mode)
            if _locked_in_place(handle, temporary):
                return temporary, handle
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary)
            os.close(handle)
            raise
        os.close(handle)


def _mode(path: Path) -> int | None:
    """Return the permissions of a regular file, ``None`` if there is none."""
    try:
        info = os.lstat(path)
    except FileNotFoundError:
        return None
    return stat.S_IMODE(info.st_mode) if stat.S_ISREG(info.st_mode) else None


def _is_read_only(path: Path) -> bool:
    """Return whether an existing file is read-only, also for root, whom the system would let write."""
    mode = _mode(path)
    return mode is not None and (not mode & 0o222 or not os.access(path, os.W_OK))


def _locked_in_place(handle: int, path: Path) -> bool:
    """Lock a new file; return false if ``clear_leftovers`` of another process locked it first, and so removes it."""
    try:
        if not lock(handle, wait=False):
            return False
    except OSError:  # a file system without locks, on which leftovers are never cleared
        return True
    return path.exists()


def _sync_folder(folder: Path) -> None:
    """Sync a rename in ``folder`` to disk, if the system can."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _open_without_blocking(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
