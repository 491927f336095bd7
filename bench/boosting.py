"""Boosted trees over whole numbers (scikit-learn, deterministic)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from seedkit.classify.weighed.forest import LEAVES, Tree

TREES = 100
RATE = 0.08
RIDGE = 5.0
BINS = 64
"""Maximum number of bounds that are tried for one fact."""


def fit(facts: Sequence[Sequence[int]], answers: Sequence[bool], weights: Sequence[float], fewest: int) -> list[Tree]:
    """Return trees whose sum tells the answer from the facts. No leaf is fitted on less than ``fewest`` rows."""
    model = HistGradientBoostingClassifier(
        learning_rate=RATE,
        max_iter=TREES,
        max_leaf_nodes=LEAVES,
        min_samples_leaf=fewest,
        l2_regularization=RIDGE,
        max_bins=BINS,
        early_stopping=False,
        random_state=0,
    )
    model.fit(np.array(facts, dtype=np.float32), np.array(answers), sample_weight=np.array(weights))
    trees = [_tree(predictor.nodes) for (predictor,) in model._predictors]
    base = round(100 * model._baseline_prediction.item())
    return [trees[0]._replace(leaves=[base + leaf for leaf in trees[0].leaves]), *trees[1:]]


def _tree(nodes: Any) -> Tree:
    tree = Tree([], [])

    def add(at: int) -> None:
        node = nodes[at]
        if node["is_leaf"]:
            tree.leaves.append(round(100 * float(node["value"])))
            return
        first = len(tree.leaves)
        add(int(node["left"]))
        tree.tests.append((int(node["feature_idx"]), int(np.floor(node["num_threshold"])), first, len(tree.leaves)))
        add(int(node["right"]))

    add(0)
    return tree
