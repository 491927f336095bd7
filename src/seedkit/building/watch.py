"""Reports which articles change while somebody works on them."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from seedkit.corpus import VERSION_FOLDER
from seedkit.errors import UsageError
from seedkit.messages import needs_package

_TOGETHER = 20
"""Milliseconds of silence before changes are reported: an editor saves in several steps."""
_AT_MOST = 100
"""Milliseconds after which they are reported in any case."""
_WAKE = 1_000
"""Milliseconds after which a watch without events is checked."""
_PAUSE = 0.2
"""Seconds between two checks for a folder that is gone."""


def changes(seeds: Path, out: Path) -> Iterator[set[str] | None]:
    """Yield the paths below ``seeds``, POSIX, of files and folders that changed, each time that some do.

    ``None`` means that anything may have changed: it comes first, once more when the watch has begun, and again when the folder
    itself is moved away or replaced, as by git, and when it is back. Hidden files and anything written to ``out`` are ignored.
    Raises UsageError if watchfiles is not installed; ends with KeyboardInterrupt.
    """
    try:
        from watchfiles import watch
    except ImportError as error:
        raise UsageError(needs_package("following changes", "watchfiles", "watch")) from error
    yield None
    while True:
        with suppress(FileNotFoundError, NotADirectoryError), _identified(seeds) as is_same:
            yield from _until_replaced(watch, seeds, out, is_same)
            yield None
        time.sleep(_PAUSE)


@contextmanager
def _identified(folder: Path) -> Iterator[Callable[[], bool]]:
    """Return a function that returns whether ``folder`` is still the same one. Raises OSError if it does not exist."""
    if sys.platform == "win32":  # there it cannot be moved away while it is watched
        known = os.stat(folder)
        yield lambda: folder.is_dir() and os.path.samestat(known, os.stat(folder))
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)  # while it is open, no new folder gets its number
    try:
        known = os.fstat(handle)
        yield lambda: folder.is_dir() and os.path.samestat(known, os.stat(folder))
    finally:
        os.close(handle)


def _until_replaced(watch: Callable[..., Any], seeds: Path, out: Path, is_same: Callable[[], bool]) -> Iterator[set[str] | None]:
    """Yield what changes in the folder, until another one takes its place, or it is gone."""
    root, output = seeds.resolve(), out.resolve() / VERSION_FOLDER

    def counts(_: object, path: str) -> bool:
        below = Path(path).relative_to(root)
        return not any(part.startswith(".") for part in below.parts) and not Path(path).is_relative_to(output)

    begun = False
    for found in watch(root, watch_filter=counts, step=_TOGETHER, debounce=_AT_MOST, rust_timeout=_WAKE, yield_on_timeout=True):
        if not is_same():
            return
        if not begun:
            begun = True
            yield None
        elif found:
            yield {Path(path).relative_to(root).as_posix() for _, path in found}
