"""HTML set into a Markdown article: read as a page is, and carried back to the article."""

from __future__ import annotations

from typing import Literal

from seedkit.model.block import Block
from seedkit.model.source import Source
from seedkit.readers.html import blocks as html_blocks
from seedkit.readers.html import tree as html_tree
from seedkit.readers.markdown.lines import Content

_UNSEEN = frozenset({"iframe", "noscript", "script", "style", "svg", "template"})


def blocks(content: Content, source: Source, level: int) -> list[Block]:
    """Return the blocks of an HTML block's content, with their places in ``source``. Comments and tags are markup.

    ``level`` is that of the last heading: a ``summary`` heads what it opens one level below.
    """
    page = html_tree.parse(content.text)
    fragment = source._replace(text=content.text, line_starts=(0,))
    found = html_blocks.blocks(fragment, page, _statuses(page))
    if html_tree.HEADINGS.isdisjoint(page.names):
        found = tuple(block._replace(level=min(block.level + level - 1, 6)) if block.level else block for block in found)
    return [_carried(block, content, source) for block in found]


def _statuses(page: html_tree.Page) -> list[Literal["markup"] | None]:
    """Return what no reader sees as markup, and everything else as part of the article: its author put it there."""
    status: list[Literal["markup"] | None] = []
    for node, name in enumerate(page.names):
        if name in _UNSEEN and node >= len(status):
            status += ["markup"] * (page.lasts[node] + 1 - node)
        elif node >= len(status):
            status.append(None)
    return status


def _carried(block: Block, content: Content, source: Source) -> Block:
    start, end = content.place(block.start, block.end)
    text_start, text_end = content.place(block.text_start, block.text_end)
    line, line_end = source.lines_of(start, end)
    return block._replace(
        start=start,
        end=end,
        text_start=text_start,
        text_end=text_end,
        line=line,
        line_end=line_end,
        marker=block.marker and block.marker._replace(start=start, end=start),
        runs=tuple(place for run in block.runs or () for place in content.runs(run)),
        links=tuple(link._replace(place=content.place(*link.place)) for link in block.links),
    )
