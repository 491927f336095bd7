"""Numbering solved over the whole article: which numbers continue which."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from seedkit.model.block import Block, BlockKind

_OPEN_RUNS = 8
"""How many runs of one style are searched: nesting is never deeper, and the search stays linear."""
_WIDEST_GAP = 3
_LONGEST_BODY = 3
"""Maximum number of blocks below an item of such a list."""
_FEWEST_ONES = 3
"""Number of items numbered 1 in a row that form one list; two may be a heading and the first item below it."""


@dataclass(slots=True)
class _Run:
    chain: int
    value: int
    indent: int
    last: int
    short: bool
    kind: BlockKind
    count: int = 1
    down: bool = False
    tight: bool = False


def solve(blocks: Sequence[Block]) -> list[int | None]:
    """Return, for every block, the number of the chain that its number marker belongs to.

    A number continues the nearest open run of its style that expects it. A 1 opens a run unless it ends a countdown, follows a 0,
    or is in a list whose items are all numbered 1. A gap, a repetition or a number out of order stays in its run if its neighbors
    do, but preferably not in a list without blank lines. Items of a list in markup never share a run with other blocks or
    with items at another depth, and headings preferably only with headings.
    """
    chains: list[int | None] = [None] * len(blocks)
    open_runs: dict[tuple[str, bool, int | None], list[_Run]] = {}
    count = 0
    numbers = [(k, block.marker) for k, block in enumerate(blocks) if block.marker is not None and block.marker.value is not None]
    ones = _ones(blocks) if sum([marker.value == 1 for _, marker in numbers]) >= _FEWEST_ONES else frozenset()
    for k, marker in numbers:
        block, value = blocks[k], marker.value or 0
        runs = open_runs.setdefault((marker.style, block.kind == "item", block.depth), [])
        short = _is_short(block)
        at = _best(runs, value, block, short, k) if k not in ones else len(runs) - 1
        if at is None:
            runs.append(_Run(count, value, block.indent, k, short, block.kind))
            del runs[:-_OPEN_RUNS]
            count += 1
        else:
            del runs[at + 1 :]
            runs[at].down = value == runs[at].value - 1 and (runs[at].count == 1 or runs[at].down)
            runs[at].tight = runs[at].last == k - 1 and not block.blank_before
            runs[at].value, runs[at].last = value, k
            runs[at].count += 1
        chains[k] = runs[-1].chain
    return chains


def _ones(blocks: Sequence[Block]) -> Collection[int]:
    """Return the blocks numbered 1 that follow another one, three or more in a row, formatted alike: items of one list.

    Only a few blocks without a number may be between two of them.
    """
    found: set[int] = set()
    row: list[int] = []
    for k, block in enumerate(blocks):
        if block.depth is not None and (block.marker is None or (row and block.depth > (blocks[row[-1]].depth or block.depth))):
            continue  # further paragraphs and lists of an item
        if row and block.kind == "text" and block.marker is None and k - row[-1] <= _LONGEST_BODY:
            continue  # what a plain text has below an item
        if not row or not _is_one_more(blocks[row[-1]], block):
            row = []
        row.append(k)
        if len(row) >= _FEWEST_ONES:
            found.update(row[1:] if len(row) == _FEWEST_ONES else row[-1:])
    return found


def _is_one_more(above: Block, block: Block) -> bool:
    one, other = above.marker, block.marker
    if one is None or other is None or above.kind != block.kind or abs(above.indent - block.indent) > 1:
        return False
    return one.value == other.value == 1 and one.style == other.style


def _best(runs: list[_Run], value: int, block: Block, short: bool, k: int) -> int | None:
    best, score = None, 0
    indent = block.indent
    for at in range(len(runs) - 1, -1, -1):
        run = runs[at]
        step = value - run.value
        parted = run.tight and (run.last != k - 1 or block.blank_before > 0)
        near = run.last == k - 1 and not parted and abs(run.indent - indent) < 2
        if step == -1 and (run.down or (run.count == 1 and value > 1)):
            fit = 4 if run.down else 1
        elif value == 1 and run.value != 0:
            fit = 0
        elif step == 1:
            fit = 4
        elif near or (-1 <= step <= _WIDEST_GAP and (run.count > 1 or step > 1) and run.short == short):
            fit = 1
        else:
            fit = 0
        if fit:
            fit += 2 * (abs(run.indent - indent) < 2) + (run.short == short) + 2 * (run.kind == block.kind)
            fit -= step != 1 and parted
            if fit > score:
                best, score = at, fit
    return best


def _is_short(block: Block) -> bool:
    return len(block.text) <= 80 and not block.text.endswith(".")
