"""Groups and their items entered into the draft."""

from __future__ import annotations

from typing import NamedTuple, cast

from seedkit.extract.draft import Draft
from seedkit.model.document import BodyBlock, Faq, Group, GroupKind, Item, OutlineNode, Text


class Composed(NamedTuple):
    """What was put together: the blocks of a body, the places in the reading order, the offset behind the last character."""

    body: tuple[BodyBlock, ...]
    nodes: tuple[OutlineNode, ...]
    end: int


def item_kind(kind: str) -> str:
    """Return what an item of a group of ``kind`` is called in ids."""
    return {"steps": "step", "faqs": "faq"}.get(kind, "point")


def enter_item(
    draft: Draft, kind: str, name: str, group: str, head: int, position: int, title: Text | None, inside: Composed
) -> None:
    """Enter a step, a point or a FAQ whose words begin at the reading ``head``."""
    reading = draft.readings[head]
    span = draft.span(reading.block.start, inside.end)
    if kind == "faqs":
        if title is not None:
            draft.faqs.append(Faq(id=name, group=group, question=title, answer=inside.body, span=span))
        return
    marker = reading.block.marker
    draft.items.append(
        Item(
            id=name,
            group=group,
            ordinal=position if reading.ordinal is None else reading.ordinal,
            position=position,
            label=marker.label if marker is not None and marker.kind == "number" else None,
            title=title,
            body=inside.body,
            span=span,
        )
    )


def open_group(draft: Draft, kind: str, heading: int | None, parent: str | None, start: int) -> tuple[str, int]:
    """Return a new group's id and the offset where it starts, and enter its title into the ledger."""
    title = draft.title(heading) if heading is not None else None
    name = draft.identify("group", title.text if title else f"{kind} {draft.base(parent)}")
    if heading is not None:
        draft.keep(heading, name)
        start = min(start, draft.readings[heading].block.start)
    return name, start


def close_group(
    draft: Draft,
    name: str,
    kind: str,
    heading: int | None,
    declared: int | None,
    style: str,
    chain: int | None,
    parent: str | None,
    start: int,
    end: int,
) -> None:
    """Enter a group when its items are in. Which group it goes on with is settled when all are known."""
    if chain is not None:
        draft.chains[name] = chain
    draft.groups.append(
        Group(
            id=name,
            kind=cast("GroupKind", kind),
            title=draft.title(heading) if heading is not None else None,
            declared_count=declared,
            numbering=style,
            continues=None,
            parent=parent,
            span=draft.span(start, end),
        )
    )
