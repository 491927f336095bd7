"""The title of a page whose heading of the first level names the site."""

from __future__ import annotations

import re

from seedkit.readers.html.content import words_of
from seedkit.readers.html.tree import HEADINGS, Page

_HOME = re.compile(r"(?:https?://[^/?#]+)?/?(?:index\.\w+)?")
_TITLE = re.compile(
    r"(?:^|[\s_-])(?:entry|post|article|story|page|content)[_-]?(?:title|headline)(?:$|[\s_-])|^headline$", re.IGNORECASE
)


def settle(page: Page) -> None:
    """Make the heading that is named as the article's title one of the first level, where those only lead to the site's start."""
    firsts = [node for node, name in enumerate(page.names) if name == "h1"]
    if not firsts or not all(_leads_home(page, node) for node in firsts):
        return
    title = next((node for node, name in enumerate(page.names) if name in HEADINGS and _is_named(page, node)), None)
    if title is None or title in firsts:
        return
    for node in firsts:
        page.names[node] = "div"
    page.names[title] = "h1"


def _leads_home(page: Page, heading: int) -> bool:
    links = [node for node in range(heading + 1, page.lasts[heading] + 1) if page.names[node] == "a"][:2]
    if len(links) != 1 or not _HOME.fullmatch(page.attributes[links[0]].get("href", "#").strip()):
        return False
    return words_of(page, links[0]) == words_of(page, heading)


def _is_named(page: Page, heading: int) -> bool:
    attributes = page.attributes[heading]
    return any(_TITLE.search(attributes.get(key, "")) for key in ("class", "itemprop"))
