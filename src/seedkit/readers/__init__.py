"""Bytes to a decoded source, and a source to lines or blocks with hints, never roles. ``READERS`` is the table of formats."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from seedkit.language.lexicon import Lexicon
    from seedkit.model.front import Parsed
    from seedkit.model.line import Line
    from seedkit.model.source import Source, Syntax


class Reader(NamedTuple):
    """An input format: its name, the suffixes of its files (lower case, the usual one first), its media type, its syntax.

    ``read`` returns blocks and what the format states about the article, or the lines that segmentation joins to blocks. The
    lexicon of the article's language is used to recognize boilerplate lines of a page. It accepts any text and raises nothing.
    """

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    syntax: Syntax
    read: Callable[[Source, Lexicon], Parsed | list[Line]]


# Each reader has its own parser, imported when first needed.


def _text(source: Source, _words: Lexicon) -> list[Line]:
    from seedkit.readers import plain

    return plain.lines(source)


def _markdown(source: Source, _words: Lexicon) -> Parsed:
    from seedkit.readers.markdown import reader

    return reader.read(source)


def _html(source: Source, words: Lexicon) -> Parsed:
    from seedkit.readers.html import reader

    return reader.read(source, words)


_ROWS = (
    Reader("text", (".txt",), "text/plain", "plain", _text),
    Reader("markdown", (".md", ".markdown"), "text/markdown", "signs", _markdown),
    Reader("html", (".html", ".htm"), "text/html", "tags", _html),
)

READERS: Mapping[str, Reader] = MappingProxyType({row.name: row for row in _ROWS})
"""The input formats by name."""
SUFFIXES: Mapping[str, str] = MappingProxyType({suffix: row.name for row in _ROWS for suffix in row.suffixes})
"""The name of the format for each suffix."""


OTHERS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        ".adoc": ("AsciiDoc", "docling"),
        ".asciidoc": ("AsciiDoc", "docling"),
        ".doc": ("a Word document", "LibreOffice"),
        ".docx": ("a Word document", "`pandoc -t gfm`"),
        ".epub": ("an EPUB book", "`pandoc -t gfm`"),
        ".ipynb": ("a notebook", "`jupyter nbconvert --to markdown`"),
        ".mdx": ("MDX", "the site that renders it, saved as HTML"),
        ".odt": ("an OpenDocument text", "`pandoc -t gfm`"),
        ".org": ("Org", "`pandoc -t gfm`"),
        ".pdf": ("a PDF file", "markitdown or docling"),
        ".rst": ("reStructuredText", "`pandoc -f rst -t gfm`"),
        ".rtf": ("an RTF document", "`pandoc -t gfm`"),
        ".tex": ("LaTeX", "`pandoc -t gfm`"),
    }
)
"""Suffixes of articles in formats that are not read → what the format is called, and what converts it."""


CONVERTED: Mapping[str, str] = MappingProxyType({".docx": "docx", ".epub": "epub", ".pdf": "pdf"})
"""Suffix → format of documents that are read after a conversion: see ``seedkit.readers.convert``."""


def converted_format(path: str) -> str | None:
    """Return the name of the format if the file at ``path`` is read after a conversion, else ``None``."""
    return CONVERTED.get(os.path.splitext(path)[1].lower())


def refusal(path: str) -> str | None:
    """Return why the article at ``path`` is not read and what to do, ``None`` if its suffix is not one of ``OTHERS``."""
    found = OTHERS.get(os.path.splitext(path)[1].lower())
    return f"is {found[0]}, which seedkit does not read: convert it to Markdown or HTML first, with {found[1]}" if found else None


def format_of(path: str) -> str | None:
    """Return the name of the format for the suffix of ``path``, ``None`` if it is not a suffix of articles."""
    return SUFFIXES.get(os.path.splitext(path)[1].lower())
