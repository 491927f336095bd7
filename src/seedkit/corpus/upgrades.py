"""Data of an earlier version of the contract, taken to the next one, dict to dict.

A row a released version that a later one followed. A row never changes once the version it leads to is released.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal, NamedTuple

Data = dict[str, Any]


class Upgrade(NamedTuple):
    """From one version to the next: what becomes of a document, and of a build's table of contents, its index.

    The functions return a new dict and leave theirs alone; the version in it is not theirs to set.
    """

    source: str
    target: str
    document: Callable[[Data], Data]
    contents: Callable[[Data], Data]


UPGRADES: tuple[Upgrade, ...] = ()
"""In order of version. Empty: 1.0 is the first version."""


def upgrade(data: Data, kind: Literal["document", "index"], upgrades: Sequence[Upgrade] = UPGRADES) -> Data:
    """Return ``data`` as the newest version says it. Data of a version that no row starts from is returned as it is."""
    for row in upgrades:
        if data.get("schema_version") == row.source:
            step = row.document if kind == "document" else row.contents
            data = {**step(data), "schema_version": row.target}
    return data
