"""What a page shows: its texts in lines, and their letters, by which stated texts are found."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from seedkit.readers.html.content import Status
from seedkit.readers.html.text import letters
from seedkit.readers.html.tokens import decode
from seedkit.readers.html.tree import BLOCKS, Page


class Line(NamedTuple):
    """Neighboring texts, ``[first, end)`` of those shown, and the block element that contains them."""

    holder: int
    first: int
    end: int


class Shown(NamedTuple):
    """The texts that a page shows, in order.

    ``nodes`` are their nodes, ``said`` their words, ``letters`` those of all together, in which those of text ``k`` begin at
    ``starts[k]`` (one more offset ends the last one); ``line_of`` is the index of the line of a text; ``hidden`` has the offsets in
    ``letters`` at which hidden elements begin and end, in turn.
    """

    nodes: list[int]
    said: list[str]
    letters: str
    starts: list[int]
    lines: list[Line]
    line_of: list[int]
    hidden: list[int]

    def is_hidden(self, start: int) -> bool:
        """Return whether the letter at ``start`` is in a hidden element."""
        return bisect_right(self.hidden, start) % 2 == 1

    def inside(self, page: Page, node: int) -> range:
        """Return the texts in an element."""
        return range(bisect_left(self.nodes, node), bisect_left(self.nodes, page.lasts[node] + 1))

    def words(self, line: Line) -> str:
        """Return the text of a line."""
        return "".join(self.said[line.first : line.end])


def shown(page: Page, status: Sequence[Status], unseen: Sequence[int]) -> Shown:
    """Return what a page shows, without nodes that have a status; ``unseen`` are the hidden elements."""
    nodes: list[int] = []
    said: list[str] = []
    lines: list[Line] = []
    line_of: list[int] = []
    parted = True
    for node, name in enumerate(page.names):
        if name:
            parted = parted or name in BLOCKS or name == "br"
            continue
        if status[node] is not None or not page.lengths[node]:
            continue
        holder = page.holders[node]
        if parted or lines[-1].holder != holder:
            lines.append(Line(holder, len(nodes), len(nodes)))
        parted = False
        lines[-1] = lines[-1]._replace(end=len(nodes) + 1)
        line_of.append(len(lines) - 1)
        nodes.append(node)
        said.append(decode(page.text[page.starts[node] : page.ends[node]]))
    folded = [letters(words) for words in said]
    starts = [0]
    for part in folded:
        starts.append(starts[-1] + len(part))
    ends = (end for node in unseen for end in (node, page.lasts[node] + 1))
    return Shown(nodes, said, "".join(folded), starts, lines, line_of, [starts[bisect_left(nodes, end)] for end in ends])
