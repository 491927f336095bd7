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
_SITE_PROPERTIES = ("og:site_name", "application-name")
_SEPARATOR = re.compile(r"\s+[|–—·•»-]\s+")
"""What is between the title of an article and the name of its site."""


class Named(NamedTuple):
    """The name of the one recipe or instruction on a page, and the heading of level 1, which is different."""

    name: str
    heading: int


class _Stated(NamedTuple):
    """What the head of a page and its data state, as letters: the article's titles, and the names of the site."""

    titles: frozenset[str]
    sites: frozenset[str]


def settle(page: Page, status: list[Status], headlines: Sequence[str]) -> None:
    """Make the heading that is the article's title the first one of level 1.

    That is a heading of level 1 whose words the head of the page or its data (``headlines``) state, or that is named as the title,
    or that is in the article when others are not; otherwise a lower one that is stated, if those of level 1 only name the site.
    Others above it, which name the site, are set aside, and so is a repetition directly below it. The headings below a lower one
    are raised with it.
    """
    heads = [node for node, name in enumerate(page.names) if name in HEADINGS and status[node] is None]
    said = {node: letters(words) for node in heads if (words := words_of(page, node))}
    firsts = [node for node in said if page.names[node] == "h1"]
    stated = _stated(page, headlines)
    own = [node for node in firsts if said[node] not in stated.sites and not _names_site(page, node)]
    title = _title(page, list(said), firsts, own, said, stated.titles)
    if title is None:
        return
    title = next((node for node in own if said[node] == said[title]), title)
    deeper = int(page.names[title][1]) - 1
    page.names[title] = "h1"
    below = [node for node in said if node > title]
    if all(int(page.names[node][1]) > deeper + 1 for node in below):  # they are its subheadings
        for node in below:
            page.names[node] = f"h{int(page.names[node][1]) - deeper}"
    following = next((node for node in said if node > title), 0)
    repeated = said.get(following) == said[title] and not any(
        is_text(page, node) for node in range(page.lasts[title] + 1, following)
    )
    above = [node for node in (firsts if own else said) if node < title]
    for node in (*above, *([following] if repeated else [])):
        page.names[node] = "div"
        mark(page, status, node, "navigation")


def _title(
    page: Page, heads: Sequence[int], firsts: Sequence[int], own: Sequence[int], said: Mapping[int, str], stated: frozenset[str]
) -> int | None:
    """Return the heading that is the title if it is not simply the first one of level 1; of these (``firsts``), ``own`` do not name
    the site."""
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


def _stated(page: Page, headlines: Sequence[str]) -> _Stated:
    """Return what the head and the data of a page state: its title may end with the name of the site."""
    titles = [*headlines]
    sites: set[str] = set()
    for attributes in page.attributes:
        if "content" not in attributes:
            continue
        key = attributes.get("property") or attributes.get("name")
        if key in _PROPERTIES:
            titles.append(attributes["content"])
        elif key in _SITE_PROPERTIES:
            sites.add(letters(attributes["content"]))
    found = {letters(words) for words in titles}
    shown = next((words_of(page, node) for node, name in enumerate(page.names) if name == "title"), "")
    for words in (*titles, shown):
        *parts, last = _SEPARATOR.split(words)
        if parts:
            found.update((letters(parts[0]), letters(" ".join(parts))))
            sites.add(letters(last))
    return _Stated(frozenset(found - sites - {""}), frozenset(sites - {""}))


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
    around = page.parents[heading]
    links = [node for node in range(heading + 1, page.lasts[heading] + 1) if page.names[node] == "a"][:2]
    links = links or [around] * (page.names[around] == "a")
    if len(links) != 1 or not _HOME.fullmatch(page.attributes[links[0]].get("href", "#").strip()):
        return False
    return words_of(page, links[0]) == words_of(page, heading)


def _is_named(page: Page, heading: int) -> bool:
    attributes = page.attributes[heading]
    return any(_TITLE.search(attributes.get(key, "")) for key in ("class", "itemprop"))
