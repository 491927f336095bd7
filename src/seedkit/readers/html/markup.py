"""What the markup of a page holds besides its blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from seedkit.model.markup import Comment, Heading, Image
from seedkit.model.source import Place
from seedkit.readers.collector import Collector
from seedkit.readers.html.content import Status
from seedkit.readers.html.text import is_blank
from seedkit.readers.html.tokens import decode
from seedkit.readers.html.tree import BLOCKS, HEADINGS, Page

CODE = frozenset({"code", "kbd", "samp", "tt"})
"""Elements whose text is inline code."""
_SHOWN = frozenset({"button", "details", "dl", "form", "select", "table"})
_SILENT = (BLOCKS - _SHOWN) | {
    "a", "abbr", "acronym", "area", "b", "base", "basefont", "bdi", "bdo", "big", "br", "cite", "data", "del", "dfn", "em", "font",
    "i", "ins", "label", "link", "map", "mark", "meta", "nobr", "noscript", "param", "picture", "q", "rp", "rt", "ruby", "s",
    "slot", "small", "source", "span", "strike", "strong", "style", "sub", "sup", "template", "time", "title", "track", "u", "var",
    "wbr", *CODE,
}  # fmt: skip


def is_embed(name: str) -> bool:
    """Return whether an element shows something, whether or not it has text: a video, a form, a custom element."""
    return bool(name) and name not in _SILENT


def collect(page: Page, status: Sequence[Status], found: Collector) -> None:
    """Add the headings, images, comments, inline code, embeds and empty list items of a page to ``found``."""
    found.comments += (comment(page.text, place) for place in page.comments)
    open_headings: list[int] = []
    said: dict[int, tuple[int, int]] = {}  # heading → from its first text to its last one
    item = 0  # the last opened list item, as long as it is empty
    for node, name in enumerate(page.names):
        while open_headings and page.lasts[open_headings[-1]] < node:
            open_headings.pop()
        if item and page.lasts[item] < node:
            found.empty_items.append(_whole(page, item))
            item = 0
        if not name:
            start, end = page.starts[node], page.ends[node]
            if not page.lengths[node] or (page.text.find("&", start, end) >= 0 and is_blank(decode(page.text[start:end]))):
                continue
            if open_headings and status[node] is None:
                start, _ = said.get(open_headings[-1], (page.starts[node], 0))
                said[open_headings[-1]] = start, page.ends[node]
        elif name in HEADINGS:
            open_headings.append(node)
        elif name in CODE and status[node] != "markup":
            found.code.append(Place(page.ends[node], page.closes[node]))
        if node and is_embed(name):
            found.embeds.append(Place(page.starts[node], page.ends[node]))
        if name == "img" and status[node] is None:
            found.images.append(Image(Place(page.starts[node], page.ends[node]), is_described(page.attributes[node])))
        # A style sheet may show something for an item with attributes.
        item = node if name == "li" and status[node] is None and not page.attributes[node] else 0
    if item:
        found.empty_items.append(_whole(page, item))
    for node, (first, last) in said.items():
        words = page.text[first:last]
        start = last - len(words.lstrip())
        found.headings.append(Heading(int(page.names[node][1]), Place(start, start + len(words.strip()))))


def comment(text: str, place: Place) -> Comment:
    """Return the comment at ``place`` of ``text``."""
    return Comment(place, text[place.start : place.end].removeprefix("<!--").removesuffix("-->"))


def is_described(attributes: Mapping[str, str]) -> bool:
    """Return whether an image has alternative text, or is marked as decoration, an icon or a tracking pixel."""
    return (
        "alt" in attributes
        or "aria-hidden" in attributes
        or attributes.get("role", "").startswith("presentation")
        or any(size.isdecimal() and len(size) < 3 for size in (attributes.get("width", ""), attributes.get("height", "")))
    )


def _whole(page: Page, node: int) -> Place:
    """Return the span of an element including its tags; the end tag may be omitted."""
    start, end = page.starts[node], page.closes[node]
    return Place(start, page.text.find(">", end) + 1 if page.text.startswith("</", end) else end)
