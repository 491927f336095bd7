"""Which articles of a batch are in given languages, before they are compiled."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from seedkit.arrow.kernel import Article, articles
from seedkit.errors import InputError
from seedkit.pipeline import language_of
from seedkit.readers.decode import decode, from_text

STATED = "stated"
"""A column of articles: the language that a crawl identified. It only decides which articles are read."""


def in_languages(batch: Any, languages: Collection[str]) -> Any:
    """Return the articles of a batch that are in one of ``languages``, all if there are none.

    That is the language of the column ``stated`` or ``language``, else the one that the document states or is detected in. What
    cannot be read is kept, to be reported.
    """
    if not languages:
        return batch
    known = {language.lower() for language in languages}
    stated = batch.column(STATED).to_pylist() if STATED in batch.schema.names else [None] * batch.num_rows
    kept = [row for row, article in enumerate(articles(batch)) if _is_kept(article, stated[row], known)]
    return batch if len(kept) == batch.num_rows else batch.take(kept)


def _is_kept(article: Article, stated: str | None, known: Collection[str]) -> bool:
    try:
        if article.text("error") is not None:
            return True
        language = stated or article.text("language") or _language(article)
    except (InputError, UnicodeDecodeError):
        return True
    return language is not None and language.lower().partition("-")[0] in known


def _language(article: Article) -> str | None:
    content, format = article.content(), article.format()
    return language_of(from_text(content, "", format) if isinstance(content, str) else decode(content, "", format))
