"""Markers on a line of their own, above their text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from seedkit.language.lexicon import Lexicon
from seedkit.model.block import Marker
from seedkit.model.line import Line
from seedkit.segment import markers
from seedkit.segment.markers import BARE, Found

_LONGEST = 12
"""Maximum length of such a line, in characters."""
_FEWEST = 2
_FEWEST_BARE = 3
"""Minimum number of them, and of numbers without punctuation, counting from 1."""


def markers_alone(text: str, lines: Sequence[Line], found: Sequence[Found | None], lexicon: Lexicon) -> dict[int, Found]:
    """Return the markers on lines of their own, by line: at least two of the same form, with text directly below each."""
    out: dict[int, Found] = {}
    alike: dict[str, list[int]] = defaultdict(list)
    bare: list[int] = []
    for k, line in enumerate(lines[:-1]):
        if line.end - line.start > _LONGEST or found[k] is not None or found[k + 1] is not None:
            continue
        below = lines[k + 1]
        each = markers.find(text, line.start, below.end, lexicon)
        if each is not None and each.marker.end == line.end and _is_sign(each.marker):
            out[k] = each
            alike[each.marker.style].append(k)
        elif text[line.start : line.end].isdecimal() and int(text[line.start : line.end]) == len(bare) + 1:
            bare.append(k)
    out = {k: each for k, each in out.items() if len(alike[each.marker.style]) >= _FEWEST and k + 1 not in out}
    if len(bare) >= _FEWEST_BARE:
        out |= {k: _numbered(text, lines[k]) for k in bare}
    return out


def _is_sign(marker: Marker) -> bool:
    """Whether a marker cannot be a heading: it has no word, and punctuation after its number."""
    return marker.style != BARE and sum(map(str.isalpha, marker.label)) < 2


def _numbered(text: str, line: Line) -> Found:
    label = text[line.start : line.end]
    return Found(Marker("number", "1", label, int(label), None, line.start, line.end), False)
