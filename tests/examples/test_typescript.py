"""The TypeScript example compiles with types made from the schema, and reads what is built; data of another shape stops it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import seedkit
from sample_articles import plant

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "typescript"
NO_REGISTRY = re.compile(r"ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ENOTCACHED")
NPM, NODE = shutil.which("npm"), shutil.which("node")

WIDE = """\
How to cheer up a friend 🎈 in two steps

1. Bring cake 🍰🍰

Send her this text:

“Tea 🫖 at [time]? I am bringing a 🍰.”

2. Stay 👩🏽‍🌾 a while

Until the pot is empty.
"""


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The compiled example, in a folder of its own beside the schema."""
    if NPM is None or NODE is None:
        pytest.skip("Node is not installed")
    root = tmp_path_factory.mktemp("example")
    shutil.copytree(ROOT / "schema", root / "schema")
    folder = root / "examples" / "typescript"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("node_modules", "generated", "dist"))
    installed = subprocess.run(
        [NPM, "ci", "--prefer-offline", "--no-audit", "--no-fund"], cwd=folder, capture_output=True, text=True, check=False
    )
    if installed.returncode and NO_REGISTRY.search(installed.stderr):
        pytest.skip("the packages of the example are not here, and no registry can be reached")
    assert installed.returncode == 0, installed.stderr
    tested = subprocess.run([NPM, "test"], cwd=folder, capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stdout + tested.stderr
    return folder


@pytest.fixture
def built(tmp_path: Path) -> tuple[Path, Path]:
    seeds = plant(tmp_path / "seeds")
    (seeds / "wide.txt").write_text(WIDE, encoding="utf-8-sig")
    seedkit.build(seeds, tmp_path / "out")
    return tmp_path / "out", seeds


def run(example: Path, built: tuple[Path, Path]) -> subprocess.CompletedProcess[str]:
    assert NODE is not None
    return subprocess.run(
        [NODE, "dist/main.js", *map(str, built)], cwd=example, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_texts_are_cut_from_the_source_at_their_places(example: Path, built: tuple[Path, Path]) -> None:
    ran = run(example, built)
    assert ran.returncode == 0, ran.stderr
    assert "wide: How to cheer up a friend 🎈 in two steps\n" in ran.stdout
    assert "  1. Bring cake 🍰🍰\n  2. Stay 👩🏽‍🌾 a while\n" in ran.stdout
    assert "  [text] Tea 🫖 at [time]? I am bringing a 🍰.\n" in ran.stdout


def test_data_of_another_shape_is_reported(example: Path, built: tuple[Path, Path]) -> None:
    file = built[0] / "v1" / "documents" / "wide.json"
    data = json.loads(file.read_bytes())
    data["steps"][0]["ordinal"] = "first"
    del data["steps"][1]["label"]
    file.write_text(json.dumps(data), encoding="utf-8")
    ran = run(example, built)
    assert ran.returncode == 1
    assert "wide.json: data/steps/0/ordinal must be integer, data/steps/1 must have required property 'label'" in ran.stderr


def test_a_wrong_span_is_reported(example: Path, built: tuple[Path, Path]) -> None:
    file = built[0] / "v1" / "documents" / "wide.json"
    data = json.loads(file.read_bytes())
    data["sample_texts"][0]["span"]["start"] += 1
    file.write_text(json.dumps(data), encoding="utf-8")
    ran = run(example, built)
    assert ran.returncode == 1
    assert "does not stand at" in ran.stderr


def test_versions_are_pinned_and_no_registry_is_named() -> None:
    package = json.loads((EXAMPLE / "package.json").read_text(encoding="utf-8"))
    versions = {**package["dependencies"], **package["devDependencies"]}
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions.values())
    locked = json.loads((EXAMPLE / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert all("resolved" not in entry for entry in locked.values())
    assert all("integrity" in entry for name, entry in locked.items() if name)
    assert {name: locked[f"node_modules/{name}"]["version"] for name in versions} == versions
