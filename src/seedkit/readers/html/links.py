"""Where the links of a page lead: to other pages of the same site, or elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence

from seedkit.readers.html.tree import Page

_HOST = re.compile(r"(?:https?:)?//(?:www\.)?([^/?#:]+)", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_FILE = re.compile(
    r"[^?#]+/[^?#]*\.(?:pdf|docx?|odt|xlsx?|ods|pptx?|zip|csv|txt|stl|svg|png|jpe?g|mp[34])(?:[?#]|$)", re.IGNORECASE
)


def own_host(page: Page) -> str:
    """Return the host that a page states as its own, without "www"; empty if it states none."""
    for name, attributes in zip(page.names, page.attributes, strict=True):
        stated = ""
        if name == "link" and attributes.get("rel", "").lower() == "canonical":
            stated = attributes.get("href", "")
        elif name == "meta" and attributes.get("property") == "og:url":
            stated = attributes.get("content", "")
        if match := _HOST.match(stated):
            return match[1].lower()
    return ""


def lead_on(page: Page, nodes: Sequence[int], host: str) -> bool:
    """Return whether the first link among nodes leads to another page of the site ``host``: not to a place on the page itself, a
    file, another site, or an address of another kind."""
    target = next((page.attributes[node]["href"].strip() for node in nodes if "href" in page.attributes[node]), "#")
    if target.startswith("#") or _FILE.match(target):
        return False
    if match := _HOST.match(target):
        return match[1].lower() == host
    return not _SCHEME.match(target)
