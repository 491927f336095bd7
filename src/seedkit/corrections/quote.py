"""What a new pin quotes, so that its block is known again after an edit."""

from __future__ import annotations

from collections.abc import Sequence

from seedkit.corrections.candidates import Spot, Spots, alike
from seedkit.model.block import ELLIPSES, Block, Pin
from seedkit.model.source import Source

_LONGEST = 80
"""Characters of a block that is quoted as a whole."""


def quote(source: Source, blocks: Sequence[Block], index: int, part: int | None = None) -> Pin | None:
    """Return a pin that quotes a block, or line ``part`` of it, and says nothing of it.

    ``None`` where it has no words, or nothing tells it from others that say the same. Where others do, the pin quotes only
    those neighbours that none of them has, nor one alike.
    """
    spots = Spots(source, blocks)
    every = [*spots.wholes(), *spots.parts()]
    own = next((spot for spot in every if (spot.block, spot.part) == (index, part)), None)
    if own is None:
        return None
    text, begins = own.words, len(own.words) > _LONGEST
    if begins:
        text = text[:_LONGEST]
        text = text[: text.rfind(" ")] if " " in text else text
    if text.endswith(ELLIPSES):  # in a sidecar that means that more words follow
        text, begins = text.rstrip("….").rstrip(), True
    twins = [spot for spot in every if _says(spot, text, begins=begins) and spot.block != index]
    prefix, suffix = spots.prefix(own), spots.suffix(own)
    pin = Pin(text, 0, begins, prefix, suffix, own.line)
    if twins:
        pin = pin._replace(
            prefix=prefix if not any(alike(prefix, spots.prefix(twin)) for twin in twins) else None,
            suffix=suffix if not any(alike(suffix, spots.suffix(twin)) for twin in twins) else None,
        )
        if pin.prefix is None and pin.suffix is None:
            return None
    return pin


def _says(spot: Spot, text: str, *, begins: bool) -> bool:
    return spot.words.startswith(text) if begins else spot.words == text
