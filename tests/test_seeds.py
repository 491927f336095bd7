"""Each of our own articles comes out as the outline that an editor wrote for it. `pytest --accept` rewrites the outlines."""

from __future__ import annotations

from pathlib import Path

import pytest

from seedkit.pipeline import compile_bytes
from seedkit.views.entities import outline_text

HERE = Path(__file__).parent
SEEDS = sorted((HERE.parent / "seeds").glob("*.txt"))


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem)
def test_seed(seed: Path, accept: bool) -> None:
    expected = HERE / "seeds" / f"{seed.stem}.outline"
    found = outline_text(compile_bytes(seed.read_bytes(), seed.name, "text"))
    if accept:
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


def test_every_outline_has_its_seed() -> None:
    assert [seed.stem for seed in SEEDS] == sorted(outline.stem for outline in (HERE / "seeds").glob("*.outline"))
