"""The revision of a document and of a whole build: digests of content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from seedkit.model.document import Document
from seedkit.model.index import IndexEntry

_CHUNK = 1 << 18  # bytes
_SPAN, _PLACE, _NONE = b',"span":', b'{"start":', b"null"


def revision(document: Document) -> str:
    """Return ``sha256:…`` of the document's canonical JSON without ``revision``, ``source``, ``diagnostics`` and every ``span``.

    Canonical: UTF-8, keys in the order of the model, no white space. In JSON a quotation mark inside a string is escaped, so what
    looks like a span is one; it holds numbers alone, and no class of the contract begins with its span.
    """
    whole = document.__pydantic_serializer__.to_json(document, exclude={"revision", "source", "diagnostics"})
    digest = hashlib.sha256()
    at = 0
    while at < len(whole):  # in chunks: the parts of a large document take several times its size
        end = whole.find(_SPAN, at + _CHUNK)
        end = end if end > 0 else len(whole)
        first, *others = whole[at:end].split(_SPAN)
        digest.update(b"".join((first, *map(_behind, others))))
        at = end
    return "sha256:" + digest.hexdigest()


def _behind(part: bytes) -> bytes:
    """Return what follows a span, or all of it where it is free-form data of that name."""
    if part.startswith(_PLACE):
        return part.partition(b"}")[2]
    return part.removeprefix(_NONE) if part.startswith(_NONE) else _SPAN + part


def index_revision(entries: Iterable[IndexEntry]) -> str:
    """Return ``sha256:…`` of the ids and revisions of all documents, in order of id."""
    ordered = sorted(entries, key=lambda entry: entry.id)
    return "sha256:" + hashlib.sha256("".join(f"{entry.id} {entry.revision}\n" for entry in ordered).encode()).hexdigest()
