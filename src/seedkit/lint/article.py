"""Articles to be checked, read and compiled."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from seedkit.articles import RawArticle, open_bytes, open_file
from seedkit.errors import InputError
from seedkit.model.compiled import Compiled
from seedkit.storage.seeds import MAX_BYTES


class Target(NamedTuple):
    """An article to be checked.

    ``path`` is what it is called: relative to the working folder where it lies below that, POSIX. ``data`` is given where it is no
    file; ``file`` tells then what it would be. ``refused`` says why it cannot be read.
    """

    path: str
    file: Path
    data: bytes | None = None
    refused: str | None = None


class Article(NamedTuple):
    """An article that was read, and what it was read as."""

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
    """Compile an article. Raises InputError where its sidecar is invalid, or seedkit itself cannot cope with it."""
    try:
        return raw.compile()
    except InputError:
        raise
    except Exception as error:  # one such article must not cost the others
        raise InputError(f"cannot be compiled: {type(error).__name__}, please report it") from error
