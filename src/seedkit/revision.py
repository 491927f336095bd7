"""The revision of a document: a digest of its content."""

from __future__ import annotations

import hashlib
import re

from seedkit.model.document import Document

_SPAN = re.compile(r',"span":(?:\{[^{}]*\}|null)')


def revision(document: Document) -> str:
    """Return ``sha256:…`` of the document's canonical JSON without ``revision``, ``source``, ``diagnostics`` and every ``span``.

    Canonical: UTF-8, keys in the order of the model, no white space. In JSON a quotation mark inside a string is escaped, so the
    pattern cannot meet one; no class of the contract begins with its span.
    """
    whole = document.model_dump_json(exclude={"revision", "source", "diagnostics"})
    return "sha256:" + hashlib.sha256(_SPAN.sub("", whole).encode()).hexdigest()
