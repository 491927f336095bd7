"""From documents to files: one row a format, one file a format."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from seedkit.corpus.article import Article
from seedkit.model.document import Document
from seedkit.model.index import Index
from seedkit.writers import csv, json, jsonl, jsonld, markdown, parquet, yaml


class Writer(NamedTuple):
    """An output format: its name, the suffix of its files, and the function that turns a model into their whole text."""

    name: str
    suffix: str
    dump: Callable[[Document | Index], str]


class ArticleWriter(NamedTuple):
    """A format of an article's content: its name, the suffix of its files, and the function that returns their whole text.

    ``opening`` matches how such a file of ours begins; its first group is the id of the document.
    """

    name: str
    suffix: str
    opening: re.Pattern[bytes]
    dump: Callable[[Document], str]


class CorpusWriter(NamedTuple):
    """A format of a whole corpus: its name, the files that it writes below a folder, and the function that writes them.

    The function takes the articles in order of id, holds a few of them at a time, and puts each file in its place whole.
    """

    name: str
    files: tuple[str, ...]
    write: Callable[[Iterable[Article], Path], None]


WRITERS = (
    Writer("json", ".json", json.dump),
    Writer("yaml", ".yaml", yaml.dump),
)
"""A file a document."""

ARTICLE_WRITERS = (
    ArticleWriter("markdown", ".md", markdown.OPENING, markdown.dump),
    ArticleWriter("jsonld", ".jsonld", jsonld.OPENING, jsonld.dump),
)
"""A file a document, for other tools: they say less than the contract does."""

CORPUS_WRITERS = (
    CorpusWriter("jsonl", jsonl.FILES, jsonl.write),
    CorpusWriter("csv", csv.FILES, csv.write),
    CorpusWriter("parquet", parquet.FILES, parquet.write),
)
"""A file, or a file a kind, for all documents."""
