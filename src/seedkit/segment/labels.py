"""Labels without a title in a block of their own: "Step 1" as a heading, a bold line or a paragraph, and "1" in web pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from seedkit.language.counts import kind_of
from seedkit.language.lexicon import Lexicon
from seedkit.model.block import Block, Marker
from seedkit.model.source import Source
from seedkit.segment import markers

_LONGEST = 24
"""Maximum length of a label, in characters."""
_LARGEST = 99


def set_apart(source: Source, blocks: tuple[Block, ...], lexicon: Lexicon) -> tuple[Block, ...]:
    """Return ``blocks`` with each label as the marker of a block without text, or of the heading directly below it.

    Labels of one style count on, two or more, and something is below each of them.
    """
    found: dict[int, Marker] = {}
    for k, block in enumerate(blocks):
        if 0 < len(block.text) <= _LONGEST and block.marker is None and block.kind in ("heading", "text"):
            marker = _label(source, block, lexicon)
            if marker is not None:
                found[k] = marker
    kept = dict(_counting(found, len(blocks)))
    return tuple(_marked(blocks, kept)) if kept else blocks


def _label(source: Source, block: Block, lexicon: Lexicon) -> Marker | None:
    text = block.text
    if text.isascii() and text.isdecimal():
        if source.syntax != "tags" or block.kind != "text":
            return None
        return Marker("number", markers.BARE, text, int(text), None, block.text_start, block.text_end)
    if not text[-1].isalnum() and text[-1] not in ".:)-–—":
        return None
    each = markers.find(f"{text}\n.", 0, len(text) + 2, lexicon)
    if each is None or each.marker.end < len(text) or each.marker.value is None or kind_of(each.marker.style, lexicon) is None:
        return None
    return each.marker._replace(start=block.text_start, end=block.text_end)


def _counting(found: Mapping[int, Marker], count: int) -> Iterator[tuple[int, Marker]]:
    """Yield the labels of the styles that count from 1 or 0 without a gap."""
    styles: dict[str, list[int]] = defaultdict(list)
    for k, marker in found.items():
        if k + 1 < count and k + 1 not in found:
            styles[marker.style].append(k)
    for places in styles.values():
        values = [found[k].value for k in places]
        if 1 < len(values) <= _LARGEST and values in ([*range(1, len(values) + 1)], [*range(len(values))]):
            yield from ((k, found[k]) for k in places)


def _marked(blocks: tuple[Block, ...], labels: Mapping[int, Marker]) -> Iterator[Block]:
    for k, block in enumerate(blocks):
        marker, above = labels.get(k), labels.get(k - 1)
        if marker is not None and not _titles(block, blocks[k + 1]):
            end = block.text_end
            runs = None if block.runs is None else ()
            yield block._replace(marker=marker, text="", text_start=end, text_end=end, runs=runs, lead=0)
        elif above is not None and _titles(blocks[k - 1], block):
            label = blocks[k - 1]
            yield block._replace(marker=above, start=label.start, line=label.line, blank_before=label.blank_before)
        elif marker is None:
            yield block


def _titles(label: Block, below: Block) -> bool:
    """Return whether the block below a label is its title."""
    return label.kind == "text" and below.kind == "heading" and below.marker is None
