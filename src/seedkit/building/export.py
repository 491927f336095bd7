"""A build in further formats: written from its documents, and only if they have changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from seedkit.building.fingerprint import fingerprint
from seedkit.building.orphans import stale
from seedkit.corpus import INDEX, Corpus, read_index
from seedkit.errors import OutputError, UsageError
from seedkit.messages import did_you_mean
from seedkit.model.index import Index
from seedkit.storage import files
from seedkit.storage.locks import exclusive_lock
from seedkit.writers import ARTICLE_WRITERS, CORPUS_WRITERS, FORMATS, WRITERS, ArticleWriter

STAMP = "exports.json"
"""What was exported, and from which build; next to the index."""

_FILES = tuple(file for row in CORPUS_WRITERS for file in row.files)

FOLDERS = (*(row.name for row in ARTICLE_WRITERS), *dict.fromkeys(file.partition("/")[0] for file in _FILES if "/" in file))
"""The folders of the exports, next to the index."""


def check(formats: Collection[str]) -> None:
    """Raise UsageError for an unknown format, and for one that needs a package that is not installed."""
    for name in formats:
        if name not in FORMATS:
            raise UsageError(f"the format is {name!r}: expected one of {', '.join(FORMATS)}{did_you_mean(name, FORMATS)}")
    for row in CORPUS_WRITERS:
        if row.name in formats:
            row.require()


def export(version: Path, index: Index, formats: Collection[str], last: bytes = b"") -> int:
    """Make the exports below ``version``, the folder of a build, those in ``formats``; return the number of files written.

    ``last`` is the JSON of the index of the previous build: files of articles that were exported then, and have not changed since,
    are left alone. Formats that are no longer requested are removed. The caller holds the lock of the folder. Raises OutputError.
    """
    wanted = sorted(set(formats) - {row.name for row in WRITERS})
    before = _before(version)
    if not wanted and not before:
        return 0
    made = [file for row in CORPUS_WRITERS if row.name in wanted for file in row.files]
    made += [_file(row, entry.id) for row in ARTICLE_WRITERS if row.name in wanted for entry in index.documents]
    stamp = _stamp(wanted, files.read(version / INDEX))
    if _is_stamped(version, stamp) and all((version / file).is_file() for file in made):
        return 0
    done = _digests(last) if _is_stamped(version, _stamp(wanted, last)) else {}
    # Until everything is done the stamp matches no build, so that an interrupted export is repeated.
    files.write(version / STAMP, f"{json.dumps({'formats': sorted({*wanted, *before}), 'build': None})}\n".encode())
    written = _articles(version, index, [row for row in ARTICLE_WRITERS if row.name in wanted], done)
    for corpus_row in CORPUS_WRITERS:
        if corpus_row.name in wanted:
            with exclusive_lock(*_folders(version, corpus_row.files)):
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


def _articles(version: Path, index: Index, rows: Collection[ArticleWriter], done: Mapping[str, str]) -> int:
    """Write the files of articles, except existing ones whose source digest, by id, is in ``done``."""
    written = 0
    if rows:
        folders = [version / row.name for row in rows]
        for folder in folders:
            files.make_folder(folder)
        corpus = Corpus(version, index)
        with exclusive_lock(*folders):
            for entry in index.documents:
                same = done.get(entry.id) == entry.files["json"].sha256
                missing = [row for row in rows if not (same and (version / _file(row, entry.id)).is_file())]
                if missing:
                    article = corpus[entry.id]
                    written += sum(files.write(version / _file(row, entry.id), row.dump(article).encode()) for row in missing)
    return written


def _digests(index: bytes) -> dict[str, str]:
    """Return the digest of each document in the JSON of an index, by id."""
    with suppress(OutputError):
        return {entry.id: entry.files["json"].sha256 for entry in read_index(index).documents if "json" in entry.files}
    return {}


def _file(row: ArticleWriter, id: str) -> str:
    return f"{row.name}/{id}{row.suffix}"


def _folders(version: Path, names: Collection[str]) -> list[Path]:
    """Return the folders of files, except that of the build; missing ones are created."""
    folders = sorted({(version / name).parent for name in names} - {version})
    for folder in folders:
        files.make_folder(folder)
    return folders


def _before(version: Path) -> list[str]:
    """Return the formats that were exported last time, or may have been."""
    with suppress(OSError, ValueError, RecursionError):
        stamp = json.loads(files.read(version / STAMP))
        if isinstance(stamp, dict) and isinstance(stamp.get("formats"), list):
            return [name for name in stamp["formats"] if name in FORMATS]
    return []


def _stamp(formats: Collection[str], index: bytes) -> bytes:
    digest = hashlib.sha256(index + fingerprint().encode()).hexdigest()
    return f"{json.dumps({'formats': formats, 'build': digest})}\n".encode()


def _is_stamped(version: Path, stamp: bytes) -> bool:
    with suppress(OSError):
        return files.read(version / STAMP) == stamp
    return False
