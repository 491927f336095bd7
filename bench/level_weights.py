"""Fit the weights that tell the levels of headings (standard library only, deterministic)."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from math import exp, sqrt
from typing import NamedTuple

from seedkit.classify import items, levels, read
from seedkit.classify.weighed import names_of
from seedkit.classify.weighed.level import Heading, outline
from seedkit.model.block import Reading
from training import Labelled, shares

EPOCHS = 30
RATE = 0.05
DECAY = 0.2


class Outline(NamedTuple):
    """The headings of one document and their levels."""

    headings: list[Heading]
    levels: list[int]
    weight: float


def level_paths(docs: Sequence[Labelled]) -> list[Outline]:
    share = shares(docs)
    out = []
    for doc in docs:
        page = doc.page
        readings = read(page, before=items.read)
        gold = [doc.gold.get(block.line, {}) for block in page.blocks]
        heads = [k for k, line in enumerate(gold) if line.get("level") and not line.get("cont") and readings[k] is None]
        for k, line in enumerate(gold):
            if k in heads:
                readings[k] = Reading(page.blocks[k], "heading")
            elif readings[k] is None and line.get("kind") in ("bullet", "ordered"):
                readings[k] = Reading(page.blocks[k], line["kind"])
        given = levels.closed([gold[k]["level"] for k in heads])
        if heads:
            out.append(Outline(outline(page, readings, heads), [min(level, levels.DEEPEST) for level in given], share[doc.origin]))
    return out


def fit_levels(paths: Sequence[Outline]) -> dict[str, dict[str, list[float]]]:
    """Return the weights of a conditional random field over the levels of each document's headings (AdaGrad, weight decay)."""
    states, steps = len(levels.LEVELS), len(levels.STEPS)
    named = [[(names_of(h.alone), names_of(h.after)) for h in path.headings] for path in paths]
    counts = Counter((kind, name) for path in named for names in path for kind in (0, 1) for name in names[kind])
    index = {key: k for k, key in enumerate(sorted(key for key, count in counts.items() if count >= 4))}
    weight = [[0.0] * (steps if kind else states) for kind, _ in index]
    square = [[1e-3] * len(row) for row in weight]
    data = [
        (
            [[index[0, n] for n in alone if (0, n) in index] for alone, _ in names],
            [[index[1, n] for n in after if (1, n) in index] for _, after in names],
            [level - levels.OUTERMOST for level in path.levels],
            path.weight,
        )
        for path, names in zip(paths, named, strict=True)
        if len(path.levels) > 1
    ]
    order = random.Random(0)
    for _ in range(EPOCHS):
        order.shuffle(data)
        for alone, after, gold, share in data:
            own = [[sum(weight[f][c] for f in row) for c in range(states)] for row in alone]
            step = [[sum(weight[f][c] for f in row) for c in range(steps)] for row in after]
            for n, (marginal, pairs) in enumerate(expected(own, step)):
                slopes = [(alone[n], [p - (c == gold[n]) for c, p in enumerate(marginal)])]
                if n:
                    taken = levels.between(gold[n - 1], gold[n])
                    slopes.append((after[n], [p - (c == taken) for c, p in enumerate(pairs)]))
                for active, slope in slopes:
                    for f in active:
                        row, squares = weight[f], square[f]
                        for c, g in enumerate(slope):
                            change = share * g + DECAY * row[c]
                            squares[c] += change * change
                            row[c] -= RATE * change / sqrt(squares[c])
    out: dict[str, dict[str, list[float]]] = {"level": {}, "level step": {}}
    for (kind, name), k in index.items():
        row = [round(value, 2) for value in weight[k]]
        if any(row):
            out["level step" if kind else "level"][name] = row
    return out


def expected(own: list[list[float]], step: list[list[float]]) -> list[tuple[list[float], list[float]]]:
    """Return the chance of each level, and of each step to it, for every heading of a path (forward and backward)."""
    states, size = len(own[0]), len(own)
    ways = [(a, b, levels.between(a, b)) for a in range(states) for b in range(states) if b <= a + 1]
    potentials = [[exp(min(30.0, step[n][s] + own[n][b])) for a, b, s in ways] for n in range(size)]
    forward = [[1.0] + [0.0] * (states - 1)]
    for n in range(1, size):
        row = [0.0] * states
        for (a, b, _), value in zip(ways, potentials[n], strict=True):
            row[b] += forward[-1][a] * value
        total = sum(row)
        forward.append([value / total for value in row])
    backward = [[1.0] * states]
    for n in range(size - 1, 0, -1):
        row = [0.0] * states
        for (a, b, _), value in zip(ways, potentials[n], strict=True):
            row[a] += backward[0][b] * value
        total = sum(row)
        backward.insert(0, [value / total for value in row])
    out = []
    for n in range(size):
        marginal = [f * b for f, b in zip(forward[n], backward[n], strict=True)]
        total = sum(marginal)
        taken = [0.0] * len(levels.STEPS)
        if n:
            chances = [forward[n - 1][a] * value * backward[n][b] for (a, b, _), value in zip(ways, potentials[n], strict=True)]
            whole = sum(chances)
            for (_, _, s), chance in zip(ways, chances, strict=True):
                taken[s] += chance / whole
        out.append(([value / total for value in marginal], taken))
    return out
