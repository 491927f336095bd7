"""One part of the input to one shard of the output: the work that every engine distributes.

A shard is a file of documents in ``data/`` and a file of facts about them in ``facts/``, which is put in place last. Its presence
under the right key is what makes a shard finished; both files are replaced atomically.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO, Literal, NamedTuple, get_args

import pyarrow
import pyarrow.compute
from pyarrow.parquet import ParquetFile, ParquetWriter

from seedkit import __version__
from seedkit.arrow import normalize_batch, output_schema
from seedkit.arrow.kernel import Layout
from seedkit.building.limits import Limits
from seedkit.engines.inputs import Part
from seedkit.engines.languages import in_languages
from seedkit.engines.records import batches
from seedkit.errors import SeedkitError
from seedkit.model.document import SCHEMA_VERSION
from seedkit.storage import files

Format = Literal["parquet", "jsonl"]
FORMATS: tuple[Format, ...] = get_args(Format)
"""The formats of the files in ``data/``, which are the suffixes of their names."""
DATA, FACTS = "data", "facts"
"""The folders of documents and of facts about them."""
Normalize = Callable[..., Any]
"""``normalize_batch``, or something that does the same in another way."""

_CONTENT = ("text", "bytes")
_LEFT_OUT = ("signature",)
"""Columns of the kernel that only the facts hold."""
_HELD = ("id", "document_id", "language", "digest", "signature", "error")
"""Columns of the kernel that the facts hold."""
_METADATA = {"seedkit.schema_version": SCHEMA_VERSION, "seedkit.generator": f"seedkit {__version__}"}
_GROUP = 16 * 2**20
"""Bytes of documents that are held before they are written as a row group."""
_MODULUS = 2**256
_NUMBER = re.compile(r"\d[\d,]*")
_WORDS = re.compile(r"'[^']*'|`[^`]*`")


class Settings(NamedTuple):
    """What the documents of a run depend on, besides its input. ``columns`` are pairs of our and their name of a column."""

    format: Format = "parquet"
    layout: Layout = "tables"
    limits: Limits = Limits()
    languages: tuple[str, ...] = ()
    mimes: tuple[str, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()


class Task(NamedTuple):
    """What a worker does: one part to one shard below ``output``. ``key`` stands for all that the shard depends on."""

    number: int
    part: Part
    settings: Settings
    output: str
    key: str


class Summary(NamedTuple):
    """What a shard holds: documents, failed articles by reason, skipped ones, documents by language, bytes of articles, the size of
    the file, and the sum of the digests of its rows."""

    documents: int
    failed: Mapping[str, int]
    skipped: int
    languages: Mapping[str, int]
    bytes: int
    size: int
    digest: int


class Result(NamedTuple):
    """How a task went: when, in which process, and the most memory that process ever held, in bytes. ``error`` ends the run."""

    number: int
    begun: float
    ended: float
    process: str
    memory: int
    bytes: int
    error: str | None = None


def name(number: int, suffix: str) -> str:
    """Return the file name of a shard."""
    return f"part-{number:05}.{suffix}"


def key(part: Part, settings: Settings, tool: str) -> str:
    """Return a digest of what a shard depends on; ``tool`` stands for seedkit itself. Where the input lies does not matter."""
    content = json.dumps([part._replace(root=""), settings, tool], sort_keys=True)
    return hashlib.sha256(content.encode("utf-8", "surrogateescape")).hexdigest()


def write_shard(task: Task, normalize: Normalize = normalize_batch) -> Result:
    """Read a part and write its shard. What stops it is in the result, so that no engine has to carry an exception."""
    begun, size, problem = time.time(), 0, None
    try:
        size = _write(task, normalize)
    except SeedkitError as error:
        problem = str(error)
    except OSError as error:
        problem = str(files.cannot("write", task.output, error))
    return Result(task.number, begun, time.time(), f"{os.uname().nodename}:{os.getpid()}", _peak_memory(), size, problem)


def finished(task: Task) -> Summary | None:
    """Return what the shard of a task holds, ``None`` where it is not there, not whole, or made of something else."""
    folder = Path(task.output)
    with suppress(OSError, pyarrow.ArrowException, ValueError, KeyError, TypeError):
        with ParquetFile(folder / FACTS / name(task.number, "parquet")) as file:
            metadata = json.loads(file.schema_arrow.metadata[b"seedkit.summary"])
        summary = Summary(**metadata["summary"])
        data = folder / DATA / name(task.number, task.settings.format)
        if metadata["key"] == task.key and data.stat().st_size == summary.size:
            return summary
    return None


def facts(output: str, number: int, *columns: str) -> Iterator[tuple[Any, ...]]:
    """Yield some columns of the facts of a shard, a row at a time. Raises OutputError."""
    path = Path(output) / FACTS / name(number, "parquet")
    try:
        with ParquetFile(path) as file:
            for batch in file.iter_batches(columns=[*columns]):
                yield from zip(*(batch.column(column).to_pylist() for column in columns), strict=True)
    except OSError as error:
        raise files.cannot("read", path, error) from error


def row_digest(id: str | None, digest: str | None, error: str | None) -> int:
    """Return the digest of a row as a number: those of all rows are added, which makes the sum the same in any order."""
    content = f"{id or ''}\n{digest or ''}\n{error or ''}"
    return int.from_bytes(hashlib.sha256(content.encode()).digest(), "big")


def total(digests: int) -> str:
    """Return the digest of many rows from the sum of theirs."""
    return f"sha256-sum:{digests % _MODULUS:064x}"


def reason(error: str) -> str:
    """Return an error without the figures, names and advice that differ from article to article."""
    return _NUMBER.sub("N", _WORDS.sub("…", error.partition(": ")[0] if ": " in error else error))


def _write(task: Task, normalize: Normalize) -> int:
    settings, folder = task.settings, Path(task.output)
    data = folder / DATA / name(task.number, settings.format)
    facts = folder / FACTS / name(task.number, "parquet")
    counted = _Counted()
    held: list[Any] = []
    with files.replacing(data) as stream, _SINKS[settings.format](stream, settings.layout) as sink:
        for batch in batches(task.part, dict(settings.columns), settings.limits.size, settings.mimes):
            counted.bytes += _bytes(batch)
            articles = in_languages(batch, settings.languages)
            counted.skipped += batch.num_rows - articles.num_rows
            if not articles.num_rows:
                continue
            documents = normalize(articles, layout=settings.layout, limits=settings.limits)
            sink.add(documents.drop_columns([*_LEFT_OUT]))
            held.append(documents.select([*_HELD]))
            counted.add(documents)
        sink.finish()
        size = stream.tell()
    summary = json.dumps({"key": task.key, "summary": counted.summary(size)._asdict()}, sort_keys=True)
    schema = pyarrow.schema([output_schema().field(column) for column in _HELD], {"seedkit.summary": summary})
    with files.replacing(facts) as stream:
        table = pyarrow.Table.from_batches(held, schema=schema.remove_metadata()).replace_schema_metadata(schema.metadata)
        with ParquetWriter(stream, schema, compression="zstd") as writer:
            writer.write_table(table)
    return counted.bytes


class _Counted:
    """What is counted while a shard is written."""

    def __init__(self) -> None:
        self.bytes = self.skipped = self._documents = self._digests = 0
        self._failed: Counter[str] = Counter()
        self._languages: Counter[str] = Counter()

    def add(self, documents: Any) -> None:
        columns = (documents.column(column).to_pylist() for column in ("id", "language", "digest", "error"))
        for id, language, digest, error in zip(*columns, strict=True):
            self._digests += row_digest(id, digest, error)
            if error is None:
                self._documents += 1
                self._languages[language or ""] += 1
            else:
                self._failed[reason(error)] += 1

    def summary(self, size: int) -> Summary:
        failed, languages = (dict(sorted(counts.items())) for counts in (self._failed, self._languages))
        return Summary(self._documents, failed, self.skipped, languages, self.bytes, size, self._digests % _MODULUS)


def _bytes(batch: Any) -> int:
    """Return how many bytes the articles of a batch have."""
    found = (
        pyarrow.compute.sum(pyarrow.compute.binary_length(batch.column(name))).as_py()
        for name in _CONTENT
        if name in batch.schema.names
    )
    return sum(size or 0 for size in found)


class _Parquet(AbstractContextManager["_Parquet"]):
    """Documents in row groups of bounded size."""

    def __init__(self, stream: BinaryIO, layout: Layout) -> None:
        fields = [field for field in output_schema(layout) if field.name not in _LEFT_OUT]
        self._schema = pyarrow.schema(fields, {**_METADATA, "seedkit.layout": layout})
        self._writer = ParquetWriter(stream, self._schema, compression="zstd")
        self._held: list[Any] = []
        self._size = 0

    def add(self, documents: Any) -> None:
        self._held.append(documents.replace_schema_metadata(self._schema.metadata))
        self._size += documents.nbytes
        if self._size >= _GROUP:
            self._flush()

    def finish(self) -> None:
        self._flush()
        self._writer.close()

    def __exit__(self, *_: object) -> None:
        if self._writer.is_open:  # something failed: it would try to finish the file once more when it is forgotten
            with suppress(OSError, pyarrow.ArrowException):
                self._writer.close()
            self._writer.is_open = False

    def _flush(self) -> None:
        if self._held:
            self._writer.write_table(pyarrow.Table.from_batches(self._held, self._schema))
            self._held, self._size = [], 0


class _JsonLines(AbstractContextManager["_JsonLines"]):
    """A line for each article, with the document as it is in the contract."""

    def __init__(self, stream: BinaryIO, _layout: Layout) -> None:
        self._stream = stream

    def add(self, documents: Any) -> None:
        for row in documents.to_pylist():
            document = row.pop("document") or "null"
            self._stream.write(f'{json.dumps(row, ensure_ascii=False)[:-1]}, "document": {document}}}\n'.encode())

    def finish(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        pass


_SINKS: Mapping[Format, type[_Parquet | _JsonLines]] = MappingProxyType({"parquet": _Parquet, "jsonl": _JsonLines})


def _peak_memory() -> int:
    """Return the most memory that this process ever held, in bytes; 0 where the system does not say."""
    try:
        import resource
    except ImportError:  # Windows
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
