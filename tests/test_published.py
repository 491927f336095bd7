"""The published data in ``out/`` is what the articles in ``seeds/`` build to, byte for byte."""

from __future__ import annotations

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
