"""Elements that a page marks as the items of a series: with microdata and RDFa, and with the class names of well-known blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from seedkit.model.block import Purpose
from seedkit.readers.html.tree import Page

_PROPERTIES: Mapping[str, Purpose] = {
    "recipeinstructions": "steps",
    "instructions": "steps",
    "recipeingredient": "materials",
    "ingredients": "materials",
    "ingredient": "materials",
}
"""Values of ``itemprop`` and ``property``, in lower case."""

_QUESTION = "schema.org/question"
"""The end of an ``itemtype``, in lower case; the name of such an item is the question."""


_STATING = frozenset({"itemtype", "itemprop", "property"})


class Marked(NamedTuple):
    """An element and what its items are."""

    purpose: Purpose
    node: int


def marked(page: Page) -> Iterator[Marked]:
    """Yield the outermost elements of each purpose, in order."""
    ends: dict[Purpose, int] = {}
    asking = -1  # the last node of a question that has not been named
    for node, attributes in enumerate(page.attributes):
        if not attributes or _STATING.isdisjoint(attributes):
            continue
        if attributes.get("itemtype", "").lower().endswith(_QUESTION):
            asking = page.lasts[node]
        elif node <= asking and attributes.get("itemprop") == "name":
            asking = -1
            yield Marked("faqs", node)
        purpose = _purpose(attributes)
        if purpose is not None and ends.get(purpose, -1) < node:
            ends[purpose] = page.lasts[node]
            yield Marked(purpose, node)


def _purpose(attributes: Mapping[str, str]) -> Purpose | None:
    for key in ("itemprop", "property"):
        value = attributes.get(key)
        if value:
            for name in value.lower().split():
                purpose = _PROPERTIES.get(name.rpartition(":")[2].rpartition("/")[2])
                if purpose:
                    return purpose
    return None
