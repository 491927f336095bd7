"""Quotation marks and signs that end sentences, lead-ins and questions: one table for all languages, since a text may quote another."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CLOSERS: Mapping[str, str] = MappingProxyType({"“": "”", "„": "“”", "«": "»", '"': '"', "「": "」", "『": "』"})
"""Double quotation marks that open, and those that close what they open."""

OPENERS = tuple(CLOSERS)
COLONS = (":", "：")
QUESTION_MARKS = ("?", "？", "؟")
FULL_STOPS = (".", "。", "．", "।", "۔")
SENTENCE_ENDS = (*FULL_STOPS, "!", "！", *QUESTION_MARKS)
