"""A corpus as lines and tables: every format says the same, whole files only, and no more than a few articles at a time."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from importlib import util
from pathlib import Path

import pyarrow.parquet
import pytest
from samples import DOCUMENT

import seedkit
from sample_articles import files_below
from seedkit.corpus.article import Article
from seedkit.corpus.tables import TABLES, Table, Value
from seedkit.writers import CORPUS_WRITERS, CorpusWriter
from seedkit.writers import csv as csv_writer

ARTICLE = Article.model_construct(**dict(DOCUMENT))
PLAIN = seedkit.normalize("Tea in two steps\n\n1. Boil\n\nWater, of course.\n\n2. Pour\n\nOver the leaves.\n")
ARTICLES = (ARTICLE, PLAIN)
BY_NAME = {writer.name: writer for writer in CORPUS_WRITERS}


def _rows(table: Table) -> list[dict[str, Value]]:
    return [dict(zip(table.columns, row, strict=True)) for article in ARTICLES for row in table.rows(article)]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_has_the_types_that_it_says(table: Table) -> None:
    types = {"string": str, "integer": int, "boolean": bool, "strings": tuple}
    for row in _rows(table):
        assert next(iter(row)) == "document"
        assert all(value is not None for value in list(row.values())[:2])
        assert all(type(value) in (types[table.columns[name]], type(None)) for name, value in row.items()), row


def test_a_table_has_a_row_for_each_entity() -> None:
    sizes = {table.name: len(list(table.rows(ARTICLE))) for table in TABLES}
    arrays = {name: getattr(ARTICLE, name) for name in sizes if name not in ("documents", "durations", "checklist_items")}
    assert sizes == {name: len(array) for name, array in arrays.items()} | {"documents": 1, "durations": 1, "checklist_items": 2}
    steps = {step["id"]: step for step in _rows(next(table for table in TABLES if table.name == "steps"))}
    assert steps["step-pour"] == {
        "document": "article", "id": "step-pour", "group": "group-steps", "ordinal": 2, "position": 2, "label": "2.",
        "title": "Pour", "text": "Over the leaves.", "minutes": None, "start": 46, "end": 71, "line": 7,
    }  # fmt: skip


@pytest.mark.parametrize("writer", CORPUS_WRITERS, ids=lambda writer: writer.name)
def test_what_is_written_is_what_the_table_says_and_nothing_else(writer: CorpusWriter, tmp_path: Path) -> None:
    writer.write(ARTICLES, tmp_path)
    first = files_below(tmp_path)
    assert sorted(first) == sorted(writer.files)
    writer.write(ARTICLES, tmp_path)
    assert files_below(tmp_path) == first


@pytest.mark.parametrize("writer", CORPUS_WRITERS, ids=lambda writer: writer.name)
def test_a_run_that_breaks_off_changes_nothing(writer: CorpusWriter, tmp_path: Path) -> None:
    def broken() -> Iterator[Article]:
        yield PLAIN
        raise seedkit.OutputError("gone")

    writer.write(ARTICLES, tmp_path)
    before = files_below(tmp_path)
    with pytest.raises(seedkit.OutputError, match="gone"):
        writer.write(broken(), tmp_path)
    assert files_below(tmp_path) == before


@pytest.mark.parametrize("writer", CORPUS_WRITERS, ids=lambda writer: writer.name)
def test_a_corpus_of_no_articles_is_written(writer: CorpusWriter, tmp_path: Path) -> None:
    writer.write((), tmp_path)
    assert sorted(files_below(tmp_path)) == sorted(writer.files)


@pytest.mark.parametrize("writer", CORPUS_WRITERS, ids=lambda writer: writer.name)
def test_articles_are_taken_one_at_a_time(writer: CorpusWriter, tmp_path: Path) -> None:
    """None of the first hundred is alive when the five-hundredth is asked for."""
    import gc
    import weakref

    living: list[weakref.ref[Article]] = []

    def many() -> Iterator[Article]:
        for count in range(500):
            article = Article.model_construct(**dict(PLAIN))
            living.append(weakref.ref(article))
            yield article
            if count == 400:
                del article
                gc.collect()
                assert not any(reference() for reference in living[:100])

    writer.write(many(), tmp_path)


@pytest.mark.parametrize("writer", CORPUS_WRITERS, ids=lambda writer: writer.name)
def test_a_folder_that_cannot_be_written_is_reported(writer: CorpusWriter, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(seedkit.OutputError, match=r"cannot (write|create the folder) .*file/"):
        writer.write(ARTICLES, tmp_path / "file")


def test_lines_load_to_the_same_documents(tmp_path: Path) -> None:
    BY_NAME["jsonl"].write(ARTICLES, tmp_path)
    lines = (tmp_path / "corpus.jsonl").read_bytes().splitlines(keepends=True)
    assert all(line.endswith(b"\n") for line in lines)
    assert [seedkit.Document.model_validate_json(line) for line in lines] == [DOCUMENT, PLAIN]


def test_a_separator_inside_a_text_splits_no_line(tmp_path: Path) -> None:
    BY_NAME["jsonl"].write([seedkit.normalize("Tea\u2028time\n\nBoil it.\r\nTwice.")], tmp_path)
    assert (tmp_path / "corpus.jsonl").read_bytes().count(b"\n") == 1


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_parquet_loads_to_the_same_rows(table: Table, tmp_path: Path) -> None:
    BY_NAME["parquet"].write(ARTICLES, tmp_path)
    found = pyarrow.parquet.read_table(tmp_path / f"parquet/{table.name}.parquet").to_pylist()
    lists = [{name: list(value) if isinstance(value, tuple) else value for name, value in row.items()} for row in _rows(table)]
    assert found == lists


def test_parquet_is_written_in_row_groups(tmp_path: Path) -> None:
    BY_NAME["parquet"].write((PLAIN for _ in range(2500)), tmp_path)
    steps = pyarrow.parquet.ParquetFile(tmp_path / "parquet/steps.parquet").metadata
    assert (steps.num_rows, steps.num_row_groups) == (5000, 3)


def test_parquet_without_pyarrow_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = util.find_spec
    monkeypatch.setattr("seedkit.writers.find_spec", lambda name: None if name == "pyarrow" else real(name))
    with pytest.raises(seedkit.UsageError, match=re.escape("needs pyarrow: pip install 'seedkit-compiler[parquet]'")):
        BY_NAME["parquet"].write(ARTICLES, tmp_path)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_spreadsheet_holds_the_same_rows(table: Table, tmp_path: Path) -> None:
    BY_NAME["csv"].write(ARTICLES, tmp_path)
    content = (tmp_path / f"csv/{table.name}.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    found = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    assert found == [{name: _shown(value) for name, value in row.items()} for row in _rows(table)]


def _shown(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return "; ".join(value) if isinstance(value, tuple) else str(value)


FORMULAS = ["=1+1", "+1", "-2+3", "@SUM(A1)", "  =1", "\u00a0=1", "\t=1", "\rx", "＝1", "'=1", "''+1", "|cmd", "%0A"]
TEXTS = ["’tis =", "'tis", "1 = 1", "a@b", "– later", "x\n=1", ""]


@pytest.mark.parametrize("words", FORMULAS)
def test_a_formula_is_guarded_and_can_be_had_back(words: str) -> None:
    cell = _written(words)
    assert cell == f"'{words}"
    assert csv_writer.GUARDED.match(cell)


@pytest.mark.parametrize("words", TEXTS)
def test_any_other_text_is_left_alone(words: str) -> None:
    assert _written(words) == words
    assert not csv_writer.GUARDED.match(words)


def test_a_negative_number_is_a_number(tmp_path: Path) -> None:
    step = PLAIN.steps[0].model_copy(update={"ordinal": -3})
    BY_NAME["csv"].write([Article.model_construct(**{**dict(PLAIN), "steps": (step,)})], tmp_path)
    assert b",-3,1," in (tmp_path / "csv/steps.csv").read_bytes()


def _written(words: str) -> object:
    return csv_writer.cell(words)
