"""Boosted trees over whole numbers, all evaluated at once. They are fitted by ``bench/fit.py`` and kept in ``trees.json``."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate
from operator import and_, getitem
from typing import NamedTuple

LEAVES = 8
"""Maximum number of leaves of a tree: one byte holds a bit for each."""


class Tree(NamedTuple):
    """One tree: its leaves from left to right, in hundredths of log odds, and its tests.

    A test is the index of a fact, a bound, and the leaves ``[first, end)`` that are ruled out where the fact is greater.
    """

    leaves: list[int]
    tests: list[tuple[int, int, int, int]]


class Forest:
    """The sum of many trees (QuickScorer, Lucchese et al. 2015).

    Every leaf has a bit. A tree ends in the first leaf that none of its tests rules out, so each fact needs one search among all
    bounds that it is tested against, and no tree is walked.
    """

    def __init__(self, trees: Sequence[Tree]) -> None:
        tests: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self._size = len(trees)
        self._every = int.from_bytes(b"\xff" * self._size, "little")
        self._firsts = int.from_bytes(b"\x01" * self._size, "little")
        for n, tree in enumerate(trees):
            for fact, bound, first, end in tree.tests:
                ruled_out = ((1 << end) - (1 << first)) << LEAVES * n
                tests[fact].append((bound, self._every ^ ruled_out))
        self._tests = []
        for fact, of_fact in sorted(tests.items()):
            of_fact.sort()
            masks = accumulate([mask for _, mask in of_fact], and_, initial=self._every)
            self._tests.append((fact, [bound for bound, _ in of_fact], [*masks]))
        self._leaves = [{1 << k: leaf for k, leaf in enumerate(tree.leaves)} for tree in trees]

    def score(self, facts: Sequence[int]) -> int:
        """Return the sum of the leaves that ``facts`` lead to, in hundredths of log odds."""
        left = self._every
        for fact, bounds, masks in self._tests:
            left &= masks[bisect_left(bounds, facts[fact])]
        ends = left & ~(left - self._firsts)  # the lowest bit of every byte
        return sum(map(getitem, self._leaves, ends.to_bytes(self._size, "little")))
