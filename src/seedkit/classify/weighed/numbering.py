"""Evidence for and against a numbering chain consisting of headings rather than list items."""

from __future__ import annotations

from collections.abc import Sequence

from seedkit.classify.page import Page
from seedkit.classify.shapes import Shape, measure
from seedkit.classify.weighed import row

_QUARTERS = 4


def features(page: Page, shapes: Sequence[Shape], members: Sequence[int], bullets: int | None) -> list[int]:
    """Return the features of one chain, whose members are at ``members``; ``bullets`` is the smallest indent of a bullet."""
    blocks = page.blocks
    count = len(members)
    own = [
        shapes[k]
        if shapes[k].kind == "short"
        else measure(blocks[k])
        if len(blocks[k].text) <= 300
        else Shape("prose", 60, "23+", "stop", "sentence")
        for k in members
    ]
    first, last = members[0], members[-1]
    marker = blocks[first].marker
    style = marker.style if marker else ""
    indent = blocks[first].indent
    against = "none" if bullets is None else "deeper" if bullets > indent else "same" if bullets == indent else "above"
    below = [_below(page, shapes, k, members) for k in members]
    share = {name: below.count(name) for name in set(below)}
    between = (last - first + 1 - count) / max(count - 1, 1)
    words = sum(s.words for s in own) / count
    found = [
        f"count {count if count < 4 else '4-6' if count < 7 else '7-12' if count < 13 else '13+'}",
        f"words {_words(words)}",
        f"style {_style(style)}",
        f"indent {min(indent, 2)}",
        f"bullets {against} {min(indent, 1)}",
        f"between {0 if between == 0 else '<1' if between < 1 else '1-2' if between <= 2 else '3-5' if between <= 5 else '6+'}",
        f"between {min(int(between), 3)} words {_words(words)}",
        f"above {_kind(page, shapes, first - 1)}",
        f"below last {below[-1]} {min(count, 2)}",
        f"starts {marker.value if marker and marker.value is not None and marker.value < 3 else '3+'} {min(count, 2)}",
    ]
    if count == 1:
        found += [f"one {below[0]} {_words(words)}", f"one {own[0].ending} {_words(words)}"]
    for name, number in share.items():
        found.append(f"below {name} {_QUARTERS * number // count}")
    for name in ("stop", ":", "?", "none", ","):
        number = sum(s.ending == name for s in own)
        found.append(f"ending {name} {_QUARTERS * number // count}")
    for name in ("title", "capitals", "lower"):
        number = sum(s.case == name for s in own)
        if number:
            found.append(f"case {name} {_QUARTERS * number // count}")
    stops = sum(s.ending in ("stop", ",") or s.words > 14 for s in own)
    prose = share.get("prose", 0) + share.get("colon", 0) + share.get("sentence", 0)
    found.append(f"stops {_QUARTERS * stops // count} prose {_QUARTERS * prose // count}")
    spaced = sum(blocks[k].blank_before > 0 for k in members)
    loose = sum(k + 1 < len(blocks) and blocks[k + 1].blank_before > 0 for k in members)
    found.append(f"gaps {_QUARTERS * spaced // count} {_QUARTERS * loose // count}")
    inside = sum(": " in blocks[k].text or ". " in blocks[k].text for k in members)
    found.append(f"inside {_QUARTERS * inside // count}")
    return [row(name) for name in found]


def _style(style: str) -> str:
    return style if len(style) <= 3 else "word" if style[0].isalpha() else style[:3]


def _below(page: Page, shapes: Sequence[Shape], k: int, members: Sequence[int]) -> str:
    if k + 1 < len(shapes) and page.chains[k + 1] is not None:
        return "member" if page.chains[k + 1] == page.chains[members[0]] else "number"
    return _kind(page, shapes, k + 1)


def _kind(page: Page, shapes: Sequence[Shape], k: int) -> str:
    if k < 0 or k >= len(shapes):
        return "nothing"
    shape, block = shapes[k], page.blocks[k]
    if page.chains[k] is not None:
        return "number"
    if block.kind == "item":
        return "bullet"
    if shape.kind != "short":
        return shape.kind
    if shape.ending in ("stop", "!", "quote", ":"):
        return "colon" if shape.ending == ":" else "sentence"
    return "line" if shape.words > 12 else "bare"


def _words(words: float) -> str:
    return (
        "3" if words <= 3 else "5" if words <= 5 else "8" if words <= 8 else "12" if words <= 12 else "20" if words <= 20 else "40"
    )
