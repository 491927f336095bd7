"""Messages: no command prints anything that controls a terminal or a CI system, whatever file names and contents are."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from command_line import SEEDKIT, run

from sample_articles import BREAD
from seedkit.storage.locks import exclusive_lock

HOSTILE = "\x1b]0;PWN\a\x1b[31mX\u202e"
COMMAND = "::error file=README.md,line=1::Injected"

COMMANDS = [
    "build",
    "build --quiet --out a\nb",
    "build --cache {name}",
    "inspect seeds",
    "inspect seeds/{name}.txt",
    "inspect seeds/{name}.txt {name}",
    "inspect {name}",
    "check",
    "check --fix",
    "check seeds/{name}.txt --fix --config {name}",
    "check {name} --fix",
    "check --select {name}",
    "check {name}.txt",
    "check --write-baseline {name}.json",
    "check --{name}",
    "explain seeds/{name}.txt:1",
    "explain seeds/{name}.txt:5",
    "explain seeds/{name}.txt:99",
    "explain {name}",
    "pin seeds/{name}.txt",
    "pin seeds/{name}.txt:5 --as heading",
    "pin seeds/{name}.txt --title {name}",
    "diff seeds/{name}.txt seeds/bread.txt",
    "diff seeds/{name}.txt {name}",
    "add seeds/{name}.txt --name loaf --author {name}",
    "add {name}.txt",
    "migrate {name}",
    "init {name}",
    "schema {name}",
    "schema --check {name}",
]


@pytest.fixture(params=[COMMAND, "a\n" + COMMAND, "##[error]Injected", HOSTILE])
def name(request: pytest.FixtureRequest, seeds: Path) -> str:
    """A name of an article, whose lines and sidecar say the same, beside one that is refused."""
    name: str = request.param
    (seeds / f"{name}.txt").write_text(f"{name}\n\n{BREAD}\n{name}\n\nSee {name} in step 9.  \n", encoding="utf-8")
    sidecar = {"metadata": {"date": name, "author": name, name: name}, "pins": [{"text": name, "as": "heading"}]}
    (seeds / f"{name}.seedkit.yaml").write_text(json.dumps(sidecar), encoding="utf-8")
    (seeds / f"{name}.md").mkdir()
    return name


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_that_is_printed_controls_anything(command: str, name: str) -> None:
    done = run(*(word.format(name=name) for word in command.split(" ")))
    text = (done.stdout + done.stderr).decode()
    assert text != ""
    for line in text.split("\n"):
        assert not line.strip().startswith("::")
        assert not re.search(r"##\w*\[", line)
        assert not [c for c in line if unicodedata.category(c) in ("Cc", "Zl", "Zp") or c == "\u202e"]


def test_a_working_folder_that_was_removed_is_named() -> None:
    script = "d=$(mktemp -d) && cd $d && rmdir $d && exec {} -m seedkit {}"
    for command in ("build", "check", "inspect a.txt"):
        done = subprocess.run(["sh", "-c", script.format(sys.executable, command)], capture_output=True, check=False, timeout=60)
        assert done.returncode in (1, 2)
        assert b"standard output" not in done.stderr
        assert b"Traceback" not in done.stderr


def test_a_build_says_that_it_waits(seeds: Path) -> None:
    assert seeds.is_dir()
    Path("out/v1").mkdir(parents=True)
    with Path("stderr").open("wb") as stderr, exclusive_lock(Path("out/v1")):
        child = subprocess.Popen([*SEEDKIT, "build", "--quiet"], stderr=stderr)
        with pytest.raises(subprocess.TimeoutExpired):
            child.wait(2)
    assert child.wait(60) == 0
    assert Path("stderr").read_bytes() == b"seedkit: waiting for another build of out\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--output", "seeds/bread.txt"],
        ["seeds/lamp.html", "--output", "seeds/bread.txt"],
        ["seeds", "--output", "seeds/new.md"],
        ["--output", "link"],
        ["--write-baseline", "seeds/bread.txt", "seeds/lamp.html"],
        ["--write-baseline", "elsewhere.txt", "seeds/lamp.html"],
    ],
)
def test_a_report_never_replaces_an_article(seeds: Path, arguments: list[str]) -> None:
    Path("link").symlink_to("seeds/bread.txt")
    Path("elsewhere.txt").write_text(BREAD, encoding="utf-8")
    done = run("check", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"it is an article, or would be read as one" in done.stderr
    assert (seeds / "bread.txt").read_text(encoding="utf-8") == BREAD
    assert Path("elsewhere.txt").read_text(encoding="utf-8") == BREAD
    assert not (seeds / "new.md").exists()


def test_a_report_beside_the_articles_is_written(seeds: Path) -> None:
    assert run("check", "--output", "report.md", "--format", "markdown").returncode < 2
    assert run("check", "--output", "report.md", "--format", "markdown").returncode < 2
    assert run("check", "--output", str(seeds / "report.json"), "--format", "json").returncode < 2
    assert os.path.getsize("report.md") > 0
