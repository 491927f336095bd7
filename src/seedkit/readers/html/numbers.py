"""Numbers that a page itself prints before the text of an item."""

from __future__ import annotations

import re

from seedkit.model.block import Marker
from seedkit.model.source import Place

PRINTED = re.compile(r"\s*(?:[^\W\d_]{1,12}\s{1,3})?[0-9]{1,2}(?:\s{0,3}(?:of|/)\s{0,3}[0-9]{1,2})?\s{0,3}[.:)–-]?\s*")
"""A number before a text, with its words and punctuation: "Step 3 of 5:"."""
_ALONE = re.compile(
    r"\s*(?P<word>[^\W\d_]{1,12}\s{0,3})?(?P<value>[0-9]{1,2})(?P<rest>\s{0,3}(?:of|/)\s{0,3}[0-9]{1,2})?\s?[.:)]?\s*"
)


def number_of(words: str) -> int | None:
    """Return the number that a line consists of, with or without a word and a total: "3", "Step 3 of 5"."""
    match = _ALONE.fullmatch(words)
    return int(match["value"]) if match else None


def marker(words: str, place: Place) -> Marker | None:
    """Return the number that a line consists of, as a marker at ``place``."""
    match = _ALONE.fullmatch(words)
    if match is None:
        return None
    label = " ".join(words.split())
    value = match["value"]
    style = " ".join(f"{match['word'] or ''}1{match.string[match.end('value') :]}".split())
    return Marker("number", style, label, int(value), None, *place)
