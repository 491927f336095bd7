"""``python fuzz/run.py --minutes 10``: damaged input for every target, by atheris where it is installed, else by a loop of our own.

The loop is deterministic: run N of a target is the same bytes on every machine. A failure is reported and its input written to
``--findings``; the other targets go on. Exit status: 0 nothing found, 1 something was.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import subprocess
import sys
import time
import traceback
from pathlib import Path
from typing import NamedTuple

from mutations import mutated
from targets import TARGETS, Target

SLOW = 5.0
"""Seconds of CPU that an input of at most 20,000 bytes may take."""


class Outcome(NamedTuple):
    """How often a target ran, and the input and the traceback of what it failed on, a kind of failure each."""

    executions: int
    failures: tuple[tuple[bytes, str], ...]


def loop(target: Target, name: str, seconds: float, most: int | None = None, first: int = 0) -> Outcome:
    """Run a target on mutated seeds for so many seconds, or ``most`` times."""
    seeds, failures = target.seeds(), dict[str, tuple[bytes, str]]()
    end, number = time.monotonic() + seconds, first
    while time.monotonic() < end and (most is None or number - first < most):
        data = mutated(seeds, random.Random(f"{name} {number}"))
        number += 1
        begun = time.process_time()
        try:
            target.run(data)
            if time.process_time() - begun > SLOW:
                raise TimeoutError(f"took {time.process_time() - begun:.1f} s")
        except Exception as error:
            frames = traceback.extract_tb(error.__traceback__)
            kind = f"{type(error).__name__} {[(frame.filename, frame.lineno) for frame in frames[-2:]]}"
            failures.setdefault(kind, (data, traceback.format_exc(limit=-6)))
    return Outcome(number - first, tuple(failures.values()))


def _atheris(name: str, seconds: float, findings: Path) -> int:
    """Let atheris run a target in a process of its own, for it ends that; return the exit status."""
    findings.mkdir(parents=True, exist_ok=True)
    arguments = [
        f"-max_total_time={max(1, int(seconds))}",
        "-max_len=20000",
        f"-timeout={int(SLOW)}",
        f"-artifact_prefix={findings}/{name}-",
    ]
    return subprocess.run(
        [sys.executable, str(Path(__file__).with_name("under_atheris.py")), name, *arguments], check=False
    ).returncode


def main() -> int:
    parser = argparse.ArgumentParser(description="Feed damaged input to every reader.")
    parser.add_argument("--minutes", type=float, default=1.0, metavar="N", help="in all, shared by the targets (default: 1)")
    parser.add_argument("--target", action="append", choices=tuple(TARGETS), help="only this; may be given several times")
    parser.add_argument("--engine", choices=("atheris", "own"), help="default: atheris where it is installed")
    parser.add_argument("--first", type=int, default=0, metavar="N", help="number of the first run of the loop of our own")
    parser.add_argument("--findings", type=Path, default=Path("fuzz/findings"), metavar="DIR", help="folder for inputs that fail")
    options = parser.parse_args()
    names = options.target or list(TARGETS)
    engine = options.engine or ("atheris" if importlib.util.find_spec("atheris") else "own")
    found = False
    for name in names:
        seconds = options.minutes * 60 / len(names)
        if engine == "atheris":
            found |= _atheris(name, seconds, options.findings) != 0
            continue
        outcome = loop(TARGETS[name], name, seconds, first=options.first)
        found |= bool(outcome.failures)
        print(f"{name}: {outcome.executions:,} executions, {len(outcome.failures)} kinds of failure", flush=True)
        for number, (data, reason) in enumerate(outcome.failures):
            options.findings.mkdir(parents=True, exist_ok=True)
            file = options.findings / f"{name}-{number}"
            file.write_bytes(data)
            print(f"{file}:\n{reason}", flush=True)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
