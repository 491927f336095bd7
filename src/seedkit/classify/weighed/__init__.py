"""The weights of the evidence, and the sum of it. They are fitted by ``bench/fit.py`` and kept in ``weights.json``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

_STRONGEST = 5
"""Pieces of evidence that a reading shows."""

Weights = Mapping[str, Mapping[str, Any]]
"""For each model the weight of each feature: above zero speaks for it, below against it."""


@cache
def shipped() -> Weights:
    """Return the weights that seedkit reads with."""
    tables: Weights = json.loads(resources.files(__package__).joinpath("weights.json").read_text("utf-8"))
    return tables


class Evidence:
    """What was weighed for and against a reading. Iterating gives the features that weighed most, strongest first."""

    __slots__ = ("features", "table")

    def __init__(self, features: Sequence[str], table: Mapping[str, float]) -> None:
        self.features = features
        self.table = table

    def __iter__(self) -> Iterator[tuple[str, float]]:
        weighed = [(name, self.table[name]) for name in self.features if name in self.table]
        return iter(sorted(weighed, key=lambda pair: -abs(pair[1]))[:_STRONGEST])

    @property
    def odds(self) -> float:
        """The sum of all weights: the reading is right where it is above zero."""
        return weigh(self.features, self.table)


def vector(features: Iterable[str], table: Mapping[str, Sequence[float]], count: int) -> list[float]:
    """Return the sums of the weights of ``features`` for a choice among ``count``."""
    rows = [row for row in map(table.get, features) if row]
    return [sum(column) for column in zip(*rows, strict=True)] if rows else [0.0] * count


def weigh(features: Iterable[str], table: Mapping[str, float]) -> float:
    """Return the sum of the weights of ``features``: log odds."""
    get = table.get
    return table.get("", 0.0) + sum([get(name, 0.0) for name in features])
