"""Lines that do not belong to the article: advertisements, share and subscribe lines, links to other articles, rules, picture
credits."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from seedkit.classify import bylines as meta
from seedkit.classify import tails
from seedkit.classify.shapes import Shape
from seedkit.language.lexicon import Lexicon, MayOpen, may_open
from seedkit.model.block import Block, Reading

_LONGEST = 60
"""Characters; a longer line has content of its own."""
_LONGEST_LEAD = 120
"""The same for a line that has a phrase and more: "You may also like: …"."""
_DRAWN = frozenset("-=*_~#+·•—–")
_RULE = re.compile(r"(?:([-=*_~#+·•—–])\s?)(?:\1\s?){2,}+|--")  # two dashes are above the signature of a mail
_TITLE_END = re.compile(r"[^.:;,…]")
_BARS = re.compile(r" [|·•] ")
_WORD = re.compile(r"\w+")


def read(blocks: Sequence[Block], shapes: Sequence[Shape], lexicon: Lexicon) -> list[Reading | None]:
    """Return the readings of the blocks that do not belong to the article, ``None`` for all others."""
    out = [_read(block, shape, lexicon) for block, shape in zip(blocks, shapes, strict=True)]
    return tails.read(blocks, _with_titles(blocks, out, lexicon), lexicon)


def _with_titles(blocks: Sequence[Block], readings: list[Reading | None], lexicon: Lexicon) -> list[Reading | None]:
    """Also read the titles of other articles as residue: those listed below a line that announces them, down to the end."""
    at = len(blocks)
    while at and (readings[at - 1] is not None or _is_title(blocks[at - 1])):
        at -= 1
        found = readings[at]
        if found and found.reason == "related" and _bare(blocks[at].text.lower()) in lexicon.related_lists:
            listed = zip(blocks[at:], readings[at:], strict=True)
            return [*readings[:at], *(r or Reading(b, "residue", rule="listed-title", reason="related") for b, r in listed)]
    return readings


def _is_title(block: Block) -> bool:
    return block.kind in ("text", "item") and 0 < len(block.text) <= _LONGEST_LEAD and bool(_TITLE_END.match(block.text[-1]))


def _read(block: Block, shape: Shape, lexicon: Lexicon) -> Reading | None:
    """Return the reading of one block.

    Residue is one of the lexicon's phrases and nothing else; a link elsewhere begins with one and a colon.
    """
    if block.kind == "residue":
        return Reading(block, "residue", rule="markup", reason=block.reason or "boilerplate")
    first = block.text if block.marker is None or block.runs is not None else block.marker.label
    if first[:1] in _DRAWN and (found := _drawn_line(block)):
        return found
    if shape.kind != "short" or block.kind != "text" or block.marker or not block.text:
        return None
    why = _reason(block.text, shape, lexicon)
    if why:
        return Reading(block, "residue", rule="residue-phrase", reason=why)
    facts = meta.credit(block, lexicon)
    return Reading(block, "meta", rule="picture-credit", facts=facts) if facts else None


def _drawn_line(block: Block) -> Reading | None:
    """Return the reading of a line drawn with symbols, the first of which may have been taken for a bullet."""
    drawn = block.text if block.marker is None or block.runs is not None else f"{block.marker.label} {block.text}"
    if not _RULE.fullmatch(drawn):
        return None
    whole = block if drawn == block.text else block._replace(text=drawn, text_start=block.start, marker=None)
    return Reading(whole, "residue", rule="drawn-line", reason="boilerplate")


def _reason(text: str, shape: Shape, lexicon: Lexicon) -> str | None:
    if len(text) > _LONGEST_LEAD:
        return None
    known = _wording(lexicon)
    low = shape.lower
    bare = _bare(low)
    if len(text) <= _LONGEST:
        why = known.phrases.get(bare)
        if why:
            return why
        if "|" in text or "·" in text or "•" in text:
            parts = [known.phrases.get(_bare(part)) for part in _BARS.split(low)]
            if None not in parts:
                return parts[0]
    if ":" in shape.signs:
        lead, colon, _ = low.partition(": ")
        if colon and (known.phrases.get(lead) == "related" or low.startswith(known.related)):
            return "related"
    first = _WORD.search(low)
    if first is not None and first[0] in lexicon.networks:
        words = _WORD.findall(low)
        if len(words) > 1 and lexicon.networks.issuperset(words):
            return "share"
    if known.may_open(low):
        for why, openings in lexicon.residue_openings.items():
            if low.startswith(openings):
                return why
    if bare.endswith(known.endings):
        for why, endings in lexicon.residue_endings.items():
            if bare.endswith(endings):
                return why
    return None


def _bare(low: str) -> str:
    return low.strip(" .!:…[]()*>»→-–—")


class _Wording(NamedTuple):
    """What says that a line is residue: whole phrases, each with its reason; openings before a colon; a cheap test for lines with
    other openings; all endings."""

    phrases: Mapping[str, str]
    related: tuple[str, ...]
    may_open: MayOpen
    endings: tuple[str, ...]


@cache
def _wording(lexicon: Lexicon) -> _Wording:
    return _Wording(
        {phrase: why for why, phrases in lexicon.residue.items() for phrase in phrases},
        tuple(opening for opening in lexicon.related_openings if ":" in opening),
        may_open(chain.from_iterable(lexicon.residue_openings.values())),
        tuple(chain.from_iterable(lexicon.residue_endings.values())),
    )
