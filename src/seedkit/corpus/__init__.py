"""Built data, typed."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from seedkit.corpus.article import Article
from seedkit.corpus.tables import TABLES, Value
from seedkit.corpus.upgrades import UPGRADES, upgrade
from seedkit.errors import OutputError
from seedkit.model.document import SCHEMA_VERSION, Channel, Checklist, ChecklistKind, Counts, Faq, Item, SampleText
from seedkit.model.index import Index
from seedkit.model.references import broken_reference
from seedkit.storage import files

VERSION_FOLDER = "v1"
"""The folder in OUT that contains everything of this major version of the contract."""
INDEX = "index.json"
"""The index of a build, in that folder."""
DOCUMENTS = "documents"
"""The folder of the documents, in that folder."""

_VERSION = re.compile(rb'\s*\{\s*"schema_version"\s*:\s*"([\d.]+)"')


class Corpus(Mapping[str, Article]):
    """The articles of a build by id, in order of id. Each is read from its file on access and not kept."""

    def __init__(self, folder: Path, index: Index) -> None:
        self.index = index
        self._folder = folder
        self._counts = {entry.id: entry.counts for entry in index.documents}

    def __getitem__(self, id: str) -> Article:
        """Return the article with this id. Raises KeyError for an unknown one, OutputError if its file is missing or broken."""
        if id not in self._counts:
            raise KeyError(id)
        file = self._folder / document_path(id)
        try:
            return read_article(files.read(file))
        except OSError as error:
            raise OutputError(f"{file}: named in the index, but cannot be read ({error.strerror}); build again") from error
        except OutputError as error:
            raise OutputError(f"{file}: {error}; build again") from error

    def __iter__(self) -> Iterator[str]:
        return iter(self._counts)

    def __len__(self) -> int:
        return len(self._counts)

    def where(
        self,
        *,
        author: str | None = None,
        tag: str | None = None,
        language: str | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> Iterator[Article]:
        """Yield the articles that match all given conditions, one at a time.

        ``author`` and ``tag`` are compared as a whole, ignoring case; ``since`` and ``until`` are inclusive bounds of the date of
        publication.
        """
        for article in self.values():
            facts = article.metadata
            published = facts.published.value if facts.published is not None else None
            if (
                (author is None or author.casefold() in (name.text.casefold() for name in facts.authors))
                and (tag is None or tag.casefold() in map(str.casefold, facts.tags))
                and (language is None or language == article.source.language)
                and (since is None or (published is not None and published >= since.isoformat()))
                and (until is None or (published is not None and published <= until.isoformat()))
            ):
                yield article

    def steps(self) -> Iterator[tuple[Article, Item]]:
        """Yield every step with its article. ``Article.steps_of`` returns those of one group."""
        return ((article, step) for article in self._having(lambda counts: counts.steps) for step in article.steps)

    def faqs(self) -> Iterator[tuple[Article, Faq]]:
        """Yield every question and answer with its article."""
        return ((article, faq) for article in self._having(lambda counts: counts.faqs) for faq in article.faqs)

    def checklists(self, kind: ChecklistKind | None = None) -> Iterator[tuple[Article, Checklist]]:
        """Yield every checklist, or those of one kind, with its article."""
        for article in self._having(lambda counts: counts.checklists):
            yield from ((article, checklist) for checklist in article.checklists if kind in (None, checklist.kind))

    def sample_texts(self, channel: Channel | None = None) -> Iterator[tuple[Article, SampleText]]:
        """Yield every sample text, or those for one channel, with its article."""
        for article in self._having(lambda counts: counts.sample_texts):
            yield from ((article, sample) for sample in article.sample_texts if channel in (None, sample.channel))

    def to_rows(self, table: str) -> Iterator[dict[str, Value]]:
        """Return the rows of a table of the corpus as dictionaries, for example for a data frame.

        The tables are those of ``seedkit.corpus.tables.TABLES``: ``documents``, ``groups``, ``steps``, ``points``, ``faqs``,
        ``checklists``, ``checklist_items``, ``sample_texts``, ``passages``, ``residue``, ``diagnostics``. Raises KeyError for any
        other name.
        """
        wanted = {known.name: known for known in TABLES}[table]
        return (dict(zip(wanted.columns, row, strict=True)) for article in self.values() for row in wanted.rows(article))

    def _having(self, count: Callable[[Counts], int]) -> Iterator[Article]:
        """Yield the articles for which ``count`` is not zero, by the counts of the index: the files of the others are not
        opened."""
        return (self[id] for id, counts in self._counts.items() if count(counts))


def load(out: str | Path) -> Corpus:
    """Open the folder that a build wrote, of any released version of the contract up to this one.

    Raises OutputError if there is none, or one of a later major version.
    """
    folder = version_folder(Path(out))
    file = folder / INDEX
    try:
        return Corpus(folder, read_index(files.read(file)))
    except OSError as error:
        raise OutputError(f"{file}: cannot be read ({error.strerror}); `seedkit build --out {out}` writes it") from error
    except OutputError as error:
        raise OutputError(f"{file}: {error}") from error


def version_folder(out: Path) -> Path:
    """Return the folder of the newest version of the contract that a build wrote into ``out``, or else where the next one will
    be."""
    newest = int(VERSION_FOLDER[1:])
    folders = [out / f"v{major}" for major in range(newest, 0, -1)]
    return next((folder for folder in folders if os.path.isfile(folder / INDEX)), folders[0])


def document_path(id: str, suffix: str = ".json") -> str:
    """Return the path of a document's file in one of the formats of every build, relative to the version folder."""
    return f"{DOCUMENTS}/{id}{suffix}"


def read_article(data: bytes) -> Article:
    """Return the article in the JSON of a document, of any released version. Raises OutputError.

    Its references are valid: no other code has to handle a broken one.
    """
    try:
        found = _VERSION.match(data)
        if found is not None and found[1].decode() in {row.source for row in UPGRADES}:
            article = Article.model_validate(upgrade(json.loads(data), "document", UPGRADES))
        else:
            article = Article.model_validate_json(data)
    except ValidationError as error:
        raise OutputError(f"not a document of version {SCHEMA_VERSION} ({_first(error)})") from error
    except (ValueError, RecursionError) as error:
        raise OutputError(f"not JSON ({error})") from error
    problem = broken_reference(article)
    if problem is not None:
        raise OutputError(f"not a document of version {SCHEMA_VERSION} ({problem})")
    return article


def read_index(data: bytes) -> Index:
    """Return the index of a build from its JSON, of any released version. Raises OutputError."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise OutputError(f"not JSON ({error}); build again") from error
    version = value.get("schema_version") if isinstance(value, dict) else None
    if isinstance(version, str) and version.partition(".")[0] != VERSION_FOLDER[1:]:
        older = any(row.source == version for row in UPGRADES)
        if not older:
            raise OutputError(f"written in version {version} of the contract, this seedkit reads {SCHEMA_VERSION}: update it")
    try:
        return Index.model_validate(upgrade(value, "index", UPGRADES) if isinstance(value, dict) else value)
    except ValidationError as error:
        raise OutputError(f"not the index of a build ({_first(error)}); build again") from error


def _first(error: ValidationError) -> str:
    detail = error.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(map(str, detail['loc'])) or 'whole file'}: {detail['msg']}"
