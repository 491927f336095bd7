"""What the rules of classification read, and where they write."""

from __future__ import annotations

from typing import NamedTuple

from seedkit.model.block import Block, Reading
from seedkit.model.front import Front
from seedkit.model.source import Source


class Page(NamedTuple):
    """An article on its way through classification: its blocks and the chain of each numbered one."""

    source: Source
    blocks: tuple[Block, ...]
    front: Front
    chains: tuple[int | None, ...]


Readings = list[Reading | None]
"""A reading a block, ``None`` until a rule has read it."""
