"""The shapes of blocks: what is measured once and weighed by several rules."""

from __future__ import annotations

from string import ascii_letters
from typing import NamedTuple

from seedkit.model.block import Block

LONGEST = 160
"""Characters; a longer block is prose."""
_SIZES = ("0", "1", "2", "3", *["4-5"] * 2, *["6-7"] * 2, *["8-9"] * 2, *["10-12"] * 3, *["13-16"] * 4, *["17-22"] * 6)
_ENDINGS = {
    ".": "stop", "…": "stop", "!": "!", "?": "?", ":": ":", ",": ",", ";": ",", "”": "quote", '"': "quote", "’": "quote",
    "'": "quote", ")": ")", "。": "stop", "．": "stop", "।": "stop", "۔": "stop", "！": "!", "？": "?", "؟": "?", "：": ":",
    "，": ",", "、": ",", "；": ",", "،": ",", "؛": ",", "“": "quote", "」": "quote", "』": "quote", "）": ")",
}  # fmt: skip
SIGNS = frozenset("0123456789.,;:!?()[]{}<>@/|'’‘“”\"„«「『*→»-–—。；：，？！")
"""The signs that rules look for in short blocks, so that most rules need not look at most blocks."""
DIGITS = frozenset("0123456789")
_LETTERS = f"{ascii_letters} ".encode()
_NOT_TEXT = {"quote": "quote", "code": "code", "table": "table", "image": "image"}


class Shape(NamedTuple):
    """The shape of one block.

    ``kind`` is what is known of it: ``short`` (possibly a heading), ``colon``, ``prose``, ``bullet``, ``ordered``, ``numbered`` (a
    numbered heading), ``title``, ``meta``, ``heading`` or a kind of markup. The other fields are set only for short blocks:
    ``lower`` is the text in lower case, ``said`` are its words in lower case, and ``signs`` those of ``SIGNS`` that it contains.
    """

    kind: str
    words: int
    size: str = ""
    ending: str = ""
    case: str = ""
    lower: str = ""
    said: tuple[str, ...] = ()
    signs: frozenset[str] = frozenset()


def shape_of(block: Block) -> Shape:
    """Return the shape of a block on its own."""
    text = block.text
    if block.kind == "item":
        return Shape("bullet", text.count(" ") + 1)
    if block.kind in _NOT_TEXT:
        return Shape(_NOT_TEXT[block.kind], text.count(" ") + 1)
    if len(text) > LONGEST:
        return Shape("colon" if text.endswith(":") else "prose", text.count(" ") + 1)
    return measure(block)


def measure(block: Block) -> Shape:
    """Return the shape of a short block."""
    text = block.text
    lower = text.lower()
    said = lower.split(" ")
    count = len(said)
    size = _SIZES[count] if count < len(_SIZES) else "23+"
    ending, case = _ENDINGS.get(text[-1:], "none"), _case(text, lower, said)
    return Shape("short", count, size, ending, case, lower, tuple(said), _signs_in(text))


def _signs_in(text: str) -> frozenset[str]:
    """Return the signs in a text. Its letters, which are most of it, are left out first."""
    return SIGNS.intersection(text.encode("utf-8", "ignore").translate(None, _LETTERS).decode())


def _case(text: str, lower: str, said: list[str]) -> str:
    first = text[:1]
    if not first.isalpha():
        return "digit" if first.isdigit() else "quote" if first in "\"“‘'([" else "sign"
    if first.islower():
        return "lower"
    if text.isupper():
        return "capitals"
    words = said if lower.endswith(text[1:]) else text.split(" ")  # where no word can be raised, they need not be cut again
    small = raised = 0
    for word in words[1:]:
        if len(word) > 3 and (initial := word[0]).isalpha():
            if initial.isupper():
                raised += 1
            else:
                small += 1
    if not raised:
        return "sentence" if small else "one"
    return "title" if raised >= small * 3 else "some"
