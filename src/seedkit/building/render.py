"""Everything that a build makes of one article: its entry in the index and its files."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from seedkit.articles import RawArticle
from seedkit.building.cache import Cache, key
from seedkit.corpus import document_path, read_article
from seedkit.errors import InputError, OutputError, unexpected
from seedkit.ids.keep import remember
from seedkit.ids.slug import document_id
from seedkit.model.document import Counts, Document
from seedkit.model.index import Failure, IndexEntry, OutputFile, Severities
from seedkit.storage import files
from seedkit.writers import WRITERS

_NAME_BYTES = 255  # the limit of file systems for a file name
_SIZE = struct.Struct(">Q")  # the size of a file of an article, in bytes, before compression
_FASTEST = 1  # of zlib's levels: it still shrinks a document to a fifth


CONVERTED = "converted"
"""The folder, in that of the index, of the texts that documents were converted to, and the name of these files in the index."""

_SUFFIX = {row.name: row.suffix for row in WRITERS}


def file_path(id: str, name: str) -> str:
    """Return the path of one of an article's files, by its name in the index, relative to the folder of the index."""
    return f"{CONVERTED}/{id}.txt" if name == CONVERTED else document_path(id, _SUFFIX[name])


class Built(NamedTuple):
    """An article whose files exist: its entry in the index, and how many of them had to be written."""

    entry: IndexEntry
    written: int


class _Cached(NamedTuple):
    """An article in the cache: its entry in the index, its files, compressed, and the digest of the previous document."""

    entry: IndexEntry
    packed: bytes
    last: str

    def contents(self) -> dict[str, bytes] | None:
        """Decompress its files, by format; return ``None`` if they are not those that the entry names."""
        head = _SIZE.size * len(self.entry.files)
        try:
            sizes = [size for (size,) in _SIZE.iter_unpack(self.packed[:head])]
            data = zlib.decompress(self.packed[head:])
        except (struct.error, zlib.error):
            return None
        contents, start = {}, 0
        for name, size in zip(self.entry.files, sizes, strict=False):
            contents[name] = data[start : start + size]
            start += size
        return contents if all(_digest(contents.get(name)) == file.sha256 for name, file in self.entry.files.items()) else None


@dataclass(frozen=True, slots=True)
class Renderer:
    """Renders articles. Depends only on its fields, and the files that they name, so it can run in any process.

    ``out`` is the folder of the index; ``memory`` that of the documents whose ids are kept; ``tool`` a digest of what the output
    depends on besides the article, its sidecar and its previous document.
    """

    out: Path
    memory: Path | None = None
    cache: Cache | None = None
    tool: str = ""

    def __call__(self, task: RawArticle) -> Built | Failure:
        """Compile an article, cache the result, and write its files. Raises OutputError."""
        try:
            compiled = task.compile()
            document = compiled.document
            last = self._last(document.id)
            document = _remembering(last, document)
            contents = {row.name: row.dump(document).encode() for row in WRITERS}
            if document.source.converter is not None:
                contents[CONVERTED] = compiled.source.text.encode()
            entry = _entry(document, contents)
            if len(document.id) + max(len(row.suffix) for row in WRITERS) > _NAME_BYTES:
                raise InputError(f"has an id of {len(document.id)} characters, too long for a file name: shorten its path")
        except InputError as error:
            return Failure(path=task.path, error=str(error))
        except Exception as error:  # an article on which seedkit fails must not affect the others
            return Failure(path=task.path, error=unexpected(error))
        if self.cache is not None:
            # Under two keys: in the next build, its previous document is this one, and the result is the same. That key first: an
            # entry with the other key then implies both.
            lasts = dict.fromkeys((entry.files["json"].sha256, _digest(last)))
            self.cache.put(_pack(entry, contents), *(self._key(task, entry.sha256, digest) for digest in lasts))
        return Built(entry, self._write(entry, contents))

    def restore(self, task: RawArticle, ids: Mapping[str, str]) -> Built | None:
        """Write the files of an article that differ from the cache; return ``None`` if the article has to be compiled.

        ``ids`` has the id of each article in the last build, by path. Raises OutputError.
        """
        cached = self._recall(task, ids)
        if cached is None:
            return None
        wrong = [name for name in cached.entry.files if not self._is_written(cached, name)]
        contents = cached.contents() if wrong else {}
        if contents is None:
            return None
        return Built(cached.entry, self._write(cached.entry, {name: contents[name] for name in wrong}))

    def _write(self, entry: IndexEntry, contents: Mapping[str, bytes]) -> int:
        """Write files of an article, by format; return how many had to be written. Their paths depend only on its id."""
        if CONVERTED in contents:
            files.make_folder(self.out / CONVERTED)
        return sum(files.write(self.out / file_path(entry.id, name), content) for name, content in contents.items())

    def _is_written(self, cached: _Cached, name: str) -> bool:
        path, wanted = self.out / file_path(cached.entry.id, name), cached.entry.files[name].sha256
        if cached.last == wanted and path.parent == self.memory:  # just read as the previous document
            return True
        try:
            return _digest(files.read(path)) == wanted
        except OSError:
            return False

    def _recall(self, task: RawArticle, ids: Mapping[str, str]) -> _Cached | None:
        """Return the cached result for an article, ``None`` if there is none, or it is not about this article.

        An id in ``ids`` is a guess: the result must have the id whose previous document was part of the key.
        """
        if self.cache is None:
            return None
        source = _digest(task.data)
        guess = ids.get(task.path) or document_id(task.path)
        for _ in range(2):
            last = _digest(self._last(guess))
            content = self.cache.get(self._key(task, source, last))
            if content is None:
                return None
            data, _, packed = content.partition(b"\n")
            entry = _entry_of(data, task.path, source)
            if entry is None:
                return None
            if self.memory is None or entry.id == guess:
                return _Cached(entry, packed, last)
            guess = entry.id
        return None

    def _key(self, task: RawArticle, source: str, last: str) -> str:
        beside = (task.sidecar[0], _digest(task.sidecar[1])) if task.sidecar is not None else ()
        return key(self.tool, task.path, source, last, *beside)

    def _last(self, id: str) -> bytes | None:
        """Return the JSON of the previous document of an article, ``None`` if there is none."""
        if self.memory is None:
            return None
        try:
            return files.read(self.memory / f"{id}.json")
        except OSError:
            return None


def _remembering(last: bytes | None, document: Document) -> Document:
    if last is None:
        return document
    try:
        return remember(read_article(last), document)
    except OutputError:  # damaged, or of a later version
        return document


def _digest(last: bytes | None) -> str:
    return "" if last is None else hashlib.sha256(last).hexdigest()


def _pack(entry: IndexEntry, contents: dict[str, bytes]) -> bytes:
    sizes = b"".join(_SIZE.pack(len(contents[name])) for name in entry.files)
    packed = zlib.compress(b"".join(contents[name] for name in entry.files), _FASTEST)
    return b"%b\n%b%b" % (entry.model_dump_json().encode(), sizes, packed)


def _entry_of(data: bytes, path: str, source: str) -> IndexEntry | None:
    """Return a cached entry of the index, ``None`` if it is not about the article at ``path``."""
    try:
        entry = IndexEntry.model_validate_json(data)
    except ValidationError:
        return None
    names = {*(row.name for row in WRITERS), *({CONVERTED} & entry.files.keys())}
    paths = {name: file_path(entry.id, name) for name in names}
    agrees = (entry.path, entry.sha256, {name: file.path for name, file in entry.files.items()}) == (path, source, paths)
    return entry if agrees else None


def _entry(document: Document, contents: dict[str, bytes]) -> IndexEntry:
    severities = Counter(diagnostic.severity for diagnostic in document.diagnostics)
    return IndexEntry(
        id=document.id,
        revision=document.revision,
        title=document.metadata.title.text if document.metadata.title is not None else None,
        path=document.source.path,
        sha256=document.source.sha256,
        counts=Counts(**{name: len(getattr(document, name)) for name in Counts.model_fields}),
        diagnostics=Severities(error=severities["error"], warning=severities["warning"], info=severities["info"]),
        files={name: OutputFile(path=file_path(document.id, name), sha256=_digest(data)) for name, data in contents.items()},
    )
