"""The content of a sidecar."""

from __future__ import annotations

from typing import NamedTuple

from seedkit.model.block import Pin
from seedkit.model.front import Front


class Ignored(NamedTuple):
    """Suppressed rules: the selector, the words that the lines of the finding must contain, if any, and the line of the sidecar."""

    rule: str
    quote: str | None
    line: int


class Sidecar(NamedTuple):
    """The content of a sidecar: its file name, suppressions, the facts that it states about the article, its pins.

    The facts have an empty span, since they are not in the article; ``stated`` names each as it is written, with its line.
    """

    name: str
    ignored: tuple[Ignored, ...] = ()
    front: Front = Front()
    stated: tuple[tuple[str, int], ...] = ()
    pins: tuple[Pin, ...] = ()
