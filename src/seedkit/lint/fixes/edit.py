"""A single change to an article."""

from __future__ import annotations

from typing import NamedTuple


class Edit(NamedTuple):
    """``text`` in place of the code points ``[start, end)`` of the decoded article."""

    start: int
    end: int
    text: str
