"""Applies edits to an article without changing its other bytes, and checks the promise of safe fixes."""

from __future__ import annotations

from collections.abc import Iterable

from seedkit.errors import InputError
from seedkit.lint.article import Article, compiled
from seedkit.lint.fixes import FIXES, Fix, applied, edits
from seedkit.model.document import Diagnostic
from seedkit.model.source import Source


def edited(article: Article, diagnostics: Iterable[Diagnostic]) -> Article:
    """Return an article with ``diagnostics`` fixed as far as possible; encoding, byte order mark and line ends are kept.

    Raises InputError if the text cannot be encoded as it was.
    """
    source = article.compiled.source
    text = applied(source.text, edits(article.compiled, diagnostics))
    if text == source.text:
        return article
    raw = article.raw._replace(data=_encoded(article.raw.data, source, text))
    after = article._replace(raw=raw, compiled=compiled(raw))
    if after.compiled.source.text != text:
        raise InputError(f"is not fixed: its encoding, {source.encoding}, was detected and would be detected differently")
    return after


def fixable(article: Article, diagnostics: Iterable[Diagnostic]) -> dict[str, bool]:
    """Return the rules among ``diagnostics`` that have a fix in the article, and whether fixing them is safe here.

    A rule whose safe fix would change how this article is read counts as unsafe. Raises InputError as ``edited`` does.
    """
    by_rule: dict[str, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        if diagnostic.rule in FIXES:
            by_rule.setdefault(diagnostic.rule, []).append(diagnostic)
    return {rule: _is_safe(article, found, FIXES[rule]) for rule, found in by_rule.items() if edits(article.compiled, found)}


def _is_safe(article: Article, diagnostics: Iterable[Diagnostic], fix: Fix) -> bool:
    return fix.safe and is_same_reading(article, edited(article, diagnostics))


def is_same_reading(before: Article, after: Article) -> bool:
    """Return whether two articles are read as documents that differ only in spans, diagnostics and facts about the bytes."""
    return before.compiled.document.revision == after.compiled.document.revision


def _encoded(data: bytes, source: Source, text: str) -> bytes:
    """Return ``text`` as bytes in the encoding of ``source``, after the byte order mark that ``data`` begins with."""
    try:
        mark = data[: len(data) - len(source.text.encode(source.encoding))]
        if mark + source.text.encode(source.encoding) == data:
            return mark + text.encode(source.encoding)
    except UnicodeEncodeError:
        pass
    raise InputError(f"is not fixed: it has bytes that are not valid {source.encoding}")
