"""Lines that are no part of the article: advertisement, share and subscribe lines, and the like."""

from __future__ import annotations

from functools import cache

from seedkit.classify.page import Page, Readings
from seedkit.lexicon import load
from seedkit.model.block import Block, Reading

_LONGEST = 60
"""Characters; a longer line says something of its own."""


def read(page: Page, readings: Readings) -> None:
    """Set aside the blocks that are residue."""
    for k, block in enumerate(page.blocks):
        if readings[k] is None and block.text:
            why = _reason(block)
            if why:
                readings[k] = Reading(block, "residue", rule="residue-phrase", reason=why)


def _reason(block: Block) -> str | None:
    """Return why a block is residue, ``None`` when it is not: it must say one of the lexicon's phrases and nothing else."""
    if len(block.text) > _LONGEST or block.marker:
        return None
    return _phrases().get(block.text.lower().strip(" .!:…[]()*>»→-–—"))


@cache
def _phrases() -> dict[str, str]:
    return {phrase: why for why, phrases in load().residue.items() for phrase in phrases}
