"""The title of a page that has several headings of level 1, or one that names the site."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from seedkit.readers.html.content import Status, is_text, mark, words_of
from seedkit.readers.html.text import letters
from seedkit.readers.html.tree import HEADINGS, Page

_HOME = re.compile(r"(?:https?://[^/?#]+)?/?(?:index\.\w+)?")
_TITLE = re.compile(
    r"(?:^|[\s_-])(?:entry|post|article|story|page|content)[_-]?(?:title|headline)(?:$|[\s_-])|^headline$", re.IGNORECASE
)
_SITE = re.compile(r"(?:^|[\s_-])(?:site|logo|brand)(?:[\s_-]?(?:title|name|logo|heading|branding))?(?:$|[\s_-])", re.IGNORECASE)
_PROPERTIES = ("og:title", "twitter:title")


class Named(NamedTuple):
    """The name of the one recipe or instruction on a page, and the heading of level 1, which is different."""

    name: str
    heading: int


def settle(page: Page, status: list[Status], headlines: Sequence[str]) -> None:
    """Make the heading that is the article's title the first one of level 1.

    That is a heading of level 1 whose words the head of the page or its data (``headlines``) state, or that is named as the title,
    or that is in the article when others are not; otherwise a lower one that is stated, if those of level 1 only name the site.
    Others above it, which name the site, are set aside, and so is a repetition directly below it.
    """
    heads = [node for node, name in enumerate(page.names) if name in HEADINGS and status[node] is None]
    said = {node: letters(words) for node in heads if (words := words_of(page, node))}
    firsts = [node for node in said if page.names[node] == "h1"]
    title = _title(page, list(said), firsts, said, _stated(page, headlines))
    if title is None:
        return
    title = next((node for node in firsts if said[node] == said[title] and not _names_site(page, node)), title)
    page.names[title] = "h1"
    following = next((node for node in said if node > title), 0)
    repeated = said.get(following) == said[title] and not any(
        is_text(page, node) for node in range(page.lasts[title] + 1, following)
    )
    for node in (*(node for node in firsts if node < title), *([following] if repeated else [])):
        page.names[node] = "div"
        mark(page, status, node, "navigation")


def _title(page: Page, heads: Sequence[int], firsts: Sequence[int], said: Mapping[int, str], stated: frozenset[str]) -> int | None:
    """Return the heading that is the title if it is not simply the first one of level 1."""
    own = [node for node in firsts if not _names_site(page, node)]
    for node in own:
        if said[node] in stated:
            return node
    inside = [node for node in own if _is_inside(page, node)]
    if inside and len(firsts) > 1:
        return inside[0]
    if own and len(own) < len(firsts):
        return own[0]
    lower = [node for node in heads if node not in firsts]
    named = [node for node in lower if _is_named(page, node)] if firsts and not own else []
    stated_lower = [node for node in lower if said[node] in stated and (not firsts or firsts[-1] < node)]
    return next(iter(named or stated_lower), None)


def named(page: Page, status: Sequence[Status], names: Sequence[str]) -> Named | None:
    """Return what the data of a page calls its one recipe or instruction (of ``names``), if a heading shows the name and the page's
    own heading, such as "The pudding that everybody asks me for", does not."""
    heads = [node for node, name in enumerate(page.names) if name in HEADINGS and status[node] is None]
    first = next((node for node in heads if page.names[node] == "h1"), None)
    if first is None or len(names) != 1:
        return None
    name = letters(names[0])
    said = [letters(words_of(page, node)) for node in heads]
    return Named(names[0], first) if name in said and said[heads.index(first)] != name else None


def _stated(page: Page, headlines: Sequence[str]) -> frozenset[str]:
    """Return the letters of the article's titles in the head and the data of a page."""
    found = [*headlines]
    for attributes in page.attributes:
        if "content" in attributes and (attributes.get("property") or attributes.get("name")) in _PROPERTIES:
            found.append(attributes["content"])
    return frozenset(said for words in found if (said := letters(words)))


def _is_inside(page: Page, heading: int) -> bool:
    node = heading
    while node and page.names[node] not in ("article", "main"):
        node = page.parents[node]
    return node > 0


def _names_site(page: Page, heading: int) -> bool:
    """Return whether a heading is named after the site, or is a link to its home page."""
    attributes = page.attributes[heading]
    if any(_SITE.search(attributes.get(key, "")) for key in ("class", "id")) and not _is_named(page, heading):
        return True
    links = [node for node in range(heading + 1, page.lasts[heading] + 1) if page.names[node] == "a"][:2]
    if len(links) != 1 or not _HOME.fullmatch(page.attributes[links[0]].get("href", "#").strip()):
        return False
    return words_of(page, links[0]) == words_of(page, heading)


def _is_named(page: Page, heading: int) -> bool:
    attributes = page.attributes[heading]
    return any(_TITLE.search(attributes.get(key, "")) for key in ("class", "itemprop"))
