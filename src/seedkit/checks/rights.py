"""Findings about rights and origin. They are off by default."""

from __future__ import annotations

from collections.abc import Iterator

from seedkit.checks.finding import Finding
from seedkit.model.compiled import Compiled
from seedkit.model.document import ImageBlock
from seedkit.model.walk import bodies

_LICENCE = frozenset({"licence", "license", "rights", "copyright", "dc.rights"})
_RETRIEVED = frozenset({"retrieved", "retrieved_on", "retrieved_at", "retrieval_date", "accessed", "access_date"})


def check(compiled: Compiled) -> Iterator[Finding]:
    """Yield ``missing-author``, ``missing-source-url``, ``missing-licence``, ``missing-retrieval-date``, each at most once, and
    ``missing-photo-credit`` at the first image of an article that credits nobody."""
    document = compiled.document
    meta = document.metadata
    extra = {key.lower().replace("-", "_") for key, value in meta.extra.items() if value}
    if not meta.authors:
        yield Finding("missing-author", "no author found", None, {})
    if not meta.url:
        yield Finding("missing-source-url", "no source URL found", None, {})
    if not extra & _LICENCE:
        yield Finding("missing-licence", "no licence found", None, {})
    if not extra & _RETRIEVED:
        yield Finding("missing-retrieval-date", "no retrieval date found", None, {})
    if not meta.credits:
        images = (block for _, body in bodies(document) for block in body if isinstance(block, ImageBlock))
        first = min(images, key=lambda image: image.span.start, default=None)
        if first is not None:
            yield Finding("missing-photo-credit", "the image has no credit", first.span, {})
