"""Where a pin may match: the blocks of an article, and in plain text each line of a block, with the surrounding words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from seedkit.model.block import Block
from seedkit.model.source import Source

CONTEXT = 40
"""Maximum number of characters quoted from the words before and after."""


_ALIKE = 0.7
"""From this share of common letters on, words count as an edit of others."""
_COMPARED = 400
"""Number of characters of a text that are compared."""


def alike(quoted: str, words: str) -> bool:
    """Return whether two texts are the same except for an edit."""
    if quoted == words:
        return True
    return SequenceMatcher(None, quoted[:_COMPARED], words[:_COMPARED], autojunk=False).ratio() >= _ALIKE


class Spot(NamedTuple):
    """A block, or one line of it: its index, that of the line in it (``None`` for the whole), the words, their line in the source,
    and their offsets in the words of the block."""

    block: int
    part: int | None
    words: str
    line: int
    start: int
    end: int


class Spots:
    """The places of an article that have words."""

    def __init__(self, source: Source, blocks: Sequence[Block]) -> None:
        self.source = source
        self.blocks = blocks
        self.words = [" ".join(block.text.split()) for block in blocks]
        filled = [index for index, words in enumerate(self.words) if words]
        self._below = dict(pairwise(filled))
        self._above = {below: above for above, below in self._below.items()}

    def wholes(self) -> Iterator[Spot]:
        """Yield every block with words."""
        for index, words in enumerate(self.words):
            if words:
                yield Spot(index, None, words, self.blocks[index].line, 0, len(words))

    def parts(self) -> Iterator[Spot]:
        """Yield the lines of the blocks that have several."""
        for index, block in enumerate(self.blocks):
            if len(block.lines) > 1:
                at = 0
                for number, place in enumerate(block.lines):
                    start = block.text_start if number == 0 else place.start
                    words = " ".join(self.source.text[start : place.end].split())
                    yield Spot(index, number, words, block.line + number, at, at + len(words))
                    at += len(words) + 1

    def before(self, spot: Spot, most: int) -> str:
        """Return up to ``most`` characters before a spot in its block, or else the end of the block above."""
        own = self.words[spot.block][max(0, spot.start - most - 1) : spot.start].rstrip()
        above = self._above.get(spot.block)
        return own[-most:] if own or above is None else self.words[above][-most:]

    def behind(self, spot: Spot, most: int) -> str:
        """Return up to ``most`` characters after a spot in its block, or else the beginning of the block below."""
        own = self.words[spot.block][spot.end : spot.end + most + 1].lstrip()
        below = self._below.get(spot.block)
        return own[:most] if own or below is None else self.words[below][:most]

    def prefix(self, spot: Spot) -> str:
        """Return the end of the words before a spot: some whole words, or all if they are short."""
        words = self.before(spot, CONTEXT)
        return words if len(words) < CONTEXT else words[words.find(" ") + 1 :]

    def suffix(self, spot: Spot) -> str:
        """Return the beginning of the words after a spot."""
        words = self.behind(spot, CONTEXT)
        return words if len(words) < CONTEXT or " " not in words else words[: words.rfind(" ")]
