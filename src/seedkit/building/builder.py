"""Articles in, data out: a single one, or a folder."""

from __future__ import annotations

import hashlib
import os
import re
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from seedkit import __version__
from seedkit.articles import RawArticle, open_bytes, open_file
from seedkit.building.cache import MAX_BYTES, Cache
from seedkit.building.export import FOLDERS, check, export
from seedkit.building.fingerprint import fingerprint
from seedkit.building.limits import Limits
from seedkit.building.orphans import stale
from seedkit.building.render import CONVERTED, Built, Renderer
from seedkit.corpus import DOCUMENTS, INDEX, VERSION_FOLDER, read_article, read_index, version_folder
from seedkit.corpus.article import Article
from seedkit.errors import InputError, OutputError, UsageError
from seedkit.ids.revision import index_revision
from seedkit.model.document import SCHEMA_VERSION
from seedkit.model.index import Failure, Generator, Index, IndexEntry
from seedkit.readers import CONVERTED as CONVERTED_FORMATS
from seedkit.readers import READERS, SUFFIXES, converted_format, format_of
from seedkit.storage import files
from seedkit.storage.locks import Waiting, exclusive_lock
from seedkit.storage.seeds import Seeds, find, sidecar_names
from seedkit.storage.workers import DEADLY, spread
from seedkit.writers import WRITERS
from seedkit.writers import json as json_writer

Progress = Callable[[int, int], object]
"""Called with the number of finished articles and the total."""

_OPENING = re.compile(rb'(?:\{\s*)?"?schema_version"?: "\d+\.\d+",?\s+"?id"?: "?([a-z0-9-]+)"?,?\s')
"""How a document of ours begins, in every format: the version of the contract, then the id."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """The index of a build, and what was done for it: files written, files removed, articles compiled (the others came from the
    cache), and why the cache could not be used, if so."""

    index: Index
    written: int
    removed: int
    compiled: int
    no_cache: str | None = None


def normalize(article: str | bytes | Path, *, format: str | None = None, path: str | None = None) -> Article:
    """Read one article.

    A ``str`` is the article's text, ``bytes`` are its file's content, a ``Path`` is its file, whose sidecar is read with it.
    ``format`` is one of ``seedkit.readers.READERS``; without it the suffix of the path decides, else it is ``text``. ``path`` is
    what the document says of its origin and has its id from: the file's name, or ``article.txt``, where it is not given. Raises
    InputError for a file that cannot be read, UsageError for an unknown format; warns of a text that looks like the path of a file.
    """
    if isinstance(article, str) and not (" " in article or "\n" in article) and format_of(article) is not None:
        warnings.warn(f"{article!r} is read as the text of an article: pass Path({article!r}) to read a file", stacklevel=2)
    name = path or (article.name if isinstance(article, Path) else None)
    wanted = format or (format_of(name) or converted_format(name) if name else "text")
    if wanted is None:
        raise UsageError(f"{name} has none of the suffixes {' '.join(SUFFIXES)}: give its format")
    converted = wanted in CONVERTED_FORMATS.values()
    if wanted not in READERS and (isinstance(article, str) or not converted):
        raise UsageError(f"the format is {wanted!r}: expected one of {', '.join(sorted(READERS))}")
    name = name or (f"article.{wanted}" if converted else f"article{READERS[wanted].suffixes[0]}")
    if isinstance(article, str):
        from seedkit.pipeline import compile_text

        compiled = compile_text(article, name, wanted)
    elif isinstance(article, bytes):
        compiled = open_bytes(article, name, format=wanted).compile()
    else:
        try:
            compiled = open_file(article, name, format=wanted).compile()
        except InputError as error:
            raise InputError(f"{article} {error}") from error
    return Article.model_construct(**dict(compiled.document))


def build(
    seeds: str | Path,
    out: str | Path,
    *,
    limits: Limits | None = None,
    fresh: bool = False,
    jobs: int = 1,
    cache: str | Path | None = None,
    formats: Collection[str] = (),
    progress: Progress | None = None,
) -> BuildResult:
    """Compile every article below ``seeds`` into ``OUT/v1``.

    An article that exceeds one of the ``limits`` is refused. Entities that the documents in ``out`` already contain keep their ids;
    with ``fresh`` ids depend on the articles alone. ``jobs`` is the number of processes of a large build: a program that asks for
    more than one must be importable, as for ``multiprocessing``. ``cache`` is the cache folder. ``formats`` are written in addition
    to JSON and YAML. ``progress`` is called with the number of articles done and the total.

    An article that cannot be read is a failure in the index, the others are built. Every file is complete at any moment; the index
    is written after the documents it names, and files that it no longer names are removed after that, except the last document of
    an article that cannot be read, which keeps the ids. Raises UsageError if the folder does not exist, OutputError if ``out``
    cannot be written.
    """
    builder = Builder(Path(seeds), Path(out), limits or Limits(), fresh, jobs, Path(cache) if cache is not None else None)
    builder.formats = formats
    return builder.build(progress=progress)


@dataclass(slots=True)
class Builder:
    """Builds a folder repeatedly, and remembers its last build."""

    seeds: Path
    out: Path
    limits: Limits
    fresh: bool = False
    jobs: int = 1
    cache: Path | None = None
    cache_bytes: int = MAX_BYTES
    formats: Collection[str] = ()
    waiting: Waiting | None = None
    _last: Index | None = None

    def build(self, changed: Collection[str] | None = None, progress: Progress | None = None) -> BuildResult:
        """Build as the function of this name does.

        ``changed``, paths of files and folders below ``seeds``, is everything that changed since the last build of this object:
        neither other articles nor their files are read.
        """
        check(self.formats)
        version = self.out / VERSION_FOLDER
        documents = version / DOCUMENTS
        found = find(self.seeds, version, convert=True)
        converting = any(converted_format(path) for path in found.paths)
        files.refuse_links(version, documents, version / CONVERTED, *(version / name for name in FOLDERS))
        files.make_folder(documents)
        with exclusive_lock(version, documents, waiting=self.waiting), ExitStack() as stack:
            cache, no_cache = self._opened(stack)
            memory = None if self.fresh else version_folder(self.out) / DOCUMENTS
            renderer = Renderer(version, memory, cache, fingerprint(converting) if cache is not None else "")
            run = _Run(renderer, progress, len(found.paths))
            previous = self._previous()
            ids = {entry.path: entry.id for entry in previous.documents} if previous is not None else {}
            tasks = run.tasks(self.seeds, found, self.limits, self._untouched(changed), ids)
            done = stack.enter_context(closing(spread(renderer, tasks, self.jobs, lambda task: len(task.data))))
            for task, result in done:
                run.compiled += 1
                run.settle(result or Failure(path=task.path, error=DEADLY))
            unread = [*run.failed, *(Failure(path=path, error=error) for path, error in found.refused)]
            index = _index(run.entries, unread)
            last = _last_index(version) if self.formats else b""
            run.written += files.write(version / INDEX, json_writer.dump(index).encode())
            named = {f"{entry.id}{row.suffix}" for entry in index.documents for row in WRITERS}
            gone = stale(documents, {row.suffix for row in WRITERS}, _OPENING, named)
            if memory is not None and unread:  # they get their ids back once they can be read
                gone = _without_those_of(gone, {failure.path for failure in unread})
            gone += _stale_texts(version, previous, index)
            for path in gone:
                files.remove(path)
            run.written += export(version, index, self.formats, last)
            if cache is not None and run.compiled:
                cache.clear(self.cache_bytes)
        self._last = index
        return BuildResult(index, run.written, len(gone), run.compiled, no_cache)

    def _opened(self, stack: ExitStack) -> tuple[Cache | None, str | None]:
        if self.cache is None:
            return None, None
        cache = Cache(self.cache)
        try:
            stack.enter_context(cache.opened())
        except OutputError as error:
            return None, str(error)
        return cache, None

    def _previous(self) -> Index | None:
        """Return the index of the last build, ``None`` if there is none that can be read."""
        if self._last is not None:
            return self._last
        try:
            return read_index(files.read(version_folder(self.out) / INDEX))
        except (OSError, OutputError):
            return None

    def _untouched(self, changed: Collection[str] | None) -> dict[str, IndexEntry]:
        """Return the unchanged articles of the last build, by path. A link may lead to something that changed elsewhere."""
        if changed is None or self._last is None:
            return {}
        return {
            entry.path: entry
            for entry in self._last.documents
            if not any(part in changed for part in (*_with_folders(entry.path), *sidecar_names(entry.path)))
            and not os.path.islink(self.seeds / entry.path)
        }


class _Run:
    """What one build does for its articles, and the result."""

    def __init__(self, renderer: Renderer, progress: Progress | None, total: int) -> None:
        self._renderer = renderer
        self._progress = progress
        self._total = total
        self.entries: list[IndexEntry] = []
        self.failed: list[Failure] = []
        self.written = 0
        self.compiled = 0

    def tasks(
        self, seeds: Path, found: Seeds, limits: Limits, untouched: Mapping[str, IndexEntry], ids: Mapping[str, str]
    ) -> Iterator[RawArticle]:
        """Yield what has to be compiled, with its bytes; handle what fails, did not change, or is in the cache."""
        for path in found.paths:
            if (entry := untouched.get(path)) is not None:
                self.settle(entry)
                continue
            try:
                article = open_file(seeds / path, path, convert=True, max_bytes=limits.size)
                limits.check(article.data, article.format)
            except InputError as error:
                self.settle(Failure(path=path, error=str(error)))
                continue
            if (built := self._renderer.restore(article, ids)) is not None:
                self.settle(built)
            else:
                import_module("seedkit.pipeline")  # here, before processes are forked that all need it
                yield article

    def settle(self, result: IndexEntry | Built | Failure) -> None:
        """Count an article as done; a bare entry is an unchanged one."""
        if isinstance(result, Failure):
            self.failed.append(result)
        elif isinstance(result, Built):
            self.entries.append(result.entry)
            self.written += result.written
        else:
            self.entries.append(result)
        if self._progress is not None:
            self._progress(len(self.entries) + len(self.failed), self._total)


def _last_index(version: Path) -> bytes:
    try:
        return files.read(version / INDEX)
    except OSError:
        return b""


def _stale_texts(version: Path, previous: Index | None, index: Index) -> list[Path]:
    """Return the converted texts of the previous build that no document refers to, and that nobody changed since.

    The text of an article that cannot be read now is kept, like its document.
    """
    if previous is None:
        return []
    named = {entry.files[CONVERTED].path for entry in index.documents if CONVERTED in entry.files}
    unread = {failure.path for failure in index.failed}
    gone = []
    for entry in previous.documents:
        file = entry.files.get(CONVERTED)
        if file is not None and file.path not in named and entry.path not in unread and _sha256(version / file.path) == file.sha256:
            gone.append(version / file.path)
    return gone


def _sha256(file: Path) -> str | None:
    try:
        return hashlib.sha256(files.read(file)).hexdigest()
    except OSError:
        return None


def _without_those_of(outputs: Iterable[Path], unread: Collection[str]) -> list[Path]:
    """Return the outputs except those made of articles that are ``unread``, or in folders that are."""
    origins: dict[Path, str] = {}
    left = []
    for path in outputs:
        document = path.with_suffix(".json")
        if document not in origins:
            origins[document] = _origin(document)
        if not any(part in unread for part in _with_folders(origins[document])):
            left.append(path)
    return left


def _origin(document: Path) -> str:
    """Return the path of the article that a document was made of, nothing if it does not say so."""
    try:
        return read_article(files.read(document)).source.path
    except (OSError, OutputError):
        return ""


def _with_folders(path: str) -> Iterator[str]:
    """Yield a path, and that of each folder that contains it."""
    while path:
        yield path
        path = path.rpartition("/")[0]


def _index(entries: Iterable[IndexEntry], failed: Iterable[Failure]) -> Index:
    """Assemble a build; of articles with the same id, all fail."""
    homes: dict[str, list[IndexEntry]] = {}
    for entry in entries:
        homes.setdefault(entry.id, []).append(entry)
    ordered = [homes[id][0] for id in sorted(homes) if len(homes[id]) == 1]
    clashes = [_clash(entry, same) for same in homes.values() if len(same) > 1 for entry in same]
    return Index(
        schema_version=SCHEMA_VERSION,
        generator=Generator(name="seedkit", version=__version__),
        revision=index_revision(ordered),
        documents=tuple(ordered),
        failed=tuple(sorted([*failed, *clashes], key=lambda failure: failure.path)),
    )


def _clash(entry: IndexEntry, same: Iterable[IndexEntry]) -> Failure:
    others = ", ".join(sorted(other.path for other in same if other is not entry))
    error = f"has the id {entry.id}, and so has {others}: rename one, or give it an id of its own in its front matter"
    return Failure(path=entry.path, error=error)
