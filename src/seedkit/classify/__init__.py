"""Blocks to roles: an ordered table of rules, each of which reads the blocks that earlier rules left."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from seedkit.classify import (
    bare_items,
    chains,
    headings,
    items,
    labelled_questions,
    levels,
    markup,
    named_items,
    opening,
    question_index,
    questions,
)
from seedkit.classify import boilerplate as asides
from seedkit.classify import pins as pinned
from seedkit.classify.headings import Evidence
from seedkit.classify.page import Page, Readings
from seedkit.classify.shapes import LONGEST, Shape, shape_of
from seedkit.classify.weighed import Weights, shipped
from seedkit.classify.weighed.vetoes import REASONS
from seedkit.language.lexicon import Lexicon
from seedkit.model.block import Block, Reading
from seedkit.model.front import Front
from seedkit.model.source import Source

Rule = Callable[[Page, Readings], None]

# Editors' pins come first, then what the format marks explicitly; neither is overruled.
RULES: tuple[Rule, ...] = (
    pinned.read,
    markup.read,
    opening.read,
    items.read,
    labelled_questions.read,
    question_index.read,
    named_items.read,
    bare_items.read,
    headings.read,
    levels.read,
    questions.read,
    pinned.settle,
)


def classify(
    source: Source, blocks: Sequence[Block], front: Front, lexicon: Lexicon, weights: Weights | None = None
) -> tuple[Reading, ...]:
    """Return the readings of the blocks, one per block, in the same order.

    The evidence is weighed with ``weights``, by default those that ship with seedkit.
    """
    shapes = [shape_of(block) for block in blocks]
    out = asides.read(blocks, shapes, lexicon)
    for k, block in enumerate(blocks):
        if block.pin is not None and pinned.has_role(block):
            out[k] = pinned.aside(block)
    page = page_of(source, blocks, shapes, out, front, lexicon, weights)
    readings = read(page)
    own = iter([_reading(page, readings, k) for k in range(len(page.blocks))])
    return tuple([aside or next(own) for aside in out])


def read(page: Page, before: Rule | None = None) -> Readings:
    """Return the readers of the rules in order; with ``before``, only those before that rule."""
    readings = Readings(len(page.blocks))
    for rule in RULES:
        if rule is before:
            break
        rule(page, readings)
    return readings


def _reading(page: Page, readings: Readings, k: int) -> Reading:
    """Return the reading of a block: a paragraph, with the reason why it is not a heading, where no rule has read it."""
    reading, refusal = readings[k], readings.refused.get(k)
    if reading is None:
        evidence, veto = refusal or ((), None)
        return Reading(page.blocks[k], "paragraph", chain=page.chains[k], rule="paragraph", evidence=evidence, veto=veto)
    if refusal is None or reading.role in ("heading", "question"):
        return reading
    return reading._replace(evidence=refusal.evidence, veto=refusal.veto)


def page_of(
    source: Source,
    blocks: Sequence[Block],
    shapes: Sequence[Shape],
    beside: Sequence[Reading | None],
    front: Front,
    lexicon: Lexicon,
    weights: Weights | None = None,
) -> Page:
    """Return the page of an article: its blocks and their shapes without those read as something ``beside`` it, and its numbering
    chains."""
    own = tuple([block for block, aside in zip(blocks, beside, strict=True) if aside is None])
    measured = tuple([shape for shape, aside in zip(shapes, beside, strict=True) if aside is None])
    short = tuple([k for k, shape in enumerate(measured) if shape.kind == "short"])
    return Page(source, lexicon, own, front, tuple(chains.solve(own)), measured, short, weights or shipped())


def why_no_heading(reading: Reading) -> str | None:
    """Return why a block was not read as a heading, to complete "not a heading: …"; ``None`` where the question does not arise.

    It does not arise for headings and questions, nor for what the format or an editor says is something else.
    """
    if reading.veto is not None:
        return f"it {REASONS[reading.veto]}"
    if isinstance(reading.evidence, Evidence) and reading.role not in ("heading", "question"):
        return f"the weights add up to {reading.evidence.odds:+.2f}, and a heading needs more than zero"
    if reading.role == "ordered" and reading.evidence:
        return "its numbers are formatted like those of list items"
    if reading.rule == "paragraph" and len(reading.block.text) > LONGEST:
        return f"it is longer than {LONGEST} characters"
    return None
