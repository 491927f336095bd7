"""Decides which markers count: weak ones are kept if the article has their neighbor in number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from seedkit.model.block import Marker
from seedkit.segment.markers import BARE, LARGEST, Found, as_letter, is_picture

Test = Callable[[int], bool]
"""Says whether something is so of the text at an index."""
_NEAR_LARGEST = 10
"""A list that continues above ``LARGEST`` has one of the last numbers below it."""
_WIDEST_GAP = 3
"""Maximum gap after two neighbors at which a marker still counts with them."""


def _never(_k: int) -> bool:
    return False


def settle(found: list[Found | None], is_led_in: Test = _never, is_parted: Test = _never) -> list[Marker | None]:
    """Return the markers that count, at the same indices.

    ``is_led_in`` says whether an index is directly below a line that ends in a colon, ``is_parted`` whether a blank line is above.
    """
    out: list[Marker | None] = [f and f.marker for f in found]
    weak = [k for k, f in enumerate(found) if f and f.weak]
    if not weak:
        return out
    _letters(found, weak, out)
    values: dict[str, set[int]] = defaultdict(set)
    for marker in out:
        if marker and marker.value is not None:
            values[marker.style].add(marker.value)
    for k in weak:
        marker = out[k]
        if marker:
            if marker.value is None:
                keep = _in_company(found, k, is_led_in, is_parted)
            elif marker.style == BARE:
                keep = f"{marker.value}.1" in values or f"{marker.value}.1." in values
            elif marker.value > LARGEST:
                keep = not values[marker.style].isdisjoint(range(LARGEST - _NEAR_LARGEST, LARGEST + 1))
            else:
                keep = _has_neighbour(values[marker.style], marker.value)
            if not keep:
                out[k] = None
    return out


def _has_neighbour(values: set[int], value: int) -> bool:
    """Whether ``values`` contain the number before or after ``value``, or two neighbors that it follows after a gap."""
    if value + 1 in values or value - 1 in values:
        return True
    return any(value - gap in values and value - gap - 1 in values for gap in range(2, _WIDEST_GAP + 1))


def _in_company(found: list[Found | None], k: int, is_led_in: Test, is_parted: Test) -> bool:
    """Whether a symbol that may be mere decoration also precedes adjacent lines: three make a list, two below a lead-in.

    Different emojis count together if no blank line is between them.
    """
    around = []
    for at in range(k - 2, k + 3):
        between = range(min(at, k) + 1, max(at, k) + 1)
        around.append(0 <= at < len(found) and _belong(found[k], found[at], any(map(is_parted, between))))
    if any(all(around[first : first + 3]) for first in range(3)):
        return True
    return (around[3] and is_led_in(k)) or (around[1] and is_led_in(k - 1))


def _belong(own: Found | None, other: Found | None, parted: bool) -> bool:
    if own is None or other is None or other.marker.value is not None:
        return False
    one, two = own.marker.style, other.marker.style
    return one == two or (is_picture(one) and is_picture(two) and not parted)


def _letters(found: list[Found | None], weak: Sequence[int], out: list[Marker | None]) -> None:
    """`i` is the ninth letter if `h` came before it, and otherwise Roman; likewise `v` and `x`."""
    last: dict[str, int] = {}
    for k in weak:
        f = found[k]
        if not f or f.marker.value is None:
            continue
        letter = as_letter(f.marker)
        if letter and letter.value is not None and last.get(letter.style) == letter.value - 1:
            out[k] = letter
        marker = out[k]
        if marker and marker.value is not None:
            last[marker.style] = marker.value
