"""Which of the markers found count: those that need company are kept where the article has their neighbour in number."""

from __future__ import annotations

from collections import defaultdict

from seedkit.model.block import Marker
from seedkit.segment.markers import Found, as_letter


def settle(found: list[Found | None]) -> list[Marker | None]:
    """Return the markers that count, in the same places."""
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
                keep = _in_company(found, k, marker.style)
            else:
                near = values[marker.style]
                keep = marker.value + 1 in near or (marker.value > 1 and marker.value - 1 in near)
            if not keep:
                out[k] = None
    return out


def _in_company(found: list[Found | None], k: int, style: str) -> bool:
    """Whether a sign that may be mere decoration stands before the lines next to it too: three make a list."""
    around = [f is not None and f.marker.style == style for f in found[max(0, k - 2) : k + 3]]
    at = min(k, 2)
    return any(all(around[first : first + 3]) and len(around[first : first + 3]) == 3 for first in range(max(0, at - 2), at + 1))


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
