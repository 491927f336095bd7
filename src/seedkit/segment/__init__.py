"""Physical lines to blocks: what belongs together, and which marker it begins with."""

from __future__ import annotations

from seedkit.language.lexicon import Lexicon
from seedkit.model.block import Block, Marker
from seedkit.model.line import Line
from seedkit.model.source import Place, Source
from seedkit.segment import markers, numbers, wrapping
from seedkit.segment.marks import mark

__all__ = ["mark", "segment"]


def segment(source: Source, lines: list[Line], lexicon: Lexicon) -> tuple[Block, ...]:
    """Return the blocks of a plain text, in source order; every line stands in exactly one.

    Lines of hard-wrapped paragraphs and items are joined. A marker (number, bullet, box) is split off the text; one that counts
    only in company is kept when the article has its neighbour in number.
    """
    text = source.text
    led_in = {k for k in range(1, len(lines)) if text[lines[k - 1].end - 1] == ":"}
    found = numbers.settle([markers.find(text, line.start, line.end, lexicon) for line in lines], led_in)
    columns = wrapping.width(text, lines, [marker is not None for marker in found])
    blocks: list[Block] = []
    first = 0
    last_value: dict[str, int] = {}
    for k in range(1, len(lines) + 1):
        if k < len(lines) and columns and _goes_on(text, lines, first, k, columns, found, last_value):
            found[k] = None
            continue
        marker = found[first]
        if marker and marker.value is not None:
            last_value[marker.style] = marker.value
        blocks.append(_block(text, lines[first:k], marker))
        first = k
    return tuple(blocks) if lines else ()


def _goes_on(
    text: str, lines: list[Line], first: int, k: int, columns: int, found: list[Marker | None], last_value: dict[str, int]
) -> bool:
    """Whether line ``k`` goes on with the block that begins at line ``first``, in a text wrapped at ``columns``."""
    line, above = lines[k], lines[k - 1]
    if line.blank_before or not wrapping.is_full(text, above, line, columns):
        return False
    marker = found[k]
    if marker is None:
        # A first line set in opens a paragraph; below a marker it hangs.
        return found[first] is not None or k - first > 1 or line.indent < above.indent + 2
    if text[above.end - 1] in '.!?:;”"':
        return False
    if marker.value is not None:
        return marker.value not in (1, last_value.get(marker.style, 0) + 1) and _value(found[first]) + 1 != marker.value
    opened = found[first]
    return marker.label in "-–—+*" and (opened is None or opened.style != marker.style) and not text[marker.end + 1].isupper()


def _value(marker: Marker | None) -> int:
    return marker.value if marker and marker.value is not None else -1


def _block(text: str, lines: list[Line], marker: Marker | None) -> Block:
    head, last = lines[0], lines[-1]
    start = head.start
    if marker:
        start = marker.end
        while text[start].isspace():
            start += 1
    return Block(
        kind="item" if marker and marker.kind != "number" else "text",
        start=head.start,
        end=last.end,
        text=" ".join(text[start : last.end].split()),
        text_start=start,
        text_end=last.end,
        line=head.number,
        line_end=last.number,
        marker=marker,
        indent=head.indent,
        blank_before=head.blank_before,
        lines=tuple([Place(line.start, line.end) for line in lines]),
    )
