"""Findings about links that lead nowhere and images that say nothing. In plain text there are neither."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from seedkit.checks.finding import Finding
from seedkit.checks.prose import finds, in_prose, paragraphs, tile_at
from seedkit.model.compiled import Tile
from seedkit.model.document import Document, ImageBlock, ProseBlock, Span
from seedkit.model.source import Source
from seedkit.model.walk import bodies

_TEXT = re.compile(
    r"""\s(?:alt(?:\s*=|[\s/>])|role\s*=\s*["']?presentation|aria-hidden|(?:width|height)\s*=\s*["']?\d{1,2}["'\s/>])""",
    re.IGNORECASE,
)
"""What gives an image its text, or says that it is an ornament, an icon or a counter."""
_LONGEST_TAG = 4096
"""Characters of a tag that are looked at."""


def check(document: Document, source: Source, ledger: tuple[Tile, ...]) -> Iterator[Finding]:
    """Yield ``link-without-target`` and ``image-without-text`` for each such link and image of the article."""
    if source.format == "text":
        return
    yield from _links(document, source, ledger)
    text = source.text
    places = sorted([*paragraphs(document), *_images(document, text)])
    starts = [start for start, _ in places]
    for at in finds(text, "<img"):
        place = bisect_right(starts, at) - 1
        end = text.find(">", at, at + _LONGEST_TAG) + 1
        if (
            place >= 0
            and at < places[place][1]
            and end
            and tile_at(ledger, at).kind == "markup"
            and not _TEXT.search(text, at, end)
        ):
            yield Finding("image-without-text", "the image has no text in its place", _span(source, at, end), {})
    if source.format == "markdown":
        for at in finds(text, "![]("):
            if tile_at(ledger, at).kind == "markup":
                yield Finding("image-without-text", "the image has no text in its place", _span(source, at, at + 4), {})


def _images(document: Document, text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of the tags of images that stand on their own; such an image's own place is that of its text."""
    for _, body in bodies(document):
        for block in body:
            if isinstance(block, ImageBlock):
                tag = text.rfind("<img", max(0, block.span.start - _LONGEST_TAG), block.span.start)
                if tag >= 0:
                    yield tag, block.span.start


def _links(document: Document, source: Source, ledger: tuple[Tile, ...]) -> Iterator[Finding]:
    nowhere = ("", "#") if source.format == "markdown" else ("",)  # in HTML a script may wait at “#”
    for _, body in bodies(document):
        for block in body:
            if isinstance(block, ProseBlock):
                for link in block.links:
                    if link.href.strip() in nowhere:
                        yield Finding("link-without-target", f"the link “{link.text}” has no target", link.span, {})
    if source.format == "markdown" and "{%" not in source.text:  # a page of a site may take its definitions from elsewhere
        for at in in_prose(finds(source.text, "]["), document, source, ledger):
            if tile_at(ledger, at + 1).kind == "text":
                message = "the link names a target that is not defined"
                yield Finding("link-without-target", message, _span(source, at, at + 2), {})


def _span(source: Source, start: int, end: int) -> Span:
    return Span(start=start, end=end, line=source.line_at(start))
