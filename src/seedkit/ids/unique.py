"""Ids of all entities of an article: those that say the same are told apart by where they are, never by which comes first."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Protocol

_DIGITS = 6


class Bearer(Protocol):
    """What gets an id: ``base`` is its kind and slug, ``said`` the words they were made of, ``parent`` what it is in.

    What has no parent is the article, which gets no id here.
    """

    @property
    def base(self) -> str: ...
    @property
    def said(self) -> str: ...
    @property
    def parent(self) -> Bearer | None: ...


def unique_ids(bearers: Sequence[Bearer]) -> list[str]:
    """Return an id for each of ``bearers``, which are in reading order.

    Where several have the same base, each gets a digest of its words and of those of all that it is in; what has even these in
    common is counted.
    """
    counts = Counter(bearer.base for bearer in bearers)
    taken = {base for base, count in counts.items() if count == 1}
    alike: defaultdict[str, int] = defaultdict(lambda: 1)
    digests: dict[Bearer, str] = {}
    out = []
    for bearer in bearers:
        id = bearer.base
        if counts[id] > 1:
            base = id = f"{id}-{_digest(bearer, digests)[:_DIGITS]}"
            while id in taken:
                alike[base] += 1  # counts on from the last one, so that a thousand alike cost a thousand steps
                id = f"{base}-{alike[base]}"
            taken.add(id)
        out.append(id)
    return out


def _digest(bearer: Bearer, known: dict[Bearer, str]) -> str:
    """Return a digest of the words of an entity and of all that it is in."""
    path: list[Bearer] = []
    above: Bearer | None = bearer
    while above is not None and above.parent is not None and above not in known:
        path.append(above)
        above = above.parent
    digest = known.get(above, "") if above is not None else ""
    for step in reversed(path):
        digest = known[step] = hashlib.sha256(f"{digest} {step.said}".encode("utf-8", "replace")).hexdigest()
    return digest
