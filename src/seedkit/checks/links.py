"""Findings about links without a target and images without alternative text. Plain text has neither."""

from __future__ import annotations

from collections.abc import Iterator

from seedkit.checks.finding import Finding
from seedkit.model.compiled import Compiled
from seedkit.model.document import ProseBlock, Span
from seedkit.model.source import Place, Source
from seedkit.model.walk import bodies


def check(compiled: Compiled) -> Iterator[Finding]:
    """Yield ``link-without-target`` and ``missing-alt-text`` for each such link and image of the article."""
    source, markup = compiled.source, compiled.markup
    if source.syntax == "plain":
        return
    nowhere = ("", "#") if source.syntax == "signs" else ("",)  # in HTML a script may handle “#”
    for _, body in bodies(compiled.document):
        for block in body:
            if type(block) is ProseBlock:
                for link in block.links:
                    if link.href.strip() in nowhere:
                        yield Finding("link-without-target", f"the link “{link.text}” has no target", link.span, {})
    for place in markup.undefined_links:
        yield Finding("link-without-target", "the link target is not defined", _span(source, place), {})
    for image in markup.images:
        if not image.described:
            yield Finding("missing-alt-text", "the image has no alternative text", _span(source, image.place), {})


def _span(source: Source, place: Place) -> Span:
    return Span(start=place.start, end=place.end, line=source.line_at(place.start))
