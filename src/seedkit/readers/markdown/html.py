"""HTML inside a Markdown article: read like a page, with spans mapped to the article."""

from __future__ import annotations

from collections.abc import Sequence

from seedkit.model.block import Block
from seedkit.model.source import Source
from seedkit.readers.collector import Collector
from seedkit.readers.html import blocks as html_blocks
from seedkit.readers.html import markup as html_markup
from seedkit.readers.html import tree as html_tree
from seedkit.readers.html.content import Status
from seedkit.readers.markdown.lines import Content

_UNSEEN = frozenset({"iframe", "noscript", "script", "style", "svg", "template"})


def blocks(content: Content, source: Source, level: int, found: Collector) -> list[Block]:
    """Return the blocks of an HTML block's content, with their spans in ``source``. Comments and tags are markup, whose facts are
    added to ``found``.

    ``level`` is that of the last heading: a ``summary`` is the heading of its details, one level below.
    """
    page = html_tree.parse(content.text)
    fragment = source._replace(text=content.text, line_starts=(0,))
    status = _statuses(page)
    _collect(page, status, content, found)
    written = html_blocks.blocks(fragment, page, status, ())
    if html_tree.HEADINGS.isdisjoint(page.names):
        written = tuple(block._replace(level=min(block.level + level - 1, 6)) if block.level else block for block in written)
    return [_carried(block, content, source) for block in written]


def _collect(page: html_tree.Page, status: Sequence[Status], content: Content, found: Collector) -> None:
    """Add the facts of a fragment's markup to ``found``, with their spans in the article."""
    own = Collector()
    html_markup.collect(page, status, own)
    found.headings += (heading._replace(place=content.place(*heading.place)) for heading in own.headings)
    found.images += (image._replace(place=content.place(*image.place)) for image in own.images)
    found.comments += (comment._replace(place=content.place(*comment.place)) for comment in own.comments)
    found.code += (content.place(*place) for place in own.code)
    found.embeds += (content.place(*place) for place in own.embeds)
    found.empty_items += (content.place(*place) for place in own.empty_items)


def _statuses(page: html_tree.Page) -> list[Status]:
    """Return invisible nodes as markup, and everything else as part of the article, whose author put it there."""
    status: list[Status] = []
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
