"""What editors pin down: blocks found again by the words that a pin quotes, and pins that do not fit told."""

from seedkit.pins.anchor import anchor
from seedkit.pins.heed import unheeded
from seedkit.pins.quote import quote

__all__ = ["anchor", "quote", "unheeded"]
