"""The revision of a document and of a whole build: digests of content."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from seedkit.model.document import Document
from seedkit.model.index import IndexEntry

_SPAN = re.compile(r',"span":(?:\{[^{}]*\}|null)')


def revision(document: Document) -> str:
    """Return ``sha256:…`` of the document's canonical JSON without ``revision``, ``source``, ``diagnostics`` and every ``span``.

    Canonical: UTF-8, keys in the order of the model, no white space. In JSON a quotation mark inside a string is escaped, so the
    pattern cannot meet one; no class of the contract begins with its span.
    """
    whole = document.model_dump_json(exclude={"revision", "source", "diagnostics"})
    return "sha256:" + hashlib.sha256(_SPAN.sub("", whole).encode()).hexdigest()


def index_revision(entries: Iterable[IndexEntry]) -> str:
    """Return ``sha256:…`` of the ids and revisions of all documents, in order of id."""
    ordered = sorted(entries, key=lambda entry: entry.id)
    return "sha256:" + hashlib.sha256("".join(f"{entry.id} {entry.revision}\n" for entry in ordered).encode()).hexdigest()
