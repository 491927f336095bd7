"""Short lines that head nothing: cues, lead-ins, the name below a letter, places to fill in, links onward."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from seedkit.classify.shapes import LONGEST, Shape
from seedkit.language.letters import after_sign_off, opens_with_greeting
from seedkit.language.lexicon import Lexicon
from seedkit.model.block import Block

LISTED = ("bullet", "ordered")
_QUOTES = ("“", '"')
_SPEECH = (", “", ": “", ', "', ': "')  # what follows is said by somebody
_ONWARD = ("→", "»")
_ADDRESS = re.compile(r"://|\bwww\.\w")
_SLOT = re.compile(r"\[[^\[\]]*\][.,:]?|\{[^{}]*\}[.,:]?|<[^<>]*>[.,:]?")
_MOST_LINES = 8
"""Lines that a colon hands over at most."""
_LONGEST_NAME = 4
"""Words of a name below a letter."""


def leads(blocks: Sequence[Block], shapes: Sequence[Shape], k: int, lexicon: Lexicon) -> bool:
    """Whether a line leads up to what stands below: words that somebody says or sends, a letter, a list."""
    return _hands_over(blocks, k, lexicon) or _points(shapes, blocks, k, lexicon)


def _hands_over(blocks: Sequence[Block], k: int, lexicon: Lexicon) -> bool:
    """Whether a line leads up to words that somebody says or sends: in it, quoted below it, or as a letter."""
    text = blocks[k].text
    if text.endswith(",") or any(cue in text for cue in _SPEECH) or (text.endswith(":") and _says_what_follows(text, lexicon)):
        return True
    if k + 1 == len(blocks):
        return False
    below = blocks[k + 1]
    if ": " in text and below.text.endswith((",", "!")) and opens_with_greeting(below.text, lexicon):
        return True  # the subject of the letter
    if text.endswith(":"):
        return below.kind == "quote" or below.text[:1] in _QUOTES
    return below.text[:1] in _QUOTES and any(sign in text for sign in _QUOTES)


def _says_what_follows(text: str, lexicon: Lexicon) -> bool:
    """Whether a line says of what stands below it that it follows: "Take the following:", "Write something like this:"."""
    words = f" {text[:-1].lower()} "
    return any(f" {phrase} " in words for phrase in lexicon.following_phrases)


def closes(blocks: Sequence[Block], k: int) -> bool:
    """Whether a line is the last of several that a colon hands over, no blank among them and one below: an address."""
    if k + 1 < len(blocks) and not blocks[k + 1].blank_before:
        return False
    for at in range(k, max(k - _MOST_LINES, 0), -1):
        if blocks[at - 1].text.endswith(":"):
            return k - at > 1
        if blocks[at].blank_before or blocks[at].kind != "text" or len(blocks[at - 1].text) > LONGEST:
            return False
    return False


def signs(blocks: Sequence[Block], k: int, lexicon: Lexicon) -> bool:
    """Whether a line is the name below the last words of a letter: "Yours sincerely,"."""
    above = blocks[k - 1].text if k else ""
    return above.endswith(",") and after_sign_off(above, lexicon) == "" and len(blocks[k].text.split()) <= _LONGEST_NAME


def directs(text: str) -> bool:
    """Whether a line is a place to fill in, or sends the reader to another: "[your name]", an address, "How to prune a rose →"."""
    return text[-1:] in _ONWARD or _ADDRESS.search(text) is not None or _SLOT.fullmatch(text) is not None


def _points(shapes: Sequence[Shape], blocks: Sequence[Block], k: int, lexicon: Lexicon) -> bool:
    """Whether a line points at the list below it: "These three go into every bag"."""
    return k + 1 < len(shapes) and shapes[k + 1].kind in LISTED and blocks[k].text.lower().startswith(_pointing(lexicon))


@cache
def _pointing(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(f"{word} " for word in lexicon.pointing_words)
