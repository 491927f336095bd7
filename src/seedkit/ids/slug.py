"""Identifiers: slugs made of an entity's own words, so that an edit elsewhere changes none of them."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence

_WORD = re.compile(r"[a-z0-9]+")
_ASCII = bytes(ord(chr(code).lower()) if chr(code).isalnum() and code < 128 else ord(" ") for code in range(256))
"""What becomes of each byte of a text in ASCII: words in lower case, with spaces between them."""
_SEPARATED, _DROPPED = "“”–—…", "'’‘"
"""Signs that alone keep many a text from being ASCII, and apostrophes, which part no words."""
_LETTERS = str.maketrans({
    "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ħ": "h", "Ħ": "H", "ŧ": "t", "Ŧ": "T",
    "ı": "i", "ŋ": "n", "Ŋ": "N", "þ": "th", "Þ": "Th", "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE",
})  # fmt: skip
"""Latin letters that Unicode does not decompose into an ASCII letter and an accent."""
_FIRST, _LAST = (5, 40), (3, 24)
"""Maximum number of words, and of characters, that the id of a long text has from each end."""
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))})
"""Names that Windows reserves for devices: no file can have them, whatever its suffix."""
_EDGE = 160  # code points at each end of a text that can affect its slug


def slug(text: str) -> str:
    """Return ``text`` as ``[a-z0-9-]+``: up to eight words in full, otherwise the first five and the last three.

    At most 65 characters. Both ends, because headings and questions of one article often begin alike. Accents are dropped, and
    letters such as ł and ß become ASCII letters. A text with no Latin letter or digit at its ends gives eight hexadecimal digits of
    its SHA-256.
    """
    words = _words(text) if len(text) <= 2 * _EDGE else [*_words(text[:_EDGE]), *_words(text[-_EDGE:])]
    if not words:
        return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
    if len(words) > _FIRST[0] + _LAST[0] or len("-".join(words)) > _FIRST[1] + _LAST[1]:
        last = words[_FIRST[0] :][::-1]
        words = _fit(words, *_FIRST) + _fit(last, *_LAST)[::-1]
    return "-".join(words)


def _fit(words: Sequence[str], count: int, room: int) -> list[str]:
    """Return the first ``count`` words, or as many as fit into ``room`` characters; the first one is cut if necessary."""
    out = [word[:room] for word in words[:1]]
    used = len("".join(out))
    for word in words[1:count]:
        used += 1 + len(word)
        if used > room:
            break
        out.append(word)
    return out


def document_id(path: str) -> str:
    """Return the id of the article at ``path`` (POSIX, below the source folder): the whole path without its suffix, as a slug.

    It is a valid file name on every system: one that Windows reserves for a device ends in ``-article``.
    """
    head, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0] or name
    words = _words(f"{head}/{stem}" if head else stem)
    return file_name("-".join(words)) or hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:8]


def file_name(slug: str) -> str:
    """Return a slug as a file name, which must not be one that Windows reserves for a device."""
    return f"{slug}-article" if slug in _DEVICES else slug


def _words(text: str) -> list[str]:
    text = _without_signs(text)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        text = _without_signs("".join(c for c in text if not unicodedata.combining(c)))
    return text.encode().translate(_ASCII).decode().split() if text.isascii() else _WORD.findall(text.lower())


def _without_signs(text: str) -> str:
    for sign in _SEPARATED:
        text = text.replace(sign, " ")
    for sign in _DROPPED:
        text = text.replace(sign, "")
    return text
