"""The weights of the evidence, and their sum. They are fitted by ``bench/fit.py`` and kept in ``weights.json``.

Evidence is a list of rows, the numbers of features in one table; names of features are for people and for the file of weights.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from operator import itemgetter
from threading import Lock
from typing import Any, Generic, ParamSpec, TypeVar, cast

_STRONGEST = 5
"""Number of features that a reading shows."""
_KEPT = 1 << 13
"""Size of the cache of each function that returns features."""

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


class Weights:
    """The weights of all models: ``of`` returns those that sum to log odds, ``of_choice`` those for a choice among several."""

    def __init__(self, named: Named) -> None:
        choices = {model: weights for model, weights in named.items() if isinstance(next(iter(weights.values()), None), list)}
        self._odds = {model: Table(weights, 0.0) for model, weights in named.items() if model not in choices}
        self._choices = {model: Table[Sequence[float]](weights, ()) for model, weights in choices.items()}
        self._known: dict[str, dict[str, int]] = {}

    def of(self, model: str) -> Table[float]:
        """Return the weights of a model, empty if it has not been fitted."""
        return self._odds.get(model) or Table({}, 0.0)

    def find(self, model: str) -> Callable[[str], int | None]:
        """Return a function that gives the row of a feature, ``None`` if it has no weight in a model.

        A model that has not been fitted knows every feature. Features that come from the words of an article are looked up with
        this function, so that the table of features stays as small as the weights.
        """
        table = self._odds.get(model)
        if table is None:
            return row
        known = self._known.get(model)
        if known is None:
            self._known[model] = known = {name: row(name) for name in table}
        return known.get

    def of_choice(self, model: str) -> Table[Sequence[float]]:
        """Return the weights of a model, each with a weight per choice; empty if it has not been fitted."""
        return self._choices.get(model) or Table({}, ())


@cache
def shipped() -> Weights:
    """Return the weights that ship with seedkit."""
    return Weights(json.loads(resources.files(__package__).joinpath("weights.json").read_text("utf-8")))


class Evidence:
    """What was weighed for and against a reading. Iterating yields the features, strongest first."""

    __slots__ = ("features", "table")

    def __init__(self, features: Sequence[int], table: Table[float]) -> None:
        self.features = features
        self.table = table

    def __iter__(self) -> Iterator[tuple[str, float]]:
        values = self.table.values()
        weighed = [(_names[row], values[row]) for row in self.features if row in self.table]
        return iter(sorted(weighed, key=lambda pair: -abs(pair[1]))[:_STRONGEST])

    @property
    def odds(self) -> float:
        """The sum of all weights; the reading is accepted if it is positive."""
        return weigh(self.features, self.table)


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
