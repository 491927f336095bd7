"""Findings about plain text that is written in the marks of another format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from seedkit.checks.finding import Finding
from seedkit.model.compiled import Tile
from seedkit.model.document import Document, Span
from seedkit.model.source import Source

# What ordinary text does not have, and how often it has to be there: a heading of the second level or below, a fence, bold lines;
# a page's frame, ends of elements. What each begins with is looked for first, which is many times as fast.
_MARKS: tuple[tuple[str, str, str, re.Pattern[str], int], ...] = (
    ("markdown", ".md", "##", re.compile(r"^#{2,6}[ \t]+\S", re.MULTILINE), 1),
    ("markdown", ".md", "#", re.compile(r"^#[ \t]+\S", re.MULTILINE), 2),
    ("markdown", ".md", "```", re.compile(r"^```", re.MULTILINE), 2),
    ("markdown", ".md", "**", re.compile(r"^\*\*[^*\n]{1,200}\*\*[ \t]*$", re.MULTILINE), 2),
    ("html", ".html", "<", re.compile(r"<(?:!doctype html|html|body)\b", re.IGNORECASE), 1),
    ("html", ".html", "</", re.compile(r"</(?:p|h[1-6]|li|ul|ol|div)>", re.IGNORECASE), 2),
)
_NAMES = {"markdown": "Markdown", "html": "HTML"}


def check(document: Document, source: Source, ledger: tuple[Tile, ...]) -> Iterator[Finding]:
    """Yield ``markup-in-text`` at the first mark of Markdown or HTML in an article that is read as plain text."""
    del document, ledger
    if source.format != "text":
        return
    for format, suffix, sign, mark, least in _MARKS:
        found = list(islice(mark.finditer(source.text), least)) if sign in source.text else []
        if len(found) == least:
            start, end = found[0].span()
            span = Span(start=start, end=end, line=source.line_at(start))
            words = source.text[start:end].strip()
            message = f"“{words}” is {_NAMES[format]}, and the article is read as plain text"
            yield Finding("markup-in-text", message, span, {"format": format, "suffix": suffix})
            return
