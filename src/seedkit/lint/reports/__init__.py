"""A check as text, for a person or for another program: a table of formats, one file per format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seedkit.lint.results import Run

REPORTS: Mapping[str, str] = MappingProxyType(
    {
        "terminal": "terminal:plain",
        "json": "json:whole",
        "jsonl": "json:lines",
        "sarif": "sarif:report",
        "github": "github:report",
        "gitlab": "gitlab:report",
        "junit": "junit:report",
        "markdown": "markdown:report",
    }
)
"""The name of a format → the file below this folder and the function in it; imported when a report is written."""

STATISTICS: Mapping[str, str] = MappingProxyType({"terminal": "statistics", "json": "statistics-json"})
"""The formats that findings can be counted in → the name of that report."""

_COUNTED = {"statistics": "statistics:table", "statistics-json": "statistics:rows"}


def report(format: str) -> Callable[[Run], Iterator[str]]:
    """Return the function that yields a check's lines in a format, without their ends. Raises KeyError for an unknown format."""
    module, _, function = {**REPORTS, **_COUNTED}[format].partition(":")
    lines: Callable[[Run], Iterator[str]] = getattr(import_module(f"{__name__}.{module}"), function)
    return lines
