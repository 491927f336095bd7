"""Headings with no number, told by how they are set."""

from __future__ import annotations

from seedkit.classify import evidence
from seedkit.classify.page import Page, Readings
from seedkit.model.block import Reading


def read(page: Page, readings: Readings) -> None:
    """Read the blocks that the evidence calls headings."""
    for k, weighed in evidence.headings(page, readings):
        readings[k] = Reading(page.blocks[k], "heading", rule="evidence", evidence=weighed)
