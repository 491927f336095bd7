"""docling: Markdown and HTML, and plain text as if it were Markdown (it has no reader for plain text)."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from io import BytesIO
from typing import Any

from peers.levels import titled
from peers.placed import placed
from predicted import Piece, Predicted

# By name, so that types can be checked where docling is not installed.
_STREAM = import_module("docling.datamodel.base_models").DocumentStream
_CONVERTER = import_module("docling.document_converter").DocumentConverter()


def read_text(text: str) -> Predicted:
    """Read plain text."""
    return Predicted(placed(_read(text, "article.md"), text))


def read_markdown(text: str) -> Predicted:
    """Read a Markdown document."""
    return Predicted(_read(text, "article.md"))


def read_html(text: str) -> Predicted:
    """Read an HTML document."""
    return Predicted(_read(text, "article.html"))


def _read(text: str, name: str) -> list[Piece]:
    document = _CONVERTER.convert(_STREAM(name=name, stream=BytesIO(text.encode()))).document
    return titled(list(_pieces(document.body, document, 0, None)))


def _pieces(node: Any, document: Any, depth: int, ordinal: int | None) -> Iterator[Piece]:
    label, text = node.label.value, getattr(node, "text", "")
    inline = "" if text else _inline(node, document)
    words = text or inline
    if getattr(node, "content_layer", None) is not None and node.content_layer.value == "furniture":
        return
    if label in ("title", "section_header"):
        yield Piece("title" if label == "title" else "heading", words, level=getattr(node, "level", 1))
    elif label == "list_item":
        yield Piece("ordered" if node.enumerated else "bullet", words, depth=depth, ordinal=ordinal if node.enumerated else None)
    elif label in ("code", "table"):
        yield Piece(label, words)
    elif words and label != "picture":
        yield Piece("paragraph", words)
    if label == "inline" or label in ("table", "picture"):
        return
    number = 0
    for child in (reference.resolve(document) for reference in node.children):
        printed = str(getattr(child, "marker", "")).strip(".)")
        number = int(printed) if printed.isdecimal() else number + 1
        if not (inline and child.label.value == "inline"):
            yield from _pieces(child, document, depth + (child.label.value in ("list", "ordered_list")), number)


def _inline(node: Any, document: Any) -> str:
    """Return the words of a node that holds them in a group of runs (bold, links): its own group, or that of an empty text."""
    if node.label.value == "inline":
        return " ".join(text for reference in node.children if (text := getattr(reference.resolve(document), "text", "")))
    if node.label.value in ("list_item", "section_header", "title", "text"):
        groups = (reference.resolve(document) for reference in node.children)
        return " ".join(_inline(group, document) for group in groups if group.label.value == "inline")
    return ""
