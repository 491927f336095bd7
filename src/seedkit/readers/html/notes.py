"""Footnotes of a page: elements to which a number or sign in the text leads, and which lead back to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from seedkit.readers.html.content import Status, mark, words_of
from seedkit.readers.html.tree import HEADINGS, Page

_NOTES = frozenset({"p", "li", "div", "aside", "dd"})
_SMALL = 200  # nodes
_REFERENCE = 5  # characters
_NEAR = 3  # elements around a reference that may have the name of its place


def mark_notes(page: Page, status: list[Status], kept: Sequence[bool]) -> None:
    """Mark the notes of a page; none that contains what is to be ``kept``."""
    links: dict[str, int] = {}  # the first link to each place of the page
    for node, attributes in enumerate(page.attributes):
        target = attributes.get("href", "")
        if page.names[node] == "a" and len(target) > 1 and target[0] == "#" and _is_reference(words_of(page, node)):
            links.setdefault(target[1:], node)
    if not links:
        return
    for node, attributes in enumerate(page.attributes):
        link = links.get(attributes.get("id", "")) if attributes else None
        if (
            link is not None
            and link < node
            and page.names[node] in _NOTES
            and status[node] is None
            and not kept[node]
            and page.lasts[node] - node <= _SMALL
            and HEADINGS.isdisjoint(page.names[node : page.lasts[node] + 1])
            and _leads_back(page, node, set(_names_around(page, link)))
        ):
            mark(page, status, node, "footnote")


def _is_reference(words: str) -> bool:
    """Return whether a text is a number, a letter or a sign, in brackets or not: a word is the title of a section."""
    return len(words) <= _REFERENCE and (len(words) == 1 or not words.isalpha())


def _names_around(page: Page, link: int) -> Iterator[str]:
    """Yield the names of the place of a link: its own and those of the elements around it."""
    node = link
    for _ in range(_NEAR):
        if name := page.attributes[node].get("id"):
            yield name
        node = page.parents[node]


def _leads_back(page: Page, note: int, places: set[str]) -> bool:
    """Return whether an element contains a link to one of the ``places``, or one that is only a sign, such as an arrow."""
    for node in range(note + 1, page.lasts[note] + 1):
        target = page.attributes[node].get("href", "") if page.names[node] == "a" else ""
        if target.startswith("#") and (target[1:] in places or not any(map(str.isalnum, words_of(page, node)))):
            return True
    return False
