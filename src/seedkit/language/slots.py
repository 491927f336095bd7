"""Places to fill in: "[your town]", "{date}"."""

from __future__ import annotations

import re

_SLOT = re.compile(r"\[([^\[\]\n]{1,60})\]|\{([^{}\n]{1,60})\}|<([^<>\n]{1,60})>")


def slots(text: str) -> list[tuple[str, int, int]]:
    """Return the places to fill in: name, start and end (brackets included) in the text given."""
    return [(name, m.start(), m.end()) for m in _SLOT.finditer(text) if (name := " ".join((m[1] or m[2] or m[3]).split()))]
