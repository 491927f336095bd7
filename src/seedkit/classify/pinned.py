"""What an editor says a block is: read first, so that its neighbours are read in its light, and never overruled."""

from __future__ import annotations

from seedkit.classify.page import Page, Readings
from seedkit.model.block import Block, Reading

RULE = "pin"


def read(page: Page, readings: Readings) -> None:
    """Read the blocks that a pin gives a role. A question is a heading here, which the rules for questions turn into one."""
    for k, block in enumerate(page.blocks):
        pin = block.pin
        if pin is None or pin.role is None:
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
    return block.pin is not None and block.pin.role is not None


def is_a(block: Block, role: str) -> bool:
    """Return whether a pin gives a block this role."""
    return block.pin is not None and block.pin.role == role


def settle(page: Page, readings: Readings) -> None:
    """Give pinned headings the level that their pin says, and pinned items the numbers of their neighbours to go on with."""
    for k, block in enumerate(page.blocks):
        pin, reading = block.pin, readings[k]
        if pin is None or pin.role is None or reading is None:
            continue
        if pin.level is not None:
            readings[k] = reading._replace(level=pin.level)
        elif pin.role == "ordered" and reading.chain is None:
            beside = (readings[at] for at in (k - 1, k + 1) if 0 <= at < len(readings))
            chain = next((other.chain for other in beside if other is not None and other.role == "ordered"), None)
            readings[k] = reading._replace(chain=chain)
