"""From documents to files: one row per format, and one module with the name of the format, imported when first used."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from seedkit.errors import UsageError
from seedkit.messages import install_command

if TYPE_CHECKING:
    from seedkit.corpus.article import Article
    from seedkit.model.document import Document
    from seedkit.model.index import Index


class Writer(NamedTuple):
    """An output format of every build: its name and the suffix of its files."""

    name: str
    suffix: str

    def dump(self, model: Document | Index) -> str:
        """Return a document or index as the whole text of a file: the module's ``dump``."""
        text: str = _module(self.name).dump(model)
        return text


class ArticleWriter(NamedTuple):
    """A format of an article's content: its name and the suffix of its files."""

    name: str
    suffix: str

    @property
    def opening(self) -> re.Pattern[bytes]:
        """How such a file begins; the first group is the id of the document: the module's ``OPENING``."""
        pattern: re.Pattern[bytes] = _module(self.name).OPENING
        return pattern

    def dump(self, document: Document) -> str:
        """Return the whole text of an article's file: the module's ``dump``."""
        text: str = _module(self.name).dump(document)
        return text


class CorpusWriter(NamedTuple):
    """A format of a whole corpus: its name, and the package that it needs, which the extra of its name installs."""

    name: str
    needs: str | None = None

    @property
    def files(self) -> tuple[str, ...]:
        """The files that it writes below a folder: the module's ``FILES``."""
        names: tuple[str, ...] = _module(self.name).FILES
        return names

    def require(self) -> None:
        """Raise UsageError if the package that the format needs is not installed."""
        if self.needs is not None and find_spec(self.needs) is None:
            raise UsageError(f"the format {self.name} needs {self.needs}: {install_command(self.name)}")

    def write(self, articles: Iterable[Article], folder: Path) -> None:
        """Write the articles, which come in order of id; a few are held at a time: the module's ``write``.

        Raises UsageError if a package is missing, and OutputError.
        """
        self.require()
        _module(self.name).write(articles, folder)


def _module(name: str) -> Any:
    return import_module(f"seedkit.writers.{name}")


WRITERS = (Writer("json", ".json"), Writer("yaml", ".yaml"))
"""One file per document."""

ARTICLE_WRITERS = (ArticleWriter("markdown", ".md"), ArticleWriter("jsonld", ".jsonld"))
"""One file per document, for other tools: they contain less than the contract does."""

CORPUS_WRITERS = (CorpusWriter("jsonl"), CorpusWriter("csv"), CorpusWriter("parquet", needs="pyarrow"))
"""One file, or one per table, for all documents."""

FORMATS = tuple(row.name for row in (*WRITERS, *ARTICLE_WRITERS, *CORPUS_WRITERS))
"""The names of all formats; those of ``WRITERS`` are part of every build."""
