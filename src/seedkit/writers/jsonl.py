"""A corpus as JSON lines: one document per line, in the order of the corpus."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from seedkit.corpus.article import Article
from seedkit.storage import files

FILES = ("corpus.jsonl",)


def write(articles: Iterable[Article], folder: Path) -> None:
    """Write ``corpus.jsonl`` into ``folder``, one article at a time. Raises OutputError."""
    with files.replacing(folder / FILES[0]) as stream:
        for article in articles:
            stream.write(article.model_dump_json().encode())
            stream.write(b"\n")
