"""The fuzzers run anywhere: a bounded, deterministic number of damaged inputs for every target."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from mutations import mutated
from run import loop
from targets import TARGETS, Target

ROOT = Path(__file__).parents[2]
RUNS = 12
"""Of a target: all of them together take some seconds."""


@pytest.mark.parametrize("name", TARGETS)
def test_damaged_input_breaks_nothing(name: str) -> None:
    outcome = loop(TARGETS[name], name, 600, RUNS)
    assert [reason for _, reason in outcome.failures] == []
    assert outcome.executions == RUNS


@pytest.mark.parametrize("name", TARGETS)
def test_what_the_fuzzers_begin_with_breaks_nothing(name: str) -> None:
    found = TARGETS[name].seeds()
    assert found
    for seed in sorted(found, key=len)[:5]:
        TARGETS[name].run(seed)


def test_the_loop_is_deterministic_and_continues_after_a_failure() -> None:
    ran: list[bytes] = []

    def failing(data: bytes) -> None:
        ran.append(data)
        if len(data) % 2:
            raise ValueError(len(data))

    target = Target(failing, lambda: (b"How to rest", b"Sit down, and wait."))
    first = loop(target, "failing", 600, 40)
    assert (first.executions, len(first.failures)) == (40, 1)
    assert "ValueError" in first.failures[0][1]
    again = ran[:]
    ran.clear()
    assert loop(target, "failing", 600, 30, first=10).executions == 30
    assert ran == again[10:]
    assert len({mutated((b"How to rest",), random.Random(number)) for number in range(50)}) > 40


def test_the_command_reports_what_it_ran(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "fuzz/run.py",
        "--engine",
        "own",
        "--target",
        "baseline",
        "--minutes",
        "0.01",
        "--findings",
        str(tmp_path),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": "src"}, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("baseline: ")
    assert not list(tmp_path.iterdir())
