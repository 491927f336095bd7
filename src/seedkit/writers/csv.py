"""A corpus as tables for spreadsheets: one file per table.

The format: UTF-8 with a byte order mark, which spreadsheets need, commas, every text in double quotes, lines that end in CR LF. A
null is an empty cell, lists are joined with ``"; "``. A cell that a spreadsheet would take for a formula gets an apostrophe before
it, which spreadsheets read as "this is text". A cell that begins with apostrophes and continues like a formula gets one too, so
removing one apostrophe from every cell that ``GUARDED`` matches restores the text.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from contextlib import ExitStack
from io import TextIOWrapper
from pathlib import Path

from seedkit.corpus.article import Article
from seedkit.corpus.tables import TABLES, Value
from seedkit.storage import files

FILES = tuple(f"csv/{table.name}.csv" for table in TABLES)

_FORMULA = r"'*(?:\s*[=+\-@＝＋－＠|%]|[\t\r\n])"  # some programs skip spaces before the formula
_formula = re.compile(_FORMULA).match
GUARDED = re.compile(f"'{_FORMULA}")
"""How a cell with an added apostrophe begins."""


def write(articles: Iterable[Article], folder: Path) -> None:
    """Write ``csv/TABLE.csv`` into ``folder`` for each table, one article at a time. Raises OutputError."""
    files.make_folder(folder / "csv")
    with ExitStack() as stack:
        sheets = []
        for table, path in zip(TABLES, FILES, strict=True):
            binary = stack.enter_context(files.replacing(folder / path))
            stream = TextIOWrapper(binary, encoding="utf-8-sig", newline="", write_through=True)
            stack.callback(stream.detach)  # leaves the file open for the code that renames it
            sheet = csv.writer(stream, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
            sheet.writerow(table.columns)
            sheets.append(sheet)
        for article in articles:
            for table, sheet in zip(TABLES, sheets, strict=True):
                sheet.writerows([cell(value) for value in row] for row in table.rows(article))


def cell(value: Value) -> str | int | None:
    """Return a value as a spreadsheet should read it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        value = "; ".join(value)
    if isinstance(value, str) and _formula(value):
        return f"'{value}"
    return value
