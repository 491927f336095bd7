"""Identifiers: slugs made from an entity's own words, so that an edit elsewhere changes none of them."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHES = str.maketrans("", "", "'’‘")
_MAX_WORDS = 7
_MAX_CHARACTERS = 56
_HEAD = 120  # code points of a text that can matter for its slug


def slug(text: str) -> str:
    """Return the first words of ``text`` as ``[a-z0-9-]+``, at most 56 characters.

    Accents are dropped; a text with no Latin letter or digit gives eight hexadecimal digits of its SHA-256.
    """
    words = _words(text[:_HEAD])[:_MAX_WORDS]
    if not words:
        return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
    out = words[0][:_MAX_CHARACTERS]
    for word in words[1:]:
        if len(out) + len(word) >= _MAX_CHARACTERS:
            break
        out += f"-{word}"
    return out


def document_id(path: str) -> str:
    """Return the id of the article at ``path`` (POSIX, below the source folder): the whole path without its suffix, as a slug."""
    head, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0] or name
    words = _words(f"{head}/{stem}" if head else stem)
    return "-".join(words) or hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:8]


def _words(text: str) -> list[str]:
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in text if not unicodedata.combining(c))
    return _WORD.findall(text.translate(_APOSTROPHES).lower())
