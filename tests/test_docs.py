"""Every example in the documentation is run: files, console commands and Python sessions, in the order of the page.

Each page starts in a shell that does not know ``seedkit``, beside the ``.venv`` that ``make demo`` leaves; the README says how to
activate it. Commands that take long are not run here; what they name is there.
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [path.relative_to(ROOT).as_posix() for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))]
FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ACTIVATE = ". .venv/bin/activate"
OPTIONS = doctest.ELLIPSIS | doctest.REPORT_NDIFF


@pytest.mark.parametrize("page", PAGES)
def test_examples_of(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("seeds", "out", "schema"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    (tmp_path / ".venv").symlink_to(sys.prefix)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("PATH", os.pathsep.join(path for path in os.environ["PATH"].split(os.pathsep) if not _has_seedkit(path)))
    names: dict[str, object] = {}
    active = page != "README.md"
    for kind, name, body in FENCE.findall((ROOT / page).read_text("utf-8")):
        if name:
            (tmp_path / name).write_text(body, "utf-8")
        elif kind == "console":
            for command, expected in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", body, re.MULTILINE):
                active = active or command == ACTIVATE
                run_command(page, f"{ACTIVATE}\n{command}" if active else command, expected)
        elif kind == "python":
            run_python(page, body, names)


@pytest.mark.parametrize("page", PAGES)
def test_what_a_command_names_is_there(page: str) -> None:
    commands = re.findall(r"`((?:python|pytest) [^`]+)`", (ROOT / page).read_text("utf-8"))
    named = [word for command in commands for word in command.split()[1:] if word.startswith(("bench/", "tests/"))]
    assert not [word for word in named if not (ROOT / word).exists()]


def run_command(page: str, command: str, expected: str) -> None:
    ran = subprocess.run(command, shell=True, capture_output=True, text=True, encoding="utf-8", check=False)
    if not doctest.OutputChecker().check_output(expected, ran.stdout, OPTIONS):
        difference = doctest.OutputChecker().output_difference(doctest.Example(command, expected), ran.stdout, OPTIONS)
        pytest.fail(f"{page}: $ {command}\n{difference}{ran.stderr}")


def _has_seedkit(folder: str) -> bool:
    return (Path(folder) / "seedkit").exists()


def run_python(page: str, body: str, names: dict[str, object]) -> None:
    test = doctest.DocTestParser().get_doctest(body, names, page, page, 0)
    report: list[str] = []
    failed = doctest.DocTestRunner(optionflags=OPTIONS).run(test, out=report.append, clear_globs=False)
    names.update(test.globs)
    assert not failed.failed, "".join(report)
