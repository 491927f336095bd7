"""What pages have below an article, where it was copied with the text: lists of other articles, comments, the signature of a
mail."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from seedkit.language.lexicon import Lexicon
from seedkit.model.block import Block, Reading

_LONGEST_LABEL = 40
"""Maximum length of a line that announces a tail, in characters."""
_LONGEST_TITLE = 120
_LONGEST_LINE = 60
"""Maximum length of a line of a signature, in characters."""
_MOST = 12
"""Maximum number of blocks below a label, except comments."""
_SIGNED_LINES = 6
_SIGNATURE = "--"
_COUNTED = re.compile(r"\d{1,6} (?P<before>\D+)|(?P<after>\D+?)\s?\(\d{1,6}\)")
_TITLE_END = re.compile(r"[^.:;,…]")
_SIGNS = " .!:…[]()*>»→-–—"


class _Tail(NamedTuple):
    """A kind of tail: the reason to set it aside, and whether blocks below its label (without residue) can be one."""

    reason: str
    fits: Callable[[Sequence[Block]], bool]


def read(blocks: Sequence[Block], readings: Sequence[Reading | None], lexicon: Lexicon) -> list[Reading | None]:
    """Return ``readings`` with the tails at the end of the article as residue, each with the line that announces it."""
    out = list(readings)
    end = len(blocks)
    while end and out[end - 1] is not None and _label(blocks[end - 1], lexicon) is None:
        end -= 1
    below: list[Block] = []
    for k in range(end - 1, 0, -1):
        tail = _label(blocks[k], lexicon)
        if tail is not None and tail.fits(below):
            for at in range(k, end):
                out[at] = out[at] or Reading(blocks[at], "residue", rule="tail", reason=tail.reason)
            end, below = k, []
        elif out[k] is None:
            below.append(blocks[k])
    return out


def _label(block: Block, lexicon: Lexicon) -> _Tail | None:
    """Return the kind of tail that a block announces."""
    text = block.text
    if len(text) > _LONGEST_LABEL or not text or block.kind not in ("text", "heading") or block.marker is not None:
        return None
    if text == _SIGNATURE:
        return _SIGNED
    counted = _COUNTED.fullmatch(text)
    if counted is not None:
        return _COMMENTS if _bare(counted["before"] or counted["after"]) in lexicon.announced.get("comments", ()) else None
    bare = _bare(text)
    return _RELATED if bare in lexicon.related_lists else None


def _bare(text: str) -> str:
    return text.lower().strip(_SIGNS)


def _are_titles(blocks: Sequence[Block]) -> bool:
    return 0 < len(blocks) <= _MOST and all(
        block.kind in ("text", "item", "heading") and len(block.text) <= _LONGEST_TITLE and _TITLE_END.match(block.text[-1:])
        for block in blocks
    )


def _is_signature(blocks: Sequence[Block]) -> bool:
    return 0 < len(blocks) <= _SIGNED_LINES and all(block.kind == "text" and len(block.text) <= _LONGEST_LINE for block in blocks)


_RELATED = _Tail("related", _are_titles)
_SIGNED = _Tail("boilerplate", _is_signature)
_COMMENTS = _Tail("comments", lambda blocks: len(blocks) > 0)
