"""The entities of an article as a tree of symbols, for outlines and breadcrumbs of editors."""

from __future__ import annotations

from collections.abc import Mapping

from lsprotocol.types import DocumentSymbol, SymbolKind

from seedkit.lsp.positions import Positions
from seedkit.model.compiled import Compiled
from seedkit.model.document import SampleText
from seedkit.model.walk import Entity, entities, kinds, title_of, words_of

_LONGEST = 100
"""Code points of a name; a sample text may be a whole letter."""

_KINDS: Mapping[str, SymbolKind] = {
    "group": SymbolKind.Namespace,
    "step": SymbolKind.Method,
    "point": SymbolKind.Property,
    "faq": SymbolKind.Function,
    "checklist": SymbolKind.Enum,
    "item": SymbolKind.EnumMember,
    "sample_text": SymbolKind.String,
    "passage": SymbolKind.Module,
}
"""Kind of an entity → the kind of its symbol, which chooses the icon."""


def symbols(compiled: Compiled, positions: Positions) -> list[DocumentSymbol]:
    """Return the symbols of an article, each with those inside it, in source order."""
    kind_of = kinds(compiled.document)
    every = list(entities(compiled.document))
    ends = {entity.id: entity.span.end for entity, _ in every}
    starts = {entity.id: entity.span.start for entity, _ in every}
    parents = {entity.id: parent for entity, parent in every if parent is not None}
    for entity, _ in every:  # a symbol contains those inside it
        above = parents.get(entity.id)
        while above is not None:
            starts[above] = min(starts[above], entity.span.start)
            ends[above] = max(ends[above], entity.span.end)
            above = parents.get(above)
    children: dict[str | None, list[DocumentSymbol]] = {}
    made: list[tuple[int, str | None, DocumentSymbol]] = []
    for entity, parent in every:
        inside = children.setdefault(entity.id, [])
        title = title_of(entity)
        place = title.span if title is not None else entity.span
        whole = positions.range(starts[entity.id], ends[entity.id])
        inner = positions.range(max(place.start, starts[entity.id]), min(place.end, ends[entity.id]))
        kind = kind_of[entity.id]
        symbol = DocumentSymbol(_name(entity, kind), _KINDS[kind], whole, inner, _detail(entity, kind), children=inside)
        made.append((starts[entity.id], parent, symbol))
    for _, parent, symbol in sorted(made, key=lambda row: row[0]):
        children.setdefault(parent, []).append(symbol)
    return children.get(None, [])


def _name(entity: Entity, kind: str) -> str:
    """Return the words of an entity, or else what it is."""
    words = " ".join(words_of(entity).split())
    shown = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
    return shown or _detail(entity, kind)


def _detail(entity: Entity, kind: str) -> str:
    """Return what an entity is, as ``inspect`` calls it: "step 3", "steps", "sample text"."""
    if isinstance(entity, SampleText):
        return "sample text"
    fields = dict(entity)
    words = (kind, fields.get("role") or fields.get("kind"), fields.get("ordinal"))
    return " ".join(str(word) for word in words if word is not None)
