"""Articles mended: fixes applied until nothing is left to fix, and the bytes written as they were otherwise."""

from __future__ import annotations

from seedkit.errors import InputError
from seedkit.lint.fixes import applied, edits
from seedkit.lint.linter import Article, compiled, examine
from seedkit.lint.policy import Policy
from seedkit.model.source import Source

_ROUNDS = 12
"""Fixes may make room for others, up to this many times: text that was decoded in the wrong way twice needs two."""


def mend(article: Article, policy: Policy, *, unsafe: bool) -> Article:
    """Return an article with all that can be mended mended, and its bytes: encoding, byte order mark and line ends are kept.

    Only what is told under the policy is mended. Raises InputError where the text cannot be written back as it was read, or where
    the fixes do not come to rest.
    """
    for _ in range(_ROUNDS):
        told, _ = examine(article, policy)
        source = article.compiled.source
        text = applied(source.text, edits(article.compiled, told, unsafe=unsafe))
        if text == source.text:
            return article
        raw = article.raw._replace(data=_encoded(article.raw.data, source, text))
        article = article._replace(raw=raw, compiled=compiled(raw))
        if article.compiled.source.text != text:
            raise InputError(f"is not mended: its encoding, {source.encoding}, was guessed, and would be guessed otherwise")
    raise InputError("is not mended: the fixes do not come to rest")


def _encoded(data: bytes, source: Source, text: str) -> bytes:
    """Return ``text`` as bytes in the encoding of ``source``, behind the byte order mark that ``data`` begins with."""
    try:
        mark = data[: len(data) - len(source.text.encode(source.encoding))]
        if mark + source.text.encode(source.encoding) == data:
            return mark + text.encode(source.encoding)
    except UnicodeEncodeError:
        pass
    raise InputError(f"is not mended: it has bytes that are no {source.encoding}")
