"""Pages that are one preformatted text: a plain text saved from a browser."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from seedkit.model.block import Block
from seedkit.model.line import Line
from seedkit.model.source import Place, Source
from seedkit.readers import plain
from seedkit.readers.html.content import Status
from seedkit.readers.html.text import collapse
from seedkit.readers.html.tokens import decode
from seedkit.readers.html.tree import Page


def lines(source: Source, page: Page, status: Sequence[Status]) -> list[Line]:
    """Return the lines of a page that is one ``pre`` element without tags; otherwise none."""
    texts = list(islice((node for node, length in enumerate(page.lengths) if length and status[node] is None), 2))
    if len(texts) != 1 or page.names[page.parents[texts[0]]] != "pre":
        return []
    start, end = page.starts[texts[0]], page.ends[texts[0]]
    out: list[Line] = []
    for line in plain.lines(source):
        first, last = max(line.start, start), min(line.end, end)
        if words := page.text[first:last].strip():
            first += page.text[first:last].index(words)
            blanks = line.blank_before if out else 0
            out.append(line._replace(start=first, end=first + len(words), indent=line.indent if out else 0, blank_before=blanks))
    return out


def decoded(source: Source, block: Block) -> Block:
    """Return a block of such a page with its character references decoded."""
    place = Place(block.text_start, block.text_end)
    words = source.text[slice(*place)]
    return block._replace(text=collapse(decode(words)), runs=(place,)) if "&" in words else block
