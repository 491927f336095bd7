"""What the rules of classification read, and where they write."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from seedkit.classify.shapes import Shape
from seedkit.classify.weighed import Weights
from seedkit.language.lexicon import Lexicon
from seedkit.model.block import Block, Reading
from seedkit.model.front import Front
from seedkit.model.source import Source


class Page(NamedTuple):
    """An article during classification: the lexicon of its language, its blocks, the numbering chain of each block, the shape of
    each, the indices of the short ones, and the weights that evidence is weighed with."""

    source: Source
    lexicon: Lexicon
    blocks: tuple[Block, ...]
    front: Front
    chains: tuple[int | None, ...]
    shapes: tuple[Shape, ...]
    short: tuple[int, ...]
    weights: Weights


class Refusal(NamedTuple):
    """Why a block is not a heading: the veto that applies, and the evidence if it was weighed."""

    evidence: Iterable[tuple[str, float]]
    veto: str | None


class Readings(list[Reading | None]):
    """One reading per block, ``None`` until a rule has read it; ``refused`` are the blocks that are not headings, by index."""

    def __init__(self, blocks: int) -> None:
        super().__init__([None] * blocks)
        self.refused: dict[int, Refusal] = {}


def shapes(page: Page, readings: Readings) -> list[Shape]:
    """Return the shape of every block; those already read have their role as kind."""
    out = []
    for shape, reading in zip(page.shapes, readings, strict=True):
        if reading is None:
            out.append(shape)
        else:
            numbered = reading.role == "heading" and reading.ordinal is not None
            out.append(Shape("numbered" if numbered else reading.role, shape.words))
    return out
