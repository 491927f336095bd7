"""A check as text for other programs: a table of formats, a file a format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from seedkit.lint.reports import github, gitlab, json, junit, markdown, sarif
from seedkit.lint.results import Run

REPORTS: Mapping[str, Callable[[Run], Iterator[str]]] = MappingProxyType(
    {
        "json": json.whole,
        "jsonl": json.lines,
        "sarif": sarif.report,
        "github": github.report,
        "gitlab": gitlab.report,
        "junit": junit.report,
        "markdown": markdown.report,
    }
)
"""The name of a format → what yields a check's lines in it, without their ends."""
