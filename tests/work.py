"""How much work something is: lines of Python that run, which are the same on every machine, however busy it is."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from types import CodeType, FrameType
from typing import Any


def lines_run(work: Callable[[], object]) -> Counter[CodeType]:
    """Return how many lines of each function run while ``work`` is done."""
    count: Counter[CodeType] = Counter()

    def line(frame: FrameType, _event: str, _argument: Any) -> Any:
        count[frame.f_code] += 1
        return line

    before = sys.gettrace()
    sys.settrace(line)
    try:
        work()
    finally:
        sys.settrace(before)
    return count
