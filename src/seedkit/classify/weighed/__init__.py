"""The weights of the evidence, and their sum. They are fitted by ``bench/fit.py`` and kept in ``weights.json``.

A feature has a name only in that file and for people. Where many lines are weighed, evidence is a list of facts for families of
features, and sums are kept by facts; elsewhere it is a list of rows, the numbers of features in one table.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from operator import getitem, itemgetter
from threading import Lock
from types import MappingProxyType
from typing import Any, Generic, ParamSpec, TypeVar, cast

from seedkit.classify.shapes import LONGEST
from seedkit.classify.weighed.forest import Forest, Tree

_KEPT = 1 << 13
"""Number of facts whose features are kept, for each family."""

Named = Mapping[str, Mapping[str, Any]]
"""The weight of each feature by name, for each model: positive weights count for the reading, negative ones against it."""

_Weight = TypeVar("_Weight")
_Args = ParamSpec("_Args")

_names: list[str] = [""]
_rows: dict[str, int] = {"": 0}
_adding = Lock()
BIAS = 0
"""The row of the feature that always applies."""


def row(name: str) -> int:
    """Return the row of a feature, a new one for an unknown name; the number of features is bounded, whatever the input."""
    found = _rows.get(name)
    if found is None:
        with _adding:
            if name not in _rows:
                _names.append(name)
                _rows[name] = len(_names) - 1
            found = _rows[name]
    return found


def rows_of(names: Callable[_Args, Iterable[str]]) -> Callable[_Args, tuple[int, ...]]:
    """Return a function from the parts of feature names to rows, so that most names are never built."""

    @lru_cache(_KEPT)
    def found(*args: _Args.args, **kwargs: _Args.kwargs) -> tuple[int, ...]:
        return tuple([row(name) for name in names(*args, **kwargs)])

    return cast("Callable[_Args, tuple[int, ...]]", found)


def names_of(rows: Sequence[int]) -> list[str]:
    """Return the names of features."""
    return [_names[row] for row in rows]


class Table(Generic[_Weight]):
    """The weights of one model as a list by row, with ``none`` for features without a weight."""

    __slots__ = ("_named", "_none", "_values")

    def __init__(self, named: Mapping[str, _Weight], none: _Weight) -> None:
        self._named = named
        self._none = none
        self._values: list[_Weight] = []

    def values(self) -> list[_Weight]:
        """Return the weight of every row."""
        values = self._values
        if len(values) != len(_names):
            self._values = values = [self._named.get(name, self._none) for name in _names]
        return values

    def __iter__(self) -> Iterator[str]:
        return iter(self._named)

    def __contains__(self, row: int) -> bool:
        return _names[row] in self._named


Parts = tuple[Any, ...]
"""The facts that the features of one family are made of."""
Family = Callable[..., Iterable[str]]
"""A function from facts to the names of features."""


class Sums(dict[Parts, int]):
    """The sum of the weights of a family's features, in hundredths, by facts. Names are built only for facts that are not kept."""

    def __init__(self, family: Family, weights: Mapping[str, float]) -> None:
        super().__init__()
        self.family = family
        self._weights = weights

    def __missing__(self, parts: Parts) -> int:
        if len(self) >= _KEPT:
            self.clear()
        self[parts] = found = round(100 * sum(weight for _, weight in self.named(parts)))
        return found

    def named(self, parts: Parts) -> Iterator[tuple[str, float]]:
        """Yield the features that have a weight, with it."""
        for name in self.family(*parts):
            weight = self._weights.get(name)
            if weight is not None:
                yield name, weight


class Linear:
    """A linear model over the features of ``families``. Evidence has facts for each of them, and any number for the last."""

    def __init__(self, weights: Mapping[str, float], families: Sequence[Family]) -> None:
        self._bias = round(100 * weights.get("", 0.0))
        sums = [Sums(family, weights) for family in families]
        self._sums = [*sums, *[sums[-1]] * LONGEST]

    def score(self, evidence: Sequence[Parts]) -> int:
        """Return the log odds in hundredths."""
        return self._bias + sum(map(getitem, self._sums, evidence))

    def names(self, evidence: Sequence[Parts]) -> list[str]:
        """Return the names of all features, also of those without a weight."""
        return [name for sums, parts in zip(self._sums, evidence, strict=False) for name in sums.family(*parts)]

    def named(self, evidence: Sequence[Parts]) -> Iterator[tuple[str, float]]:
        """Yield the features that have a weight, with it."""
        for sums, parts in zip(self._sums, evidence, strict=False):
            yield from sums.named(parts)


class Weights:
    """What was fitted: the weights of all linear models, and the trees of those whose decision is made by trees in the end."""

    def __init__(self, named: Named, trees: Mapping[str, Sequence[Tree]] = MappingProxyType({})) -> None:
        self._named = named
        self._trees = trees
        self._tables: dict[str, Table[Any]] = {}
        self._linear: dict[str, Linear] = {}
        self._forests: dict[str, Forest] = {}

    def of(self, model: str) -> Table[float]:
        """Return the weights of a model by row, empty if it has not been fitted."""
        return self._table(model, 0.0)

    def of_choice(self, model: str) -> Table[Sequence[float]]:
        """Return the weights of a model, each with a weight per choice; empty if it has not been fitted."""
        return self._table(model, ())

    def _table(self, model: str, none: _Weight) -> Table[_Weight]:
        if model not in self._tables:
            self._tables[model] = Table(self._named.get(model, {}), none)
        return self._tables[model]

    def linear(self, model: str, families: Sequence[Family]) -> Linear:
        """Return a linear model, without any weight if it has not been fitted."""
        if model not in self._linear:
            self._linear[model] = Linear(self._named.get(model, {}), families)
        return self._linear[model]

    def forest(self, model: str) -> Forest | None:
        """Return the trees of a model, ``None`` if none have been fitted."""
        if model not in self._trees:
            return None
        if model not in self._forests:
            self._forests[model] = Forest(self._trees[model])
        return self._forests[model]


@cache
def shipped() -> Weights:
    """Return the weights and trees that ship with seedkit."""
    return Weights(json.loads(_text("weights.json")), trees_of(_text("trees.json")))


def trees_of(text: str) -> dict[str, list[Tree]]:
    """Return the trees of each model from JSON."""
    return {model: [Tree(*tree) for tree in trees] for model, trees in json.loads(text).items()}


def _text(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text("utf-8")


def vector(features: Sequence[int], table: Table[Sequence[float]], count: int) -> list[float]:
    """Return the sums of the weights of ``features``, one for each of ``count`` choices."""
    values = table.values()
    sums = list[float](map(sum, zip(*filter(None, _rows_in(features, values)), strict=True)))
    return sums or [0.0] * count


def weigh(features: Sequence[int], table: Table[float]) -> float:
    """Return the sum of the weights of ``features``: log odds."""
    values = table.values()
    weights: tuple[float, ...] = _rows_in(features, values)
    return values[BIAS] + sum(weights)


def _rows_in(features: Sequence[int], values: Sequence[_Weight]) -> tuple[_Weight, ...]:
    """Return the weight of each of ``features``, of which there are two at least."""
    found: tuple[_Weight, ...] = itemgetter(*features)(values)
    return found
