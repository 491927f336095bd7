"""The language that an article states in its format: front matter, the ``lang`` attribute of a page."""

from __future__ import annotations

import re

from seedkit.model.source import Source

_HEAD = 20_000
"""Number of characters in which a page or its front matter states its language."""
_TAG = r"[\"']?(?P<tag>[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)[\"']?"
_ROOT = re.compile(rf"<html\b[^<>]*?\slang\s*=\s*{_TAG}[\s/>]", re.IGNORECASE)
_FIELD = re.compile(rf"^(?:lang|language)[ \t]*[:=][ \t]*{_TAG}[ \t]*\r?$", re.MULTILINE)


def stated_language(source: Source) -> str | None:
    """Return the BCP 47 tag that an article states as its language, ``None`` if it states none.

    A value that is not a tag, such as the name of a language, is ignored.
    """
    head = source.text[:_HEAD]
    if source.syntax == "tags":
        found = _ROOT.search(head)
    elif source.syntax == "signs" and (fence := head[:3]) in ("---", "+++"):
        end = head.find(f"\n{fence}", 3)
        found = _FIELD.search(head, 0, end) if end > 0 else None
    else:
        return None
    return found["tag"].replace("_", "-") if found else None
