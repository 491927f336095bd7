"""Physical lines to blocks: what belongs together, and which marker it begins with."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from seedkit.language.lexicon import Lexicon
from seedkit.model.block import Block, BlockKind, Marker
from seedkit.model.line import Line
from seedkit.model.source import Source
from seedkit.segment import labels, lone, markers, numbers, wrapping
from seedkit.segment.apart import set_apart
from seedkit.segment.joined import GAPS, joined
from seedkit.segment.marks import mark

__all__ = ["mark", "segment"]

_DASHES = "-–—+*"
"""Bullets that also occur inside sentences."""


class _Setting(NamedTuple):
    """The layout of a text: its lines, the marker of each and the column it was wrapped at, and which markers are on lines of their
    own."""

    text: str
    lines: Sequence[Line]
    found: list[Marker | None]
    columns: Sequence[int]
    lone: Collection[int]
    lexicon: Lexicon


def segment(source: Source, lines: list[Line], lexicon: Lexicon) -> tuple[Block, ...]:
    """Return the blocks of a plain text, in source order; every line is in exactly one.

    Lines of hard-wrapped paragraphs and items are joined. A marker (number, bullet, box) is split off the text; a weak one is kept
    if the article has its neighbor in number. What belongs to the page is residue.
    """
    if not lines:
        return ()
    text = source.text
    gaps = [gap for gap in GAPS if gap in text]
    lines = _relative(lines)
    apart = set_apart(text, lines, lexicon)
    setting = _setting(text, lines, apart, lexicon)
    found = setting.found
    blocks: list[Block] = []
    last_value: dict[str, int] = {}
    first = 0
    while first < len(lines):
        if first in apart:
            first, block = apart[first]
            blocks.append(block)
            continue
        stop = first + 1
        while stop < len(lines) and stop not in apart and _goes_on(setting, first, stop, last_value):
            found[stop] = None
            stop += 1
        marker = found[first]
        if marker and marker.value is not None:
            last_value[marker.style] = marker.value
        kind: BlockKind = "item" if marker and marker.kind != "number" else "text"
        blocks.append(joined(text, lines[first:stop], kind, marker, gaps))
        first = stop
    return labels.set_apart(source, tuple(blocks), lexicon)


def _relative(lines: list[Line]) -> list[Line]:
    """Return the lines with gaps relative to the narrowest one, for an article that is double-spaced throughout.

    What is above the first line is not a gap.
    """
    if lines and lines[0].blank_before:
        lines = [lines[0]._replace(blank_before=0), *lines[1:]]
    narrowest = min([line.blank_before for line in lines if line.blank_before], default=1)
    if narrowest == 1:
        return lines
    return [line._replace(blank_before=-(-line.blank_before // narrowest)) for line in lines]


def _setting(text: str, lines: list[Line], apart: Mapping[int, tuple[int, Block]], lexicon: Lexicon) -> _Setting:
    find = markers.finder(lexicon)
    found = [find(text, line.start, line.end) for line in lines]
    alone = lone.markers_alone(text, lines, found, lexicon)
    for first, (stop, _) in apart.items():
        for k in range(first, stop):
            found[k] = None
            alone.pop(k, None)
    for k, marker in alone.items():
        found[k] = marker
    kept = numbers.settle(found, lambda k: k > 0 and text[lines[k - 1].end - 1] == ":", lambda k: lines[k].blank_before > 0)
    starts = [marker is not None for marker in kept]
    for first, (stop, _) in apart.items():
        starts[first:stop] = [True] * (stop - first)
    columns = wrapping.columns(text, lines, starts, lexicon)
    return _Setting(text, lines, kept, columns, {k for k in alone if kept[k] is not None}, lexicon)


def _goes_on(setting: _Setting, first: int, k: int, last_value: Mapping[str, int]) -> bool:
    """Whether line ``k`` continues the block that begins at line ``first``."""
    if k - 1 in setting.lone:
        return setting.found[k] is None
    if setting.lines[k].blank_before:
        return False
    text, lines, found, columns, _, lexicon = setting
    line, above = lines[k], lines[k - 1]
    full = columns[k] > 0 and wrapping.is_full(text, above, line, columns[k])
    marker = found[k]
    if marker is None:
        if wrapping.is_hyphenated(text, above, line):
            return True
        inside = full or (columns[k] and wrapping.is_inside(text, above, line, lexicon))
        cut = (found[first] is not None or text[line.start].isdigit()) and not text[line.start].isupper() and k > 1
        cut = cut and wrapping.is_cut(text, above, lexicon)
        if not inside and not cut:
            return False
        # An indented first line opens a paragraph; below a marker it is a hanging indent.
        return found[first] is not None or k - first > 1 or line.indent < above.indent + 2
    if text[above.end - 1] in '.!?:;”"':
        return False
    opened = found[first]
    if marker.value is not None:
        cut = wrapping.is_cut(text, above, lexicon) and not _is_one_word(text, opened, above)
        word = text[marker.end : line.end].lstrip().partition(" ")[0].rstrip(",.")
        if (cut and word.islower()) or ((cut or full) and word.lower() in lexicon.months):
            return True
        expected = marker.value in (1, last_value.get(marker.style, 0) + 1) or _value(opened) + 1 == marker.value
        return not expected and (full or cut or (opened is None and word.islower()))
    if marker.label not in _DASHES or (opened is not None and opened.style == marker.style) or text[marker.end + 1].isupper():
        return False
    paired = columns[k - 1] > 0 and f" {marker.label} " in text[marker.end + 1 : line.end]
    return full or paired


def _is_one_word(text: str, marker: Marker | None, line: Line) -> bool:
    """Whether a line is only a marker and a word, as in a list of names."""
    return marker is not None and marker.start >= line.start and " " not in text[marker.end : line.end].strip()


def _value(marker: Marker | None) -> int:
    return marker.value if marker and marker.value is not None else -1
