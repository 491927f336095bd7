"""Which of the markers found count: those that need company are kept where the article has their neighbour in number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from seedkit.model.block import Marker
from seedkit.segment.markers import BARE, Found, as_letter

_WIDEST_GAP = 3
"""Numbers on from two neighbours at which a marker still counts as theirs."""


def settle(found: list[Found | None], led_in: Collection[int] = ()) -> list[Marker | None]:
    """Return the markers that count, in the same places. ``led_in``: places right below a line that ends in a colon."""
    out: list[Marker | None] = [f.marker if f else None for f in found]
    if not any(f and f.weak for f in found):
        return out
    _letters(found, out)
    values: dict[str, set[int]] = defaultdict(set)
    for marker in out:
        if marker and marker.value is not None:
            values[marker.style].add(marker.value)
    for k, f in enumerate(found):
        marker = out[k]
        if f and f.weak and marker:
            if marker.value is None:
                keep = _in_company(found, k, marker.style, led_in)
            elif marker.style == BARE:
                keep = f"{marker.value}.1" in values or f"{marker.value}.1." in values
            else:
                keep = _has_neighbour(values[marker.style], marker.value)
            if not keep:
                out[k] = None
    return out


def _has_neighbour(values: set[int], value: int) -> bool:
    """Whether ``values`` hold the number before or after ``value``, or two neighbours that it follows behind a gap."""
    if value + 1 in values or value - 1 in values:
        return True
    return any(value - gap in values and value - gap - 1 in values for gap in range(2, _WIDEST_GAP + 1))


def _in_company(found: list[Found | None], k: int, style: str, led_in: Collection[int]) -> bool:
    """Whether a sign that may be mere decoration stands before the lines next to it too: three make a list, two below a lead-in."""
    around = [0 <= at < len(found) and _has_style(found[at], style) for at in range(k - 2, k + 3)]
    if any(all(around[first : first + 3]) for first in range(3)):
        return True
    return (k in led_in and around[3]) or (k - 1 in led_in and around[1])


def _has_style(found: Found | None, style: str) -> bool:
    return found is not None and found.marker.style == style


def _letters(found: list[Found | None], out: list[Marker | None]) -> None:
    """`i` is the ninth letter where `h` came before it, and Roman one elsewhere; so with `v` and `x`."""
    last: dict[str, int] = {}
    for k, f in enumerate(found):
        if not (f and f.weak and f.marker.value is not None):
            continue
        letter = as_letter(f.marker)
        if letter and letter.value is not None and last.get(letter.style) == letter.value - 1:
            out[k] = letter
        marker = out[k]
        if marker and marker.value is not None:
            last[marker.style] = marker.value
