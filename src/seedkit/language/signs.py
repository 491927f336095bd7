"""Quotation marks, and signs that end sentences, questions and lead-ins: one table for all languages."""

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
