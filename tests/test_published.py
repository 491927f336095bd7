"""What is published is whole: the data in ``out/`` is what ``seeds/`` builds to, and the package holds all its files."""

from __future__ import annotations

import tomllib
from pathlib import Path

import seedkit

ROOT = Path(__file__).parent.parent


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_published_data_is_up_to_date(tmp_path: Path) -> None:
    seedkit.build(ROOT / "seeds", tmp_path)
    built, published = contents(tmp_path), contents(ROOT / "out")
    assert built.keys() == published.keys()
    changed = [name for name in built if built[name] != published[name]]
    assert not changed, f"run `seedkit build` and commit out/: {changed}"


def test_the_package_holds_every_file_that_is_no_module() -> None:
    folder = ROOT / "src" / "seedkit"
    globs = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["package-data"]["seedkit"]
    packed = {path for glob in globs for path in folder.glob(glob)}
    other = {path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")}
    assert other == packed
