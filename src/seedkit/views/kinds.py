"""What a piece of an article became: the few kinds that pages and pictures tell apart by color and name."""

from __future__ import annotations

from collections.abc import Mapping

from seedkit.model.compiled import Compiled, Tile
from seedkit.model.document import Document
from seedkit.model.walk import Entity, entities, kinds

KINDS = {
    "about": "title and byline",
    "step": "steps",
    "point": "points",
    "faq": "FAQs",
    "checklist": "checklists",
    "sample": "sample texts",
    "passage": "passages",
    "residue": "residue",
}
"""Kind → its name on the pages, in the order of legends and bars."""


_OF_GROUP = {"steps": "step", "faqs": "faq"}
_SAME = {"item": "checklist", "sample_text": "sample"}
_NAMES = {"faqs": "FAQs", "faq": "question", "body": "passage", "sample_text": "sample text"}


class Kinds:
    """The kind and the name of each entity of a document; ``entities`` and ``forms``, their kinds in the contract, by id."""

    def __init__(self, document: Document) -> None:
        self.entities: Mapping[str, Entity] = {entity.id: entity for entity, _ in entities(document)}
        self.forms: Mapping[str, str] = kinds(document)
        self._groups = {group.id: _OF_GROUP.get(group.kind, "point") for group in document.groups}

    def of(self, id: str) -> str:
        """Return the kind of an entity, one of ``KINDS``; a group has that of its items. What is no entity is ``about``."""
        form = self.forms.get(id, "about")
        return self._groups.get(id) or _SAME.get(form, form)

    def of_tile(self, tile: Tile) -> str | None:
        """Return the kind of a stretch of the source, ``None`` for a blank one."""
        if tile.kind in ("blank", "residue"):
            return "residue" if tile.kind == "residue" else None
        return self.of(tile.entity or "")

    def name(self, id: str) -> str:
        """Return what the pages call an entity: "step 3", "question", "conclusion"."""
        fields, form = dict(self.entities[id]), self.forms[id]
        if "ordinal" in fields:
            return f"{form} {fields['ordinal']}"
        kind = fields.get("kind", "items")
        name: str = fields.get("role") or form if kind == "items" else kind
        return _NAMES.get(name, name)


def division(compiled: Compiled, kinds: Kinds) -> dict[str, int]:
    """Return how many code points of the source became what, by kind in the order of ``KINDS``; blank ones are not counted."""
    counts = dict.fromkeys(KINDS, 0)
    for tile in compiled.ledger:
        kind = kinds.of_tile(tile)
        if kind is not None:
            counts[kind] += tile.end - tile.start
    return counts
