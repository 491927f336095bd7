"""Normalized words with the offset in the source of each character."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import NamedTuple

from seedkit.model.block import Block
from seedkit.model.source import Place, Source


class Words(NamedTuple):
    """A text, and for each of its characters the offset of the code point in the source that it comes from."""

    text: str
    offsets: Sequence[int]


def words(source: Source, block: Block) -> Words:
    """Return the text of a block with its offsets."""
    if block.runs is None and block.text_end - block.text_start == len(block.text):
        return Words(block.text, range(block.text_start, block.text_end))
    return _collapsed(block.text, _characters(source.text, block.runs or (Place(block.text_start, block.text_end),)))


def lines(source: Source, first: Block, last: Block, blocks: Sequence[Block]) -> Words:
    """Return the words from one block to another, line breaks kept, white space collapsed in each line.

    In markup, where a line break means nothing, a block is a line and an empty line parts two.
    """
    texts: list[str] = []
    offsets: list[int] = []
    if first.runs is None:
        newline = "\n" if "\n" in source.text else "\r"
        at = first.text_start
        parts = []
        for raw in source.text[first.text_start : last.text_end].split(newline):
            text = " ".join(raw.split())
            parts.append(_collapsed(text, [(c, at + i) for i, c in enumerate(raw)]))
            at += len(raw) + 1
        gap = "\n"
    else:
        parts = [words(source, block) for block in blocks]
        gap = "\n\n"
    for place, part in enumerate(parts):
        if place:
            texts.append(gap)
            offsets += [offsets[-1] if offsets else first.text_start] * len(gap)
        texts.append(part.text)
        offsets += part.offsets
    return Words("".join(texts), offsets)


def _characters(text: str, runs: Sequence[Place]) -> list[tuple[str, int]]:
    out: list[tuple[str, int]] = []
    for start, end in runs:
        raw = text[start:end]
        decoded = html.unescape(raw) if "&" in raw else raw
        shift = len(raw) - len(decoded)
        out += ((c, start + i if not shift else min(start + i, end - 1)) for i, c in enumerate(decoded))
    return out


def _collapsed(text: str, characters: Sequence[tuple[str, int]]) -> Words:
    """Match a normalized text against the characters it was made from; a blank stands for any white space, even none."""
    offsets = []
    at = 0
    last = characters[0][1] if characters else 0
    for sign in text:
        if sign != " ":
            while at < len(characters) and characters[at][0] != sign:
                at += 1
        if at < len(characters):
            last = characters[at][1]
            at += 1
        offsets.append(last)
    return Words(text, offsets)
