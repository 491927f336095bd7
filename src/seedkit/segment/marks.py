"""Numbers and bullets typed at the beginning of headings and paragraphs of a markup format, and boxes typed into its list items."""

from __future__ import annotations

from seedkit.language.lexicon import Lexicon
from seedkit.model import offsets
from seedkit.model.block import Block, Marker
from seedkit.model.source import INVISIBLE, Place, Source
from seedkit.segment import labels, lone_items, markers, numbers, typed_items

_LISTED = f"·–•●▪■◦‣⁃∙➤➢✔✘✖✦❖◆◇○□★{''.join(markers.BOXES)}{markers.SYMBOLS}"
"""Bullets and boxes that open items even where a format has its own; arrows may lead on to other pages."""
_TYPED = "-*"
"""Bullets that do so where the format has no use for them."""


def mark(source: Source, blocks: tuple[Block, ...], lexicon: Lexicon) -> tuple[Block, ...]:
    """Return ``blocks`` with the number at the beginning of a heading or paragraph, or the box in an item, split off as its marker.

    Two or more consecutive paragraphs that begin with bullets or boxes become items. A paragraph with numbered lines becomes one
    paragraph per number, and items numbered 1, each a list of its own, become one list.
    """
    if source.syntax == "signs":
        blocks = tuple(part for block in blocks for part in typed_items.cut(source, block, lexicon))
    blocks = lone_items.join(blocks)
    signs = _LISTED + _TYPED if source.syntax == "tags" else _LISTED
    found = [_find(block, signs, lexicon) for block in blocks]
    listed = [
        block.kind == "text" and each is not None and each.marker.kind != "number"
        for block, each in zip(blocks, found, strict=True)
    ]
    alone = [
        here and not (above or below) for above, here, below in zip([False, *listed], listed, [*listed[1:], False], strict=False)
    ]
    counted = [None if lone else each for lone, each in zip(alone, found, strict=True)]
    kept = numbers.settle(counted, lambda k: k > 0 and blocks[k - 1].text.endswith(":"), lambda k: blocks[k].blank_before > 0)
    split = tuple(_split(source, block, marker) if marker else block for block, marker in zip(blocks, kept, strict=True))
    return labels.set_apart(source, split, lexicon)


def _find(block: Block, signs: str, lexicon: Lexicon) -> markers.Found | None:
    text = block.text
    if block.kind == "item" and block.marker and block.marker.kind != "box":
        return markers.box(text, 0, len(text)) or (markers.repeated(text) if block.marker.kind == "bullet" else None)
    if block.kind not in ("heading", "text") or block.marker or not text:
        return None
    at = len(text) - len(text.lstrip(INVISIBLE)) if text[0] in INVISIBLE else 0
    if at == len(text):
        return None
    found = markers.find(text, at, len(text), lexicon)
    listed = block.kind == "text" and (text[at] in signs or markers.is_picture(text[at]))
    return found if found and (found.marker.kind == "number" or listed) else None


def _split(source: Source, block: Block, marker: Marker) -> Block:
    """Cut the marker off the text of a block; a box replaces the bullet or number of its item."""
    words = offsets.words(source, block)
    text = block.text[marker.end :].lstrip()
    place = words.place(marker.start, marker.end)
    at = words.starts[len(block.text) - len(text)]
    own = block.marker
    if own:
        label = f"{source.text[own.start : own.end]} {marker.label}".strip()
        marker = marker._replace(value=own.value, label=label)
        place = Place(own.start, place.end)
    return block._replace(
        kind="item" if block.kind == "text" and marker.kind != "number" else block.kind,
        marker=marker._replace(start=place.start, end=place.end),
        text=text,
        text_start=at,
        runs=block.runs and tuple(Place(max(run.start, at), run.end) for run in block.runs if run.end > at),
    )
