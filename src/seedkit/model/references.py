"""References inside a document: resolved once, when a document is read, so that no other code has to handle a broken one."""

from __future__ import annotations

from seedkit.model.document import ChecklistItem, Document, Faq, Group, Item, OutlineNode, RefBlock
from seedkit.model.walk import Entity, bodies, entities, kinds

MAX_DEPTH = 80
"""Maximum nesting of entities. Readers limit nesting far below this; JSON parsers fail not far above."""


def broken_reference(document: Document) -> str | None:
    """Return what is wrong with the references of a document, in a clause; ``None`` if they form one tree.

    In this tree, an entity's parent is its container. A body refers to its own entities, each once; the outline has all entities
    except the lines of checklists, in this tree; a group continues an earlier one. Takes linear time, whatever the document.
    """
    known: dict[str, Entity] = {}
    parents: dict[str, str | None] = {}
    for entity, parent in entities(document):
        if entity.id in known:
            return f"the id `{entity.id}` occurs twice"
        if isinstance(entity, ChecklistItem) and entity.depth > MAX_DEPTH:
            return f"`{entity.id}` is deeper than {MAX_DEPTH} levels"
        known[entity.id], parents[entity.id] = entity, parent
    return _tree(known, parents) or _bodies(document, known, parents) or _outline(document, known, parents) or _continued(document)


def _tree(known: dict[str, Entity], parents: dict[str, str | None]) -> str | None:
    depths: dict[str | None, int] = {None: 0}
    for id, parent in parents.items():
        if parent is not None and parent not in known:
            return f"`{id}` is in `{parent}`, which does not exist"
        if isinstance(known[id], Item | Faq) and not isinstance(known[str(parent)], Group):
            return f"`{id}` is in `{parent}`, which is not a group"
    for id in parents:
        path: list[str | None] = [id]
        while path[-1] not in depths:
            path.append(parents[str(path[-1])])
            if len(path) > MAX_DEPTH + 1:
                return f"`{id}` is in itself, or deeper than {MAX_DEPTH} levels"
        above = depths[path.pop()]
        depths |= {part: depth for depth, part in enumerate(reversed(path), above + 1)}
        if depths[id] > MAX_DEPTH:
            return f"`{id}` is deeper than {MAX_DEPTH} levels"
    return None


def _bodies(document: Document, known: dict[str, Entity], parents: dict[str, str | None]) -> str | None:
    seen, kind_of = set(), kinds(document)
    for owner, body in bodies(document):
        for block in body:
            if not isinstance(block, RefBlock):
                continue
            if block.ref not in known:
                return f"`{owner.id}` refers to `{block.ref}`, which does not exist"
            if kind_of[block.ref] != block.kind:
                return f"`{owner.id}` refers to `{block.ref}` as a {block.kind}, which it is not"
            if parents[block.ref] != owner.id or block.ref in seen:
                return f"`{owner.id}` refers to `{block.ref}`, which is elsewhere"
            seen.add(block.ref)
    return None


def _outline(document: Document, known: dict[str, Entity], parents: dict[str, str | None]) -> str | None:
    lines = {line.id: checklist.id for checklist in document.checklists for line in checklist.items}
    missing = known.keys() - lines.keys()
    waiting: list[tuple[str | None, OutlineNode]] = [(None, node) for node in reversed(document.outline)]
    while waiting:
        above, node = waiting.pop()
        if node.ref not in known:
            return f"the outline refers to `{node.ref}`, which does not exist"
        parent = parents[node.ref]
        if node.ref not in missing or above != (lines.get(parent, parent) if parent is not None else None):
            return f"the outline has `{node.ref}` where it is not"
        missing.remove(node.ref)
        waiting += ((node.ref, child) for child in reversed(node.children))
    return f"the outline lacks `{min(missing)}`" if missing else None


def _continued(document: Document) -> str | None:
    above = set()
    for group in document.groups:
        if group.continues is not None and group.continues not in above:
            return f"`{group.id}` continues `{group.continues}`, which is not an earlier group"
        above.add(group.id)
    return None
