"""Articles to check, read and compiled."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from seedkit.articles import RawArticle, open_bytes, open_file
from seedkit.errors import InputError
from seedkit.model.compiled import Compiled
from seedkit.storage.seeds import MAX_BYTES


class Target(NamedTuple):
    """An article to check.

    ``path`` is its display name: relative to the working folder if it is below that, POSIX. ``data`` is given if it is not a file;
    ``file`` is then where the file would be. ``refused`` says why it cannot be read.
    """

    path: str
    file: Path
    data: bytes | None = None
    refused: str | None = None


class Article(NamedTuple):
    """An article that was read, and the result."""

    target: Target
    raw: RawArticle
    compiled: Compiled


def read_article(target: Target, max_bytes: int = MAX_BYTES) -> Article:
    """Read and compile an article. Raises InputError."""
    if target.refused is not None:
        raise InputError(target.refused)
    path, data = target.path, target.data
    raw = open_file(target.file, path, max_bytes=max_bytes) if data is None else open_bytes(data, path)
    return Article(target, raw, compiled(raw))


def compiled(raw: RawArticle) -> Compiled:
    """Compile an article. Raises InputError if its sidecar is invalid, or if seedkit itself fails on it."""
    try:
        return raw.compile()
    except InputError:
        raise
    except Exception as error:  # one such article must not affect the others
        raise InputError(f"cannot be compiled: {type(error).__name__}, please report it") from error
