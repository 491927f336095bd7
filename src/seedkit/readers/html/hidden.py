"""Elements that a page does not show: hidden by an attribute or their own style, and not folded to be opened by the reader."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate

from seedkit.readers.html.content import Status, mark
from seedkit.readers.html.furniture import is_folded
from seedkit.readers.html.tree import BLOCKS, Page

_STYLE = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_MOST = 0.5  # share of the characters of a page
_TARGETS = ("aria-controls", "data-target", "data-bs-target", "href")


def hidden(page: Page) -> list[int]:
    """Return the outermost hidden elements, in order. What the reader can unfold is not hidden, and neither is much of a page's
    text, which a script shows."""
    found: list[int] = []
    last = -1
    for node, attributes in enumerate(page.attributes):
        if attributes and node > last and ("style" in attributes or "hidden" in attributes) and _is_hidden(attributes):
            found.append(node)
            last = page.lasts[node]
    if not found:
        return []
    opened = {
        value.lstrip("#") for attributes in page.attributes if attributes for key in _TARGETS if (value := attributes.get(key))
    }
    said = list(accumulate(0 if name else page.ends[node] - page.starts[node] for node, name in enumerate(page.names)))
    most = _MOST * said[-1]
    return [
        node
        for node in found
        if said[page.lasts[node]] - said[node] < most
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
