"""Articles in, data out: one of them, or a folder."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from seedkit import __version__, files
from seedkit.article import Article
from seedkit.corpus import INDEX, VERSION_FOLDER, read_article, version_folder
from seedkit.errors import InputError, OutputError, UsageError
from seedkit.memory import remember
from seedkit.model.document import SCHEMA_VERSION, Document
from seedkit.model.index import Counts, Failure, Generator, Index, IndexEntry, OutputFile, Severities
from seedkit.pipeline import compile_bytes, compile_text
from seedkit.readers import FORMATS
from seedkit.seeds import MAX_BYTES, article_format, find, read
from seedkit.writers import WRITERS
from seedkit.writers import json as json_writer

_DOCUMENTS = "documents"
_NAME_BYTES = 255  # what file systems give a file name
_HEAD_BYTES = 1024
_OPENING = re.compile(rb'(?:\{\s*)?"?schema_version"?: "\d+\.\d+",?\s+"?id"?: "?([a-z0-9-]+)"?,?\s')
"""How a document of ours begins, in every format: the version of the contract, then the id."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """The index of a build, the number of files that it wrote anew, and of those that it removed."""

    index: Index
    written: int
    removed: int


class Rendered(NamedTuple):
    """One article as its entry of the index and its files: name and bytes of each."""

    entry: IndexEntry
    contents: tuple[tuple[str, bytes], ...]


def normalize(article: str | bytes | Path, *, format: str | None = None, path: str | None = None) -> Article:
    """Read one article.

    A ``str`` is the article's text, ``bytes`` are its file's content, a ``Path`` is its file. ``format`` is ``text``, ``markdown``
    or ``html``; without it the suffix of the path decides, else it is ``text``. ``path`` is what the document says of its origin
    and has its id from: the file's name, or ``article.txt``, where it is not given. Raises InputError for a file that cannot be
    read, UsageError for an unknown format.
    """
    name = path or (article.name if isinstance(article, Path) else None)
    wanted = format or (article_format(name) if name else "text")
    if wanted is None:
        raise UsageError(f"{name} has none of the suffixes {' '.join(FORMATS)}: give its format")
    if wanted not in FORMATS.values():
        raise UsageError(f"the format is {wanted!r}: expected one of {', '.join(sorted(set(FORMATS.values())))}")
    name = name or next(f"article{suffix}" for suffix, known in FORMATS.items() if known == wanted)
    compiled = compile_text(article, name, wanted) if isinstance(article, str) else compile_bytes(_bytes(article), name, wanted)
    return Article.model_construct(**dict(compiled.document))


def _bytes(article: bytes | Path) -> bytes:
    if isinstance(article, bytes):
        return article
    try:
        return read(article)
    except InputError as error:
        raise InputError(f"{article} {error}") from error


def build(
    seeds: str | Path,
    out: str | Path,
    *,
    max_bytes: int = MAX_BYTES,
    fresh: bool = False,
    progress: Callable[[int, int], object] | None = None,
) -> BuildResult:
    """Compile every article below ``seeds`` into ``OUT/v1``.

    ``max_bytes`` is the size in bytes above which an article is refused. Entities that the documents in ``out`` hold already keep
    the ids they have there; with ``fresh`` ids depend on the articles alone. ``progress`` is told how many articles are done, of
    how many. An article that cannot be read is a failure in the index, the others are built. Every file is whole at any moment;
    the index is written after the documents it names, and what it no longer names is removed after that. Raises UsageError when
    there is no such folder, OutputError when ``out`` cannot be written.
    """
    root, version = Path(seeds), Path(out) / VERSION_FOLDER
    documents = version / _DOCUMENTS
    found = find(root, documents)
    failed = [Failure(path=path, error=error) for path, error in found.refused]
    files.make_folder(documents)
    with files.held(version, documents):
        entries: dict[str, IndexEntry] = {}
        clashes: dict[str, list[str]] = {}
        written = 0
        memory = None if fresh else version_folder(Path(out)) / _DOCUMENTS
        for done, result in enumerate(map(partial(render, root, max_bytes, memory=memory), found.paths), 1):
            if isinstance(result, Failure):
                failed.append(result)
            elif (first := entries.get(result.entry.id)) is not None:
                clashes.setdefault(first.id, [first.path]).append(result.entry.path)
            else:
                entries[result.entry.id] = result.entry
                written += sum(files.write(documents / name, data) for name, data in result.contents)
            if progress is not None:
                progress(done, len(found.paths))
        for document, paths in clashes.items():
            del entries[document]
            failed += (Failure(path=path, error=_clash(document, path, paths)) for path in paths)
        index = _index(entries.values(), failed)
        written += files.write(version / INDEX, json_writer.dump(index).encode())
        stale = list(_stale(documents, {Path(file.path).name for entry in entries.values() for file in entry.files.values()}))
        for path in stale:
            files.remove(path)
    return BuildResult(index, written, len(stale))


def render(root: Path, max_bytes: int, path: str, memory: Path | None = None) -> Rendered | Failure:
    """Compile the article at ``path`` below ``root``; ``memory`` is the folder of documents that has the ids of the last build.

    Depends on nothing but its arguments and the files they name, so it can run anywhere.
    """
    try:
        document = compile_bytes(read(root / path, max_bytes), path, article_format(path) or "text").document
        previous = _recalled(memory, document.id) if memory is not None else None
        if previous is not None:
            document = remember(previous, document)
        contents = {row.name: (f"{document.id}{row.suffix}", row.dump(document).encode()) for row in WRITERS}
        longest = max(len(name) for name, _ in contents.values())
        if longest > _NAME_BYTES:
            raise InputError(f"has an id of {len(document.id)} characters, too long for a file name: shorten its path")
    except InputError as error:
        return Failure(path=path, error=str(error))
    except Exception as error:  # one article that seedkit cannot cope with must not cost the others
        return Failure(path=path, error=f"cannot be compiled: {type(error).__name__} in {_place(error)}, please report it")
    return Rendered(_entry(document, contents), tuple(contents.values()))


def _recalled(memory: Path, id: str) -> Document | None:
    """Return what the last build made of an article, ``None`` where it made nothing that can be read."""
    try:
        return read_article((memory / f"{id}.json").read_bytes())
    except (OSError, OutputError):
        return None


def _place(error: Exception) -> str:
    """The module and line of seedkit, or of what it calls, that raised ``error``: the same on every machine."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_globals['__name__']}, line {trace.tb_lineno}" if trace is not None else "seedkit"


def _entry(document: Document, contents: dict[str, tuple[str, bytes]]) -> IndexEntry:
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
            format: OutputFile(path=f"{_DOCUMENTS}/{name}", sha256=hashlib.sha256(data).hexdigest())
            for format, (name, data) in contents.items()
        },
    )


def _index(entries: Iterable[IndexEntry], failed: Iterable[Failure]) -> Index:
    ordered = sorted(entries, key=lambda entry: entry.id)
    digest = hashlib.sha256("".join(f"{entry.id} {entry.revision}\n" for entry in ordered).encode())
    return Index(
        schema_version=SCHEMA_VERSION,
        generator=Generator(name="seedkit", version=__version__),
        revision=f"sha256:{digest.hexdigest()}",
        documents=tuple(ordered),
        failed=tuple(sorted(failed, key=lambda failure: failure.path)),
    )


def _clash(document: str, path: str, paths: list[str]) -> str:
    others = ", ".join(other for other in paths if other != path)
    return f"has the id {document}, and so has {others}: rename one, or give it an id of its own in its front matter"


def _stale(documents: Path, named: set[str]) -> Iterable[Path]:
    """Yield the documents of ours that the index does not name.

    Ours is a file that is named like an id and opens with a version of the contract and that very id; whatever else
    lies here is a stranger's. The index of the last build is not asked: it may be missing, broken or somebody else's.
    """
    suffixes = {row.suffix for row in WRITERS}
    for path in sorted(documents.iterdir()):
        if path.suffix in suffixes and path.name not in named and path.is_file() and not path.is_symlink():
            with path.open("rb") as stream:
                head = stream.read(_HEAD_BYTES)
            opening = _OPENING.match(head)
            if opening is not None and opening[1] == path.stem.encode():
                yield path
