"""What can be told of groups and passages only when all of them are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from seedkit.extract import kinds
from seedkit.language.counts import claims
from seedkit.language.lexicon import Lexicon
from seedkit.model.document import Group, Item, Passage, PassageRole

_MOST_COUNTS = 8
"""How many counts of one title are weighed, from the first one on."""


def continued(groups: Sequence[Group], chains: Mapping[str, int]) -> list[Group]:
    """Tell each group, in source order, the one above it that counts by the same of the ``chains`` of numbers, which are by id."""
    last: dict[int, str] = {}
    out = []
    for group in groups:
        chain = chains.get(group.id)
        out.append(group.model_copy(update={"continues": last[chain]}) if chain in last else group)
        if chain is not None:
            last[chain] = group.id
    return out


def count_by_title(groups: Sequence[Group], items: Sequence[Item], title: str | None, words: Lexicon) -> list[Group]:
    """Give the count of the article's title to the group it speaks of: the largest one of its kind with no count of its own."""
    if title is None:
        return list(groups)
    sizes: dict[str, int] = {}
    leader: dict[str, str] = {}
    for group in groups:
        leader[group.id] = leader.get(group.continues, group.continues) if group.continues else group.id
    for item in items:
        sizes[leader[item.group]] = sizes.get(leader[item.group], 0) + 1
    nested = {item.id for item in items}
    for claim in claims(title, words, any_noun=True)[:_MOST_COUNTS]:
        fitting = [g for g in groups if g.parent not in nested and g.id in sizes and kinds.fits(claim, g.kind)]
        if claim.kind is None:
            fitting = [g for g in fitting if kinds.is_near(claim, sizes[g.id])]
        if any(g.declared_count == claim.value for g in fitting):
            continue
        best = max((g for g in fitting if g.declared_count is None), key=lambda g: sizes[g.id], default=None)
        if best is not None:
            return [g.model_copy(update={"declared_count": claim.value}) if g is best else g for g in groups]
    return list(groups)


def passage_roles(passages: Sequence[Passage], groups: Sequence[Group]) -> list[Passage]:
    """Settle roles: before the first group an introduction, closing prose behind the last one a conclusion, else body.

    Passages are in source order. In an article with no group the prose above the first heading introduces it.
    """
    prose = {passage.id for passage in passages}
    top = [g for g in groups if g.parent is None or g.parent in prose]
    ids = {g.id for g in top}
    first = min((g.span.start for g in top), default=None)
    last = max((g.span.end for g in top), default=None)
    out = []
    for place, passage in enumerate(passages):
        role = _role(passage, place, len(passages), first, last, ids)
        out.append(passage if role == passage.role else passage.model_copy(update={"role": role}))
    return out


def _role(passage: Passage, place: int, count: int, first: int | None, last: int | None, groups: set[str]) -> PassageRole:
    if passage.parent in groups:
        return "introduction"
    if first is None or last is None:
        if passage.role == "conclusion":
            return "conclusion"
        return "introduction" if place == 0 and passage.heading is None and count > 1 else "body"
    if passage.span.end <= first:
        return "introduction"
    trails = passage.heading is None and passage.parent is None and place == count - 1 and passage.span.start >= last
    return "conclusion" if passage.role == "conclusion" or trails else "body"
