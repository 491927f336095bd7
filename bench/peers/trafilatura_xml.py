"""trafilatura: the main content of an HTML page, as its XML output gives it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from xml.etree.ElementTree import Element, fromstring

from peers.levels import titled
from predicted import Piece, Predicted

# By name, so that types can be checked where trafilatura is not installed.
_EXTRACT = import_module("trafilatura").extract
_BLOCKS = {"p": "paragraph", "quote": "paragraph", "code": "code", "table": "table"}


def read_html(text: str) -> Predicted:
    """Read an HTML document."""
    found = _EXTRACT(text, output_format="xml", include_comments=False, include_formatting=False, with_metadata=True)
    if found is None:
        return Predicted(())
    root = fromstring(found)
    main = root.find("main")
    pieces = titled(list(_pieces(main, 0))) if main is not None else []
    return Predicted(pieces, root.get("author"), root.get("date"))


def _pieces(node: Element, depth: int) -> Iterator[Piece]:
    number = 0
    for child in node:
        if child.tag == "head":
            yield Piece("heading", _words(child), level=int(child.get("rend", "h2")[1:]))
        elif child.tag in _BLOCKS:
            yield Piece(_BLOCKS[child.tag], _words(child))
        elif child.tag == "item":
            number += 1
            ordered = node.get("rend") == "ol"
            yield Piece("ordered" if ordered else "bullet", _words(child), depth=depth, ordinal=number if ordered else None)
            for inner in child.findall("list"):
                yield from _pieces(inner, depth + 1)
        else:
            yield from _pieces(child, depth + (child.tag == "list"))


def _words(node: Element) -> str:
    """Return the words of a node, those of lists inside it left out."""
    inner = (_words(child) + (child.tail or "") for child in node if child.tag != "list")
    return " ".join(f"{node.text or ''}{''.join(inner)}".split())
