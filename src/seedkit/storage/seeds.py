"""Articles as files: which files below a folder are articles, and their bytes."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import BinaryIO, NamedTuple

from seedkit.errors import InputError, UsageError
from seedkit.readers import converted_format, format_of
from seedkit.storage import files

MAX_BYTES = 64 * 2**20
"""Larger articles, in bytes, are refused unless the caller sets another limit."""

SIDECAR = ".seedkit.yaml"
"""The end of the name of an article's sidecar."""

_PART = 2**16  # bytes read at once
_INDEX = "index.json"
_OUR_INDEX = re.compile(rb'\s*\{\s*"schema_version"\s*:\s*"[\d.]+",\s*"generator"\s*:\s*\{\s*"name"\s*:\s*"seedkit"')
_NOT_UTF8 = "has a name that is not UTF-8: rename it"

_REASONS = {
    errno.ENOENT: "does not exist",
    errno.ENOTDIR: "does not exist",
    errno.EACCES: "cannot be read: permission denied",
    errno.EPERM: "cannot be read: permission denied",
    errno.ELOOP: "is a link that leads back to itself",
    errno.ENAMETOOLONG: "has a path that is too long for this system",
}


class Seeds(NamedTuple):
    """The articles below a folder, files that look like articles but cannot be read, with the reason, and the sidecar of each
    article that has one, by the article's path; paths are POSIX and sorted."""

    paths: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]
    sidecars: Mapping[str, str]


def sidecar_names(path: str) -> tuple[str, str]:
    """Return the possible names of an article's sidecar, in order of precedence: ``dog.md.seedkit.yaml``, ``dog.seedkit.yaml``."""
    return path + SIDECAR, os.path.splitext(path)[0] + SIDECAR


def find(folder: Path, output: Path | None = None, *, convert: bool = False) -> Seeds:
    """Return the articles below ``folder``, without hidden files and folders, README files, ``output``, and the output of a build;
    with ``convert``, documents that are read after a conversion are articles, too.

    A link to a file inside ``folder`` is an article; a link to a folder inside it is not followed, because its articles are found
    in their own place, which also makes loops harmless; a link that leads outside is refused, and so is a sidecar without an
    article. Raises UsageError if ``folder`` is not a folder or cannot be listed.
    """
    if not os.path.isdir(folder):
        found = "a file" if os.path.exists(folder) else "nothing"
        raise UsageError(f"{folder}: expected a folder of articles, found {found}")
    root = folder.resolve()
    output = output.resolve() if output is not None else None
    paths: list[str] = []
    refused: list[tuple[str, str]] = []
    beside: set[str] = set()
    documents: list[str] = []
    waiting = [""]
    while waiting:
        below = waiting.pop()
        try:
            with os.scandir(root / below) as listing:
                entries = list(listing)
        except OSError as error:
            if not below:
                raise UsageError(f"{folder}: {_reason(error)}") from error
            refused.append((below.rstrip("/"), _reason(error)))
            continue
        if _is_output(entries):
            continue
        for entry in entries:
            path = below + entry.name
            if entry.name.startswith("."):
                continue
            if not _is_utf8(path):
                refused.append((path.encode("utf-8", "backslashreplace").decode(), _NOT_UTF8))
                continue
            if entry.name.endswith(SIDECAR):
                beside.add(path)
                continue
            document = converted_format(path) is not None
            if document:
                documents.append(path)
            read = format_of(path) is not None or (convert and document)
            named = read and os.path.splitext(entry.name)[0].casefold() != "readme"
            if entry.is_symlink():
                problem = _link_problem(Path(entry.path), root, named)
                if problem is not None:
                    refused.append((path, problem))
                elif named and not entry.is_dir():
                    paths.append(path)
            elif entry.is_dir():
                if Path(entry.path) == output:
                    continue
                waiting.append(f"{path}/")
                if named:
                    refused.append((path, "is a folder with the name of an article"))
            elif named:
                paths.append(path)
    sidecars: dict[str, str] = {}
    if beside:
        sidecars = {path: name for path in sorted(paths) for name in reversed(sidecar_names(path)) if name in beside}
        spoken_of = {name for path in (*(path for path, _ in refused), *documents) for name in sidecar_names(path)}
        lost = beside - spoken_of - set(sidecars.values())
        refused += ((path, "is a sidecar without an article: rename it, or remove it") for path in lost)
    return Seeds(tuple(sorted(paths)), tuple(sorted(refused)), sidecars)


def read(file: Path, max_bytes: int = MAX_BYTES) -> bytes:
    """Return the bytes of an article. Raises InputError with a reason that contains no path: it is the same on every machine."""
    if not _is_utf8(file.name):
        raise InputError(_NOT_UTF8)
    try:
        info = file.stat()
        if stat.S_ISDIR(info.st_mode):
            raise InputError("is a folder, not an article")
        if not stat.S_ISREG(info.st_mode):  # opening a pipe would wait for ever
            raise InputError("is not a regular file")
        if info.st_size > max_bytes:
            raise too_large(max_bytes)
        with file.open("rb") as stream:
            return read_limited(stream, max_bytes)
    except OSError as error:
        raise InputError(_reason(error)) from error


def read_limited(stream: BinaryIO, max_bytes: int) -> bytes:
    """Return the bytes of an article from a stream. Raises InputError if there are too many."""
    parts: list[bytes] = []
    left = max_bytes
    while part := stream.read(_PART):  # in chunks: a high limit takes no more memory than the article
        parts.append(part)
        left -= len(part)
        if left < 0:
            raise too_large(max_bytes)
    return b"".join(parts)


def _is_output(entries: Iterable[os.DirEntry[str]]) -> bool:
    """Return whether a folder with these entries was written by a build, according to its index."""
    for entry in entries:
        if entry.name == _INDEX:
            try:
                with files.reading(entry.path) as stream:
                    return _OUR_INDEX.match(stream.read(_PART)) is not None
            except OSError:
                return False
    return False


def too_large(max_bytes: int) -> InputError:
    """Return the error for an article of more than ``max_bytes``."""
    return InputError(f"is larger than the limit of {max_bytes:,} bytes: raise the limit (--max-size) or split the article")


def _link_problem(link: Path, root: Path, named: bool) -> str | None:
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):  # a loop is a RuntimeError up to Python 3.12
        return "is a broken link" if named else None
    if target.is_relative_to(root) or not (named or target.is_dir()):
        return None
    return "is a link that leads out of the source folder: put the file itself here"


def _is_utf8(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _reason(error: OSError) -> str:
    # Not strerror: it differs between systems, and ends up in the index.
    return _REASONS.get(error.errno or 0, f"cannot be read ({errno.errorcode.get(error.errno or 0, 'unknown error')})")
