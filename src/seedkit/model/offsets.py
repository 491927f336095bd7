"""Normalized words with the span of each character in the source."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import NamedTuple

from seedkit.model.block import Block
from seedkit.model.source import Place, Source

_ENTITY = re.compile(r"&(?:#\w+|\w+);?")
_BREAK = re.compile(r"<br\b|(?:\\|[ ]{2})\r?\n", re.IGNORECASE)
_Character = tuple[str, int, int]


class Words(NamedTuple):
    """A text, and for each of its characters where it starts and ends in the source (an entity is several code points long)."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def place(self, start: int, end: int) -> Place:
        """Return the span in the source of the characters ``[start, end)``, at least one."""
        return Place(self.starts[start], self.ends[end - 1])

    def cut(self, start: int, end: int) -> Words:
        """Return the characters ``[start, end)``, without whitespace at both ends."""
        text = self.text[start:end]
        start += len(text) - len(text.lstrip())
        text = text.strip()
        end = start + len(text)
        return Words(text, self.starts[start:end], self.ends[start:end])


def words(source: Source, block: Block) -> Words:
    """Return the text of a block with its spans."""
    start, end = block.text_start, block.text_end
    if block.runs is None and end - start == len(block.text):
        return Words(block.text, range(start, end), range(start + 1, end + 1))
    return _collapsed(block.text, _characters(source.text, block))


def lines(source: Source, blocks: Sequence[Block]) -> Words:
    """Return the words of consecutive blocks, line breaks kept, whitespace collapsed in each line.

    In markup a line ends where the author broke it (``<br>``, a backslash or two spaces at the end of a Markdown line), and an
    empty line separates two blocks.
    """
    if blocks[0].runs is None:
        newline = source.text[source.line_starts[1] - 1] if len(source.line_starts) > 1 else "\n"
        at = blocks[0].text_start
        parts = []
        for raw in source.text[at : blocks[-1].text_end].split(newline):
            parts.append(_collapsed(" ".join(raw.split()), [(c, at + i, at + i + 1) for i, c in enumerate(raw)]))
            at += len(raw) + 1
        gap = "\n"
    else:
        parts = [_broken(source, words(source, block)) for block in blocks]
        gap = "\n\n"
    texts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for place, part in enumerate(parts):
        if place:
            texts.append(gap)
            starts += [ends[-1] if ends else blocks[0].text_start] * len(gap)
            ends += starts[-len(gap) :]
        texts.append(part.text)
        starts += part.starts
        ends += part.ends
    return Words("".join(texts), starts, ends)


def _broken(source: Source, words: Words) -> Words:
    """Return words with a line end for each space that stands for a break by the author."""
    signs = list(words.text)
    for at, sign in enumerate(signs):
        if sign == " " and _BREAK.search(source.text, words.ends[at - 1], words.starts[at + 1]):
            signs[at] = "\n"
    return words._replace(text="".join(signs))


def _characters(text: str, block: Block) -> list[_Character]:
    """Return the decoded characters of a block with their spans."""
    out: list[_Character] = []
    for start, end in block.places():
        at = start
        if block.runs is not None and "&" in text[start:end]:
            for match in _ENTITY.finditer(text, start, end):
                decoded = html.unescape(match.group())
                if decoded == match.group():
                    continue
                out += ((text[i], i, i + 1) for i in range(at, match.start()))
                out += ((c, match.start(), match.end()) for c in decoded)
                at = match.end()
        out += ((text[i], i, i + 1) for i in range(at, end))
    return out


def _collapsed(text: str, characters: Sequence[_Character]) -> Words:
    """Match a normalized text against the characters it was made from; a space matches any whitespace, even none."""
    starts, ends = [], []
    at = 0
    start = end = characters[0][1] if characters else 0
    for sign in text:
        if sign in " \n":
            start = end
            end = characters[at][2] if at < len(characters) and characters[at][0].isspace() else end
        else:
            while at < len(characters) and characters[at][0] != sign:
                at += 1
            if at < len(characters):
                _, start, end = characters[at]
                at += 1
        starts.append(start)
        ends.append(end)
    return Words(text, starts, ends)
