"""What speaks for a heading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from seedkit.classify.page import Page, Readings


def heading_chains(page: Page, readings: Readings) -> set[int]:
    members: dict[int, list[int]] = defaultdict(list)
    for k, chain in enumerate(page.chains):
        if chain is not None and readings[k] is None:
            members[chain].append(k)
    return {chain for chain, at in members.items() if _are_headings(page, at)}


def _are_headings(page: Page, at: list[int]) -> bool:
    blocks = page.blocks
    short = sum(len(blocks[k].text) <= 100 and blocks[k].text[-1] not in ".:;," and blocks[k].indent == 0 for k in at)
    followed = sum(k + 1 < len(blocks) and blocks[k + 1].marker is None for k in at)
    return short * 10 >= len(at) * 8 and followed * 10 >= len(at) * 7


def headings(page: Page, readings: Readings) -> Iterator[tuple[int, tuple[tuple[str, float], ...]]]:
    numbered = any(r and r.role == "heading" and r.ordinal for r in readings)
    blocks = page.blocks
    title = next((r.block.text.lower().rstrip("?") for r in readings if r and r.role == "title"), "")
    for k, block in enumerate(blocks):
        if readings[k] is not None or block.kind != "text" or k + 1 >= len(blocks):
            continue
        text = block.text
        if len(text) > 110 or text[-1] in '.!,;:”"' or not text[0].isupper() and not text[0].isdigit():
            continue
        if blocks[k + 1].text[0] in '“"':
            continue
        if text[-1] == "?" and numbered and text.lower().rstrip("?") != title and not text.lower().startswith("in conclusion"):
            continue
        yield k, ()
