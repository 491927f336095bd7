"""The language that a text is written in, by its most frequent words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from seedkit.language.lexicon import LANGUAGES

_PREFIXES = (2_500, 20_000)
"""Characters that are looked at: the second number of them where the first do not settle it."""
_SETTLED = 3
"""How many times as many words of one language settle it."""
_FEWEST = 4
"""Words of a language that a text in it holds at least."""
_DISTINCT = 3
"""Different ones among them: in a short text, a single letter can be the word of many languages."""
_SHARE = 0.1
"""How many of a text's words are among the frequent ones of its language."""
_LEAD = 1.2
"""How many times as many words of its language a text holds as of any other."""
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\d_\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af]+")


def detected(text: str) -> str | None:
    """Return the BCP 47 primary tag of the language that a text begins in, ``None`` where that is not clear."""
    for prefix in _PREFIXES:
        beginning = _TAG.sub(" ", text[:prefix]).lower()
        said = _WORD.findall(beginning)
        (best, count), (_, second) = _counts(beginning, said)
        known = count >= max(_FEWEST, _SHARE * len(said)) and _is_varied(best, said)
        if known and count >= _SETTLED * second:
            break
    return best if known and count >= _LEAD * second else None


def _is_varied(code: str, said: list[str]) -> bool:
    """Return whether a text holds several different words that are frequent in a language."""
    languages = _languages()
    return len({word for word in said if code in languages.get(word, ())}) >= _DISTINCT


def _counts(beginning: str, said: list[str]) -> list[tuple[str, int]]:
    """Return the two languages that most of the words and letters are of, each with their number."""
    languages = _languages()
    counts = Counter([code for word in said if word in languages for code in languages[word]])
    if not beginning.isascii():
        for code, language in LANGUAGES.items():
            counts[code] += sum(map(beginning.count, language.letters))
    return [*counts.most_common(2), ("", 0), ("", 0)][:2]


@cache
def _languages() -> dict[str, tuple[str, ...]]:
    """Return for each frequent word the languages that it is frequent in."""
    words = {word for language in LANGUAGES.values() for word in language.frequent.split()}
    rows = {code: frozenset(language.frequent.split()) for code, language in LANGUAGES.items()}
    return {word: tuple(code for code, frequent in rows.items() if word in frequent) for word in words}
