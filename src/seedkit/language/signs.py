"""Quotation marks, and the punctuation that ends sentences, questions and lead-ins: one table for all languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CLOSERS: Mapping[str, str] = MappingProxyType({"“": "”", "„": "“”", "«": "»", '"': '"', "「": "」", "『": "』"})
"""Opening double quotation marks, and those that close them."""

OPENERS = tuple(CLOSERS)
COLONS = (":", "：")
QUESTION_MARKS = ("?", "？", "؟")
FULL_STOPS = (".", "。", "．", "।", "۔")
SENTENCE_ENDS = (*FULL_STOPS, "!", "！", *QUESTION_MARKS)
