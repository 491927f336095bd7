"""One article to all that a build makes of it: its entry of the index and its files."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from seedkit.building.cache import Cache, key
from seedkit.corpus import read_article
from seedkit.corrections.files import parse
from seedkit.errors import InputError, OutputError
from seedkit.ids.keep import remember
from seedkit.ids.slug import document_id
from seedkit.model.document import Document
from seedkit.model.index import Counts, Failure, IndexEntry, OutputFile, Severities
from seedkit.pipeline import compile_bytes
from seedkit.storage import files
from seedkit.storage.seeds import article_format
from seedkit.writers import WRITERS

DOCUMENTS = "documents"
"""The folder of the documents, below that of the index."""

_NAME_BYTES = 255  # what file systems give a file name
_FASTEST = 1  # of zlib's levels: a document shrinks to a fifth all the same


class Task(NamedTuple):
    """An article to be compiled: its path below the source folder, POSIX, its bytes, and name and bytes of its sidecar."""

    path: str
    data: bytes
    sidecar: tuple[str, bytes] | None = None


class Built(NamedTuple):
    """An article whose files are there: its entry of the index, and how many of them had to be written."""

    entry: IndexEntry
    written: int


class Kept(NamedTuple):
    """An article out of the cache: its entry, its files still packed, and the digest of the document that it follows."""

    entry: IndexEntry
    packed: bytes
    last: str

    def contents(self) -> dict[str, bytes]:
        """Unpack the bytes of its files by format."""
        sizes, _, packed = self.packed.partition(b"\n")
        data, contents, start = zlib.decompress(packed), {}, 0
        for format, size in json.loads(sizes).items():
            contents[format] = data[start : start + size]
            start += size
        return contents


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

    def __call__(self, task: Task) -> Built | Failure:
        """Compile an article, keep in the cache what came of it, and write its files. Raises OutputError."""
        try:
            sidecar = parse(*task.sidecar) if task.sidecar is not None else None
            document = compile_bytes(task.data, task.path, article_format(task.path) or "text", sidecar=sidecar).document
            last = self._last(document.id)
            document = _remembering(last, document)
            contents = {row.name: row.dump(document).encode() for row in WRITERS}
            entry = _entry(document, contents)
            if max(len(Path(file.path).name) for file in entry.files.values()) > _NAME_BYTES:
                raise InputError(f"has an id of {len(document.id)} characters, too long for a file name: shorten its path")
        except InputError as error:
            return Failure(path=task.path, error=str(error))
        except Exception as error:  # one article that seedkit cannot cope with must not cost the others
            return Failure(path=task.path, error=f"cannot be compiled: {type(error).__name__} in {_place(error)}, please report it")
        if self.cache is not None:
            # Under two keys: when it is built again, its last document is this one, and the same comes of it. That key first: who
            # finds the other finds both.
            lasts = dict.fromkeys((entry.files["json"].sha256, _digest(last)))
            self.cache.put(_pack(entry, contents), *(self._key(task, entry.sha256, digest) for digest in lasts))
        return Built(entry, sum(files.write(self.out / file.path, contents[format]) for format, file in entry.files.items()))

    def restore(self, kept: Kept) -> Built:
        """Write those files of an article that are not what the cache says. Raises OutputError."""
        wrong = [format for format, file in kept.entry.files.items() if not self._is_there(file, kept.last)]
        contents = kept.contents() if wrong else {}
        return Built(kept.entry, sum(files.write(self.out / kept.entry.files[format].path, contents[format]) for format in wrong))

    def _is_there(self, file: OutputFile, last: str) -> bool:
        path = self.out / file.path
        if last == file.sha256 and path.parent == self.memory:  # read just now, as the last document
            return True
        try:
            return hashlib.sha256(files.read(path)).hexdigest() == file.sha256
        except OSError:
            return False

    def recall(self, task: Task, ids: Mapping[str, str]) -> Kept | None:
        """Return what the cache has of an article, ``None`` where it has to be compiled.

        ``ids`` says under which id it was built last, by path. It is a guess: what is found must bear the id whose last document
        was part of the key.
        """
        if self.cache is None:
            return None
        source = hashlib.sha256(task.data).hexdigest()
        guess = ids.get(task.path) or document_id(task.path)
        for _ in range(2):
            last = _digest(self._last(guess))
            content = self.cache.get(self._key(task, source, last))
            if content is None:
                return None
            entry, _, packed = content.partition(b"\n")
            kept = Kept(IndexEntry.model_validate_json(entry), packed, last)
            if self.memory is None or kept.entry.id == guess:
                return kept
            guess = kept.entry.id
        return None

    def _key(self, task: Task, source: str, last: str) -> str:
        beside = (task.sidecar[0], hashlib.sha256(task.sidecar[1]).hexdigest()) if task.sidecar is not None else ()
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
    sizes = json.dumps({format: len(data) for format, data in contents.items()})
    packed = zlib.compress(b"".join(contents.values()), _FASTEST)
    return b"\n".join((entry.model_dump_json().encode(), sizes.encode(), packed))


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
            row.name: OutputFile(
                path=f"{DOCUMENTS}/{document.id}{row.suffix}", sha256=hashlib.sha256(contents[row.name]).hexdigest()
            )
            for row in WRITERS
        },
    )


def _place(error: Exception) -> str:
    """The module and line of seedkit, or of what it calls, that raised ``error``: the same on every machine."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_globals['__name__']}, line {trace.tb_lineno}" if trace is not None else "seedkit"
