"""Headings of sections of questions and answers."""

from __future__ import annotations

import re

from seedkit.language.lexicon import load

_SIGNS = re.compile(r"[^\w\s&]+")


def is_faq(text: str) -> bool:
    """Whether a heading opens a section of questions and answers."""
    words = f" {' '.join(_SIGNS.sub(' ', text.lower()).split())} "
    return any(f" {phrase} " in words for phrase in load().faq_headings)
