"""HTML pages to blocks and the facts that their head states."""

from __future__ import annotations

from seedkit.language.lexicon import Lexicon
from seedkit.model.front import Parsed
from seedkit.model.source import Place, Source
from seedkit.readers.collector import Collector
from seedkit.readers.html import markup as html_markup
from seedkit.readers.html import title as html_title
from seedkit.readers.html.blocks import blocks
from seedkit.readers.html.boilerplate import statuses
from seedkit.readers.html.content import holds_title
from seedkit.readers.html.head import front
from seedkit.readers.html.tree import parse


def read(source: Source, words: Lexicon) -> Parsed:
    """Return the blocks of a page in source order and what its markup says about it. Any text can be read; nothing is raised.

    ``words`` are those of its language: lines that announce boilerplate are known by them.
    """
    page = parse(source.text)
    html_title.settle(page)
    status = statuses(page, words)
    found = Collector()
    html_markup.collect(page, status, found)
    written = blocks(source, page, status)
    found.code += (Place(block.start, block.end) for block in written if block.kind == "code")
    return Parsed(written, front(page, has_title=holds_title(page, status)), found.markup())
