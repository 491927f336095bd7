"""Locks folders against other processes of seedkit that write into them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from seedkit.storage.files import cannot, clear_leftovers, lock

Waiting = Callable[[Path], object]
"""Called before waiting, with the folder whose lock another process holds."""


@contextmanager
def exclusive_lock(*folders: Path, waiting: Waiting | None = None) -> Iterator[None]:
    """Lock folders against other processes that lock them, one after another, and wait for those that came first.

    Leftovers of killed processes are removed from the folders at the beginning and at the end. The system unlocks the folders when
    the process ends, however it ends; on Windows, and on a file system without locks, nothing is locked. Raises OutputError when a
    folder does not exist or cannot be opened.
    """
    handles: list[int] = []
    try:
        for folder in folders:
            try:
                _lock_folder(folder, handles, waiting)
            except OSError as error:
                raise cannot("use the folder", folder, error) from error
            clear_leftovers(folder)
        try:
            yield
        finally:  # of worker processes that were killed
            for folder in folders:
                clear_leftovers(folder)
    finally:
        for handle in handles:
            os.close(handle)


@contextmanager
def lock_article(file: Path) -> Iterator[None]:
    """Lock the folders that an article and its sidecar are written into, for every command that writes next to articles.

    These are the folder of the article and, if the article is a link, the folder of its target. Raises OutputError as
    ``exclusive_lock`` does.
    """
    folders = {file.parent.resolve(), file.resolve().parent}
    with exclusive_lock(*sorted(folders)):  # in one order, so that two commands never wait for each other
        yield


def _lock_folder(folder: Path, handles: list[int], waiting: Waiting | None) -> None:
    if sys.platform == "win32":
        return
    handles.append(os.open(folder, os.O_RDONLY | os.O_DIRECTORY))
    with suppress(OSError):  # a file system without locks
        if not lock(handles[-1], wait=False):
            if waiting is not None:
                waiting(folder)
            lock(handles[-1], wait=True)
