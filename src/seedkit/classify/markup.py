"""What the format itself says: never overruled."""

from __future__ import annotations

from seedkit.classify.page import Page, Readings
from seedkit.model.block import Reading, Role

_ROLES: dict[str, Role] = {"quote": "quote", "code": "code", "table": "table", "image": "image", "residue": "residue"}


def read(page: Page, readings: Readings) -> None:
    """Read the blocks whose kind says their role. Headings get their level later, items their depth."""
    titled = page.front.title is not None
    for k, block in enumerate(page.blocks):
        role = _ROLES.get(block.kind)
        if role:
            readings[k] = Reading(block, role, rule="markup", reason=block.reason if role == "residue" else None)
        elif block.kind == "heading":
            if not titled and block.level == 1:
                readings[k] = Reading(block, "title", level=1, rule="markup")
                titled = True
            else:
                value = block.marker.value if block.marker else None
                readings[k] = Reading(block, "heading", level=block.level, ordinal=value, chain=page.chains[k], rule="markup")
