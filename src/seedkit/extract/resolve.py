"""What is known of groups and passages only once the tree is complete."""

from __future__ import annotations

from collections.abc import Sequence

from seedkit.extract import kinds
from seedkit.extract.tree import Draft, Entity, Faq, Group, Item, Node, Passage
from seedkit.language.counts import claims
from seedkit.model.document import PassageRole

_MOST_COUNTS = 8
"""How many counts of one title are weighed, from the first one on."""


def resolve(draft: Draft, nodes: Sequence[Entity]) -> None:
    """Complete all ``nodes`` of the tree: readings, end, continued groups, the title's count, roles."""
    for node in reversed(nodes):  # children before their parents
        node.readings = [part for part in node.body if isinstance(part, int)]
        if node.head is not None and node.head not in node.readings[:1]:
            node.readings.insert(0, node.head)
        if node.readings:
            node.end = max(node.end, draft.blocks[node.readings[-1]].end)
        if node.parent is not None:
            node.parent.end = max(node.parent.end, node.end)
    _continue(draft.groups)
    _count_by_title(draft, nodes)
    _give_roles([node for node in nodes if isinstance(node, Passage)], draft.groups)


def _continue(groups: list[Group]) -> None:
    """Link each group, in source order, to the one above with the same numbering chain."""
    last: dict[int, Group] = {}
    for group in groups:
        if group.chain is not None:
            group.continues = last.get(group.chain)
            last[group.chain] = group


def _count_by_title(draft: Draft, nodes: Sequence[Entity]) -> None:
    """Give the count of the article's title to the group it refers to: the largest one of its kind without a count of its own."""
    if draft.title is None:
        return
    leader: dict[Group, Group] = {}
    for group in draft.groups:
        leader[group] = leader[group.continues] if group.continues is not None else group
    sizes = dict.fromkeys(leader.values(), 0)
    for node in nodes:
        if isinstance(node, Item) and isinstance(node.parent, Group):
            sizes[leader[node.parent]] += 1
    outer = [g for g in sizes if g.kind != "faqs" and (isinstance(g.parent, Faq) or not isinstance(g.parent, Item))]
    for claim in claims(draft.title, draft.words, any_noun=True)[:_MOST_COUNTS]:
        fitting = [g for g in outer if kinds.fits(claim, g.kind) and (claim.kind is not None or kinds.is_near(claim, sizes[g]))]
        if any(group.declared == claim.value for group in fitting):
            continue
        best = max((group for group in fitting if group.declared is None), key=lambda group: sizes[group], default=None)
        if best is not None:
            best.declared = claim.value
            return


def _give_roles(passages: list[Passage], groups: list[Group]) -> None:
    """Give passages their roles, in source order: introduction before the first group, conclusion for closing prose after the last
    one, otherwise body. In an article without groups, the prose above the first heading is the introduction."""
    top = [group for group in groups if isinstance(group.parent, Passage) or group.level == 1]
    first = min((group.start for group in top), default=None)
    last = max((group.end for group in top), default=None)
    introduced = set[Node | None](top)
    for place, passage in enumerate(passages):
        passage.role = _role(passage, place, len(passages), first, last, introduced)


def _role(passage: Passage, place: int, count: int, first: int | None, last: int | None, groups: set[Node | None]) -> PassageRole:
    if passage.parent in groups:
        return "introduction"
    if first is None or last is None:
        if passage.role == "conclusion":
            return "conclusion"
        return "introduction" if place == 0 and passage.head is None and count > 1 else "body"
    if passage.end <= first:
        return "introduction"
    trails = passage.head is None and passage.level == 1 and place == count - 1 and passage.start >= last
    return "conclusion" if passage.role == "conclusion" or trails else "body"
