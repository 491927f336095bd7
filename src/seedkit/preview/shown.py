"""Text as a page may show it: what is invisible, or would turn the direction of the text around it, is named instead."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import Literal
from urllib.parse import urlsplit

from markupsafe import Markup, escape

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]+"
)
"""Characters that show nothing, but for those that shape the letters beside them (U+200C, U+200D), tabs and line ends."""
_CHARACTER = '<span class="char" data-code="{}" data-times="{}">U+{:04X}{}</span>'
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_SCHEMES = ("http", "https", "mailto")


def shown(text: str) -> str:
    """Return ``text`` with each run of a hidden character as a label; what is not marked up already is left to be escaped."""
    if _HIDDEN.search(text) is None:
        return text
    parts: list[str] = []
    at = 0
    for found in _HIDDEN.finditer(text):
        parts.append(escape(text[at : found.start()]))
        for character, same in groupby(found[0]):
            times, code = sum(1 for _ in same), ord(character)
            parts.append(_CHARACTER.format(code, times, code, f" ×{times}" if times > 1 else ""))
        at = found.end()
    return Markup("".join([*parts, escape(text[at:])]))


def plain(text: str) -> str:
    """Return ``text`` for a place that takes no markup, such as the title of a page, with U+FFFD for hidden characters."""
    return _HIDDEN.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))


def target(href: str) -> str | None:
    """Return the address of a link that a page may offer to follow: to the web or by mail; ``None`` for any other."""
    try:
        scheme = urlsplit(href).scheme
    except ValueError:
        return None
    return href if scheme in _SCHEMES and _HIDDEN.search(href) is None else None


def language(tag: str | None) -> str | None:
    """Return a language tag that a page may use, ``None`` for one that is not well formed."""
    return tag if tag is not None and _LANGUAGE.fullmatch(tag) else None


def direction(text: str) -> Literal["ltr", "rtl"]:
    """Return the direction of a text, which is that of its first letter; "ltr" where it has none."""
    for character in text:
        strong = unicodedata.bidirectional(character)
        if strong in ("L", "R", "AL"):
            return "ltr" if strong == "L" else "rtl"
    return "ltr"
