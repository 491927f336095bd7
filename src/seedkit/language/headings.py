"""Headings that occur in articles on any subject."""

from __future__ import annotations

import re
from functools import cache

from seedkit.language.lexicon import Lexicon

_SIGNS = re.compile(r"[^\w\s&]+")


def is_faq(text: str, lexicon: Lexicon) -> bool:
    """Return whether a heading opens an FAQ section: it contains one of the lexicon's phrases, word for word."""
    lowered = text.lower()
    if not any(map(lowered.__contains__, _telling_words(lexicon))):
        return False
    words = f" {' '.join(_SIGNS.sub(' ', lowered).split())} "
    return any(phrase in words for phrase in _faq_phrases(lexicon))


@cache
def _faq_phrases(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(f" {phrase} " for phrase in lexicon.faq_headings)


@cache
def _telling_words(lexicon: Lexicon) -> tuple[str, ...]:
    """The longest word of each phrase, which is cheap to search for and rare, without those that contain another one."""
    words = {max(phrase.split(), key=len) for phrase in lexicon.faq_headings}
    return tuple(sorted(word for word in words if not any(other in word for other in words - {word})))


def usual(text: str, lexicon: Lexicon) -> str:
    """Return the kind of a common heading ``text``: ``faq``, ``closing``, ``sample`` or ``usual``; ``""`` if it is none."""
    return _usual(lexicon).get(text.lower().strip(" :.!?").replace("'", "’"), "")


@cache
def _usual(lexicon: Lexicon) -> dict[str, str]:
    kinds = (
        ("usual", lexicon.usual_headings),
        ("sample", lexicon.sample_headings),
        ("closing", lexicon.conclusion_headings),
        ("faq", lexicon.faq_headings),
    )
    return {phrase: kind for kind, phrases in kinds for phrase in phrases}
