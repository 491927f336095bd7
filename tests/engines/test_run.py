"""`seedkit run`: any input becomes shards, however it is split and however often the run is interrupted."""

from __future__ import annotations

import errno
import gzip
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any, BinaryIO

import duckdb
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

import seedkit
from engines.corpora import index_of, records, rows_of, run_local, write_jsonl, write_parquet
from kills import kills
from sample_articles import BREAD, files_below
from seedkit import pipeline
from seedkit.building.limits import Limits
from seedkit.checks import corpus
from seedkit.engines import duplicates, shards
from seedkit.engines.shards import Settings
from seedkit.errors import OutputError, UsageError
from seedkit.model.walk import ARRAYS
from seedkit.storage import files, workers

JSON = Settings(layout="json")
LINES = Settings(format="jsonl", layout="json")


@pytest.mark.parametrize("chosen", [JSON, LINES])
def test_a_folder_gives_the_documents_of_a_build(seeds: Path, out: Path, chosen: Settings, tmp_path: Path) -> None:
    (seeds / "bread.seedkit.yaml").write_text("metadata:\n  url: https://example.org/bread\n", encoding="utf-8")
    (seeds / "broken.txt").write_bytes(b"%PDF-1.7 and so on")
    (seeds / "lost.seedkit.yaml").write_text("metadata: {}\n", encoding="utf-8")
    built = seedkit.build(seeds, tmp_path / "built")
    report = run_local(seeds, out, chosen)
    rows = {row["id"]: row for row in rows_of(out)}
    documents = {
        entry.path: json.loads((tmp_path / f"built/v1/documents/{entry.id}.json").read_text("utf-8"))
        for entry in built.index.documents
    }
    assert {id: row["document"] for id, row in rows.items() if row["error"] is None} == documents
    assert {id: row["error"] for id, row in rows.items() if row["error"]} == {one.path: one.error for one in built.index.failed}
    assert (report.documents, sum(report.failed.values())) == (3, 2)


def test_the_tables_hold_the_same_documents(seeds: Path, out: Path, tmp_path: Path) -> None:
    whole, nested = run_local(seeds, tmp_path / "whole", JSON), run_local(seeds, out)
    assert whole.digest == nested.digest
    shard = next((out / "data").iterdir())
    metadata = parquet.read_schema(shard).metadata
    assert (metadata[b"seedkit.schema_version"], metadata[b"seedkit.layout"]) == (b"1.0", b"tables")
    assert sum(len(row["steps"]) for row in rows_of(out)) == sum(
        len(row["document"]["steps"]) for row in rows_of(tmp_path / "whole")
    )


@given(st.integers(500, 9_000), st.integers(0, 2**32), st.sampled_from(["jsonl", "parquet", "gz"]), st.sampled_from([JSON, LINES]))
@settings(max_examples=12)
def test_the_digest_is_the_same_however_the_input_is_cut_and_ordered(
    tmp_path_factory: pytest.TempPathFactory, shard: int, seed: int, kind: str, chosen: Settings
) -> None:
    folder = tmp_path_factory.mktemp("cut")
    rows = records(9)
    expected = run_local(write_jsonl(folder / "whole.jsonl", rows), folder / "whole").digest
    Random(seed).shuffle(rows)
    halves = {"one": rows[: seed % 9], "two": rows[seed % 9 :]}
    for name, half in halves.items():
        if kind == "parquet" and half:
            write_parquet(folder / f"{name}.parquet", half, 1 + seed % 5)
        elif kind != "parquet":
            path = write_jsonl(folder / f"part-{name}.jsonl", half)
            if kind == "gz":
                path.with_suffix(".jsonl.gz").write_bytes(gzip.compress(path.read_bytes()))
    pattern = {"jsonl": "part-*.jsonl", "parquet": "*.parquet", "gz": "*.jsonl.gz"}[kind]
    report = run_local(folder / pattern, folder / "cut", chosen, shard=shard)
    assert report.digest == expected
    assert sorted(row["id"] for row in rows_of(folder / "cut")) == sorted(row["id"] for row in rows)
    shutil.rmtree(folder)


def test_processes_change_nothing(tmp_path: Path) -> None:
    input = write_parquet(tmp_path / "in.parquet", records(24))
    one, two = (run_local(input, tmp_path / f"out{jobs}", jobs=jobs, shard=4_000) for jobs in (1, 2))
    assert one.digest == two.digest
    assert len(one.summaries) > 3
    assert files_below(tmp_path / "out1/data") == files_below(tmp_path / "out2/data")
    assert (tmp_path / "out1/index.json").read_bytes() == (tmp_path / "out2/index.json").read_bytes()


def test_another_text_gives_another_digest(tmp_path: Path) -> None:
    rows = records(3)
    first = run_local(write_jsonl(tmp_path / "a.jsonl", rows), tmp_path / "a").digest
    twice = run_local(write_jsonl(tmp_path / "b.jsonl", [*rows, rows[0]]), tmp_path / "b").digest
    rows[1]["text"] += "\n"
    assert len({first, twice, run_local(write_jsonl(tmp_path / "c.jsonl", rows), tmp_path / "c").digest}) == 3


def test_finished_shards_are_left_alone(tmp_path: Path, out: Path) -> None:
    input = write_parquet(tmp_path / "in.parquet", records(12))
    first = run_local(input, out, shard=4_000)
    assert first.done == len(first.summaries) == 3
    before = files_below(out)
    again = run_local(input, out, shard=4_000)
    assert (again.done, again.digest) == (0, first.digest)
    (out / "facts/part-00001.parquet").unlink()
    whole = out / "data/part-00002.parquet"
    whole.write_bytes(whole.read_bytes()[:-9])
    third = run_local(input, out, shard=4_000)
    assert (third.done, third.digest) == (2, first.digest)
    assert files_below(out) == before


def test_what_no_longer_belongs_is_done_again_or_removed(tmp_path: Path, out: Path) -> None:
    input = write_jsonl(tmp_path / "in.jsonl", records(12))
    run_local(input, out, shard=1_000)
    count = len([*(out / "data").iterdir()])
    write_jsonl(input, records(3))
    report = run_local(input, out, shard=1_000)
    assert report.documents == 3
    assert count > len([*(out / "data").iterdir()]) == len([*(out / "facts").iterdir()]) == len(report.summaries)
    assert run_local(input, out, LINES, shard=1_000).done == len(report.summaries)
    assert {path.suffix for path in (out / "data").iterdir()} == {".jsonl"}
    assert run_local(input, out, LINES._replace(limits=Limits(lines=1)), shard=1_000).documents == 0


@pytest.mark.parametrize("jobs", [1, 2])
def test_killed_at_every_step(tmp_path: Path, jobs: int) -> None:
    input = write_parquet(tmp_path / "in.parquet", records(4), 2)
    out = tmp_path / "out"
    expected = run_local(input, tmp_path / "clean", jobs=jobs, shard=1_000)
    after = files_below(tmp_path / "clean")
    killed = interrupted = 0
    for _ in kills(lambda: run_local(input, out, jobs=jobs, shard=1_000)):
        killed += 1
        found = files_below(out)
        whole = {path: data for path, data in found.items() if not path.rpartition("/")[2].startswith(".")}
        assert whole.items() <= after.items(), "a file is not whole"
        if "index.json" in whole:
            assert whole == after, "the index speaks of what is not there"
        for path in whole:
            if path.startswith("facts/"):
                assert path.replace("facts", "data") in whole
        interrupted += 0 < len(whole) < len(after)
        again = run_local(input, out, shard=1_000)
        assert again.digest == expected.digest
        assert again.done == len(expected.summaries) - sum(path.startswith("facts/") for path in whole)
        assert files_below(out) == after
        shutil.rmtree(out)
    assert killed > 20
    assert interrupted > killed / 3


def test_a_full_disk_loses_nothing(tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    input = write_parquet(tmp_path / "in.parquet", records(12))
    expected = run_local(input, tmp_path / "clean", shard=4_000)
    replacement = files._replacement

    def full(path: Path, folder: Path) -> Any:
        if path.name == "part-00001.parquet" and path.parent.name == "data":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return replacement(path, folder)

    with monkeypatch.context() as patch:
        patch.setattr(files, "_replacement", full)
        with pytest.raises(OutputError, match=r"part-00001\.parquet: no space left on device; what is finished is kept"):
            run_local(input, out, shard=4_000)
    assert not (out / "index.json").exists()
    report = run_local(input, out, shard=4_000)
    assert (report.done, report.digest) == (2, expected.digest)
    assert files_below(out) == files_below(tmp_path / "clean")


def test_a_disk_that_fills_up_while_a_shard_is_written_leaves_nothing_half(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(shards._Parquet):
        def __init__(self, stream: BinaryIO, layout: Any) -> None:
            super().__init__(stream, layout)
            stream.write(b"half")

        def finish(self) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    input = write_jsonl(tmp_path / "in.jsonl", records(2))
    with monkeypatch.context() as patch:
        patch.setattr(shards, "_SINKS", {"parquet": Full})
        with pytest.raises(OutputError, match="no space left on device"):
            run_local(input, out)
    assert [path for path in files_below(out) if "part" in path or path.endswith(".tmp")] == []
    assert run_local(input, out).documents == 2


DEADLY_RUN = """
import os, sys
from pathlib import Path
from seedkit import pipeline
from seedkit.arrow import kernel
from seedkit.engines import engine
from seedkit.engines.run import run
from seedkit.engines.shards import Settings

def compile_text(text, *arguments):
    if text == "deadly":
        os._exit(9)
    return pipeline.compile_text(text, *arguments)

kernel.compile_text = compile_text
report = run(sys.argv[1], Path(sys.argv[2]), Settings(), engine=engine("local"), jobs=2, shard=1_000)
print(*report.failed.items())
"""


def test_an_article_that_ends_processes_costs_itself_alone(tmp_path: Path, out: Path) -> None:
    rows = records(8)
    rows[5]["text"] = "deadly"
    input = write_parquet(tmp_path / "in.parquet", rows, 2)
    command = [sys.executable, "-c", DEADLY_RUN, str(input), str(out)]  # a process without threads: its workers are forks
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout == f"{(workers.DEADLY.partition(':')[0], 1)}\n"
    errors = {row["id"]: row["error"] for row in rows_of(out)}
    assert errors == {row["id"]: workers.DEADLY if row["text"] == "deadly" else None for row in rows}


def test_a_folder_of_something_else_is_refused(tmp_path: Path, seeds: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/README.md").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="mine: the folder is not empty, and is not the output of a run"):
        run_local(seeds, tmp_path / "mine")
    assert files_below(tmp_path / "mine") == {"README.md": b"mine"}
    with pytest.raises(UsageError, match=r"README.md: expected a folder, found a file"):
        run_local(seeds, tmp_path / "mine/README.md")


def test_an_output_below_its_input_is_no_input(seeds: Path) -> None:
    first = run_local(seeds, seeds / "out")
    assert run_local(seeds, seeds / "out").done == 0
    assert first.documents == 3


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        ("nothing*.jsonl", None, "no such file or folder, and no file matches it"),
        ("a.pdf", "x", "a.pdf: unknown kind of file: expected one of .parquet .jsonl"),
        ("a.parquet", "x", "a.parquet: cannot be read as Parquet"),
    ],
)
def test_an_input_that_makes_no_sense_is_refused(tmp_path: Path, out: Path, name: str, text: str | None, error: str) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=error.replace("*", r"\*")):
        run_local(tmp_path / name, out)


def test_a_folder_without_articles_names_the_pattern(tmp_path: Path, out: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match=r"contains no articles; to read data files, pass a pattern such as"):
        run_local(tmp_path / "empty", out)


def test_columns_have_any_name(tmp_path: Path, out: Path) -> None:
    rows = [{"page": 7, "body": BREAD, "address": "https://example.org/7", "id": None}]
    names = (("id", "page"), ("text", "body"), ("url", "address"))
    for input in (write_jsonl(tmp_path / "in.jsonl", rows), write_parquet(tmp_path / "in.parquet", rows)):
        run_local(input, out, JSON._replace(columns=names))
        (row,) = rows_of(out)
        assert (row["id"], row["document"]["metadata"]["url"], row["error"]) == ("7", "https://example.org/7", None)
    with pytest.raises(OutputError, match=r"in.parquet: has the columns address, body, id, page: expected titel; --column"):
        run_local(tmp_path / "in.parquet", out, JSON._replace(columns=(("text", "titel"),)))


def test_lines_that_hold_no_article_are_rows_with_an_error(tmp_path: Path, out: Path) -> None:
    lines = [
        "",
        "{",
        "[]",
        '{"text": "x"}',
        '{"id": "a", "text": 7}',
        '{"id": "b", "text": "\\ud800"}',
        json.dumps({"id": "c", "text": "x" * 90}),
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "in.jsonl.gz").write_bytes(gzip.compress("\n".join(lines).encode()))
    expected = [
        ("is not JSON: Expecting property name enclosed in double quotes: line 2 column 1 (char 2)"),
        "is not a JSON object", "has no id", "has a text that is not a string", None, "is larger than the limit of 80 bytes",
    ]  # fmt: skip
    for name, first in (("in.jsonl", "in.jsonl@1"), ("in.jsonl.gz", "in.jsonl.gz:2")):
        run_local(tmp_path / name, out, JSON._replace(limits=Limits(size=80)))
        rows = [*rows_of(out)]
        for row, error in zip(rows, expected, strict=True):
            assert row["error"] is None if error is None else row["error"].startswith(error)
        assert [row["id"] for row in rows[3:]] == ["a", "b", "c"]
        assert rows[0]["id"] == first


def test_a_line_that_is_too_long_is_skipped(tmp_path: Path, out: Path) -> None:
    rows = records(3)
    rows[1]["text"] = "x" * 100_000
    run_local(write_jsonl(tmp_path / "in.jsonl", rows), out, JSON._replace(limits=Limits(size=5_000)))
    assert [row["error"] for row in rows_of(out)] == [None, "is a line that is too long: raise the limit (--max-size)", None]


def test_a_packed_file_that_is_cut_off_is_reported(tmp_path: Path, out: Path) -> None:
    packed = gzip.compress("".join(f"{json.dumps(row)}\n" for row in records(300)).encode())
    (tmp_path / "in.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    report = run_local(tmp_path / "in.jsonl.gz", out)
    assert report.documents > 0
    assert sum(report.failed.values()) >= 1


def test_only_articles_in_given_languages_are_read(tmp_path: Path, out: Path) -> None:
    german = "Tee kochen\n\nDas ist nicht schwer, und du hast die Zeit für eine Tasse.\n\n1. Koche das Wasser auf dem Herd.\n"
    rows = [{"id": "en", "text": BREAD}, {"id": "de", "text": german}, {"id": "fr", "text": BREAD, "language": "fr-CA"}]
    input = write_jsonl(tmp_path / "in.jsonl", rows)
    report = run_local(input, out, JSON._replace(languages=("de", "fr")))
    assert [row["id"] for row in rows_of(out)] == ["de", "fr"]
    assert sum(summary.skipped for summary in report.summaries) == 1
    assert index_of(out)["languages"] == {"de": 1, "fr-CA": 1}


def test_repeated_ids_are_counted(tmp_path: Path, out: Path) -> None:
    rows = records(4)
    rows += [rows[0], {**rows[1], "id": "a-2"}, rows[0]]
    report = run_local(write_jsonl(tmp_path / "in.jsonl", rows), out, shard=900)
    assert report.repeated == 3
    assert index_of(out)["repeated_ids"]["first"] == [
        {"kind": "document_id", "id": "a-0", "times": 3},
        {"kind": "document_id", "id": "a-2", "times": 2},
        {"kind": "id", "id": "a/0", "times": 3},
    ]


def _repeating(count: int, seed: int) -> list[dict[str, str]]:
    """Return articles, about half of which nearly repeat one of the others."""
    random = Random(seed)
    words = [f"word{number}" for number in range(5_000)]
    texts: list[str] = []
    for _ in range(count):
        if texts and random.random() < 0.5:
            changed = random.choice(texts).split(" ")
            changed[random.randrange(len(changed))] = "other"
            texts.append(" ".join(changed))
        else:
            texts.append(" ".join(random.choices(words, k=150)))
    return [{"id": f"n{number:02}", "text": f"Rest\n\n{text}.\n"} for number, text in enumerate(texts)]


@given(st.integers(0, 2**32), st.integers(1, 5), st.integers(1_000, 20_000))
@settings(max_examples=8)
def test_near_duplicates_are_those_of_the_check(
    tmp_path_factory: pytest.TempPathFactory, seed: int, slices: int, shard: int
) -> None:
    folder = tmp_path_factory.mktemp("near")
    rows = _repeating(20, seed)
    comparison, expected = corpus.Comparison(), {}
    for row in rows:
        for found in comparison.about(corpus.facts(pipeline.compile_text(row["text"], row["id"]).document)):
            expected[row["id"]] = (found.data["other"], found.data["similarity"])
    report = run_local(write_jsonl(folder / "in.jsonl", rows), folder / "out", shard=shard)
    searches = [duplicates.Search(str(folder / "out"), len(report.summaries), slice, slices) for slice in range(slices)]
    _, near = duplicates.merged(map(duplicates.search, searches))
    assert {one.id for one in near} == set(expected)
    assert {one.id: one.similarity for one in near} == {id: similarity for id, (_, similarity) in expected.items()}
    table = parquet.read_table(folder / "out/near_duplicates.parquet").to_pylist()
    assert [(row["id"], row["other"]) for row in table] == [(one.id, one.other) for one in near]
    assert all(row["group"] <= row["other"] < row["id"] and row["group"] not in expected for row in table)
    shutil.rmtree(folder)


def test_words_that_all_articles_share_do_not_make_each_be_compared_with_each() -> None:
    sketch = tuple(range(100))
    facts = [(f"n{number:04}", "", b"".join(hash.to_bytes(4, "little") for hash in sketch)) for number in range(2_000)]
    compared = 0

    def likeness(_one: frozenset[int], _other: frozenset[int]) -> float:
        nonlocal compared
        compared += 1
        return 1.0

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(duplicates, "likeness", likeness)
        patch.setattr(
            duplicates,
            "_facts",
            lambda _, *names: [tuple(row[("id", "digest", "signature").index(name)] for name in names) for row in facts],
        )
        near = {*duplicates._near(duplicates.Search("", 1, 0, 1))}
    assert {one.id for one in near} == {id for id, _, _ in facts[1:]}
    assert compared <= 4 * len(facts)


@pytest.mark.parametrize("chosen", [Settings(), JSON, LINES])
def test_every_view_answers(seeds: Path, out: Path, chosen: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    run_local(seeds, out, chosen)
    monkeypatch.chdir(out)
    database = duckdb.connect()
    database.execute(Path("views.sql").read_text("utf-8"))
    for array in (*ARRAYS, "residue", "diagnostics"):
        database.execute(f"SELECT * FROM {array}").fetchall()
    steps = database.execute("SELECT count(*) FROM steps").fetchone()
    assert steps == (sum(len(seedkit.normalize(path).steps) for path in seeds.rglob("*.*") if path.is_file()),)
    assert database.execute("SELECT count(*) FROM documents").fetchone() == (3,)


def test_the_card_says_where_the_data_is(seeds: Path, out: Path) -> None:
    run_local(seeds, out)
    front = yaml.safe_load((out / "README.md").read_text("utf-8").split("---\n")[1])
    assert front["configs"] == [{"config_name": "default", "data_files": "data/*.parquet"}]
    assert (front["language"], front["size_categories"]) == (["en"], ["n<1K"])
    assert index_of(out)["digest"] in (out / "README.md").read_text("utf-8")


def test_memory_and_rates_are_reported(tmp_path: Path, out: Path) -> None:
    seen: list[Any] = []
    rows = records(24)
    report = run_local(write_parquet(tmp_path / "in.parquet", rows), out, jobs=2, shard=4_000, progress=seen.append)
    assert report.bytes == sum(len(row["text"].encode()) for row in rows)
    assert report.seconds > 0
    assert 1 <= len(report.memory) <= 2
    assert all(20 * 2**20 < memory < 2**31 for memory in report.memory.values())
    assert [progress.shards for progress in seen] == sorted(progress.shards for progress in seen)
    assert seen[-1].shards == seen[-1].of_shards == len(report.summaries)


def test_reasons_are_grouped() -> None:
    errors = [
        "has 3 lines, more than the limit of 2: raise the limit",
        "has 44 lines, more than the limit of 2: raise the limit",
        "has the format 'pdf': expected one of html",
    ]
    assert [shards.reason(error) for error in errors] == ["has N lines, more than the limit of N"] * 2 + ["has the format …"]
