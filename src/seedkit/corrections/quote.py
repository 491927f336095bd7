"""What a new pin quotes, so that its block is recognized after an edit."""

from __future__ import annotations

from collections.abc import Sequence

from seedkit.corrections.candidates import Spot, Spots, alike
from seedkit.model.block import ELLIPSES, Block, Pin
from seedkit.model.source import Source

_LONGEST = 80
"""Number of characters up to which a block is quoted as a whole."""


def quote(source: Source, blocks: Sequence[Block], index: int, part: int | None = None) -> Pin | None:
    """Return a pin that quotes a block, or line ``part`` of it, without saying anything about it.

    ``None`` if it has no words, or nothing distinguishes it from others with the same words. If there are others, the pin quotes
    only those neighbors that none of them has, nor a similar one.
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
