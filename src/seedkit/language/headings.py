"""What a heading says that stands in articles of any subject."""

from __future__ import annotations

import re
from functools import cache

from seedkit.language.lexicon import Lexicon

_SIGNS = re.compile(r"[^\w\s&]+")


def is_faq(text: str, lexicon: Lexicon) -> bool:
    """Return whether a heading opens a section of questions and answers: it holds one of the lexicon's phrases, word for word."""
    words = f" {' '.join(_SIGNS.sub(' ', text.lower()).split())} "
    return any(phrase in words for phrase in _faq_phrases(lexicon))


@cache
def _faq_phrases(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(f" {phrase} " for phrase in lexicon.faq_headings)
