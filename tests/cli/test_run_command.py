"""``seedkit run`` on the command line."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from command_line import run

from engines.corpora import records, write_jsonl
from sample_articles import BREAD
from seedkit.arrow import COLUMNS, LAYOUTS
from seedkit.cli.commands import run as command
from seedkit.engines.run import Progress
from seedkit.engines.shards import FORMATS


def test_it_says_what_came_of_it(seeds: Path, out: Path) -> None:
    (seeds / "broken.txt").write_bytes(b"%PDF-1.7")
    done = run("run", str(seeds), str(out), "--jobs", "1")
    assert (done.returncode, done.stderr) == (1, b"")
    lines = done.stdout.decode().splitlines()
    assert lines[0] == f"3 documents in 3 shards in {out}; 3 written by this run"
    assert lines[1:3] == ["1 article could not be read:", "  1 × is a PDF file, not text"]
    assert lines[3] == "0 repeated ids, 0 near duplicates"
    assert "MB/s, at most" in lines[4]
    assert lines[5].startswith("digest sha256-sum:")
    again = run("run", str(seeds), str(out), "--quiet")
    assert (again.returncode, again.stdout, again.stderr) == (1, b"", b"")


def test_options_reach_the_run(tmp_path: Path, out: Path) -> None:
    input = write_jsonl(
        tmp_path / "in.jsonl", [{"page": "a", "text": BREAD}, *({"page": row["id"], "text": "x"} for row in records(3))]
    )
    options = ["--format", "jsonl", "--column", "id=page", "--language", "EN,de", "--limit", "lines=20", "--max-size", "1K"]
    done = run("run", str(input), str(out), *options)
    assert done.returncode == 0
    assert done.stdout.startswith(b"1 document in 1 shard in ")
    assert b"3 articles in other languages skipped\n" in done.stdout
    assert [path.name for path in (out / "data").iterdir()] == ["part-00000.jsonl"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["--format", "jsonl", "--layout", "tables"], "the layout tables needs the format parquet"),
        (["--shard-size", "0"], "--shard-size is 0: expected at least 1 byte"),
        (["--column", "title=x"], "'title=x' is not a column: expected NAME=THEIRS, where NAME is one of id, text, bytes"),
        (["--engine", "rya"], "invalid choice 'rya': did you mean `ray`?"),
    ],
)
def test_wrong_use(seeds: Path, out: Path, arguments: list[str], error: str) -> None:
    done = run("run", str(seeds), str(out), *arguments)
    assert done.returncode == 2
    assert error in done.stderr.decode()
    assert not out.exists()


def test_without_pyarrow_the_extra_is_named(seeds: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = run("run", str(seeds), str(out))
    assert (done.returncode, done.stderr) == (2, b"seedkit: seedkit run needs pyarrow: pip install 'seedkit-compiler[arrow]'\n")


def test_choices_are_those_of_the_run() -> None:
    assert set(command._FORMATS) == set(FORMATS)
    assert set(command._LAYOUTS) == set(LAYOUTS)
    assert set(command._COLUMNS) < set(COLUMNS)


def test_progress_has_a_rate_and_an_estimated_end(monkeypatch: pytest.MonkeyPatch) -> None:
    notes: list[str] = []
    monkeypatch.setattr(command, "print_note", notes.append)
    monkeypatch.setattr(command, "_EVERY", 0.0)
    printer = command._Printer()
    printer(Progress(2, 8, 2**20, 2**22, 4.0))
    printer(Progress(0, 8, 0, 2**22, 4.0))
    assert notes == ["2 of 8 shards, 25%, 0.25 MB/s, 12 s left", "0 of 8 shards, 0%, 0.00 MB/s, unknown left"]
    assert [command._duration(seconds) for seconds in (59.6, 61, 7_260)] == ["1 min 00 s", "1 min 01 s", "2 h 01 min"]
