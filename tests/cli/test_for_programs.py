"""What programs read: rules, statistics and results as JSON, exit statuses, completion scripts."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from command_line import run

from seedkit.checks.catalogue import CODES
from seedkit.lint.fixes import FIXES

GAPS = "Tea\n\n1. Boil water.\n\n3. Wait.\n\nTODO: more\n\n1. Pour.\n\n3. Drink.\n"


def data(*arguments: str, status: int = 0) -> Any:
    done = run(*arguments)
    assert (done.returncode, done.stderr) == (status, b"")
    return json.loads(done.stdout)


def test_rules_as_an_array() -> None:
    rules = data("rules", "--format", "json")
    assert [rule["code"] for rule in rules] == [row.code for row in CODES.values()]
    assert {rule["rule"] for rule in rules if rule["fix"]} == FIXES.keys()
    assert [rule["rule"] for rule in rules if "tolerance" in rule["options"]][:1] == ["count-mismatch"]


def test_rules_as_text_and_markdown() -> None:
    lines = run("rules").stdout.decode().splitlines()
    assert len(lines) == len(CODES)
    assert lines[0].split(maxsplit=3) == ["SK101", "no-title", "warning", "The article has no title."]
    table = run("rules", "SK203", "no-title", "--format", "markdown").stdout.decode().splitlines()
    assert [line.split(" | ")[0] for line in table[2:]] == ["| SK101", "| SK203"]


def test_an_unknown_rule() -> None:
    done = run("rules", "numbering-gaps")
    assert (done.returncode, done.stderr) == (2, b"seedkit: unknown rule `numbering-gaps`: did you mean `numbering-gap`?\n")


def test_all_rules_explained() -> None:
    pages = data("explain", "--all", "--format", "json")
    assert len(pages) == len(CODES)
    assert all(rule["page"].startswith(f"# {rule['code']}") for rule in pages)
    assert data("explain", "SK203", "--format", "json") == next(rule for rule in pages if rule["code"] == "SK203")
    assert run("explain", "--all").stdout.count(b"\n# SK") == len(CODES) - 1


@pytest.mark.parametrize("arguments", [[], ["SK203", "--all"]])
def test_explain_needs_one_subject(arguments: list[str]) -> None:
    assert run("explain", *arguments).stderr == b"seedkit: expected a rule, a line of an article, or --all\n"


def test_lines_are_not_explained_as_json() -> None:
    assert run("explain", "a.txt:1", "--format", "json").returncode == 2


def test_statistics(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("tea.txt").write_text(GAPS, "utf-8")
    counts = data("check", "tea.txt", "--select", "SK108,SK203", "--statistics", "--format", "json", status=1)
    assert counts == [
        {"code": "SK203", "rule": "numbering-gap", "count": 2},
        {"code": "SK108", "rule": "placeholder-text", "count": 1},
    ]
    lines = run("check", "tea.txt", "--select", "SK108,SK203", "--statistics").stdout.decode().splitlines()
    assert [line.split()[:3] for line in lines] == [
        ["2", "SK203", "numbering-gap"], ["1", "SK108", "placeholder-text"], ["3", "findings", "in"],
    ]  # fmt: skip
    assert run("check", "tea.txt", "--statistics", "--format", "sarif").returncode == 2


def test_exit_zero(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("tea.txt").write_text(GAPS, "utf-8")
    assert [run("check", "tea.txt").returncode, run("check", "tea.txt", "--exit-zero").returncode] == [1, 0]
    Path("broken.txt").write_bytes(b"%PDF-1.7")
    assert run("check", "broken.txt", "--exit-zero").returncode == 1


def test_quiet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("tea.txt").write_text("Tea\n\nHot.\n", "utf-8")
    assert run("check", "tea.txt", "-q").stdout == b""


@pytest.mark.usefixtures("seeds")
def test_results_of_build_add_and_migrate(out: Path) -> None:
    built = data("build", "--json", "--out", str(out))
    assert (len(built["documents"]), built["failed"], built["out"]) == (3, [], f"{out}/v1")
    assert data("migrate", str(out), "--json")["written"] == 0
    Path("tea.md").write_text("# Tea\n\n1. Boil.\n2. Wait.\n", "utf-8")
    added = data("add", "tea.md", "--author", "Ada Moreno", "--json")
    assert (added["path"], added["added"], added["sidecar"], added["steps"]) == ("seeds/tea.md", True, "seeds/tea.seedkit.yaml", 2)
    assert run("build", "--json", "--watch").returncode == 2


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_knows_every_command(shell: str) -> None:
    script = run("completion", shell).stdout.decode()
    assert all(word in script for word in ("extend-exclude", "explain", "migrate"))


def test_completion_in_bash(tmp_path: Path) -> None:
    (tmp_path / "seedkit").write_bytes(run("completion", "bash").stdout)
    script = f". {tmp_path}/seedkit; COMP_WORDS=(seedkit expl); COMP_CWORD=1; _shtab_seedkit; echo ${{COMPREPLY[@]}}"
    assert subprocess.run(["bash", "-c", script], check=True, capture_output=True, text=True).stdout == "explain\n"


def test_completion_without_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)
    expected = b"seedkit: completion needs the package shtab: pip install 'seedkit-compiler[completion]'\n"
    assert run("completion", "bash").stderr == expected
