"""Converts built data of an earlier version of the contract to this one, without the articles."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import NamedTuple

from seedkit import __version__
from seedkit.corpus import DOCUMENTS, INDEX, VERSION_FOLDER, Corpus, document_path, read_index, version_folder
from seedkit.errors import OutputError
from seedkit.ids.revision import index_revision, revision
from seedkit.model.document import SCHEMA_VERSION, Document
from seedkit.model.index import Generator, OutputFile
from seedkit.storage import files
from seedkit.storage.locks import exclusive_lock
from seedkit.writers import WRITERS
from seedkit.writers import json as json_writer


class Migrated(NamedTuple):
    """The former version of the data, its folder now, the number of written files."""

    version: str
    folder: Path
    written: int


def migrate(out: str | Path) -> Migrated:
    """Write the build in ``out`` in this version of the contract.

    A minor version is written in place, a major one into a folder of its own next to the old one, which is left alone. Every file
    is complete at any moment and the index is written last, so an interrupted migration is completed by the next. Raises
    OutputError.
    """
    old, new = version_folder(Path(out)), Path(out) / VERSION_FOLDER
    try:
        data = files.read(old / INDEX)
        index = read_index(data)
    except OSError as error:
        raise OutputError(f"{old / INDEX}: cannot be read ({error.strerror}): there is no build here") from error
    except OutputError as error:
        raise OutputError(f"{old / INDEX}: {error}") from error
    version: str = json.loads(data)["schema_version"]
    if version == SCHEMA_VERSION:
        return Migrated(version, new, 0)
    written = 0
    files.refuse_links(new, new / DOCUMENTS)
    files.make_folder(new / DOCUMENTS)
    with exclusive_lock(new, new / DOCUMENTS):
        entries = []
        corpus = Corpus(old, index)
        for entry in index.documents:
            document = Document.model_construct(**dict(corpus[entry.id]))
            document = document.model_copy(update={"revision": revision(document)})
            outputs = {}
            for row in WRITERS:
                content = row.dump(document).encode()
                file = document_path(entry.id, row.suffix)
                written += files.write(new / file, content)
                outputs[row.name] = OutputFile(path=file, sha256=hashlib.sha256(content).hexdigest())
            entries.append(entry.model_copy(update={"revision": document.revision, "files": outputs}))
        made = {"generator": Generator(name="seedkit", version=__version__), "revision": index_revision(entries)}
        index = index.model_copy(update={**made, "documents": tuple(entries)})
        written += files.write(new / INDEX, json_writer.dump(index).encode())
    return Migrated(version, new, written)
