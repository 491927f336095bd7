"""On a package index, which does not have the repository's files, the links of the README are absolute."""

from __future__ import annotations

import re
import runpy
import shutil
from collections.abc import Callable
from pathlib import Path

import seedkit

ROOT = Path(__file__).parent.parent.parent
description: Callable[[Path], str] = runpy.run_path(str(ROOT / "setup.py"))["description"]


def test_links_lead_to_the_tag_of_the_version(tmp_path: Path) -> None:
    shutil.copy(ROOT / "README.md", tmp_path)
    (tmp_path / "src/seedkit").mkdir(parents=True)
    shutil.copy(ROOT / "src/seedkit/__init__.py", tmp_path / "src/seedkit")
    (tmp_path / "pyproject.toml").write_text('[project]\nurls.Repository = "https://example.org/them/seedkit.git"\n', "utf-8")
    text = description(tmp_path)
    targets = re.findall(r"\]\(([^)]+)\)", text)
    assert len(targets) == len(re.findall(r"\]\(", (ROOT / "README.md").read_text("utf-8")))
    assert {target for target in targets if not target.startswith("https://")} == set()
    tag = f"v{seedkit.__version__}"
    assert f"](https://example.org/them/seedkit/blob/{tag}/docs/data.md)" in text
    assert f"](https://example.org/them/seedkit/raw/{tag}/docs/preview.png)" in text


def test_without_a_repository_the_readme_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("[a](docs/a.md)", "utf-8")
    (tmp_path / "pyproject.toml").write_text("[project]\n", "utf-8")
    assert description(tmp_path) == "[a](docs/a.md)"
