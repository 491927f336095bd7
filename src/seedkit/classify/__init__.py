"""Blocks to roles: an ordered table of rules, each reading the blocks that those before it left."""

from __future__ import annotations

from collections.abc import Sequence

from seedkit.classify import bare_items, chains, headings, items, labelled_questions, levels, markup, opening, questions
from seedkit.classify import boilerplate as asides
from seedkit.classify import pins as pinned
from seedkit.classify.page import Page, Readings
from seedkit.classify.shapes import shape_of
from seedkit.language.lexicon import Lexicon
from seedkit.model.block import Block, Reading
from seedkit.model.front import Front
from seedkit.model.source import Source

# What an editor says comes first, then what a format marks explicitly; neither is overruled.
RULES = (
    pinned.read,
    markup.read,
    opening.read,
    items.read,
    labelled_questions.read,
    bare_items.read,
    headings.read,
    levels.read,
    questions.read,
    pinned.settle,
)


def classify(source: Source, blocks: Sequence[Block], front: Front, lexicon: Lexicon) -> tuple[Reading, ...]:
    """Return what each block was read as: one reading a block, in the same order."""
    beside = asides.read(blocks, lexicon)
    out = [pinned.aside(block) if pinned.has_role(block) else aside for block, aside in zip(blocks, beside, strict=True)]
    page = page_of(source, [block for block, aside in zip(blocks, out, strict=True) if aside is None], front, lexicon)
    readings: Readings = [None] * len(page.blocks)
    for rule in RULES:
        rule(page, readings)
    own = iter(
        reading or Reading(block, "paragraph", chain=chain, rule="paragraph")
        for block, chain, reading in zip(page.blocks, page.chains, readings, strict=True)
    )
    return tuple(aside or next(own) for aside in out)


def page_of(source: Source, blocks: Sequence[Block], front: Front, lexicon: Lexicon) -> Page:
    """Return the page of an article: its blocks, those beside it left out, and its chains of numbers."""
    return Page(source, lexicon, tuple(blocks), front, tuple(chains.solve(blocks)), tuple(shape_of(block) for block in blocks))
