"""Logistic regression on many rows and named features (scikit-learn, deterministic).

The few chains of numbers are fitted by ``logistic.py``, which averages and stops early: in one comparison with other folds, it got
15 of 376 wrong and this 19.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array
from sklearn.linear_model import LogisticRegression

from logistic import Row, spread

LEAST = 0.03
"""A weight nearer to zero is left out: a feature less to look up, and a smaller file."""


def fit(rows: Sequence[Row], ridge: float) -> dict[str, float]:
    """Return the weight of each feature, and the bias as that of ``""``."""
    names = list(spread(rows))
    index = {name: k for k, name in enumerate(names)}
    columns = [[index[name] for name in row.features if name in index] for row in rows]
    ends = np.cumsum([0, *map(len, columns)])
    flat = np.array([column for row in columns for column in row], dtype=np.int32)
    matrix = csr_array((np.ones(len(flat)), flat, ends), shape=(len(rows), len(names)))
    matrix.sum_duplicates()
    model = LogisticRegression(C=1 / ridge, max_iter=300)
    model.fit(matrix, [row.answer for row in rows], sample_weight=[row.weight for row in rows])
    weights = {name: round(float(weight), 2) for name, weight in zip(names, model.coef_[0], strict=True)}
    return {"": round(float(model.intercept_[0]), 2)} | {name: weight for name, weight in weights.items() if abs(weight) >= LEAST}
