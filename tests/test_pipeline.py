"""What the pipeline does around the stages."""

from __future__ import annotations

import gc

import pytest

from seedkit import pipeline
from seedkit.pipeline import compile_text


@pytest.mark.parametrize("collects", [True, False])
def test_the_garbage_collector_is_as_before(collects: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    during = []

    def fail(*_: object) -> None:
        during.append(gc.isenabled())
        raise MemoryError

    before = gc.isenabled()
    try:
        gc.enable() if collects else gc.disable()
        compile_text("A title\n\nWords.\n")
        assert gc.isenabled() is collects
        monkeypatch.setattr(pipeline, "classify", fail)
        with pytest.raises(MemoryError):
            compile_text("A title\n\nWords.\n")
        assert gc.isenabled() is collects
        assert during == [False]
    finally:
        gc.enable() if before else gc.disable()
