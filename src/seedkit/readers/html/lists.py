"""The markers that a browser prints before list items."""

from __future__ import annotations

import re
from typing import NamedTuple

from seedkit.model.block import Marker
from seedkit.readers.html.content import Status, is_text
from seedkit.readers.html.tree import Page

_BULLETS = ("•", "◦", "▪")
_NEAR = 20  # nodes
_WHOLE = re.compile(r"\s*[+-]?[0-9]{1,9}\s*", re.ASCII)
_EXPORTED = re.compile(r"(?:^|\s)lst-(?P<list>kix_\w+)-(?P<depth>[0-8])(?:$|\s)")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
    (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


class Level(NamedTuple):
    """The number of a list in its page, and the depth of its items; 1 is outermost."""

    group: int
    depth: int


class Lists:
    """The lists of a page during the walk: the next number of each, and the markers that no text has taken yet."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._count = 0
        self._next: dict[int, int] = {}
        self._markers: dict[int, Marker] = {}
        self._exported: dict[str, int] = {}  # the numbers of the lists that a word processor names

    def enter(self, element: int, depth: int) -> Level:
        """Open a list inside one at ``depth`` (0: in none); return its number in the page and its own depth.

        Word processors write each run of items at one depth as a list of its own, and name all after the list they belong to.
        """
        if self._page.names[element] == "ol":
            self._next[element] = self._start(element)
        exported = _EXPORTED.search(self._page.attributes[element].get("class", ""))
        if exported is None:
            return Level(self.add(), depth + 1)
        if exported["list"] not in self._exported:
            self._exported[exported["list"]] = self.add()
        return Level(self._exported[exported["list"]], int(exported["depth"]) + 1)

    def add(self) -> int:
        """Return a number for a new list."""
        self._count += 1
        return self._count

    def add_item(self, item: int, depth: int) -> None:
        """Open a list item at ``depth``; 1 is outermost."""
        page, parent = self._page, self._page.parents[item]
        if parent not in self._next:
            bullet = _BULLETS[min(depth, len(_BULLETS)) - 1]
            self._markers[item] = Marker("bullet", bullet, bullet, None, None, 0, 0)
            return
        attributes, own = page.attributes[parent], page.attributes[item]
        value = _whole(own.get("value"))
        if value is None:
            value = self._next[parent]
        self._next[parent] = value - 1 if "reversed" in attributes else value + 1
        kind = own.get("type") or attributes.get("type", "1")
        self._markers[item] = Marker("number", f"{_printed(1, kind)}.", f"{_printed(value, kind)}.", value, None, 0, 0)

    def tick(self, item: int, checked: bool) -> None:
        """Give an item whose text has not begun the checkbox before it."""
        if item in self._markers:
            self._markers[item] = Marker("box", "[ ]", "[x]" if checked else "[ ]", None, checked, 0, 0)

    def marker(self, item: int, start: int) -> Marker | None:
        """Return the marker of an item for its first text, at ``start``; ``None`` for all others."""
        marker = self._markers.pop(item, None)
        return marker and marker._replace(start=start, end=start)

    def number(self, item: int, start: int) -> Marker | None:
        """Return the same for an item that has no text at ``start``, only if its marker is a number."""
        marker = self._markers.get(item)
        return self.marker(item, start) if marker is not None and marker.kind == "number" else None

    def _start(self, element: int) -> int:
        page = self._page
        start = _whole(page.attributes[element].get("start"))
        if start is not None:
            return start
        if "reversed" not in page.attributes[element]:
            return 1
        items, child = 0, element + 1
        while child <= page.lasts[element]:
            items += page.names[child] == "li"
            child = page.lasts[child] + 1
        return items


def _printed(value: int, kind: str) -> str:
    if value > 0 and kind in ("a", "A"):
        letters = ""
        while value:
            value, rest = divmod(value - 1, 26)
            letters = chr(ord(kind) + rest) + letters
        return letters
    if 0 < value < 4000 and kind in ("i", "I"):
        roman = ""
        for size, sign in _ROMAN:
            count, value = divmod(value, size)
            roman += sign * count
        return roman.upper() if kind == "I" else roman
    return str(value)


def _whole(text: str | None) -> int | None:
    """Return ``text`` as a whole number of at most nine digits."""
    return int(text) if text is not None and _WHOLE.fullmatch(text) else None


def mark_printed_numbers(page: Page, status: list[Status]) -> None:
    """Mark the number that a page itself prints before the words of an item of an ordered list."""
    counts: dict[int, int] = {}
    for item, name in enumerate(page.names):
        parent = page.parents[item]
        if name != "li" or page.names[parent] != "ol" or status[item] is not None:
            continue
        counts[parent] = counts.get(parent, (_whole(page.attributes[parent].get("start")) or 1) - 1) + 1
        near = range(item + 1, min(page.lasts[item], item + _NEAR) + 1)
        texts = [node for node in near if status[node] is None and is_text(page, node)][:2]
        if len(texts) == 2 and page.text[page.starts[texts[0]] : page.ends[texts[0]]].strip(" \t\r\n.):") == str(counts[parent]):
            holder = page.parents[texts[0]]
            if holder != item and page.lasts[holder] < texts[1]:
                status[texts[0]] = "markup"
