"""Ids that survive rebuilds: a document gets the ids that its entities had when it was last built."""

from __future__ import annotations

from seedkit.ids.matching import match
from seedkit.ids.revision import revision
from seedkit.model.document import Document
from seedkit.model.walk import entities, rename


def remember(previous: Document, fresh: Document) -> Document:
    """Return ``fresh`` with the ids of ``previous`` for every entity that already existed.

    A new entity keeps the id that its words give it, unless one of ``previous`` has or had it: then it gets a number. Depends only
    on these two documents; the id of an entity without counterpart is forgotten.
    """
    names = match(previous, fresh)
    taken = {entity.id for entity, _ in entities(previous)}
    for entity, _ in entities(fresh):
        if entity.id not in names:
            name, count = entity.id, 1
            while name in taken:
                count += 1
                name = f"{entity.id}-{count}"
            taken.add(name)
            names[entity.id] = name
    if all(id == name for id, name in names.items()):
        return fresh
    renamed = rename(fresh, names)
    return renamed.model_copy(update={"revision": revision(renamed)})
