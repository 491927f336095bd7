"""`make release` names everything that is missing before a release."""

from __future__ import annotations

import runpy
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
problems: Callable[[Path], Iterator[str]] = runpy.run_path(str(ROOT / ".ci" / "release.py"))["problems"]


@pytest.fixture
def ready(tmp_path: Path) -> Path:
    """A small tree that can be released."""
    for name in ("src/seedkit/__init__.py", "src/seedkit/model/document.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "schema" / "v1", tmp_path / "schema" / "v1")
    shutil.copytree(ROOT / "schema" / "v1", tmp_path / "schema" / "released" / "1.0")
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## Unreleased\n\n## 0.1.0 - 2024-05-06\n\n- First.\n", "utf-8")
    (tmp_path / "pyproject.toml").write_text("[project.urls]\nRepository = 'https://example.org'\n", "utf-8")
    return tmp_path


def test_a_tree_that_is_ready(ready: Path) -> None:
    assert list(problems(ready)) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("src/seedkit/__init__.py", '"0.1.0"', '"0.1"', "the version 0.1 is not one such as 1.2.3 or 1.2.3rc1"),
        ("src/seedkit/__init__.py", '"0.1.0"', '"0.2.0"', "CHANGELOG.md has no section `## 0.2.0 - YYYY-MM-DD`"),
        ("CHANGELOG.md", " - 2024-05-06", "", "CHANGELOG.md has no section `## 0.1.0 - YYYY-MM-DD`"),
        (
            "CHANGELOG.md", "Unreleased\n", "Unreleased\n\n- New.\n",
            "CHANGELOG.md has unreleased changes: move them to the section of the version",
        ),
        ("schema/v1/index.schema.json", "{", "{ ", "schema 1.0 is not frozen as it is: run `seedkit schema --release`"),
        ("pyproject.toml", "Repository", "Home", "pyproject.toml states no repository: add `[project.urls]` with `Repository`"),
    ],
)  # fmt: skip
def test_what_is_missing(ready: Path, file: str, old: str, new: str, problem: str) -> None:
    text = (ready / file).read_text("utf-8")
    assert old in text
    (ready / file).write_text(text.replace(old, new, 1), "utf-8")
    assert problem in list(problems(ready))
