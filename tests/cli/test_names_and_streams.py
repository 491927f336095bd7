"""Every command with streams that are closed or full, and with names and sizes that no one gives in earnest."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import run

from sample_articles import BREAD, plant
from seedkit.lint.reports import REPORTS


@pytest.mark.parametrize(
    ("arguments", "redirected", "status"),
    [
        ("inspect -", "<&-", 0),
        ("check -", "<&-", 0),
        ("build", ">&-", 0),
        ("--version", ">&-", 0),
        ("inspect seeds", ">&- 2>&-", 0),
        ("build nowhere", "2>&-", 2),
        ("build nowhere", "2>/dev/full", 2),
        ("inspect seeds", ">/dev/full 2>/dev/full", 2),
    ],
)
def test_streams_that_are_closed_or_full(seeds: Path, arguments: str, redirected: str, status: int) -> None:
    assert seeds.is_dir()
    command = f"{sys.executable} -m seedkit {arguments} {redirected}"
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False, timeout=60)
    assert done.returncode == status
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["build", "inspect", "check", "migrate", "diff", "schema"])
def test_a_name_that_is_too_long_for_the_system_is_reported(command: str, seeds: Path) -> None:
    assert seeds.is_dir()
    done = run(command, "n" * 5000, *(["seeds/bread.txt"] if command == "diff" else []))
    assert done.returncode in (1, 2)
    assert b"n" * 5000 in done.stderr
    assert b"standard output" not in done.stderr


@pytest.mark.usefixtures("seeds")
def test_a_format_that_nobody_named_is_reported() -> None:
    note = b"seedkit: standard input is read as text: pass %s to name another format\n"
    for command, option in (("inspect", b"--format"), ("check", b"--stdin-filename"), ("add", b"--as")):
        assert run(command, "-", input=b"Tea\n\nWait.\n").stderr == note % option
    assert run("check", "-", "-q", input=BREAD.encode()).stderr == b""


@pytest.mark.parametrize(
    "arguments",
    [
        ["build"],
        ["inspect", "-", "--format", "text"],
        ["check", "seeds"],
        ["check", "-", "--stdin-filename", "a.txt"],
        ["explain", "seeds/bread.txt:1"],
    ],
)
def test_a_limit_of_any_size_takes_no_memory(arguments: list[str], seeds: Path) -> None:
    assert seeds.is_dir()
    done = run(*arguments, "--max-size", "9999999999999G", input=BREAD.encode())
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("command", ["inspect {}", "inspect {} --json", "check {}", "explain {}:1", "diff {} seeds/bread.txt"])
def test_an_article_with_a_name_that_is_not_utf8_is_reported(command: str, seeds: Path) -> None:
    file = seeds / os.fsdecode(b"caf\xe9.txt")
    file.write_text(BREAD, encoding="utf-8")
    done = run(*command.format(f"seeds/{file.name}").split())
    assert done.returncode in (1, 2)
    assert b"has a name that is not UTF-8: rename it" in done.stdout + done.stderr


@pytest.mark.parametrize(
    "command",
    [
        "inspect {}/bread.txt seeds --lines",
        "inspect {} --ledger",
        "inspect {} --json",
        "diff {}/bread.txt {}/bread.txt --format json",
        *(f"check {{}} --select ALL --format {name}" for name in REPORTS),
        "check {} --select ALL --write-baseline known.json",
        "check {} --fix --diff",
        "build {}",
        "build seeds --out {}",
    ],
)
def test_a_folder_with_a_name_that_is_not_utf8(command: str, seeds: Path) -> None:
    folder = seeds.rename(os.fsdecode(b"caf\xe9"))
    (folder / "bread.txt").write_text(f"{BREAD}  \n", encoding="utf-8")
    plant(Path("seeds"))
    done = run(*(word.format(folder.name) for word in command.split()))
    assert (done.returncode, done.stderr) == (int("--format" in command and "check" in command), b"")
    assert done.stdout.decode() != ""


WRITING = [
    "check seeds/loose.txt --fix",
    "check seeds/bread.txt --write-baseline seeds/known.json",
    "check seeds/bread.txt --output seeds/report.json --format json",
    "pin seeds/bread.txt --author Ada",
    "add loaf.txt --source https://example.org/loaf",
]


@pytest.mark.parametrize("command", WRITING)
def test_links_with_the_names_of_temporary_files_are_not_followed(command: str, seeds: Path) -> None:
    (seeds / "loose.txt").write_text(f"{BREAD}  \n\n\n\n", encoding="utf-8")
    Path("loaf.txt").write_text(f"{BREAD}\nMore.\n", encoding="utf-8")
    Path("victim").write_text("precious", encoding="utf-8")
    (seeds / f".seedkit-{os.getpid()}.tmp").symlink_to("../victim")
    assert run(*command.split()).returncode < 2
    assert Path("victim").read_text(encoding="utf-8") == "precious"
    assert not [path for path in seeds.glob("*") if path.is_symlink() and not path.name.startswith(".")]


@pytest.mark.parametrize("command", [*WRITING[1:3], "init ."])
def test_leftovers_of_a_killed_command_are_removed_by_the_next(command: str, seeds: Path) -> None:
    left = (Path() if command == "init ." else seeds) / f".seedkit-{'1a' * 8}.tmp"
    left.write_bytes(b"half")
    assert run(*command.split()).returncode < 2
    assert not left.exists()
