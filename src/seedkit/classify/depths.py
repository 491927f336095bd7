"""The depth of list items, from their indents."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from seedkit.model.block import Block

_SLACK = 1
"""Maximum difference of indent, in columns, within one list."""


def depths(blocks: Sequence[Block], items: Collection[int]) -> list[int | None]:
    """Return the depth of every block whose index is in ``items``, those of list items; 1 is outermost."""
    out: list[int | None] = [None] * len(blocks)
    indents: list[int] = []
    for k, block in enumerate(blocks):
        if k not in items:
            if indents and block.indent == 0 and (len(block.text) <= 80 or block.text.endswith(":")):
                indents = []
            continue
        if block.depth is not None:
            out[k] = block.depth
            continue
        while indents and block.indent < indents[-1] - _SLACK:
            indents.pop()
        if not indents or block.indent > indents[-1] + _SLACK:
            indents.append(block.indent)
        out[k] = len(indents)
    return out
