"""unstructured: plain text, Markdown and HTML. It fetches a language model from the network when it is first used."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import import_module
from typing import Any

from peers.levels import titled
from peers.placed import placed
from predicted import Piece, Predicted

# By name, so that types can be checked where unstructured is not installed.
_TEXT = import_module("unstructured.partition.text").partition_text
_MARKDOWN = import_module("unstructured.partition.md").partition_md
_HTML = import_module("unstructured.partition.html").partition_html
_NUMBER = re.compile(r"(\d{1,3})[.):]")
_KINDS = {"Title": "heading", "ListItem": "bullet", "Header": "other", "Footer": "other", "Table": "table", "CodeSnippet": "code"}


def read_text(text: str) -> Predicted:
    """Read plain text."""
    return Predicted(placed(_pieces(_TEXT(text=text)), text))


def read_markdown(text: str) -> Predicted:
    """Read a Markdown document."""
    return Predicted(_pieces(_MARKDOWN(text=text)))


def read_html(text: str) -> Predicted:
    """Read an HTML document."""
    return Predicted(_pieces(_HTML(text=text)))


def _pieces(elements: Iterable[Any]) -> list[Piece]:
    pieces = []
    for element in elements:
        kind = _KINDS.get(element.category, "paragraph")
        rank = element.metadata.category_depth or 0
        level, depth = rank + 1 if kind == "heading" else None, max(rank, 1) if kind == "bullet" else None
        number = _NUMBER.match(element.text) if kind == "bullet" else None
        ordinal = int(number[1]) if number else None
        pieces.append(Piece("ordered" if number else kind, element.text, level=level, depth=depth, ordinal=ordinal))
    return titled(pieces)
