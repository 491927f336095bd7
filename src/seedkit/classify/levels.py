"""Levels of headings: 2 is the outermost below the title, and no heading is more than one level below the previous one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from seedkit.classify.page import Page, Readings
from seedkit.classify.weighed import Weights, vector
from seedkit.classify.weighed.level import ASKED, Heading, outline
from seedkit.language.title_suffix import ends_in_title, folded_title

OUTERMOST, DEEPEST = 2, 5
LEVELS = range(OUTERMOST, DEEPEST + 1)
STEPS = ("deeper", "same", "up", "far up")
_IMPOSSIBLE, _CERTAIN = -1e9, 100.0
_SUFFIXED = -1
"""The chain of headings that end in the article's own title; chains of numbers count from 0."""


def read(page: Page, readings: Readings) -> None:
    """Give every heading its level: from the format, with gaps closed, or from how the headings are formatted."""
    heads = [k for k, r in enumerate(readings) if r and r.role == "heading"]
    marked = [page.blocks[k].level for k in heads]
    levels = closed(marked) if any(marked) else told(_siblings(page, readings, heads), page.weights)
    for k, level in zip(heads, levels, strict=True):
        reading = readings[k]
        assert reading
        readings[k] = reading._replace(level=level)


def _siblings(page: Page, readings: Readings, heads: Sequence[int]) -> list[Heading]:
    """Return the headings, with those that end in the article's title as one chain: they are formatted alike, so they are
    siblings."""
    title = folded_title(readings)
    return [
        heading._replace(chain=_SUFFIXED)
        if heading.chain is None and ends_in_title(page.blocks[k].text, title, colon=True)
        else heading
        for k, heading in zip(heads, outline(page, readings, heads), strict=True)
    ]


def closed(marked: Sequence[int | None]) -> list[int]:
    """Return the levels with gaps closed: each is one below the nearest heading above it with a higher rank.

    A heading without a level of its own (a bold line, a typed question) is below the marked one above it.
    """
    above: list[int] = []
    out = []
    for level in marked:
        if level is None:
            out.append(len(above) + OUTERMOST)
            continue
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        out.append(len(above) + OUTERMOST - 1)
    return out


def told(headings: Sequence[Heading], weights: Weights) -> list[int]:
    """Return the levels that together fit the evidence best.

    The headings of a numbering chain share a level, below the heading that announces them. The questions of an FAQ whose answers
    have headings share one, too.
    """
    if not headings:
        return []
    of_level, of_step = weights.of_choice("level"), weights.of_choice("level step")
    alone = [vector(heading.alone, of_level, len(LEVELS)) for heading in headings]
    after = [vector(heading.after, of_step, len(STEPS)) for heading in headings]
    for scores, heading in zip(after, headings, strict=True):
        if heading.announced or heading.inside:
            scores[STEPS.index("deeper")] += _CERTAIN
        elif heading.sibling:
            scores[STEPS.index("same")] += _CERTAIN
    levels = _best(alone, after)
    votes: dict[int, list[int]] = {}
    for heading, level in zip(headings, levels, strict=True):
        if heading.chain is not None:
            votes.setdefault(heading.chain, []).append(level)
    fixed = {chain: max(sorted(set(given)), key=given.count) for chain, given in votes.items()}
    if _SUFFIXED in votes:
        fixed[_SUFFIXED] = min(votes[_SUFFIXED])  # the first of them may have no heading above it
    if ASKED in votes:
        fixed[ASKED] = votes[ASKED][0]  # those below the headings inside an answer may have been read as parts of it
    announced: dict[int, int] = {}
    for heading, level in zip(headings, levels, strict=True):
        if heading.announced and heading.chain is not None:
            announced[heading.chain] = min(level, announced.get(heading.chain, level))
    fixed |= announced
    around = {h.chain: h.around for h in headings if h.chain is not None and h.around is not None}
    right_below = {h.chain for above, h in pairwise(headings) if h.around is not None and above.chain == h.around}
    for chain, outer in around.items():  # the outer chain begins first, so it is settled before the inner one
        below = min(fixed[outer] + 1, DEEPEST)
        fixed[chain] = below if chain in right_below else max(fixed[chain], below)
    if all(set(given) == {fixed[chain]} for chain, given in votes.items()):
        return levels
    for scores, heading in zip(alone, headings, strict=True):
        if heading.chain is not None:
            scores[fixed[heading.chain] - OUTERMOST] += _CERTAIN
    return _best(alone, after)


def _best(alone: Sequence[Sequence[float]], after: Sequence[Sequence[float]]) -> list[int]:
    """The path of levels with the highest sum, found from the first heading to the last (Viterbi)."""
    count = len(LEVELS)
    score = [alone[0][0], *[_IMPOSSIBLE] * (count - 1)]
    back: list[list[int]] = []
    for own, step in zip(alone[1:], after[1:], strict=True):
        row, came = [], []
        for level in range(count):
            totals = [total + step[_BETWEEN[last][level]] if level <= last + 1 else _IMPOSSIBLE for last, total in enumerate(score)]
            best = max(range(count), key=totals.__getitem__)
            row.append(totals[best] + own[level])
            came.append(best)
        score = row
        back.append(came)
    level = max(range(count), key=score.__getitem__)
    path = [level]
    for came in reversed(back):
        level = came[level]
        path.append(level)
    return [level + OUTERMOST for level in reversed(path)]


def between(last: int, level: int) -> int:
    """Return the index in ``STEPS`` of the step from one level to the next."""
    return 0 if level > last else min(last - level, 2) + 1


_BETWEEN = [[between(last, level) for level in range(len(LEVELS))] for last in range(len(LEVELS))]
