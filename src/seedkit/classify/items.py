"""List items: bullets, boxes, and the numbered lines that are no headings."""

from __future__ import annotations

from seedkit.classify import evidence
from seedkit.classify.depths import depths
from seedkit.classify.page import Page, Readings
from seedkit.model.block import Reading


def read(page: Page, readings: Readings) -> None:
    """Read bulleted and numbered blocks. A chain of numbers is read as a whole: its members are items, or they are headings."""
    set_as_headings = evidence.heading_chains(page, readings)
    items = [
        readings[k] is None and (block.kind == "item" or (block.marker is not None and page.chains[k] not in set_as_headings))
        for k, block in enumerate(page.blocks)
    ]
    deep = depths(page.blocks, items)
    for k, block in enumerate(page.blocks):
        if readings[k] is not None or block.marker is None and block.kind != "item":
            continue
        numbered = block.marker is not None and block.marker.kind == "number"
        value = block.marker.value if block.marker else None
        if items[k]:
            readings[k] = Reading(
                block, "ordered" if numbered else "bullet", depth=deep[k], ordinal=value, chain=page.chains[k], rule="marker"
            )
        else:
            readings[k] = Reading(block, "heading", ordinal=value, chain=page.chains[k], rule="numbered-headings")
