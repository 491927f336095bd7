"""The beginning of the article: its title, its subtitle and the lines about it."""

from __future__ import annotations

from seedkit.classify import bylines as meta
from seedkit.classify.page import Page, Readings
from seedkit.language.letters import letter
from seedkit.language.slots import slots
from seedkit.model.block import Fact, Reading

_LONGEST_LETTER = 60
"""Maximum number of blocks of a letter."""
_DEEPEST = 8
"""Number of blocks, from the top, in which bylines and dates are looked for."""


def read(page: Page, readings: Readings) -> None:
    """Read title, byline and dates, and subtitle. The title is the first line of a plain text, unless the format stated one."""
    blocks = page.blocks
    titled = page.front.title is not None or any(r and r.role == "title" for r in readings)
    head = True
    seen = 0
    title_at: int | None = next((k for k, r in enumerate(readings) if r and r.role == "title"), None)
    for k, block in enumerate(blocks):
        if titled and not (head and seen < _DEEPEST) and block.kind != "byline":
            continue
        reading = readings[k]
        if reading is not None or block.kind == "item":
            head = head and (reading is None or reading.role != "heading")
            continue
        early = (head and seen < _DEEPEST) or block.kind == "byline"
        found = meta.facts(page.source, block, page.lexicon) if early else ()
        if not found and early and titled and _is_byline(page, k):
            found = (Fact("author", block.text, None, block.text_start, block.text_end),)
        if found:
            readings[k] = Reading(block, "meta", rule="meta-line", facts=found)
        elif block.kind == "byline":
            readings[k] = Reading(block, "residue", rule="byline", reason="boilerplate")
        elif not titled and _opens_letter(page, k):
            titled = True  # no marker: the article is a letter
        elif not titled:
            readings[k] = Reading(block, "title", level=1, rule="first-line")
            titled, title_at = True, k
        elif block.line_end > block.line or len(block.text) > 140:
            head = head and seen < 3
        seen += 1
    _subtitle(page, readings, title_at)


def _opens_letter(page: Page, k: int) -> bool:
    """Whether the article is a letter from here on: it has a sign-off, or its first line has a slot."""
    lexicon = page.lexicon
    found = letter([block.text for block in page.blocks[k : k + _LONGEST_LETTER]], lexicon)
    return found is not None and (found.signed or bool(slots(page.blocks[k].text, lexicon)))


def _is_byline(page: Page, k: int) -> bool:
    """Whether a block is a name and its neighbors confirm that it is the author's."""
    return meta.is_bare_name(page.blocks[k], page.lexicon) and (_dated_below(page, k) or _named_above(page, k))


def _dated_below(page: Page, k: int) -> bool:
    """Whether the next block is a date or reading time without a name."""
    if k + 1 >= len(page.blocks):
        return False
    below = meta.facts(page.source, page.blocks[k + 1], page.lexicon)
    return bool(below) and not any(fact.name == "author" for fact in below)


def _named_above(page: Page, k: int) -> bool:
    """Whether the block above consists of "Written by"."""
    return k > 0 and page.blocks[k - 1].text.lower().rstrip(" :") in page.lexicon.bylines


def _subtitle(page: Page, readings: Readings, title_at: int | None) -> None:
    """Read a short line between title and byline as the subtitle."""
    if title_at is None:
        return
    k = title_at + 1
    if k + 1 >= len(page.blocks) or readings[k] is not None:
        return
    block, below = page.blocks[k], readings[k + 1]
    if below and below.role == "meta" and block.marker is None and len(block.text) <= 140 and block.text[-1] not in ":;,":
        readings[k] = Reading(block, "subtitle", rule="above-byline")
