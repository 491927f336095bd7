"""seedkit, as ``seedkit inspect --lines`` prints it."""

from __future__ import annotations

from labelled import Format
from predicted import Piece, Predicted
from seedkit.model.block import Reading
from seedkit.model.compiled import Compiled
from seedkit.pipeline import compile_text
from seedkit.views.blocks import printed_number

_PROSE = ("subtitle", "quote")
"""Roles that the corpus labels as paragraphs."""
_UNLABELLED = ("code", "table", "image")
"""Roles that no plain text has, so that there they count as the paragraphs they are printed as."""


def read_text(text: str) -> Predicted:
    """Read plain text."""
    return _predicted(compile_text(text), "text")


def read_markdown(text: str) -> Predicted:
    """Read a Markdown document."""
    return _predicted(compile_text(text, "article.md", "markdown"), "markdown")


def read_html(text: str) -> Predicted:
    """Read an HTML document."""
    return _predicted(compile_text(text, "article.html", "html"), "html")


def _predicted(compiled: Compiled, format: Format) -> Predicted:
    pieces = []
    for reading, note in zip(compiled.readings, compiled.notes, strict=True):
        if reading.role == "image":
            continue  # no line that `inspect` prints; its words may be those of the title
        block = reading.block
        kind = _kind(reading.role, format)
        facts = (reading.level, reading.depth, printed_number(reading), note.sample, note.conclusion)
        pieces.append(Piece(kind, _printed(reading), block.line, block.line_end, *facts))
    stated = compiled.document.metadata
    if stated.title is not None and not any(piece.kind == "title" for piece in pieces):
        pieces.insert(0, Piece("title", stated.title.text, level=1))  # stated in the front matter or the head alone
    published = stated.published or stated.updated
    return Predicted(pieces, stated.authors[0].text if stated.authors else None, published.value if published else None)


def _printed(reading: Reading) -> str:
    """Return the words of a block with the number, sign or "Q:" before them, as the labels and all other readers have them."""
    block = reading.block
    sign = block.marker.label if block.marker else reading.sign
    return f"{sign} {block.text}" if sign else block.text


def _kind(role: str, format: Format) -> str:
    if role == "residue":
        return "other"
    return "paragraph" if role in _PROSE or (role in _UNLABELLED and format == "text") else role
