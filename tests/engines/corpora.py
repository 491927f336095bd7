"""Inputs for runs, and what comes out of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyarrow
from pyarrow import parquet

from sample_articles import BREAD, KNIVES, LAMP
from seedkit.engines import engine
from seedkit.engines.run import Report, run
from seedkit.engines.shards import Settings

KINDS = ("text", "markdown", "html")
TEXTS = (BREAD, KNIVES, LAMP)


def records(count: int) -> list[dict[str, str]]:
    """Return articles of every format, no two of which are alike."""
    return [
        {"id": f"a/{number}", "text": TEXTS[number % 3].replace("a", f"a{number} "), "format": KINDS[number % 3]}
        for number in range(count)
    ]


def write_jsonl(path: Path, rows: list[Any]) -> Path:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def write_parquet(path: Path, rows: list[dict[str, Any]], group: int = 4) -> Path:
    parquet.write_table(pyarrow.Table.from_pylist(rows), path, row_group_size=group)
    return path


def run_local(input: str | Path, output: Path, settings: Settings | None = None, **options: Any) -> Report:
    return run(str(input), output, settings or Settings(), engine=engine("local"), **{"jobs": 1, **options})


def rows_of(output: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of all shards, in their order, with each document as parsed JSON where the layout holds it whole."""
    for path in sorted((output / "data").iterdir()):
        if path.suffix == ".jsonl":
            yield from map(json.loads, path.read_text("utf-8").splitlines())
        else:
            for row in parquet.read_table(path).to_pylist():
                with suppress(KeyError, TypeError):
                    row["document"] = json.loads(row["document"])
                yield row


def index_of(output: Path) -> dict[str, Any]:
    index: dict[str, Any] = json.loads((output / "index.json").read_text("utf-8"))
    return index
