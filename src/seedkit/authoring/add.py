"""Articles added to a folder of articles, byte for byte, with their origin in the sidecar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import NamedTuple

from seedkit.articles import UnknownFormatError, open_bytes
from seedkit.building.limits import Limits
from seedkit.corrections import edit
from seedkit.corrections import files as sidecars
from seedkit.errors import InputError, UsageError
from seedkit.ids.slug import document_id, file_name, slug
from seedkit.model.document import Document
from seedkit.model.source import Source
from seedkit.readers import READERS, converted_format, format_of
from seedkit.readers.decode import decode
from seedkit.storage import files
from seedkit.storage.locks import exclusive_lock
from seedkit.storage.seeds import Seeds, find, read, sidecar_names


class Candidate(NamedTuple):
    """An article to add: its bytes, the name of its file, and its reading."""

    data: bytes
    name: str
    document: Document


class Added(NamedTuple):
    """An article in the folder: its path, whether it is new there, and its sidecar if it has one."""

    path: Path
    new: bool
    sidecar: Path | None


def candidate(data: bytes, file: Path | None, *, name: str | None = None, format: str | None = None, limits: Limits) -> Candidate:
    """Read an article, and make sure that a build will read it too.

    ``file`` is where it comes from, ``None`` for standard input, whose text is named after its title; ``name`` and ``format``
    overrule both. Raises InputError, and UsageError if there is no name.
    """
    given = file if file is not None else Path("article")
    try:
        article = open_bytes(data, given.name, format=format or ("text" if file is None else None), convert=True)
    except UnknownFormatError as error:
        raise InputError(f"{error}: pass --as to name its format") from error
    limits.check(data, article.format)
    if converted_format(given.name) == article.format or format_of(given.name) == article.format:
        suffix = given.suffix.lower()
    else:
        suffix = READERS[article.format].suffixes[0]
    if article.format in READERS:
        _require_text(decode(data, given.name, article.format), data)
    words = name or (_title(article.compile().document) if file is None else given.stem)
    stem = file_name(slug(Path(words).stem if format_of(words) or converted_format(words) else words))
    if stem == "readme":
        raise UsageError("README files are not articles: pass --name NAME")
    return Candidate(data, stem + suffix, article._replace(path=stem + suffix).compile().document)


def add(article: Candidate, folder: Path, origin: Mapping[str, edit.Fact], *, force: bool = False) -> Added:
    """Put an article into ``folder`` unless it is already there, and its origin, by the keys of front matter, into its sidecar.

    Other articles and other facts are overwritten only with ``force``. Raises UsageError if they are in the way, and OutputError.
    """
    with ExitStack() as stack:
        stack.enter_context(exclusive_lock(folder))
        found = find(folder, convert=True)
        known = found.paths
        present = _present([folder / name for name in known], folder / article.name, article.data)
        path = present or folder / article.name
        if path.parent != folder:
            stack.enter_context(exclusive_lock(path.parent))
        if present is None:
            _refuse_existing(path, force)
        id = origin.get("id")
        if present is None or id:
            _refuse_same_id(str(id or article.document.id), path, folder, found)
        shared = any(folder / name != path and (folder / name).with_suffix("") == path.with_suffix("") for name in known)
        sidecar = _record(path, origin, shared=shared, force=force)
        if present is None:
            files.write_user_path(path, article.data)
    return Added(path, present is None, sidecar)


def _title(document: Document) -> str:
    title = document.metadata.title
    if title is None:
        raise UsageError("the article has no title to take a name from: pass --name NAME")
    return title.text


def _require_text(source: Source, data: bytes) -> None:
    """Raise InputError for bytes that a build would read, but hardly as intended: of unstated encoding, with NULs, or empty."""
    marked = source.encoding.startswith("utf-") and data.startswith("\ufeff".encode(source.encoding))
    encoding = source.encoding if marked else "utf-8"
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        found = f"line {data[: error.start].decode(encoding).count(chr(10)) + 1} has a byte {data[error.start]:#04x}"
        guess = "" if marked else f"; it may be {source.encoding}"
        raise InputError(f"is not {encoding.upper()} ({found}{guess}): save it as UTF-8") from error
    if source.guessed:
        raise InputError(f"does not state its encoding, which may be {source.encoding}: save it as UTF-8")
    if "\0" in source.text:
        line = source.line_at(source.text.index("\0"))
        raise InputError(f"has a NUL in line {line}: it is not text, or UTF-16 without a byte order mark; save it as UTF-8")
    if not source.text.strip():
        raise InputError("is empty")


def _present(known: Sequence[Path], wanted: Path, data: bytes) -> Path | None:
    """Return the article that already has these bytes, preferably at the wanted path."""
    same = []
    for path in known:
        with suppress(OSError, InputError):  # the build reports what cannot be read
            if path.stat().st_size == len(data) and read(path, len(data)) == data:
                same.append(path)
    return wanted if wanted in same else next(iter(same), None)


def _refuse_existing(path: Path, force: bool) -> None:
    """Raise UsageError if something else is at ``path``."""
    if path.is_symlink() or path.is_dir():
        raise UsageError(f"{path}: is a {'link' if path.is_symlink() else 'folder'}: choose another --name")
    if path.exists() and not force:
        raise UsageError(f"{path}: another article already exists: choose another --name, or pass --force to overwrite it")


def _refuse_same_id(id: str, path: Path, folder: Path, found: Seeds) -> None:
    """Raise UsageError if an article other than that at ``path`` has the id, by its path or its sidecar.

    An id in the front matter of another one is left to the build: no article is read for it.
    """
    for other in found.paths:
        stated = None
        if other in found.sidecars:
            beside = folder / found.sidecars[other]
            with suppress(InputError):  # the build reports what cannot be read
                data = sidecars.read(beside)
                stated = sidecars.parse(beside.name, data).front.id if b"id" in data else None
        if folder / other != path and document_id(stated or other) == id:
            raise UsageError(f"{folder / other}: already has the id {id}: choose another --name or --id")


def _record(article: Path, origin: Mapping[str, edit.Fact], *, shared: bool, force: bool) -> Path | None:
    """Write the origin of an article into its sidecar, and return that; ``None`` if there is none.

    ``shared``: another article of the folder has the same name except for its suffix.
    """
    own, common = (article.with_name(name) for name in sidecar_names(article.name))
    beside = (own if own.exists() else None) if shared else sidecars.beside(article)
    if not origin:
        return beside
    try:
        data = sidecars.read(beside) if beside is not None else b""
        beside = beside or (own if shared else common)
        sidecars.parse(beside.as_posix(), data)
        text = data.decode("utf-8-sig")
        after = edit.with_facts(text, origin, overwrite=force)
        if after != text:
            sidecars.write(beside, after, expected=data if beside.exists() else None)
    except UsageError as error:
        raise UsageError(f"{beside}: {error}") from error
    except InputError as error:
        raise UsageError(f"{article}: {error}") from error
    return beside
