"""Joins numbered lists of one item each, which a format restarts after every paragraph, picture or piece of code."""

from __future__ import annotations

from collections import Counter

from seedkit.model.block import Block

_FEWEST = 3
"""Minimum number of one-item lists, numbered 1, that are one list; two may be the first steps of two procedures."""


def join(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return ``blocks`` with such lists joined, and the content between their items as part of the item above.

    A heading, another list and a line that ends in a colon begin something new.
    """
    items = Counter(block.group for block in blocks if block.marker is not None and block.depth == 1)
    series: list[list[int]] = [[]]
    for k, block in enumerate(blocks):
        if _is_lone(block, items):
            if series[-1] and blocks[k - 1].depth is None and blocks[k - 1].text.endswith(":"):
                series.append([])
            series[-1].append(k)
        elif block.kind in ("heading", "title") or (block.marker is not None and block.depth == 1):
            series.append([])
    out = list(blocks)
    for lone in series:
        if len(lone) < _FEWEST:
            continue
        group = blocks[lone[0]].group
        for k in range(lone[0], lone[-1] + 1):
            out[k] = blocks[k]._replace(group=group, depth=blocks[k].depth or 1)
    return tuple(out)


def _is_lone(block: Block, items: Counter[int | None]) -> bool:
    """Return whether a block opens a list of one item, numbered 1."""
    marker = block.marker
    if marker is None or marker.kind != "number" or block.kind != "item" or block.depth != 1:
        return False
    return marker.value == 1 and items[block.group] == 1
