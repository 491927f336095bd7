"""HTML pages to blocks and the facts that their head states."""

from __future__ import annotations

from seedkit.model.front import Parsed
from seedkit.model.source import Source
from seedkit.readers.html import title as html_title
from seedkit.readers.html.blocks import blocks
from seedkit.readers.html.boilerplate import statuses
from seedkit.readers.html.content import holds_title
from seedkit.readers.html.head import front
from seedkit.readers.html.tree import parse


def read(source: Source) -> Parsed:
    """Return the blocks of a page in source order and what its markup says about it. Any text can be read; nothing is raised."""
    page = parse(source.text)
    html_title.settle(page)
    status = statuses(page)
    return Parsed(blocks(source, page, status), front(page, has_title=holds_title(page, status)))
