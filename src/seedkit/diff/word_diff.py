"""Two texts word by word: what stayed, what went, what came."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

_WORD = re.compile(r"\n+|\S+")
_MOST_CHANGES = 400
"""When more words come and go, what lies between the common ends counts as one text in place of another: this bounds the work."""


class Piece(NamedTuple):
    """Words in a row with one fate. Line breaks between blocks are words of their own."""

    fate: Literal["same", "removed", "added"]
    text: str


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """Return the pieces of both texts in reading order: without the ``added`` ones ``old``, without the ``removed`` ones ``new``.

    As few words as possible come and go, up to 400 of them.
    """
    before, after = _WORD.findall(old), _WORD.findall(new)
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    middle = _script(before[head : len(before) - tail], after[head : len(after) - tail])
    words = [*(Piece("same", word) for word in before[:head]), *middle]
    words += (Piece("same", word) for word in before[len(before) - tail :])
    return tuple(Piece(fate, " ".join(word.text for word in run)) for fate, run in groupby(words, lambda word: word.fate))


def _script(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    """Myers, "An O(ND) difference algorithm and its variations", 1986: the greedy one, given up after so many changes."""
    paths = _paths(old, new)
    if paths is None:
        yield from (Piece("removed", word) for word in old)
        yield from (Piece("added", word) for word in new)
        return
    steps: list[Piece] = []
    x, y = len(old), len(new)
    for changes in range(len(paths) - 1, -1, -1):
        furthest = paths[changes]
        line = x - y
        down = line == -changes or (line != changes and furthest[line - 1] < furthest[line + 1])
        before = line + 1 if down else line - 1
        while x > furthest[before] and y > furthest[before] - before:
            x, y = x - 1, y - 1
            steps.append(Piece("same", old[x]))
        if changes and down:
            y -= 1
            steps.append(Piece("added", new[y]))
        elif changes:
            x -= 1
            steps.append(Piece("removed", old[x]))
    for same, change in groupby(reversed(steps), lambda piece: piece.fate == "same"):
        found = list(change)
        yield from found if same else sorted(found, key=lambda piece: piece.fate == "added")  # what went stands first


def _paths(old: Sequence[str], new: Sequence[str]) -> list[dict[int, int]] | None:
    """Return how far each diagonal was reached before each number of changes; ``None`` when there are too many."""
    furthest = {1: 0}
    paths = []
    for changes in range(min(len(old) + len(new), _MOST_CHANGES) + 1):
        paths.append(dict(furthest))
        for line in range(-changes, changes + 1, 2):
            down = line == -changes or (line != changes and furthest[line - 1] < furthest[line + 1])
            x = furthest[line + 1] if down else furthest[line - 1] + 1
            while x < len(old) and x - line < len(new) and old[x] == new[x - line]:
                x += 1
            furthest[line] = x
            if x >= len(old) and x - line >= len(new):
                return paths
    return None
