"""docs/limits.md and docs/robustness.md name limits that are in the code and tests that exist."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
_LIMIT = re.compile(r"^\| [^|]+ \| ([\d,]+) \| `([\w.]+):([\w.]+)` \|", re.MULTILINE)
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)` \|$")


def _rows(page: str) -> list[str]:
    lines = (ROOT / "docs" / page).read_text("utf-8").splitlines()
    return [line for line in lines if line.startswith("| ")][2:]


def _read(page: str) -> str:
    return (ROOT / "docs" / page).read_text("utf-8")


def test_every_limit_is_in_the_code_with_its_value() -> None:
    limits = _LIMIT.findall(_read("limits.md"))
    assert len(limits) == len(_rows("limits.md")) >= 12
    for value, module, name in limits:
        found = _value(module, name)
        assert f"{found:,}" == value, f"{module}:{name}"


def _value(module: str, name: str) -> int:
    home, _, field = name.rpartition(".")
    found = getattr(import_module(module), home or field)
    value = getattr(found(), field) if home else found
    assert isinstance(value, int)
    return value


@pytest.mark.parametrize("page", ["limits.md", "robustness.md"])
def test_every_row_names_a_test_that_exists(page: str) -> None:
    rows = _rows(page)
    assert len(rows) >= 12
    for row in rows:
        named = _TEST.search(row)
        assert named is not None, row
        assert f"\ndef {named[2]}(" in (ROOT / named[1]).read_text("utf-8"), row
