"""Runs over large inputs: parts of the input, shards of the output, and the engines that do the work."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import AbstractContextManager
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Protocol, TypeVar

from seedkit.errors import UsageError
from seedkit.messages import install_command

T = TypeVar("T")
R = TypeVar("R")

ENGINES = ("local", "ray", "spark")
"""The engines, a module each."""


class Execute(Protocol):
    """What does work on tasks, several at once. Work, tasks and results have to be picklable."""

    def __call__(self, work: Callable[[T], R], tasks: Sequence[T], /) -> Generator[R | None, None, None]:
        """Yield the result of each task when it is there, and ``None`` now and then."""


class Engine(Protocol):
    """The module of an engine."""

    def require(self) -> None:
        """Raise UsageError where what the engine needs is missing."""

    def started(self, jobs: int) -> AbstractContextManager[Execute]:
        """Start the engine; on one machine, ``jobs`` tasks are done at once."""


def engine(name: str) -> Engine:
    """Return one of ``ENGINES``, ready to use. Raises UsageError where something is missing."""
    module: Any = import_module(f"seedkit.engines.{name}")
    module.require()
    found: Engine = module
    return found


def need(what: str, extra: str, *packages: str) -> None:
    """Raise UsageError where one of ``packages`` is not installed; ``extra`` installs them."""
    missing = [package for package in packages if find_spec(package) is None]
    if missing:
        raise UsageError(f"{what} needs {' and '.join(missing)}: {install_command(extra)}")
