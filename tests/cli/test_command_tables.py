"""The command line takes its commands and choices from tables."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from seedkit.cli import COMMANDS, commands, main
from seedkit.diff.reports import REPORTS as DIFF_REPORTS
from seedkit.lint.reports import REPORTS, report
from seedkit.readers import READERS
from seedkit.writers import FORMATS, WRITERS


def shown(*arguments: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Return the help of a command, whitespace collapsed."""
    with pytest.raises(SystemExit):
        main([*arguments, "--help"])
    return " ".join(capsys.readouterr().out.split())


def test_every_file_of_the_folder_is_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    files = {path.stem for path in Path(str(commands.__file__)).parent.glob("*.py")} - {"__init__"}
    assert sorted(COMMANDS) == sorted(files)
    with pytest.raises(SystemExit):
        main(["--help"])
    listed = capsys.readouterr().out.partition("commands:")[2]
    assert [line.split()[0] for line in listed.splitlines() if re.match(r" {4}\S", line)] == [*COMMANDS]


@pytest.mark.parametrize(
    ("command", "option", "table"),
    [
        ("add", "--as", READERS),
        ("inspect", "--format", READERS),
        ("check", "--format", REPORTS),
        ("diff", "--format", DIFF_REPORTS),
    ],
)
def test_choices_are_the_names_of_a_table(
    command: str, option: str, table: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    assert f"{option} {{{','.join(table)}}}" in shown(command, capsys=capsys)


def test_build_names_every_further_format(capsys: pytest.CaptureFixture[str]) -> None:
    listed = shown("build", capsys=capsys).rpartition("--format NAME")[2].partition(" --")[0]
    further = set(FORMATS) - {row.name for row in WRITERS}
    assert further == {name for name in FORMATS if name in listed.replace(",", " ").split()}


def test_every_report_can_be_imported() -> None:
    assert all(callable(report(format)) for format in REPORTS)
