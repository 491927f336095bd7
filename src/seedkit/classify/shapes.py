"""How the blocks of an article are set: what is measured once and weighed by several rules."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from seedkit.classify.page import Page, Readings
from seedkit.lexicon import load
from seedkit.model.block import Block

LONGEST = 160
"""Characters; a longer block is prose."""
_SIZES = ((1, "1"), (2, "2"), (3, "3"), (5, "4-5"), (7, "6-7"), (9, "8-9"), (12, "10-12"), (16, "13-16"), (22, "17-22"))
_ENDINGS = {
    ".": "stop", "…": "stop", "!": "!", "?": "?", ":": ":", ",": ",", ";": ",", "”": "quote", '"': "quote", "’": "quote",
    "'": "quote", ")": ")",
}  # fmt: skip
_NOT_TEXT = {"quote": "quote", "code": "code", "table": "table", "image": "image"}


class Shape(NamedTuple):
    """How one block is set.

    ``kind`` is what stands there as far as it is known: ``short`` (what may be a heading), ``colon``, ``prose``, ``bullet``, ``ordered``,
    ``numbered`` (a numbered heading), ``title``, ``meta``, ``heading`` or a kind of markup. The rest is told of short ones alone.
    """

    kind: str
    words: int
    size: str = ""
    ending: str = ""
    case: str = ""


def shapes(page: Page, readings: Readings) -> list[Shape]:
    """Return the shape of every block."""
    out = []
    for block, reading in zip(page.blocks, readings, strict=True):
        text = block.text
        words = text.count(" ") + 1
        if reading is not None:
            role = reading.role
            kind = "numbered" if role == "heading" and reading.ordinal is not None else role
            out.append(Shape(kind, words))
        elif block.kind in _NOT_TEXT:
            out.append(Shape(_NOT_TEXT[block.kind], words))
        elif len(text) > LONGEST:
            out.append(Shape("colon" if text.endswith(":") else "prose", words))
        else:
            out.append(measure(block))
    return out


def measure(block: Block) -> Shape:
    """Return the shape of a short block."""
    text = block.text
    words = text.split(" ")
    count = len(words)
    size = next((name for most, name in _SIZES if count <= most), "23+")
    return Shape("short", count, size, _ENDINGS.get(text[-1:], "none"), _case(text, words))


def _case(text: str, words: list[str]) -> str:
    first = text[:1]
    if not first.isalpha():
        return "digit" if first.isdigit() else "quote" if first in "\"“‘'([" else "sign"
    if first.islower():
        return "lower"
    if text.isupper():
        return "capitals"
    long = [word for word in words[1:] if len(word) > 3 and word[0].isalpha()]
    if not long:
        return "one"
    raised = sum(word[0].isupper() for word in long)
    return "title" if raised * 4 >= len(long) * 3 else "some" if raised else "sentence"


def cue(text: str) -> str:
    """Return what kind of usual heading ``text`` is: ``faq``, ``closing``, ``usual``, or nothing."""
    return _cues().get(text.lower().strip(" :.!?").replace("'", "’"), "")


@cache
def _cues() -> dict[str, str]:
    words = load()
    kinds = (("usual", words.usual_headings), ("closing", words.conclusion_headings), ("faq", words.faq_headings))
    return {phrase: kind for kind, phrases in kinds for phrase in phrases}


def announces(text: str) -> bool:
    """Whether a heading says that so many of a kind follow: "5 signs", "the ways"."""
    words = text.replace("-", " ").split()
    return not _group_words().isdisjoint(words)


@cache
def _group_words() -> frozenset[str]:
    return frozenset(phrase for phrases in load().group_kinds.values() for phrase in phrases if phrase.endswith("s"))


@cache
def function_words() -> frozenset[str]:
    """Return the words that open sentences rather than headings, or the other way about."""
    return frozenset(load().function_words)
