"""Roles that the format states; they are never overruled."""

from __future__ import annotations

from seedkit.classify.page import Page, Readings
from seedkit.model.block import Reading, Role

_ROLES: dict[str, Role] = {"title": "meta", "quote": "quote", "code": "code", "table": "table", "image": "image"}
_STATED = frozenset((*_ROLES, "heading"))


def read(page: Page, readings: Readings) -> None:
    """Read the blocks whose kind determines their role. Headings get their level later, items their depth.

    A title stated outside the text yields to a first heading or line with the same words. If none is stated, the title is the first
    heading of level 1, or else the first block if it is a heading. The heading that the format states as the subtitle is the
    subtitle.
    """
    if not any(block.kind in _STATED for block in page.blocks):
        return
    title = _title(page, readings)
    subtitle = page.front.subtitle.place.start if page.front.subtitle is not None else None
    for k, block in enumerate(page.blocks):
        role = _ROLES.get(block.kind)
        if readings[k] is not None:
            continue
        if k == title:
            readings[k] = Reading(block, "title", level=1, rule="markup")
        elif block.kind == "heading" and block.text_start == subtitle:
            readings[k] = Reading(block, "subtitle", rule="markup")
        elif role:
            readings[k] = Reading(block, role, rule="markup", reason=block.reason if role == "residue" else None)
        elif block.kind == "heading":
            value = block.marker.value if block.marker else None
            readings[k] = Reading(block, "heading", level=block.level, ordinal=value, chain=page.chains[k], rule="markup")


def _title(page: Page, readings: Readings) -> int | None:
    """Return the index of the block that is the title, ``None`` if the title is elsewhere."""
    if any(reading is not None and reading.role == "title" for reading in readings):
        return None
    stated = next((k for k, block in enumerate(page.blocks) if block.kind == "title"), None)
    heads = [k for k, block in enumerate(page.blocks) if block.kind == "heading" and readings[k] is None]
    shown = next((k for k, block in enumerate(page.blocks) if block.kind not in ("title", "byline", "residue", "image")), None)
    if stated is not None:
        first = [*heads[:1], *([shown] if shown is not None and readings[shown] is None else [])]
        return next((k for k in first if _fold(page.blocks[k].text) == _fold(page.blocks[stated].text)), stated)
    highest = next((k for k in heads if page.blocks[k].level == 1), None)
    return highest if highest is not None else shown if shown in heads else None


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())
