"""Quotation marks, which are the same for every language: a text of one script may quote another."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CLOSERS: Mapping[str, str] = MappingProxyType({"“": "”", "„": "“”", "«": "»", '"': '"', "「": "」", "『": "』"})
"""Double quotation marks that open, and those that close what they open."""

OPENERS = tuple(CLOSERS)
