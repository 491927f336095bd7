"""Two texts word by word: kept, removed, added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

_WORD = re.compile(r"\n+|\S+")
_MOST_CHANGES = 400
"""With more changes, everything between the common ends is one replaced text: this limits the work."""


class Piece(NamedTuple):
    """Consecutive words with one fate. Line breaks between blocks are words of their own."""

    fate: Literal["same", "removed", "added"]
    text: str


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """Return the pieces of both texts in reading order: ``old`` without the ``added`` ones, ``new`` without the ``removed`` ones.

    The number of added and removed words is minimal, up to 400.
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
    """Myers, "An O(ND) difference algorithm and its variations", 1986: the greedy one, abandoned after so many changes."""
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
        yield from found if same else sorted(found, key=lambda piece: piece.fate == "added")  # removed words come first


def _paths(old: Sequence[str], new: Sequence[str]) -> list[dict[int, int]] | None:
    """Return how far each diagonal was reached before each number of changes; ``None`` if there are too many."""
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
