"""The language that a text is written in, by its most frequent words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from functools import cache
from operator import itemgetter

from seedkit.language.lexicon import LANGUAGES

_PREFIXES = (2_500, 20_000)
"""Number of characters that are examined: the second number if the first ones are inconclusive."""
_SETTLED = 3
"""Required ratio of words of the best language to those of the next."""
_FEWEST = 4
"""Minimum number of words of a language in a text."""
_DISTINCT = 3
"""Minimum number of different ones: in a short text, a single letter can be a word of many languages."""
_SHARE = 0.1
"""Minimum share of a text's words that are frequent words of its language."""
_LEAD = 1.2
"""How many times as many words of its language a text holds as of any other."""
_SIGNS = "’‘“”–—…•·●▪\u00a0"
"""What alone keeps many a text from being ASCII."""
_LETTERS = bytes(ord(chr(code).lower()) if chr(code).isalpha() and code < 128 else ord(" ") for code in range(256))
"""What becomes of each byte of a text in ASCII: words in lower case, with spaces between them."""
_TAG = re.compile(r"<[^<>]*>")
_MOSTLY = 0.5
"""Minimum share of a text in a script that tells its language."""
_WORD = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\d_\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af]+")


def detected(text: str) -> str | None:
    """Return the BCP 47 primary tag of the language that a text begins in, ``None`` if it is unclear.

    Its frequent words tell, or else its script.
    """
    for prefix in _PREFIXES:
        beginning = text[:prefix]
        if "<" in beginning:
            beginning = _TAG.sub(" ", beginning)
        for sign in _SIGNS:
            beginning = beginning.replace(sign, " ")
        words = _words(beginning)
        frequent = Counter(filter(_languages().__contains__, words))
        (best, count), (_, second) = _counts(beginning, frequent)
        known = count >= max(_FEWEST, _SHARE * len(words)) and _is_varied(best, frequent)
        if known and count >= _SETTLED * second:
            break
    if known and count >= _LEAD * second:
        return best
    return None if beginning.isascii() else _by_script(Counter(words))


def _by_script(said: Mapping[str, int]) -> str | None:
    """Return the language of a text with few words that are frequent in any, if its script tells: Chinese, Japanese, or Korean."""
    chinese = kana = hangul = others = 0
    for word, count in said.items():
        first = word[0]
        if "\u3400" <= first <= "\u9fff":
            chinese += count
        elif "\u3041" <= first <= "\u30ff":
            kana += count
        elif "\uac00" <= first <= "\ud7af":
            hangul += count
        else:
            others += count
    if max(chinese + kana, hangul) < max(_FEWEST, _MOSTLY * (chinese + kana + hangul + others)):
        return None
    return "ko" if hangul > chinese + kana else "ja" if kana else "zh"


def _words(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return text.encode().translate(_LETTERS).decode().split() if text.isascii() else _WORD.findall(text.lower())


def _is_varied(code: str, frequent: Collection[str]) -> bool:
    """Return whether several of the different ``frequent`` words of a text are words of a language."""
    languages = _languages()
    return len([word for word in frequent if code in languages[word]]) >= _DISTINCT


def _counts(beginning: str, frequent: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return the two languages that most of the ``frequent`` words and the letters are of, each with their number."""
    languages = _languages()
    counts = dict.fromkeys(LANGUAGES, 0)
    for word, number in frequent.items():
        for code in languages[word]:
            counts[code] += number
    if not beginning.isascii():
        lowered = beginning.lower()
        for code, language in LANGUAGES.items():
            counts[code] += sum(map(lowered.count, language.letters))
    return sorted(counts.items(), key=itemgetter(1), reverse=True)[:2]


@cache
def _languages() -> dict[str, tuple[str, ...]]:
    """Return for each frequent word the languages in which it is frequent."""
    words = {word for language in LANGUAGES.values() for word in language.frequent.split()}
    rows = {code: frozenset(language.frequent.split()) for code, language in LANGUAGES.items()}
    return {word: tuple(code for code, frequent in rows.items() if word in frequent) for word in words}
