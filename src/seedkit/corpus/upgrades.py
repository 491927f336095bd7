"""Data of an earlier version of the contract, converted to the next one, dict to dict.

There is one row for each released version that has a successor. A row never changes once the version it converts to is released.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal, NamedTuple

Data = dict[str, Any]


class Upgrade(NamedTuple):
    """From one version to the next: how to convert a document, and the index of a build.

    The functions return a new dict and leave their argument alone; they do not set the version.
    """

    source: str
    target: str
    document: Callable[[Data], Data]
    contents: Callable[[Data], Data]


UPGRADES: tuple[Upgrade, ...] = ()
"""In order of version. Empty: 1.0 is the first version."""


def upgrade(data: Data, kind: Literal["document", "index"], upgrades: Sequence[Upgrade] = UPGRADES) -> Data:
    """Return ``data`` converted to the newest version. Data of a version that no row starts from is returned unchanged."""
    for row in upgrades:
        if data.get("schema_version") == row.source:
            step = row.document if kind == "document" else row.contents
            data = {**step(data), "schema_version": row.target}
    return data
