"""Lines that stand beside the article: advertisement, share and subscribe lines, links to others, picture credits."""

from __future__ import annotations

from functools import cache

from seedkit.classify import meta
from seedkit.lexicon import load
from seedkit.model.block import Block, Reading

_LONGEST = 60
"""Characters; a longer line says something of its own."""
_LONGEST_LEAD = 120
"""The same for a line that names its reason first: "You may also like: …"."""


def read(block: Block) -> Reading | None:
    """Return the reading of a block that stands beside the article, ``None`` for any other.

    Residue says one of the lexicon's phrases and nothing else; a link elsewhere says one and a colon first.
    """
    if block.kind == "residue":
        return Reading(block, "residue", rule="markup", reason=block.reason or "boilerplate")
    if block.kind != "text" or block.marker or not block.text:
        return None
    why = _reason(block.text)
    if why:
        return Reading(block, "residue", rule="residue-phrase", reason=why)
    found = meta.credit(block)
    return Reading(block, "meta", rule="picture-credit", facts=found) if found else None


def _reason(text: str) -> str | None:
    if len(text) > _LONGEST_LEAD:
        return None
    low = text.lower()
    if len(text) <= _LONGEST:
        why = _phrases().get(low.strip(" .!:…[]()*>»→-–—"))
        if why:
            return why
    lead, colon, _ = low.partition(": ")
    if colon and _phrases().get(lead) == "related":
        return "related"
    return next((why for phrase, why in _openings() if low.startswith(phrase)), None)


@cache
def _phrases() -> dict[str, str]:
    return {phrase: why for why, phrases in load().residue.items() for phrase in phrases}


@cache
def _openings() -> tuple[tuple[str, str], ...]:
    """Phrases that are residue whatever follows: those that ask for a subscription in as many words."""
    return tuple((phrase, "subscribe") for phrase in load().residue["subscribe"] if phrase.count(" ") > 2)
