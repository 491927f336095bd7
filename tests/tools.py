"""Tools that some tests need and not every machine has. Tests that need one are skipped without it.

``SEEDKIT_REQUIRE`` names tools, separated by commas, that must be there: without them these tests fail. ``.ci/run`` requires all.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from typing import NamedTuple

import pytest


class Tool(NamedTuple):
    """What a tool consists of: Python packages of the group `ci`, and programs that pip does not install."""

    packages: tuple[str, ...]
    programs: tuple[str, ...] = ()

    def missing(self) -> Iterator[str]:
        """Yield what this machine does not have."""
        yield from (package for package in self.packages if find_spec(package) is None)
        yield from (program for program in self.programs if shutil.which(program) is None)


TOOLS = {
    "browser": Tool(("axe_playwright_python", "playwright"), ("chromium",)),
    "convert": Tool(("markitdown", "mammoth", "pdfplumber")),
    "docs": Tool(("babel", "material", "mkdocs")),
    "fit": Tool(("sklearn",)),
    "release": Tool(("build", "check_wheel_contents", "twine")),
    "ray": Tool(("pandas", "ray")),
    "spark": Tool(("pandas", "pyspark"), ("java",)),
    "warc": Tool(("fastwarc",)),
}


def need(*names: str) -> None:
    """Skip the running test without one of the tools named; fail it if ``SEEDKIT_REQUIRE`` names that tool."""
    required = os.environ.get("SEEDKIT_REQUIRE", "").split(",")
    for name in names:
        missing = ", ".join(TOOLS[name].missing())
        if missing and name in required:
            pytest.fail(f"{missing} not found, which SEEDKIT_REQUIRE={name} requires")
        if missing:
            pytest.skip(f"{missing} not found: see tests/tools.py")
