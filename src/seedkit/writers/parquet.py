"""A corpus as Parquet: one file per table, with typed columns; lists are lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from seedkit.corpus.article import Article
from seedkit.corpus.tables import TABLES, Row, Table
from seedkit.storage import files

FILES = tuple(f"parquet/{table.name}.parquet" for table in TABLES)

_BATCH = 2000
"""Number of rows of one table that are collected before they are written as a row group."""


def write(articles: Iterable[Article], folder: Path) -> None:
    """Write ``parquet/TABLE.parquet`` into ``folder`` for each table, some thousand rows at a time. Needs pyarrow.

    Raises OutputError.
    """
    files.make_folder(folder / "parquet")
    with ExitStack() as stack:
        sinks = [stack.enter_context(_sink(table, folder / path)) for table, path in zip(TABLES, FILES, strict=True)]
        for article in articles:
            for table, sink in zip(TABLES, sinks, strict=True):
                sink.add(table.rows(article))


@contextmanager
def _sink(table: Table, path: Path) -> Iterator[_Sink]:
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    types: dict[str, Any] = {
        "string": pyarrow.string(),
        "integer": pyarrow.int64(),
        "boolean": pyarrow.bool_(),
        "strings": pyarrow.list_(pyarrow.string()),
    }
    schema = pyarrow.schema([(name, types[kind]) for name, kind in table.columns.items()])
    with files.replacing(path) as stream, ParquetWriter(stream, schema) as writer:
        sink = _Sink(writer)
        yield sink
        sink.flush()


class _Sink:
    """Collects rows and writes them as row groups."""

    def __init__(self, writer: Any) -> None:
        self._writer = writer
        self._rows: list[Row] = []

    def add(self, rows: Iterable[Row]) -> None:
        self._rows.extend(rows)
        if len(self._rows) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        import pyarrow

        if self._rows:
            schema = self._writer.schema
            cells = zip(*self._rows, strict=True)
            columns = [pyarrow.array(column, field.type) for column, field in zip(cells, schema, strict=True)]
            self._writer.write_table(pyarrow.Table.from_arrays(columns, schema=schema))
            self._rows.clear()
