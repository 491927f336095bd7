"""``python fuzz/under_atheris.py TARGET …``: one target under atheris, with the options of libFuzzer; ends the process."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["seedkit"]):
    from targets import TARGETS


def main() -> None:
    target = TARGETS[sys.argv[1]]
    with tempfile.TemporaryDirectory() as seeds:
        for number, seed in enumerate(target.seeds()):
            Path(seeds, str(number)).write_bytes(seed)
        atheris.Setup([sys.argv[0], *sys.argv[2:], seeds], target.run)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
