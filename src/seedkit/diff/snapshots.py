"""Built data, now or in the past: a folder of a build, one document, one article, or a version of any of them in git."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple, TypeVar

from seedkit.articles import open_bytes, open_file
from seedkit.corpus import INDEX, document_path, load, read_article, read_index, version_folder
from seedkit.diff.compare import Change, compare
from seedkit.errors import InputError, OutputError, UsageError
from seedkit.ids.revision import revision
from seedkit.model.document import Document
from seedkit.model.index import Index
from seedkit.readers import format_of
from seedkit.storage import git
from seedkit.storage.seeds import read, sidecar_names

T = TypeVar("T")


class Known(NamedTuple):
    """What is known of a document before it is read."""

    path: str
    title: str | None
    revision: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Documents by id, and how to read one of them; ``single`` if it is one file, whose name says nothing about its content."""

    documents: dict[str, Known]
    document: Callable[[str], Document]
    single: bool = False


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """The changes of one document; ``old_path`` or ``new_path`` is ``None`` if it was added or removed."""

    status: Literal["added", "removed", "changed"]
    id: str
    title: str | None
    old_path: str | None
    new_path: str | None
    changes: tuple[Change, ...]


def snapshots(old: str, new: str) -> tuple[Snapshot, Snapshot]:
    """Return the two snapshots to compare: two paths, or a git revision and the path whose version in it is meant.

    Raises UsageError for anything else, InputError and OutputError for what cannot be read.
    """
    here = Path(new)
    if not os.path.exists(here):
        raise UsageError(f"{new}: expected the folder of a build, a document or an article, found nothing")
    before, after = _of_path(Path(old)) if os.path.exists(old) else _of_git(old, here), _of_path(here)
    if before.single != after.single:
        raise UsageError(f"{old} and {new}: a file can only be compared with a file, a build with a build")
    return before, after


def changes(old: Snapshot, new: Snapshot) -> Iterator[DocumentChange]:
    """Yield the documents that changed, in order of id: each is read, compared and released.

    A document is identified by its id, or else by the bytes of its source: a renamed file is the same document.
    """
    counterparts = dict(_counterparts(old, new))
    for id in sorted({*new.documents, *(id for id in old.documents if id not in counterparts.values())}):
        if id not in new.documents:
            gone = old.documents[id]
            yield DocumentChange("removed", id, gone.title, gone.path, None, ())
        elif id not in counterparts:
            come = new.documents[id]
            yield DocumentChange("added", id, come.title, None, come.path, ())
        else:
            before, after = old.documents[counterparts[id]], new.documents[id]
            moved = before.path != after.path and not new.single
            found: tuple[Change, ...] = ()
            if before.revision != after.revision:
                found = compare(_same_id(old.document(counterparts[id]), id if new.single else None), new.document(id))
            if found or moved:
                yield DocumentChange("changed", id, after.title, before.path, after.path, found)


def _counterparts(old: Snapshot, new: Snapshot) -> Iterator[tuple[str, str]]:
    if new.single:
        yield next(iter(new.documents)), next(iter(old.documents))
        return
    times = Counter(known.sha256 for side in (old, new) for id, known in side.documents.items())
    moved = {known.sha256: id for id, known in old.documents.items() if id not in new.documents}
    for id, known in new.documents.items():
        if id in old.documents:
            yield id, id
        elif known.sha256 in moved and times[known.sha256] == 2:
            yield id, moved[known.sha256]


def _same_id(document: Document, id: str | None) -> Document:
    if id is None or document.id == id:
        return document
    renamed = document.model_copy(update={"id": id})
    return renamed.model_copy(update={"revision": revision(renamed)})


def _of_path(path: Path) -> Snapshot:
    if os.path.isdir(path):
        corpus = load(path)
        return Snapshot(_known(corpus.index), corpus.__getitem__)
    try:
        return _single(_document(str(path), read(path)) if _is_document(path) else open_file(path).compile().document)
    except InputError as error:
        raise InputError(f"{path} {error}") from error


def _is_document(file: Path) -> bool:
    """Return whether a file is a document rather than an article. Raises UsageError if its suffix is that of neither."""
    is_document = file.suffix == ".json"
    if not is_document and format_of(file.name) is None:
        raise UsageError(f"{file}: expected a document (.json), an article or the folder of a build")
    return is_document


def _document(name: str, data: bytes) -> Document:
    try:
        return read_article(data)
    except OutputError as error:
        raise OutputError(f"{name}: {error}") from error


def _single(document: Document) -> Snapshot:
    """Return the snapshot of one document, or of the result of compiling one article."""
    title = document.metadata.title.text if document.metadata.title is not None else None
    known = Known(document.source.path, title, document.revision, document.source.sha256)
    return Snapshot({document.id: known}, lambda _: document, single=True)


def _known(index: Index) -> dict[str, Known]:
    return {entry.id: Known(entry.path, entry.title, entry.revision, entry.sha256) for entry in index.documents}


# --- git ---------------------------------------------------------------------------------------------------------------


def _of_git(commit: str, path: Path) -> Snapshot:
    folder = path if os.path.isdir(path) else path.parent
    if git.output(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}^{{commit}}") is None:
        raise UsageError(f"{commit}: neither a path here nor a commit of the git repository that {path} lies in")

    def then(name: str) -> bytes:
        data = git.output(folder, "show", "--end-of-options", f"{commit}:./{name}")
        if data is None:
            raise UsageError(f"{folder / name} is not in git at {commit}")
        return data

    if not os.path.isdir(path):
        if _is_document(path):
            return _single(_document(f"{path} at {commit}", then(path.name)))
        try:
            return _single(open_bytes(then(path.name), path.name, sidecar=_sidecar_then(path, commit)).compile().document)
        except InputError as error:
            raise InputError(f"{path} at {commit} {error}") from error

    def parsed(name: str, parse: Callable[[bytes], T]) -> T:
        try:
            return parse(then(name))
        except OutputError as error:
            raise OutputError(f"{folder / name} at {commit}: {error}") from error

    version = version_folder(path).name
    index = parsed(f"{version}/{INDEX}", read_index)
    return Snapshot(_known(index), lambda id: parsed(f"{version}/{document_path(id)}", read_article))


def _sidecar_then(path: Path, commit: str) -> tuple[str, bytes] | None:
    for name in sidecar_names(path.name):
        data = git.output(path.parent, "show", "--end-of-options", f"{commit}:./{name}")
        if data is not None:
            return name, data
    return None
