"""Elements that a page does not show: hidden by an attribute or their own style, and not folded to be opened by the reader."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate

from seedkit.readers.html.content import Status, mark
from seedkit.readers.html.furniture import is_folded
from seedkit.readers.html.tree import BLOCKS, Page

_STYLE = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_KEYS = frozenset({"style", "hidden", "aria-hidden"})
_MOST = 0.5  # share of the characters of a page
_ORNAMENT = 60  # characters: a longer text that is only hidden from screen readers may be folded
_TARGETS = ("aria-controls", "data-target", "data-bs-target", "href")


def hidden(page: Page, status: Sequence[Status]) -> list[int]:
    """Return the hidden elements, in order, not those inside others. What the reader can unfold is not hidden, and neither is much
    of a page's text, which a script shows."""
    found: dict[int, bool] = {}  # whether screen readers alone are not to read an element
    last = -1
    for node, attributes in enumerate(page.attributes):
        if node > last and attributes and not _KEYS.isdisjoint(attributes):
            unseen = _is_hidden(attributes)
            if unseen or attributes.get("aria-hidden") == "true":
                found[node] = not unseen
            if unseen:
                last = page.lasts[node]
    if not found:
        return []
    opened: set[str] = set()
    if any(page.attributes[node].get("id") for node in found):
        opened = {
            value.lstrip("#") for attributes in page.attributes if attributes for key in _TARGETS if (value := attributes.get(key))
        }
    said = list(accumulate(length if known is None else 0 for length, known in zip(page.lengths, status, strict=True)))
    most = _MOST * said[-1]
    return [
        node
        for node, silent in found.items()
        if said[page.lasts[node]] - said[node] < (min(most, _ORNAMENT) if silent else most)
        and page.attributes[node].get("id", "") not in (opened - {""})
        and not is_folded(page.attributes[node])
    ]


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    if "hidden" in attributes:
        return attributes["hidden"] != "until-found"
    style = attributes.get("style")
    return style is not None and _STYLE.search(style) is not None


def mark_hidden(page: Page, status: list[Status], nodes: Sequence[int], kept: Sequence[bool]) -> None:
    """Mark hidden elements, except those that contain what is to be ``kept``: blocks are set aside; words in a line and list items,
    which are not counted, are markup."""
    for node in nodes:
        if not kept[node]:
            mark(page, status, node, "boilerplate" if page.names[node] in BLOCKS - {"li"} else "markup")
