"""Logistic regression on binary features (standard library only, deterministic)."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from math import exp, sqrt
from typing import NamedTuple

EPOCHS = 6
AVERAGED = 3
"""From this epoch on the weights are averaged (Polyak and Juditsky 1992): what is left of the order of the rows evens out."""
RATE = 0.1
RIDGE = 4.0
FEWEST = 4
"""Minimum number of rows, and of origins, that a feature occurs in."""


class Row(NamedTuple):
    """One thing to decide: the features that hold, the answer, how much it counts, and the origin of its document."""

    features: list[str]
    answer: bool
    weight: float
    origin: str


def spread(rows: Sequence[Row]) -> dict[str, int]:
    """Return the features that enough rows and enough origins have, in alphabetical order, with their number of rows."""
    counts = Counter(name for row in rows for name in row.features)
    origins: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for name in row.features:
            if len(origins[name]) < FEWEST:
                origins[name].add(row.origin)
    return {name: count for name, count in sorted(counts.items()) if count >= FEWEST and len(origins[name]) >= FEWEST}


def fit(rows: Sequence[Row], ridge: float = RIDGE) -> dict[str, float]:
    """Return the weights of a logistic regression on binary features (AdaGrad, ridge)."""
    counts = spread(rows)
    names = {name: k + 1 for k, name in enumerate(counts)}
    data = [([0, *(names[n] for n in row.features if n in names)], float(row.answer), row.weight) for row in rows]
    weight, square = [0.0] * (len(names) + 1), [1e-3] * (len(names) + 1)
    shrink = [0.0, *(ridge / counts[name] for name in names)]
    order = random.Random(0)
    total = [0.0] * len(weight)
    for epoch in range(EPOCHS):
        order.shuffle(data)
        for active, answer, share in data:
            score = sum([weight[n] for n in active])
            slope = share * (1 / (1 + exp(-max(-30.0, min(30.0, score)))) - answer)
            for n in active:
                step = slope + shrink[n] * weight[n]
                square[n] += step * step
                weight[n] -= RATE * step / sqrt(square[n])
        if epoch >= AVERAGED:
            total = [a + b for a, b in zip(total, weight, strict=True)]
    weight = [value / (EPOCHS - AVERAGED) for value in total]
    rounded = {name: round(weight[k], 2) for name, k in names.items()}
    return {"": round(weight[0], 2), **{name: value for name, value in rounded.items() if value}}
