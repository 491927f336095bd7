"""Which lines of a page tell of the article: who wrote it, when, how long it takes to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from seedkit.readers.html_content import Status
from seedkit.readers.html_furniture import is_about_article
from seedkit.readers.html_lines import lines
from seedkit.readers.html_tree import HEADINGS, Page

_SHORT = 120  # characters: a longer line is a sentence
_MOST_LINES = 12  # behind the title
_SMALL = 60  # nodes: an element that holds more is named after something else
_STEPS = 5  # elements


def bylines(page: Page, status: Sequence[Status]) -> frozenset[int]:
    """Return the elements between the title and the next heading whose lines are named after author, date or reading time."""
    title = next((node for node, name in enumerate(page.names) if name == "h1" and status[node] is None), None)
    found: set[int] = set()
    if title is None:
        return frozenset()
    seen = 0
    for line in lines(page, status):
        if line.texts[0] <= page.lasts[title]:
            continue
        seen += 1
        if seen > _MOST_LINES or page.names[line.holder] in HEADINGS:
            break
        if line.length <= _SHORT and any(_is_named(page, node) for node in _around(page, line.texts)):
            found.add(line.holder)
    return frozenset(found)


def _around(page: Page, texts: Sequence[int]) -> Iterator[int]:
    """Yield the small elements around the texts of a line, inside out."""
    for text in texts:
        node = text
        for _ in range(_STEPS):
            node = page.parents[node]
            if page.lasts[node] - node > _SMALL:
                break
            yield node


def _is_named(page: Page, node: int) -> bool:
    attributes = page.attributes[node]
    return page.names[node] == "time" or is_about_article(
        f"{attributes.get('class', '')} {attributes.get('id', '')} {attributes.get('itemprop', '')}"
    )
