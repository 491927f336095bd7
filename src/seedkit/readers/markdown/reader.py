"""Markdown articles (CommonMark and GFM) to blocks, and the facts of their front matter."""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt

from seedkit.model.front import FrontMatter, Parsed
from seedkit.model.source import Place, Source
from seedkit.readers.markdown import extensions as markdown_rules
from seedkit.readers.markdown import lines as markdown_lines
from seedkit.readers.markdown.blocks import Writer
from seedkit.readers.markdown.dispatch import SignedRules
from seedkit.readers.markdown.placing import PlacingParser, link_helpers

_NESTING = 20  # of quotes, lists (two per list) and brackets; anything deeper is text
# Below blank lines: front matter in YAML or TOML; JSON, the title block of pandoc, the first key of a MultiMarkdown header.
_OPENING = re.compile(r"(?:[ \t]*(?:\r\n?|\n))*+(?P<sign>---|\+\+\+|\{|%(?=[ \t\w])|[A-Za-z][\w -]{0,30}:[ \t])")


def read(source: Source) -> Parsed:
    """Return the blocks of an article in order, and the facts of its front matter. Accepts any text and raises nothing."""
    front, body, blocks, unreadable = _front(source)
    undated = tuple(words.place for words in front.undated)
    lines = markdown_lines.index(source.text, body)
    writer = Writer(source, lines, _parser())
    writer.write()
    if body:
        writer.found.verbatim.append(Place(0, body))
    return Parsed((*blocks, *writer.blocks), front, writer.found.markup()._replace(unreadable=unreadable, undated=undated))


def _front(source: Source) -> FrontMatter:
    opening = _OPENING.match(source.text)
    if opening is None:
        return FrontMatter()
    # Most articles need no parser of YAML, TOML or JSON.
    if opening["sign"] == "---":
        from seedkit.readers.markdown import front_matter

        return front_matter.read(source)
    if opening["sign"] == "+++":
        from seedkit.readers.markdown import front_matter_toml

        return front_matter_toml.read(source)
    from seedkit.readers.markdown import metadata_blocks

    return metadata_blocks.read(source)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING, "tasklists": True, "alerts": True}).enable("table")
    parser.core.ruler.enableOnly(["block"])
    markdown_rules.install(parser)
    parser.block.ruler = SignedRules(parser.block.ruler)
    parser.inline = PlacingParser()
    # Targets are returned as written: nothing is rendered here.
    vars(parser).update(helpers=link_helpers(), normalizeLink=str, normalizeLinkText=str, validateLink=bool)
    return parser
