"""Lists whose bullets were lost: short lines directly below each other, introduced by a colon or a common heading."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from seedkit.classify.page import Page, Readings
from seedkit.language.headings import usual
from seedkit.language.lexicon import Lexicon
from seedkit.language.signs import COLONS
from seedkit.model.block import Block, Reading

_FEWEST = 3
_LONGEST = 80
"""Maximum length of such an item, in characters."""
_MOST_WORDS = 12


def read(page: Page, readings: Readings) -> None:
    """Read such lines of a plain text as list items, if blank lines separate its paragraphs.

    Lines that may belong to a letter or message are not items: their lead-in mentions one, or they have slots.
    """
    blocks = page.blocks
    if page.source.syntax != "plain" or sum([k > 0 and _adjoin(blocks, k) for k in page.short]) < _FEWEST - 1:
        return
    if 4 * sum([block.blank_before > 0 for block in blocks]) < len(blocks):
        return
    at = 1
    while at < len(blocks):
        stop = at
        while stop < len(blocks) and readings[stop] is None and _is_item(blocks[stop]) and (stop == at or _adjoin(blocks, stop)):
            stop += 1
        ended = stop == len(blocks) or not _adjoin(blocks, stop)
        if stop - at >= _FEWEST and ended and readings[at - 1] is None and _leads(blocks[at - 1], blocks[at], page.lexicon):
            for k in range(at, stop):
                readings[k] = Reading(blocks[k], "bullet", depth=1, rule="bare-items")
        at = max(stop, at + 1)


def _adjoin(blocks: Sequence[Block], k: int) -> bool:
    """Whether a line is directly below the previous one."""
    return blocks[k].line == blocks[k - 1].line_end + 1


def _is_item(block: Block) -> bool:
    text = block.text
    if len(text) > _LONGEST or block.kind != "text" or block.marker is not None or block.line_end > block.line:
        return False
    return (text[-1].isalnum() or text[-1] in ")%°") and "[" not in text and text.count(" ") < _MOST_WORDS


def _leads(block: Block, first: Block, lexicon: Lexicon) -> bool:
    if block.marker is not None or block.kind != "text":
        return False
    words = block.text.lower().rstrip(":：").rpartition(". ")[2].split()
    leads = block.text.endswith(COLONS) or (first.blank_before > 0 and usual(block.text, lexicon) == "usual")
    return leads and _wording(lexicon).isdisjoint(words)


@cache
def _wording(lexicon: Lexicon) -> frozenset[str]:
    """Words of a lead-in that introduces wording or an address."""
    return frozenset(word for channel in lexicon.channels.values() for word in channel) | lexicon.wording_words
