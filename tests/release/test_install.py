"""The line of the documentation that installs seedkit, and the one that `seedkit init` writes, work as they stand: git takes the
repository from a local clone."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import seedkit

ROOT = Path(__file__).parent.parent.parent
TAG = f"v{seedkit.__version__}"
REPOSITORY = "https://example.org/seedkit.git"
DOCUMENTED = f'pip install "seedkit-compiler @ git+{REPOSITORY}@{TAG}"'


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of this repository with the tag of its version."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a clone: an sdist has no history")
    folder = tmp_path_factory.mktemp("origin") / "seedkit.git"
    subprocess.run(["git", "clone", "--quiet", "--shared", str(ROOT), str(folder)], check=True)
    subprocess.run(["git", "-C", str(folder), "tag", "--force", TAG], check=True, capture_output=True)
    return folder


def install(line: str, target: Path, clone: Path) -> dict[str, str]:
    """Run a documented line, offline, into a folder of its own; return the environment in which it is found."""
    words = shlex.split(line)
    start = words.index("install") + 1
    options = ["--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--target", str(target)]
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", *options, *words[start:]]
    instead = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": f"url.{clone.as_uri()}.insteadOf", "GIT_CONFIG_VALUE_0": REPOSITORY}
    subprocess.run(command, check=True, env={**os.environ, **instead, "PIP_NO_INPUT": "1", "PYTHONPATH": ""})
    return {**os.environ, "PYTHONPATH": str(target)}


def test_the_documented_line_and_the_generated_workflow(clone: Path, tmp_path: Path) -> None:
    environment = install(DOCUMENTED, tmp_path / "first", clone)
    for arguments in (["init", "project"], ["--version"]):
        run = [sys.executable, "-m", "seedkit", *arguments]
        done = subprocess.run(run, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True)
    assert done.stdout == f"seedkit {seedkit.__version__}\n"
    workflow = yaml.safe_load((tmp_path / "project/.github/workflows/seedkit.yml").read_text("utf-8"))
    written, *commands = [step["run"] for step in workflow["jobs"]["seedkit"]["steps"] if "run" in step]
    assert written == f"python -m pip install 'seedkit-compiler @ git+{REPOSITORY}@{TAG}'"
    environment = install(written, tmp_path / "second", clone)
    for command in commands:
        words = [sys.executable, "-m", *shlex.split(command)]
        subprocess.run(words, cwd=tmp_path / "project", env=environment, check=True, capture_output=True)
    assert seedkit.load(tmp_path / "project" / "out")["return-a-borrowed-book"].steps


@pytest.mark.parametrize("page", ["README.md", "docs/checking.md"])
def test_the_line_is_documented(page: str) -> None:
    assert DOCUMENTED in (ROOT / page).read_text("utf-8")


def test_nothing_installs_another_project() -> None:
    pages = [ROOT / "README.md", ROOT / "action.yml", *(ROOT / "docs").glob("*.md"), *(ROOT / "src").rglob("*.*")]
    texts = {path: path.read_text("utf-8") for path in pages if path.suffix in (".md", ".py", ".yml", ".toml")}
    assert [path for path, text in texts.items() if re.search(r"pip install [^\n]*\bseedkit(?![-\w/.])", text)] == []
