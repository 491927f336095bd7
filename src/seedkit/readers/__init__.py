"""Bytes to a decoded source, and a source to lines or blocks with hints, never roles."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

FORMATS: Mapping[str, str] = MappingProxyType(
    {".txt": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html"}
)
"""The format that a file name's suffix (lower case) stands for."""
