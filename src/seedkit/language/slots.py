"""Slots: "[your town]", "{date}", "{{ first_name }}", "<NAME>", "%NAME%", "____", "YOUR NAME", "XXX"."""

from __future__ import annotations

import re

from seedkit.language.lexicon import Lexicon

_SLOT = re.compile(
    r"\[\[?([^\[\]\n]{1,80})\]\]?(?!\()"
    r"|\{\{?([^{}\n]{1,60})\}\}?"
    r"|<<?([^<>\n]{1,60})>>?"
    r"|(_{3,})"
    r"|%([A-Z][A-Z0-9_]{1,40})%"
    r"|(?<![\w$])\$\{?([a-z][a-z_]{2,30})\}?(?![\w(])"
    r"|\b(X{3,}|[A-Z]{2,15}(?:[ _][A-Z]{2,15}){1,3})\b"
)
_IN_CAPITALS = re.compile(r"\b(X{3,}|[A-Z]{2,15}(?:[ _][A-Z]{2,15}){1,3})\b")
_TWO_CAPITALS = re.compile(r"[A-Z][A-Z]")
_SIGNS = "[{<_%$"
"""What every slot has that is not in capitals."""
_CAPITALS = 7
"""The group of words in capitals, which are a slot only if the lexicon says so."""
_NO_NAME = ("/", "!", "http:", "https:", "mailto:")
"""How the text in brackets begins if it is a tag or a link."""


def slots(text: str, lexicon: Lexicon) -> list[tuple[str, int, int]]:
    """Return the slots: name, start and end (brackets included) in the given text. A line to write on is its own name."""
    signed = any(map(text.__contains__, _SIGNS))
    if not signed and _TWO_CAPITALS.search(text) is None:
        return []
    out = []
    for match in (_SLOT if signed else _IN_CAPITALS).finditer(text):
        name = " ".join(match[match.lastindex or 0].split())
        if not name or name.isdigit() or name.startswith(_NO_NAME):
            continue
        if (signed and match.lastindex != _CAPITALS) or names_slot(name, lexicon):
            out.append((name, match.start(), match.end()))
    return out


def names_slot(name: str, lexicon: Lexicon) -> bool:
    """Return whether words name what the reader fills in: "your town", "insert date", "NAME"."""
    if not name.strip("X"):
        return True
    lowered = name.lower().replace("_", " ").strip()
    first, blank, _ = lowered.partition(" ")
    return lowered in lexicon.slot_names or (blank != "" and first in lexicon.slot_openings)


_IN_PROSE = re.compile(r"\[([^\W\d_][^\[\]\n]{0,40})\]|\{\{\s?([\w -]{1,40}?)\s?\}\}")


def slot_in_prose(text: str, at: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Return the span of the slot that begins at ``at``, in text that is not a sample text; ``None`` if none does.

    There, most brackets are remarks, citations or links, and words in capitals are emphasized. So only double braces count, and
    square brackets around words that name what the reader fills in.
    """
    match = _IN_PROSE.match(text, at)
    if match and (match[2] or names_slot(match[1], lexicon)) and text[match.end() : match.end() + 1] not in ("(", "[", ":"):
        return match.span()
    return None
