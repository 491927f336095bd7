"""Pins in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seedkit.model.block import Pin


def said(pin: Pin) -> str:
    """Return what a pin says, in the terms of the command line."""
    parts = [str(pin.role or pin.run)] if pin.role or pin.run else []
    parts += [f"level {pin.level}"] if pin.level is not None else []
    parts += [f"title “{pin.title}”"] if pin.title is not None else []
    return ", ".join(parts)
