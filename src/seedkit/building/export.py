"""A build in further formats: written from its documents, and not again while they stay what they are."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from seedkit import files
from seedkit.building.fingerprint import fingerprint
from seedkit.building.stale import stale
from seedkit.corpus import INDEX, Corpus
from seedkit.errors import UsageError
from seedkit.model.index import Index
from seedkit.writers import ARTICLE_WRITERS, CORPUS_WRITERS, WRITERS, ArticleWriter, parquet

STAMP = "exports.json"
"""What was exported, and of which build; beside the index."""

FORMATS = tuple(row.name for row in (*WRITERS, *ARTICLE_WRITERS, *CORPUS_WRITERS))
"""The names of all formats; those of ``WRITERS`` are part of every build."""


def check(formats: Collection[str]) -> None:
    """Raise UsageError for a format that is not known, or needs what is not installed."""
    for name in formats:
        if name not in FORMATS:
            raise UsageError(f"the format is {name!r}: expected one of {', '.join(FORMATS)}")
        if name == "parquet":
            parquet.require()


def export(version: Path, index: Index, formats: Collection[str]) -> int:
    """Make the exports below ``version``, the folder of a build, what ``formats`` ask for; return the number of files written.

    A format that is not asked for any more is removed. The caller holds the folder. Raises OutputError.
    """
    wanted = sorted(set(formats) - {row.name for row in WRITERS})
    before = _before(version)
    if not wanted and not before:
        return 0
    digest = hashlib.sha256((version / INDEX).read_bytes() + fingerprint().encode()).hexdigest()
    made = [file for row in CORPUS_WRITERS if row.name in wanted for file in row.files]
    made += [_file(row, entry.id) for row in ARTICLE_WRITERS if row.name in wanted for entry in index.documents]
    stamp = f"{json.dumps({'formats': wanted, 'build': digest})}\n".encode()
    if _is_stamped(version, stamp) and all((version / file).is_file() for file in made):
        return 0
    # Until all is done the stamp is that of no build, so that what breaks off here is done again.
    files.write(version / STAMP, f"{json.dumps({'formats': sorted({*wanted, *before}), 'build': None})}\n".encode())
    written = _articles(version, index, [row for row in ARTICLE_WRITERS if row.name in wanted])
    for corpus_row in CORPUS_WRITERS:
        if corpus_row.name in wanted:
            with files.held(*_folders(version, corpus_row.files)):
                corpus_row.write(Corpus(version, index).values(), version)
            written += len(corpus_row.files)
        elif corpus_row.name in before:
            for file in corpus_row.files:
                files.remove(version / file)
    for row in ARTICLE_WRITERS:
        if row.name in before or row.name in wanted:
            for path in stale(version / row.name, (row.suffix,), row.opening, {Path(file).name for file in made}):
                files.remove(path)
    if wanted:
        files.write(version / STAMP, stamp)
    else:
        files.remove(version / STAMP)
    return written


def _articles(version: Path, index: Index, rows: Collection[ArticleWriter]) -> int:
    written = 0
    if rows:
        folders = [version / row.name for row in rows]
        for folder in folders:
            files.make_folder(folder)
        with files.held(*folders):
            for article in Corpus(version, index).values():
                written += sum(files.write(version / _file(row, article.id), row.dump(article).encode()) for row in rows)
    return written


def _file(row: ArticleWriter, id: str) -> str:
    return f"{row.name}/{id}{row.suffix}"


def _folders(version: Path, names: Collection[str]) -> list[Path]:
    """Return the folders, other than that of the build, that files lie in, made where they are missing."""
    folders = sorted({(version / name).parent for name in names} - {version})
    for folder in folders:
        files.make_folder(folder)
    return folders


def _before(version: Path) -> list[str]:
    """Return the formats that were exported the last time, or may have been."""
    with suppress(OSError, ValueError, RecursionError):
        said = json.loads((version / STAMP).read_bytes())
        if isinstance(said, dict) and isinstance(said.get("formats"), list):
            return [name for name in said["formats"] if name in FORMATS]
    return []


def _is_stamped(version: Path, stamp: bytes) -> bool:
    with suppress(OSError):
        return (version / STAMP).read_bytes() == stamp
    return False
