"""What people say of an article in the file beside it."""

from __future__ import annotations

from typing import NamedTuple

from seedkit.model.block import Pin
from seedkit.model.front import Front


class Ignored(NamedTuple):
    """Rules that are not to be told: the word that names them, the words that the lines of the finding hold where that is asked,
    and the line of the sidecar."""

    rule: str
    quote: str | None
    line: int


class Sidecar(NamedTuple):
    """The content of a sidecar: its file name, the findings that are answered, the facts that it states of the article, its pins.

    The facts have an empty place, since they stand nowhere in the article; ``stated`` names each as it is written, with its line.
    """

    name: str
    ignored: tuple[Ignored, ...] = ()
    front: Front = Front()
    stated: tuple[tuple[str, int], ...] = ()
    pins: tuple[Pin, ...] = ()
