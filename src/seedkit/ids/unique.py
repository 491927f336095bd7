"""Ids of all entities of an article: entities with the same words are distinguished by where they are, never by their order."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Protocol

_DIGITS = 6


class Bearer(Protocol):
    """What gets an id: ``base`` is its kind and slug, ``id_words`` the words that they are made of, ``parent`` its container.

    The one without a parent is the article, which gets no id here.
    """

    @property
    def base(self) -> str: ...
    @property
    def id_words(self) -> str: ...
    @property
    def parent(self) -> Bearer | None: ...


def unique_ids(bearers: Sequence[Bearer]) -> list[str]:
    """Return an id for each of ``bearers``, which are in reading order.

    If several have the same base, each gets a digest of its words and of those of all its containers; if these are equal too, they
    are numbered.
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
                alike[base] += 1  # counts on from the last one, so that a thousand equal ones cost a thousand steps
                id = f"{base}-{alike[base]}"
            taken.add(id)
        out.append(id)
    return out


def _digest(bearer: Bearer, known: dict[Bearer, str]) -> str:
    """Return a digest of the words of an entity and of all its containers."""
    path: list[Bearer] = []
    above: Bearer | None = bearer
    while above is not None and above.parent is not None and above not in known:
        path.append(above)
        above = above.parent
    digest = known.get(above, "") if above is not None else ""
    for step in reversed(path):
        digest = known[step] = hashlib.sha256(f"{digest} {step.id_words}".encode("utf-8", "replace")).hexdigest()
    return digest
