"""The input of a run, cut into parts: each becomes one shard, whatever engine reads it."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from seedkit.corrections import files as sidecars
from seedkit.engines import need
from seedkit.errors import InputError, UsageError
from seedkit.readers import SUFFIXES
from seedkit.storage.files import cannot
from seedkit.storage.seeds import find


class Part(NamedTuple):
    """What one task reads: files below ``root``, of a row of ``INPUTS``, from ``start`` to ``stop``.

    ``start`` and ``stop`` count row groups of Parquet and bytes of JSON Lines; the others are read whole. ``size`` is in bytes.
    ``stamp`` is made of the sizes and times of the files: with another one, they are read again. ``refused`` are articles that
    cannot be read, with the reason.
    """

    input: str
    root: str
    paths: tuple[str, ...]
    start: int
    stop: int
    size: int
    stamp: tuple[tuple[int, int], ...]
    refused: tuple[tuple[str, str], ...] = ()


class Input(NamedTuple):
    """A kind of file: its name, how the names of its files end, and how a file is cut: start, stop and size of each piece."""

    name: str
    suffixes: tuple[str, ...]
    cut: Callable[[Path, int], Iterator[tuple[int, int, int]]]


def _whole(path: Path, _shard: int) -> Iterator[tuple[int, int, int]]:
    size = path.stat().st_size
    yield 0, size, size


def _bytes(path: Path, shard: int) -> Iterator[tuple[int, int, int]]:
    size = path.stat().st_size
    for start in range(0, size, shard):
        stop = min(start + shard, size)
        yield start, stop, stop - start


def _row_groups(path: Path, shard: int) -> Iterator[tuple[int, int, int]]:
    import pyarrow
    from pyarrow.parquet import read_metadata

    try:
        metadata = read_metadata(path)
    except pyarrow.ArrowException as error:
        raise UsageError(f"{path}: cannot be read as Parquet: {error}") from error
    sizes = [metadata.row_group(number).total_byte_size for number in range(metadata.num_row_groups)]
    start = size = 0
    for number, bytes in enumerate(sizes):
        if size and size + bytes > shard:
            yield start, number, size
            start, size = number, 0
        size += bytes
    if sizes:
        yield start, len(sizes), size


_ROWS = (
    Input("parquet", (".parquet",), _row_groups),
    Input("jsonl", (".jsonl", ".ndjson"), _bytes),
    Input("packed-jsonl", tuple(f".{name}.{packing}" for name in ("jsonl", "ndjson") for packing in ("gz", "zst", "bz2")), _whole),
    Input("warc", (".warc", ".warc.gz", ".wet", ".wet.gz"), _whole),
)

INPUTS: Mapping[str, Input] = MappingProxyType({row.name: row for row in _ROWS})
"""The kinds of files that hold many articles, by name."""
ARTICLES = "articles"
"""The kind of a part that consists of files of one article each."""
_FEWEST = 4
"""Parts of a small folder, so that several processes have something to do."""


def parts(input: str, output: Path, shard: int) -> list[Part]:
    """Return the parts of ``input``: a folder of articles, a file, or a pattern of ``glob`` that matches files.

    A part has about ``shard`` bytes, of which Parquet counts those before compression; files that cannot be cut, such as archives,
    are a part each. Articles have their path as id: below the folder, else below the first folder of the pattern that has no
    wildcard. ``output`` is not searched for articles. Raises UsageError for an input that does not exist, has no articles, or is of
    no known kind.
    """
    folder = Path(input)
    if folder.is_dir():
        found = find(folder, output)
        if not found.paths and not found.refused:
            raise UsageError(f"{input}: contains no articles; to read data files, pass a pattern such as '{input}/*.parquet'")
        return _articles(folder.absolute(), found.paths, found.refused, shard)
    paths = sorted(path for path in glob.glob(input, recursive=True) if os.path.isfile(path))
    if not paths and os.path.isfile(input):  # a name with brackets in it
        paths = [input]
    if not paths:
        raise UsageError(f"{input}: no such file or folder, and no file matches it as a pattern")
    kinds = {path: _kind(path) for path in paths}
    if "warc" in kinds.values():
        need("reading web archives", "warc", "fastwarc")
    unknown = [path for path, kind in kinds.items() if kind is None]
    if unknown:
        known = " ".join((*(suffix for row in INPUTS.values() for suffix in row.suffixes), *SUFFIXES))
        raise UsageError(f"{unknown[0]}: unknown kind of file: expected one of {known}")
    root = (_root(input) if paths != [input] else Path(input).parent).absolute()
    names = [os.path.relpath(path, root) for path in paths if kinds[path] == ARTICLES]
    out = _articles(root, names, (), shard) if names else []
    for path in paths:
        kind = kinds[path]
        if kind is not None and kind != ARTICLES:
            out += [
                Part(kind, str(root), (os.path.relpath(path, root),), start, stop, size, (_stamp(Path(path)),))
                for start, stop, size in INPUTS[kind].cut(Path(path), shard)
            ]
    return out


def _kind(path: str) -> str | None:
    name = path.lower()
    for row in INPUTS.values():
        if name.endswith(row.suffixes):
            return row.name
    return ARTICLES if os.path.splitext(name)[1] in SUFFIXES else None


def _root(pattern: str) -> Path:
    """Return the folder of a pattern: what stands before its first part with a wildcard."""
    fixed: list[str] = []
    for part in Path(pattern).parts[:-1]:
        if glob.has_magic(part):
            break
        fixed.append(part)
    return Path(*fixed)


def _articles(root: Path, paths: Iterable[str], refused: tuple[tuple[str, str], ...], shard: int) -> list[Part]:
    """Return articles in parts of about ``shard`` bytes, several even where all are small."""
    stamps = {path: _with_sidecar(root / path) for path in paths}
    shard = max(min(shard, sum(size for size, _ in stamps.values()) // _FEWEST), 1)
    out: list[Part] = []
    number = total = 0
    numbers: dict[str, int] = {}
    for path, (size, _) in stamps.items():
        numbers[path] = number
        total += size
        if total >= shard:
            number, total = number + 1, 0
    for _, group in groupby(stamps, lambda path: numbers[path]):
        names = tuple(group)
        size = sum(stamps[name][0] for name in names)
        out.append(Part(ARTICLES, str(root), names, 0, len(names), size, tuple(stamps[name] for name in names)))
    if refused:
        first = out[0] if out else Part(ARTICLES, str(root), (), 0, 0, 0, ())
        out[:1] = [first._replace(refused=refused)]
    return out


def _with_sidecar(path: Path) -> tuple[int, int]:
    """Return the stamp of an article, which changes when its sidecar does."""
    size, changed = _stamp(path)
    beside = sidecars.beside(path)
    return (size, changed) if beside is None else (size, hash((changed, *_stamp(beside))))


def _stamp(path: Path) -> tuple[int, int]:
    """Return the size of a file, and when it was changed; zeros for an article that is gone by now, which the run reports."""
    try:
        info = path.stat()
    except FileNotFoundError:
        return 0, 0
    except OSError as error:
        raise InputError(str(cannot("read", path, error))) from error
    return info.st_size, info.st_mtime_ns
