"""Every example in the documentation is run: files, console commands and Python sessions, in the order of the page.

Commands that take long are not run here; what they name is there.
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
OPTIONS = doctest.ELLIPSIS | doctest.REPORT_NDIFF


@pytest.mark.parametrize("page", PAGES)
def test_examples_of(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("seeds", "out", "schema"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for kind, name, body in FENCE.findall((ROOT / page).read_text("utf-8")):
        if name:
            (tmp_path / name).write_text(body, "utf-8")
        elif kind == "console":
            run_console(page, body)
        elif kind == "python":
            run_python(page, body, names)


@pytest.mark.parametrize("page", PAGES)
def test_what_a_command_names_is_there(page: str) -> None:
    commands = re.findall(r"`((?:python|pytest) [^`]+)`", (ROOT / page).read_text("utf-8"))
    named = [word for command in commands for word in command.split()[1:] if word.startswith(("bench/", "tests/"))]
    assert not [word for word in named if not (ROOT / word).exists()]


def run_console(page: str, body: str) -> None:
    for command, expected in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", body, re.MULTILINE):
        environment = {**os.environ, "COLUMNS": "120", "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
        ran = subprocess.run(command, shell=True, capture_output=True, text=True, encoding="utf-8", env=environment, check=False)
        example = doctest.Example(command, expected)
        if not doctest.OutputChecker().check_output(expected, ran.stdout, OPTIONS):
            difference = doctest.OutputChecker().output_difference(example, ran.stdout, OPTIONS)
            pytest.fail(f"{page}: $ {command}\n{difference}{ran.stderr}")


def run_python(page: str, body: str, names: dict[str, object]) -> None:
    test = doctest.DocTestParser().get_doctest(body, names, page, page, 0)
    report: list[str] = []
    failed = doctest.DocTestRunner(optionflags=OPTIONS).run(test, out=report.append, clear_globs=False)
    names.update(test.globs)
    assert not failed.failed, "".join(report)
