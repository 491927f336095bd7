"""A test that needs a tool is skipped without it, except where the tool is required."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import tools


@pytest.fixture(autouse=True)
def abacus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(tools.TOOLS, "abacus", tools.Tool(("pytest", "beads"), ("python-of-a-snake",)))


def test_without_a_tool_a_test_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEEDKIT_REQUIRE", "browser")
    with pytest.raises(pytest.skip.Exception, match="beads, python-of-a-snake not found"):
        tools.need("abacus")


def test_without_a_required_tool_a_test_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEEDKIT_REQUIRE", "browser,abacus")
    with pytest.raises(pytest.fail.Exception, match="beads, python-of-a-snake not found, which SEEDKIT_REQUIRE=abacus requires"):
        tools.need("abacus")


def test_with_its_tools_a_test_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(tools.TOOLS, "abacus", tools.Tool(("pytest",), ("sh",)))
    monkeypatch.setenv("SEEDKIT_REQUIRE", "abacus")
    tools.need("abacus")


def test_only_known_tools_are_required() -> None:
    required = set(filter(None, os.environ.get("SEEDKIT_REQUIRE", "").split(",")))
    assert required <= set(tools.TOOLS)


def test_ci_requires_every_tool() -> None:
    script = (Path(__file__).parent.parent / ".ci" / "run").read_text("utf-8")
    known = ",".join(name for name in tools.TOOLS if name != "abacus")
    assert f"export SEEDKIT_REQUIRE={known}\n" in script
