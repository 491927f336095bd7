"""HTML pages to blocks and the facts in their head."""

from __future__ import annotations

from seedkit.language.lexicon import Lexicon
from seedkit.model.front import Parsed
from seedkit.model.source import Place, Source
from seedkit.readers.collector import Collector
from seedkit.readers.html import markup as html_markup
from seedkit.readers.html import preformatted
from seedkit.readers.html import title as html_title
from seedkit.readers.html.blocks import blocks
from seedkit.readers.html.boilerplate import mark_boilerplate
from seedkit.readers.html.content import holds_title, visible
from seedkit.readers.html.head import data_scripts, front
from seedkit.readers.html.hidden import hidden
from seedkit.readers.html.jsonld import claims
from seedkit.readers.html.series import items as stated_items
from seedkit.readers.html.tree import parse


def read(source: Source, words: Lexicon) -> Parsed:
    """Return the blocks of a page in source order and what its markup says about it. Accepts any text and raises nothing.

    ``words`` is the lexicon of its language, by which lines that announce boilerplate are recognized.
    """
    page = parse(source.text)
    scripts = data_scripts(page)
    stated = claims(page.text[start:end] for start, end in scripts)
    status = visible(page)
    if text := preformatted.lines(source, page, status):
        return Parsed((), lines=tuple(text))
    html_title.settle(page, status, stated.titles)
    unseen = hidden(page, status)
    items = stated_items(page, status, stated.series, unseen)
    named = html_title.named(page, status, stated.recipes)
    mark_boilerplate(page, status, items, unseen, words)
    found = Collector()
    html_markup.collect(page, status, found)
    written = blocks(source, page, status, items)
    found.code += (Place(block.start, block.end) for block in written if block.kind == "code")
    return Parsed(written, front(page, scripts, stated, holds_title(page, status), named), found.markup())
