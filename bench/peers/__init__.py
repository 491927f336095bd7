"""Readers that the same documents are put to: seedkit, the naive reading, and other tools, each of them optional.

A reader is a module of this folder with a function ``read_text``, ``read_markdown`` or ``read_html`` for each format it takes: the
decoded document in, ``Predicted`` out. It imports its tool at the top, so that one place sees when the tool is not installed.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module, metadata
from typing import NamedTuple

from labelled import Format
from predicted import Predicted

Read = Callable[[str], Predicted]


class Reader(NamedTuple):
    """A reader: what it is called, its module here, and the package it comes in (``None``: nothing to install)."""

    name: str
    module: str
    package: str | None = None


SEEDKIT = Reader("seedkit", "ours")
PEERS = (
    Reader("naive", "naive"),
    Reader("markdown-it-py", "markdown_it_py", "markdown-it-py"),
    Reader("unstructured", "unstructured_io", "unstructured"),
    Reader("docling", "docling_project", "docling"),
    Reader("trafilatura", "trafilatura_xml", "trafilatura"),
)


def open_reader(reader: Reader, format: Format) -> Read | None:
    """Return the function of a reader for a format, ``None`` when it has none. Raises ImportError when it is not installed."""
    read: Read | None = getattr(import_module(f"peers.{reader.module}"), f"read_{format}", None)
    return read


def title(reader: Reader) -> str:
    """Return the name of a reader with the version that is installed."""
    return reader.name if reader.package is None else f"{reader.name} {metadata.version(reader.package)}"
