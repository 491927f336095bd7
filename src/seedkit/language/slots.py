"""Places to fill in: "[your town]", "{date}"."""

from __future__ import annotations

import re

from seedkit.language.lexicon import Lexicon

_SLOT = re.compile(r"\[([^\[\]\n]{1,60})\]|\{([^{}\n]{1,60})\}|<([^<>\n]{1,60})>")


def slots(text: str) -> list[tuple[str, int, int]]:
    """Return the places to fill in: name, start and end (brackets included) in the text given."""
    return [(name, m.start(), m.end()) for m in _SLOT.finditer(text) if (name := " ".join((m[1] or m[2] or m[3]).split()))]


def names_slot(name: str, lexicon: Lexicon) -> bool:
    """Return whether the words between brackets name something to fill in: "your town", "insert date", "NAME"."""
    lowered = name.lower().strip()
    first, blank, _ = lowered.partition(" ")
    return lowered in lexicon.slot_names or (blank != "" and first in lexicon.slot_openings)
