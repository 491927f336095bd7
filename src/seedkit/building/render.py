"""One article to all that a build makes of it: its entry of the index and its files."""

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
from seedkit.writers import WRITERS, Writer

_NAME_BYTES = 255  # what file systems give a file name
_SIZES = struct.Struct(f">{len(WRITERS)}Q")  # how many bytes each file of an article has, before they are packed
_FASTEST = 1  # of zlib's levels: a document shrinks to a fifth all the same


class Built(NamedTuple):
    """An article whose files are there: its entry of the index, and how many of them had to be written."""

    entry: IndexEntry
    written: int


class _Cached(NamedTuple):
    """An article in the cache: its entry of the index, its files still packed, and the digest of the document that it follows."""

    entry: IndexEntry
    packed: bytes
    last: str

    def contents(self) -> dict[str, bytes] | None:
        """Unpack the bytes of its files by format; ``None`` where they are not those that the entry names."""
        try:
            sizes = _SIZES.unpack_from(self.packed)
            data = zlib.decompress(self.packed[_SIZES.size :])
        except (struct.error, zlib.error):
            return None
        contents, start = {}, 0
        for row, size in zip(WRITERS, sizes, strict=True):
            contents[row.name] = data[start : start + size]
            start += size
        return contents if all(_digest(contents[name]) == file.sha256 for name, file in self.entry.files.items()) else None


@dataclass(frozen=True, slots=True)
class Renderer:
    """Renders articles. Depends on nothing but its fields, and the files that they name, so it can run in any process.

    ``out`` is the folder of the index; ``memory`` that of the documents whose ids are to be kept; ``tool`` a digest of what the
    output depends on besides the article, its sidecar and its last document.
    """

    out: Path
    memory: Path | None = None
    cache: Cache | None = None
    tool: str = ""

    def __call__(self, task: RawArticle) -> Built | Failure:
        """Compile an article, keep in the cache what came of it, and write its files. Raises OutputError."""
        try:
            document = task.compile().document
            last = self._last(document.id)
            document = _remembering(last, document)
            contents = {row.name: row.dump(document).encode() for row in WRITERS}
            entry = _entry(document, contents)
            if len(document.id) + max(len(row.suffix) for row in WRITERS) > _NAME_BYTES:
                raise InputError(f"has an id of {len(document.id)} characters, too long for a file name: shorten its path")
        except InputError as error:
            return Failure(path=task.path, error=str(error))
        except Exception as error:  # one article that seedkit cannot cope with must not cost the others
            return Failure(path=task.path, error=unexpected(error))
        if self.cache is not None:
            # Under two keys: when it is built again, its last document is this one, and the same comes of it. That key first: who
            # finds the other finds both.
            lasts = dict.fromkeys((entry.files["json"].sha256, _digest(last)))
            self.cache.put(_pack(entry, contents), *(self._key(task, entry.sha256, digest) for digest in lasts))
        return Built(entry, self._write(entry, contents))

    def restore(self, task: RawArticle, ids: Mapping[str, str]) -> Built | None:
        """Write the files of an article that are not what the cache says; return ``None`` where the article has to be compiled.

        ``ids`` holds the id that each article had in the last build, by path. Raises OutputError.
        """
        cached = self._recall(task, ids)
        if cached is None:
            return None
        wrong = [row for row in WRITERS if not self._is_written(cached, row)]
        contents = cached.contents() if wrong else {}
        if contents is None:
            return None
        return Built(cached.entry, self._write(cached.entry, {row.name: contents[row.name] for row in wrong}))

    def _write(self, entry: IndexEntry, contents: Mapping[str, bytes]) -> int:
        """Write files of an article, by format; return how many had to be written. Where they go depends on its id alone."""
        rows = (row for row in WRITERS if row.name in contents)
        return sum(files.write(self.out / document_path(entry.id, row.suffix), contents[row.name]) for row in rows)

    def _is_written(self, cached: _Cached, row: Writer) -> bool:
        path, wanted = self.out / document_path(cached.entry.id, row.suffix), cached.entry.files[row.name].sha256
        if cached.last == wanted and path.parent == self.memory:  # read just now, as the last document
            return True
        try:
            return _digest(files.read(path)) == wanted
        except OSError:
            return False

    def _recall(self, task: RawArticle, ids: Mapping[str, str]) -> _Cached | None:
        """Return what the cache holds of an article, ``None`` where it holds nothing, or what is not about this article.

        An id in ``ids`` is a guess: what is found must have the id whose last document was part of the key.
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
        """Return the JSON of what the last build made of an article, ``None`` where it made nothing."""
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
    except OutputError:  # damaged, or of a version to come
        return document


def _digest(last: bytes | None) -> str:
    return "" if last is None else hashlib.sha256(last).hexdigest()


def _pack(entry: IndexEntry, contents: dict[str, bytes]) -> bytes:
    sizes = _SIZES.pack(*(len(contents[row.name]) for row in WRITERS))
    packed = zlib.compress(b"".join(contents[row.name] for row in WRITERS), _FASTEST)
    return b"%b\n%b%b" % (entry.model_dump_json().encode(), sizes, packed)


def _entry_of(data: bytes, path: str, source: str) -> IndexEntry | None:
    """Return the entry of the index that the cache holds, ``None`` where it is not one of the article at ``path``."""
    try:
        entry = IndexEntry.model_validate_json(data)
    except ValidationError:
        return None
    paths = {row.name: document_path(entry.id, row.suffix) for row in WRITERS}
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
        files={
            row.name: OutputFile(path=document_path(document.id, row.suffix), sha256=_digest(contents[row.name])) for row in WRITERS
        },
    )
