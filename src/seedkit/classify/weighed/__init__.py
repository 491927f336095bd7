"""The weights of the evidence, and the sum of it. They are fitted by ``bench/fit.py`` and kept in ``weights.json``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

_STRONGEST = 5
"""Pieces of evidence that a reading keeps."""


def weights(model: str) -> Mapping[str, Any]:
    """Return the weight of each feature of one model: above zero speaks for it, below against it."""
    return _tables()[model]


@cache
def _tables() -> Mapping[str, Mapping[str, Any]]:
    tables: Mapping[str, Mapping[str, Any]] = json.loads(resources.files(__package__).joinpath("weights.json").read_text("utf-8"))
    return tables


def vector(features: Iterable[str], model: str, count: int) -> list[float]:
    """Return the sums of the weights of ``features`` for a choice among ``count``."""
    table = weights(model)
    rows = [row for row in map(table.get, features) if row]
    return [sum(column) for column in zip(*rows, strict=True)] if rows else [0.0] * count


def weigh(features: Iterable[str], table: Mapping[str, float]) -> float:
    """Return the sum of the weights of ``features``: log odds."""
    get = table.get
    return table.get("", 0.0) + sum([get(name, 0.0) for name in features])


def strongest(features: Iterable[str], table: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    """Return the features that weighed most, strongest first."""
    weighed = [(name, table[name]) for name in features if name in table]
    return tuple(sorted(weighed, key=lambda pair: -abs(pair[1]))[:_STRONGEST])
