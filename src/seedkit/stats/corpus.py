"""The figures of the articles in files and folders."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from seedkit.errors import InputError
from seedkit.lint.article import Target, read_article
from seedkit.lint.linter import targets
from seedkit.stats.figures import Figures, figures
from seedkit.storage.seeds import MAX_BYTES
from seedkit.storage.workers import DEADLY, spread


def read(paths: Sequence[Path], jobs: int = 1, max_bytes: int = MAX_BYTES) -> tuple[list[Figures], list[tuple[str, str]]]:
    """Return the figures of the articles that ``paths`` name, and those that cannot be read, sorted, with the reason.

    Runs in up to ``jobs`` processes. Raises UsageError for a path that does not exist.
    """
    found: list[Figures] = []
    failed: list[tuple[str, str]] = []
    for target, result in spread(partial(_figures, max_bytes=max_bytes), targets(paths), jobs, _size):
        if isinstance(result, Figures):
            found.append(result)
        else:
            failed.append((target.path, result or DEADLY))
    return found, sorted(failed)


def _figures(target: Target, max_bytes: int) -> Figures | str:
    try:
        return figures(read_article(target, max_bytes).compiled)
    except InputError as error:
        return str(error)


def _size(target: Target) -> int:
    try:
        return target.file.stat().st_size
    except OSError:
        return 0
