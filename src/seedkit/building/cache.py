"""A folder of earlier results, each stored under the digest of everything that it depends on.

Nothing depends on the folder: a missing or damaged result is computed and stored again. Entries appear complete and never change,
so any number of builds can use the folder at the same time, and it can be removed at any time. The cache owns the files that it can
recognize, and touches nothing else: a folder must be empty or have its tag, an entry must have the name of a digest.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from seedkit.errors import OutputError
from seedkit.storage import files
from seedkit.storage.locks import exclusive_lock

MAX_BYTES = 2**30
"""Maximum size of the folder after a build, unless the caller sets another one."""

_KEPT = 0.8  # of that, if something has to be removed: clearing pays only if it is not needed again at once
_DIGEST_BYTES = 32
_DAY = 86_400
_TAG = "CACHEDIR.TAG"
_TAG_CONTENT = b"Signature: 8a477f597d28d172789f06886806bc55\n# Made by seedkit. May be removed at any time.\n"
_GITIGNORE = ".gitignore"
_PREFIX = re.compile(r"[0-9a-f]{2}")
_REST = re.compile(r"[0-9a-f]{62}")
"""How a digest is split: into the name of a folder and that of a file in it."""


def key(*parts: str) -> str:
    """Return the key of ``parts``."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogateescape")
        digest.update(b"%d:%b" % (len(data), data))
    return digest.hexdigest()


class Cache:
    """Bytes by key, in a folder that ``opened`` creates. What cannot be written there is not kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Use the folder in the block; create it if missing. Raises OutputError if it is not a cache of ours or cannot be used."""
        folder = Path(self._folder)
        if folder.is_symlink():
            raise OutputError(f"cannot use {folder} as a cache: it is a link")
        files.make_folder(folder)
        with exclusive_lock(folder):
            _claim(folder)
        try:
            yield
        finally:  # of worker processes that were killed
            files.clear_leftovers(folder)

    def get(self, key: str) -> bytes | None:
        """Return what was stored under ``key``; ``None`` if there is nothing, or it is damaged."""
        path = self._path(key)
        try:
            with files.reading(path) as stream:
                data = stream.read()
                # The time of last use decides what is cleared first.
                if os.fstat(stream.fileno()).st_mtime < time.time() - _DAY:
                    os.utime(path)
        except OSError:
            return None
        content = data[_DIGEST_BYTES:]
        return content if hashlib.sha256(content).digest() == data[:_DIGEST_BYTES] else None

    def put(self, content: bytes, *keys: str) -> None:
        """Store ``content`` under each of ``keys``, in one file for all of them if the system supports it."""
        data = hashlib.sha256(content).digest() + content
        first = self._path(keys[0])
        self._place(first, data)
        for other in keys[1:]:
            self._place(self._path(other), data, same_as=first)

    def _place(self, path: str, data: bytes, same_as: str | None = None) -> None:
        with suppress(OSError, OutputError):
            folder = os.path.dirname(path)
            os.makedirs(folder, exist_ok=True)
            if os.path.islink(folder):  # leads to files that are not ours
                return
            if same_as is None or not _link(same_as, path):
                with files.replacing(Path(path), temporary_folder=Path(self._folder)) as stream:
                    stream.write(data)

    def clear(self, max_bytes: int) -> None:
        """Remove the least recently used entries if the folder is larger than ``max_bytes``."""
        kept = sorted(self._entries())
        total = sum(size for _, size, _ in kept)
        if total > max_bytes:
            for _, size, path in kept:
                if total <= max_bytes * _KEPT:
                    break
                with suppress(OSError):
                    os.unlink(path)
                total -= size

    def _entries(self) -> Iterator[tuple[float, float, str]]:
        """Yield when each entry was last used, its share of its file in bytes, and its path."""
        for folder in _listing(self._folder):
            if _PREFIX.fullmatch(folder.name) and folder.is_dir(follow_symlinks=False):
                for entry in _listing(folder.path):
                    if _REST.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                        with suppress(OSError):
                            info = entry.stat(follow_symlinks=False)
                            yield info.st_mtime, info.st_size / info.st_nlink, entry.path

    def _path(self, key: str) -> str:
        return os.path.join(self._folder, key[:2], key[2:])


def _claim(folder: Path) -> None:
    """Tag an empty folder as a cache of ours and hide it from git. Raises OutputError if the folder is not ours."""
    if not _is_tagged(folder):
        try:
            with os.scandir(folder) as entries:
                empty = next(entries, None) is None
        except OSError as error:
            raise files.cannot("read the folder", folder, error) from error
        if not empty:
            raise OutputError(f"cannot use {folder} as a cache: it is not empty and has no {_TAG} written by seedkit")
        files.write(folder / _TAG, _TAG_CONTENT)
    if not os.path.lexists(folder / _GITIGNORE):
        files.write(folder / _GITIGNORE, b"*\n")


def _is_tagged(folder: Path) -> bool:
    try:
        return files.read(folder / _TAG) == _TAG_CONTENT
    except OSError:
        return False


def _listing(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _link(path: str, other: str) -> bool:
    """Make ``other`` a second name of the file at ``path``, whatever it was before; return whether that worked."""
    try:
        with suppress(FileNotFoundError):
            os.unlink(other)
        os.link(path, other)
    except OSError:
        return False
    return True
