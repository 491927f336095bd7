"""Ids in the end: two entities that say the same are told apart by where they stand, never by which of them comes first."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from seedkit.model.document import Document
from seedkit.model.walk import entities

_DIGITS = 6


class Named(NamedTuple):
    """What an id was made of: kind and slug, and the words behind them."""

    base: str
    words: str


def final_ids(named: Mapping[str, Named], document: Document) -> dict[str, str]:
    """Return the final id for every id of ``document`` that has to change.

    Where several entities have the same base, each gets a digest of its words and of those of all that it stands in; what has even
    these in common is counted.
    """
    bearers = Counter(name.base for name in named.values())
    if len(bearers) == len(named):
        return {}
    parents = {entity.id: parent for entity, parent in entities(document)}
    places: dict[str | None, str] = {None: ""}
    taken = {base for base, count in bearers.items() if count == 1}
    alike: defaultdict[str, int] = defaultdict(lambda: 1)
    out = {}
    for id, name in named.items():
        final = name.base
        if bearers[name.base] > 1:
            base = final = f"{name.base}-{_place(id, parents, named, places)[:_DIGITS]}"
            while final in taken:
                alike[base] += 1  # counts on from the last one, so that a thousand alike cost a thousand steps
                final = f"{base}-{alike[base]}"
            taken.add(final)
        if final != id:
            out[id] = final
    return out


def _place(id: str, parents: Mapping[str, str | None], named: Mapping[str, Named], places: dict[str | None, str]) -> str:
    """Return a digest of an entity's words and of those of all that it stands in."""
    path = [id]
    while (parent := parents.get(path[-1])) not in places:
        path.append(str(parent))
    for step in reversed(path):
        places[step] = hashlib.sha256(f"{places[parents.get(step)]} {named[step].words}".encode("utf-8", "replace")).hexdigest()
    return places[id]
