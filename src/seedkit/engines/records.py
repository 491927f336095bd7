"""The articles of a part, as batches for the kernel: a few at a time, so that memory depends on neither files nor shards."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any, BinaryIO

import pyarrow

from seedkit.arrow import COLUMNS
from seedkit.articles import open_file
from seedkit.engines.inputs import ARTICLES, Part
from seedkit.engines.languages import STATED
from seedkit.errors import InputError, UsageError
from seedkit.storage import files

Record = dict[str, Any]
"""A row of a batch for the kernel; columns that are missing are null."""
Names = Mapping[str, str]
"""What the columns of the input are called, by the name that the kernel knows."""

_ROWS = 64
_BYTES = 4 * 2**20
"""A batch ends after so many articles, or bytes of them."""
_LINE = 8
"""A line of JSON may have so many times the bytes of an article: each can be an escape."""
_SIDECAR = pyarrow.struct([("name", pyarrow.string()), ("data", pyarrow.binary())])
_TYPES = {"bytes": pyarrow.large_binary(), "sidecar": _SIDECAR}
_SCHEMA = pyarrow.schema([(name, _TYPES.get(name, pyarrow.large_string())) for name in (*COLUMNS, STATED)])


def batches(part: Part, names: Names, max_bytes: int, mimes: Iterable[str]) -> Iterator[Any]:
    """Yield the articles of a part as record batches with the columns of the kernel.

    What cannot be read is a row with an ``error``. ``mimes`` are the media types to read from a WARC file, all that seedkit reads
    if there are none. Raises UsageError where a column is missing, OutputError where a file cannot be opened.
    """
    if part.input == "parquet":
        yield from _parquet(part, names)
        return
    reader = _READERS[part.input]
    rows: list[Record] = [{"id": path, "error": error} for path, error in part.refused]
    size = 0
    for record in reader(part, names, max_bytes, frozenset(mimes)):
        rows.append(record)
        size += len(record.get("bytes") or record.get("text") or "")
        if len(rows) >= _ROWS or size >= _BYTES:
            yield pyarrow.RecordBatch.from_pylist(rows, schema=_SCHEMA)
            rows, size = [], 0
    if rows:
        yield pyarrow.RecordBatch.from_pylist(rows, schema=_SCHEMA)


def _parquet(part: Part, names: Names) -> Iterator[Any]:
    from pyarrow.parquet import ParquetFile

    with _opened(part) as (stream, path), ParquetFile(stream) as file:
        there = file.schema_arrow.names
        _check(path, names, there)
        wanted = {names.get(column, column): column for column in COLUMNS if names.get(column, column) in there}
        groups = [*range(part.start, part.stop)]
        for batch in file.iter_batches(batch_size=_ROWS, row_groups=groups, columns=[*wanted]):
            yield batch.rename_columns([wanted[name] for name in batch.schema.names])


def _check(path: str, names: Names, there: Iterable[str]) -> None:
    """Raise UsageError where a file has not the columns of articles."""
    columns = set(there)
    asked = [name for name in names.values() if name not in columns]
    content = {names.get("text", "text"), names.get("bytes", "bytes")} & columns
    if asked or names.get("id", "id") not in columns or not content:
        needed = ", ".join(asked) or "id, and text or bytes"
        raise UsageError(f"{path}: has the columns {', '.join(sorted(columns))}: expected {needed}; --column NAME=THEIRS maps them")


def _articles(part: Part, _names: Names, max_bytes: int, _mimes: frozenset[str]) -> Iterator[Record]:
    for path in part.paths:
        try:
            raw = open_file(Path(part.root) / path, path, max_bytes=max_bytes)
        except InputError as error:
            yield {"id": path, "error": str(error)}
            continue
        sidecar = {"name": raw.sidecar[0], "data": raw.sidecar[1]} if raw.sidecar is not None else None
        yield {"id": path, "bytes": raw.data, "format": raw.format, "sidecar": sidecar}


def _lines(part: Part, names: Names, max_bytes: int, _mimes: frozenset[str]) -> Iterator[Record]:
    """Read the lines of a file that begin between two of its bytes."""
    with _opened(part) as (stream, path):
        at = part.start
        if at:  # the rest of a line of the part before
            stream.seek(at - 1)
            at += next((length for _, length in _split(stream, 0)), 1) - 1
        for line, length in _split(stream, _LINE * max_bytes):
            if at >= part.stop:
                return
            yield from _record(line, names, f"{path}@{at}")
            at += length


def _packed_lines(part: Part, names: Names, max_bytes: int, _mimes: frozenset[str]) -> Iterator[Record]:
    with _opened(part) as (stream, path):
        unpacked = io.BufferedReader(pyarrow.CompressedInputStream(stream, _packing(path)))
        number = 1
        try:
            for line, _ in _split(unpacked, _LINE * max_bytes):
                yield from _record(line, names, f"{path}:{number}")
                number += 1
        except OSError as error:
            yield {"id": f"{path}:{number}", "error": f"cannot be unpacked from here on: {error}"}


def _split(stream: IO[bytes], limit: int) -> Iterator[tuple[bytes | None, int]]:
    """Yield each line, ``None`` for one of more than ``limit`` bytes, and its length."""
    while piece := stream.readline(_BYTES):
        pieces = [piece]
        length = len(piece)
        while not piece.endswith(b"\n") and (piece := stream.readline(_BYTES)):
            length += len(piece)
            if length <= limit:
                pieces.append(piece)
        yield b"".join(pieces) if length <= limit else None, length


def _packing(path: str) -> str:
    return {".gz": "gzip", ".zst": "zstd", ".bz2": "bz2"}[Path(path).suffix.lower()]


def _record(line: bytes | None, names: Names, place: str) -> Iterator[Record]:
    """Yield the article in a line of JSON, if it is not blank. ``place`` is its id where it states none."""
    if line is None:
        yield {"id": place, "error": "is a line that is too long: raise the limit (--max-size)"}
    elif line.strip():
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield {"id": place, "error": f"is not JSON: {error}"}
        else:
            yield _article(value, names, place)


def _article(value: object, names: Names, place: str) -> Record:
    if not isinstance(value, dict):
        return {"id": place, "error": "is not a JSON object"}
    record: Record = {}
    for column in ("id", "text", "format", "url", "language"):
        found = value.get(names.get(column, column))
        if column == "id" and isinstance(found, int):
            found = str(found)
        if isinstance(found, str):
            record[column] = found.encode("utf-8", "replace").decode()  # JSON can hold half of a character
        elif found is not None:
            return {"id": record.get("id") or place, "error": f"has a {column} that is not a string"}
    return record if record.get("id") else {"id": place, "error": "has no id"}


def _warc(part: Part, _names: Names, max_bytes: int, mimes: frozenset[str]) -> Iterator[Record]:
    from seedkit.engines import warc

    with _opened(part) as (stream, path):
        yield from warc.records(stream, path, max_bytes, mimes)


_READERS: Mapping[str, Callable[[Part, Names, int, frozenset[str]], Iterator[Record]]] = MappingProxyType(
    {ARTICLES: _articles, "jsonl": _lines, "packed-jsonl": _packed_lines, "warc": _warc}
)


@contextmanager
def _opened(part: Part) -> Iterator[tuple[BinaryIO, str]]:
    """Open the file of a part; yields its path too. Raises OutputError where it cannot be read."""
    path = part.paths[0]
    try:
        with files.reading(Path(part.root) / path) as stream:
            yield stream, path
    except OSError as error:
        raise files.cannot("read", path, error) from error
