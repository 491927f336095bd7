"""Lines without markers below a heading that says what they are: materials or steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from seedkit.classify.page import Page, Readings
from seedkit.language import cues
from seedkit.language.amounts import need
from seedkit.language.lexicon import Lexicon
from seedkit.language.signs import COLONS, FULL_STOPS, SENTENCE_ENDS
from seedkit.model.block import Block, Reading

_FEWEST = 2
_LONGEST_NEED = 100
"""Maximum length of a line that names a material, in characters."""
_LONGEST_HEAD = 60
"""Maximum length of a heading, in characters."""
_TOLD_ENDS = (*FULL_STOPS, "!", "！")
_CLOSING = """)）”"’'»"""


def read(page: Page, readings: Readings) -> None:
    """Read the paragraphs below such a heading as items of a list, one each, and the line above them as a heading.

    Materials are lines right below each other, or lines most of which state an amount; steps are sentences most of which are
    instructions. Any other block ends the list. In markup, only blocks marked as headings or in bold can be such a heading.
    """
    plain = page.source.syntax == "plain"
    end = 0
    for head in page.short:
        block, reading = page.blocks[head], readings[head]
        if head < end or (reading is not None and reading.role != "heading") or not _may_head(block, plain=plain):
            continue
        k = head + 1
        for names, may_be, are in _KINDS:
            if names(block.text, page.lexicon):
                items = _below(page, readings, k, may_be)
                if len(items) >= _FEWEST and are([page.blocks[at] for at in items], page.lexicon):
                    found = frozenset(items)
                    if reading is None:
                        readings[head] = Reading(block, "heading", rule="names-items")
                    for at in range(k, items[-1] + 1):
                        if at in found:
                            readings[at] = Reading(page.blocks[at], "bullet", depth=1, rule="named-items")
                        elif readings[at] is None:  # the name of a part
                            readings[at] = Reading(page.blocks[at], "paragraph", rule="named-items")
                    end = items[-1] + 1
                break


def _may_head(block: Block, *, plain: bool) -> bool:
    if len(block.text) > _LONGEST_HEAD or block.marker is not None or block.kind not in ("text", "heading"):
        return False
    return plain or block.level is not None or block.strong


def _below(page: Page, readings: Readings, at: int, may_be: Callable[[Block, Lexicon], bool]) -> list[int]:
    """Return the blocks from ``at`` on that may be items, without the names of parts ("For the sauce") between them."""
    items: list[int] = []
    while at < len(page.blocks):
        block = page.blocks[at]
        if readings[at] is not None or block.kind != "text" or block.marker is not None or block.strong:
            if block.kind not in ("image", "code"):
                break
        elif _names_part(block, page.lexicon):
            pass
        elif may_be(block, page.lexicon):
            items.append(at)
        else:
            break
        at += 1
    return items


def _names_part(block: Block, lexicon: Lexicon) -> bool:
    first = block.text.split(" ", 1)[0].lower()
    return len(block.text) <= _LONGEST_HEAD and (block.text.endswith(COLONS) or first in lexicon.purpose_words)


def _may_be_needed(block: Block, lexicon: Lexicon) -> bool:
    text = block.text
    if len(text) > _LONGEST_NEED or text.endswith((*SENTENCE_ENDS, *COLONS)):
        return False
    heads = (cues.names_steps, cues.names_materials, cues.names_no_steps, cues.is_conclusion)
    return not any(names(text, lexicon) for names in heads)


def _are_needed(blocks: Sequence[Block], lexicon: Lexicon) -> bool:
    with_amount = sum(need(block.text, lexicon).amount is not None for block in blocks)
    adjoin = all(block.blank_before == 0 for block in blocks[1:]) and blocks[0].runs is None
    return 2 * with_amount >= len(blocks) or adjoin


def _may_be_told(block: Block, lexicon: Lexicon) -> bool:
    text = block.text
    ends = text.rstrip(_CLOSING).endswith(_TOLD_ENDS) or (len(text) > _LONGEST_HEAD and text[-1] in _CLOSING)
    return ends and not cues.opens_conclusion(text, lexicon)


def _are_told(blocks: Sequence[Block], lexicon: Lexicon) -> bool:
    return 2 * sum(cues.tells_to_do(block.text, lexicon) for block in blocks) >= len(blocks)


_KINDS = (
    (cues.names_steps, _may_be_told, _are_told),
    (cues.names_materials, _may_be_needed, _are_needed),
)
"""For each purpose: whether a heading states it, whether a block may be such an item, and whether the blocks are such a list."""
