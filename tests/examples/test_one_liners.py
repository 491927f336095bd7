"""Every one-liner of the jq and DuckDB pages prints what the page says, through the libraries that the two programs are made of."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import duckdb
import jq
import pytest

import seedkit
from seedkit.writers import CORPUS_WRITERS

EXAMPLES = Path(__file__).parents[2] / "examples"
FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"\$ (.*)\n")


def run_jq(arguments: list[str]) -> str:
    """Run ``jq [-r] [-c] PROGRAM FILE…``."""
    options = [argument for argument in arguments if argument.startswith("-")]
    program, *names = [argument for argument in arguments if not argument.startswith("-")]
    files = [file for name in names for file in sorted(Path().glob(name))]
    values = jq.compile(program).input_text("\n".join(file.read_text(encoding="utf-8") for file in files)).all()
    lines = [value if "-r" in options and isinstance(value, str) else json.dumps(value, separators=(",", ":")) for value in values]
    return "".join(f"{line}\n" for line in lines)


def run_duckdb(arguments: list[str]) -> str:
    """Run ``duckdb -csv -c SQL``."""
    assert arguments[:2] == ["-csv", "-c"]
    found = duckdb.connect().execute(arguments[2])
    out = io.StringIO()
    sheet = csv.writer(out, lineterminator="\n")
    sheet.writerow(column[0] for column in found.description)
    sheet.writerows(found.fetchall())
    return out.getvalue()


@pytest.mark.parametrize(("program", "run"), [("jq", run_jq), ("duckdb", run_duckdb)])
def test_one_liners(program: str, run: Callable[[list[str]], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").mkdir()
    fences = FENCE.findall((EXAMPLES / f"{program}.md").read_text(encoding="utf-8"))
    for _, name, body in fences:
        if name:
            (tmp_path / "seeds" / name).write_text(body, encoding="utf-8")
    seedkit.build("seeds", "out")
    for writer in CORPUS_WRITERS:
        writer.write(seedkit.load("out").values(), Path("out/v1"))
    commands = [body for kind, _, body in fences if kind == "console"]
    assert len(commands) >= 5
    for body in commands:
        command, expected = COMMAND.match(body), body.partition("\n")[2]
        assert command is not None
        name, *arguments = shlex.split(command[1])
        assert name == program
        assert run(arguments) == expected, command[1]
