"""The language that a text is written in, by its most frequent words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from seedkit.language.lexicon import LANGUAGES

_PREFIX = 20_000
"""Characters that are looked at."""
_FEWEST = 4
"""Words of a language that a text in it holds at least."""
_SHARE = 0.1
"""How many of a text's words are among the frequent ones of its language."""
_LEAD = 1.2
"""How many times as many words of its language a text holds as of any other."""
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\d_\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af]+")


def detected(text: str) -> str | None:
    """Return the BCP 47 primary tag of the language that a text begins in, ``None`` where that is not clear."""
    languages = _languages()
    beginning = _TAG.sub(" ", text[:_PREFIX]).lower()
    said = _WORD.findall(beginning)
    counts = Counter([code for word in said if word in languages for code in languages[word]])
    if not beginning.isascii():
        for code, language in LANGUAGES.items():
            counts[code] += sum(map(beginning.count, language.letters))
    found = counts.most_common(2)
    if not found:
        return None
    (best, count), (_, next_count) = (*found, ("", 0))[:2]
    return best if count >= max(_FEWEST, _SHARE * len(said)) and count >= _LEAD * next_count else None


@cache
def _languages() -> dict[str, tuple[str, ...]]:
    """Return for each frequent word the languages that it is frequent in."""
    words = {word for language in LANGUAGES.values() for word in language.frequent.split()}
    rows = {code: frozenset(language.frequent.split()) for code, language in LANGUAGES.items()}
    return {word: tuple(code for code, frequent in rows.items() if word in frequent) for word in words}
