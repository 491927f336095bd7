"""Blocks to roles: an ordered table of rules, each reading the blocks that those before it left."""

from __future__ import annotations

from collections.abc import Sequence

from seedkit.classify import chains, headings, items, levels, markup, opening, questions, residue
from seedkit.classify.page import Page, Readings
from seedkit.model.block import Block, Reading
from seedkit.model.front import Front
from seedkit.model.source import Source

# What a format marks explicitly comes first and is never overruled.
RULES = (markup.read, residue.read, opening.read, items.read, headings.read, levels.read, questions.read)


def classify(source: Source, blocks: Sequence[Block], front: Front = Front()) -> tuple[Reading, ...]:
    """Return what each block was read as: one reading a block, in the same order."""
    page = Page(source, tuple(blocks), front, tuple(chains.solve(blocks)))
    readings: Readings = [None] * len(blocks)
    for rule in RULES:
        rule(page, readings)
    return tuple(
        reading or Reading(block, "paragraph", chain=chain, rule="paragraph")
        for block, chain, reading in zip(blocks, page.chains, readings, strict=True)
    )
