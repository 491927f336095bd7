"""What is known of an article before its short lines are weighed: how it separates its blocks, and where its questions are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from seedkit.classify.page import Page
from seedkit.classify.shapes import Shape
from seedkit.classify.speakers import turns
from seedkit.language.headings import is_faq
from seedkit.language.lexicon import Lexicon
from seedkit.language.signs import QUESTION_MARKS
from seedkit.model.block import Block

LISTED = ("bullet", "ordered")
SPACINGS = ("tight", "mixed", "even")
"""How an article separates its blocks: with blank lines between none, some or most of them."""


class Setting(NamedTuple):
    """An article while its headings are found.

    ``short`` are the indices of the blocks that may be headings. ``spacing`` is one of ``SPACINGS``. ``pace``, from 0 to 3, is how
    many of its paragraphs are one short sentence. ``below_faq`` and ``inside_numbers`` say for each block whether it is in an FAQ
    section, and whether it is between the first and the last of at least three numbered headings. ``spoken`` are the lines of an
    interview. ``questions`` is the number of short blocks that are questions.
    """

    page: Page
    blocks: Sequence[Block]
    lexicon: Lexicon
    shapes: Sequence[Shape]
    short: Sequence[int]
    spacing: str
    pace: int
    below_faq: Sequence[bool]
    inside_numbers: Sequence[bool]
    spoken: frozenset[int]
    questions: int


def setting_of(page: Page, shapes: Sequence[Shape]) -> Setting:
    """Return the setting of an article whose blocks have ``shapes``; blocks already read have their role."""
    return Setting(
        page,
        page.blocks,
        page.lexicon,
        shapes,
        [k for k, shape in enumerate(shapes) if shape.kind == "short"],
        _spacing(page, shapes),
        _pace(shapes),
        _below_faq(page, shapes),
        _inside_numbers(shapes),
        turns(page.blocks, page.lexicon),
        sum(shape.kind == "short" and shape.ending == "?" for shape in shapes),
    )


def _spacing(page: Page, shapes: Sequence[Shape]) -> str:
    others = [block for block, shape in zip(page.blocks, shapes, strict=True) if shape.kind not in LISTED]
    tight = sum(block.blank_before == 0 for block in others)
    wide = sum(block.blank_before > 1 for block in page.blocks)
    return "tight" if tight * 4 >= len(others) * 3 else "mixed" if tight * 8 >= len(others) or 8 * wide >= len(shapes) else "even"


def _pace(shapes: Sequence[Shape]) -> int:
    """How often a paragraph of the article is one short sentence: in such an article a short line is weaker evidence for a
    heading."""
    sentences = sum(shape.kind == "short" and shape.ending in ("stop", "!", "quote") for shape in shapes)
    prose = sum(shape.kind in ("prose", "colon") for shape in shapes)
    return min(3, 4 * sentences // max(1, sentences + prose))


def _inside_numbers(shapes: Sequence[Shape]) -> list[bool]:
    at = [k for k, shape in enumerate(shapes) if shape.kind == "numbered"]
    if len(at) < 3:
        return [False] * len(shapes)
    return [at[0] < k < at[-1] for k in range(len(shapes))]


def _below_faq(page: Page, shapes: Sequence[Shape]) -> list[bool]:
    out = []
    lexicon = page.lexicon
    faq = any(shape.kind == "title" and is_faq(block.text, lexicon) for block, shape in zip(page.blocks, shapes, strict=True))
    since = 0
    for block, shape in zip(page.blocks, shapes, strict=True):
        out.append(faq)
        if shape.kind in ("short", "heading", "numbered") and shape.words <= 12:
            if shape.ending != "?" and is_faq(block.text, lexicon):
                faq, since = True, 0
            elif faq and shape.kind in ("short", "numbered") and shape.ending == "none" and not block.text.endswith(QUESTION_MARKS):
                since += 1
                faq = since < 3
            else:
                since = 0
    return out
