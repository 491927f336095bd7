"""Roles that an editor pins: read first, so that neighbors are read in their light, and never overruled."""

from __future__ import annotations

from seedkit.classify.page import Page, Readings
from seedkit.model.block import SAMPLE, Block, Reading

RULE = "pin"


def read(page: Page, readings: Readings) -> None:
    """Read the blocks that a pin gives a role. A question is a heading at first; the rules for questions turn it into one."""
    for k, block in enumerate(page.blocks):
        pin = block.pin
        if pin is None:
            continue
        if pin.run == SAMPLE and block.kind in ("text", "heading"):
            readings[k] = Reading(block, "paragraph", rule=RULE)
        if pin.role is None:
            continue
        value = block.marker.value if block.marker is not None else None
        if pin.role in ("heading", "question"):
            readings[k] = Reading(block, "heading", ordinal=value, chain=page.chains[k], rule=RULE)
        elif pin.role in ("bullet", "ordered"):
            readings[k] = Reading(block, pin.role, depth=block.depth or 1, ordinal=value, chain=page.chains[k], rule=RULE)
        else:
            readings[k] = Reading(block, pin.role, level=1 if pin.role == "title" else None, rule=RULE)


def aside(block: Block) -> Reading | None:
    """Return the reading of a block that a pin sets aside, ``None`` for any other."""
    return Reading(block, "residue", rule=RULE, reason=block.reason or "boilerplate") if is_a(block, "residue") else None


def has_role(block: Block) -> bool:
    """Return whether a pin says what a block is."""
    return block.pin is not None and (block.pin.role is not None or block.pin.run == SAMPLE)


def is_a(block: Block, role: str) -> bool:
    """Return whether a pin gives a block this role."""
    return block.pin is not None and block.pin.role == role


def settle(page: Page, readings: Readings) -> None:
    """Give pinned headings the level that their pin states, and pinned items the numbering chain of their neighbors.

    Headings of several levels, questions and items never share a chain, so a pinned block leaves the chain of the others.
    """
    if all(block.pin is None for block in page.blocks):
        return
    read_so = [reading for reading in readings if reading is not None]
    items = {reading.chain for reading in read_so if reading.role == "ordered"}
    heads = {reading.chain for reading in read_so if reading.role in ("heading", "question") and reading.rule != RULE}
    for k, block in enumerate(page.blocks):
        pin, reading = block.pin, readings[k]
        if pin is None or pin.role is None or reading is None:
            continue
        if pin.level is not None:
            reading = reading._replace(level=pin.level, chain=reading.chain if reading.level == pin.level else None)
        if pin.role == "ordered":
            reading = _joined(reading._replace(chain=None) if reading.chain in heads else reading, readings, k)
        elif pin.role == "question" or reading.chain in items:
            reading = reading._replace(chain=None)
        readings[k] = reading


def _joined(reading: Reading, readings: Readings, k: int) -> Reading:
    """Return an item in the chain of a neighbor in the same list, if it has no number of its own."""
    for at in (k - 1, k + 1):
        other = readings[at] if 0 <= at < len(readings) else None
        if reading.chain is None and other is not None and other.role == "ordered" and other.depth == reading.depth:
            return reading._replace(chain=other.chain)
    return reading
