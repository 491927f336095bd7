"""What the other short lines of an article say about one: those that have something in common with it, and those around it.

Either all lines of the same shape are headings, or none is. ``GROUPS`` lists what lines may have in common. For each group,
the facts of a line include the number of other lines, how likely these are headings by themselves, and the best of their scores.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from math import exp

from seedkit.classify.weighed.forest import Forest
from seedkit.classify.weighed.heading import coarse_size, kind_of
from seedkit.classify.weighed.setting import Setting

GROUPS = ("ending", "case and ending", "case, ending and length", "first word", "kinds of blocks around")
"""What lines may have in common; ``_in_common`` returns it in this order. The last one includes the ending."""
OTHERS = ("number", "chance", "best score")
"""Facts about the other lines of a group."""
FACTS = (
    "score",
    *(f"{fact} of those of the same {group}" for group in GROUPS for fact in OTHERS),
    *("score above", "score below", "words", "words below", "length against that of headings", "kind below"),
    *("headings", "share of headings", "numbered headings", "headings with the same kind of block below"),
)
"""The facts in the order that trees number them: counts, permille, and scores in hundredths."""
_NONE = -9999
"""A score where there is none."""
_NO_OTHERS = (0, -1, _NONE)
_MOST = 99
_CERTAIN = 600
"""A score from which on a line is taken as certain."""
_CHANCES = [round(1000 / (1 + exp(-score / 100))) for score in range(-_CERTAIN, _CERTAIN + 1)]
"""The chance in permille of every score that is not certain."""
_KINDS = (
    *("nothing", "title", "meta", "subtitle", "residue", "heading", "numbered", "question", "answer", "bare", "line", "?", ":"),
    *("sentence", "short", "colon", "prose", "quote", "code", "table", "image", "bullet", "ordered"),
)
"""What may be around a line, from what is never prose to lists, so that a bound between two separates related kinds."""
_RANKS = {kind: rank for rank, kind in enumerate(_KINDS)}
_RANKS["paragraph"] = _RANKS["prose"]  # where an editor pins one


def changes(forest: Forest, facts: Sequence[int]) -> Iterator[tuple[str, float]]:
    """Yield for each group what its others change: by how much the log odds would be lower if there were none."""
    score = forest.score(facts)
    for n, group in enumerate(GROUPS):
        alone = [*facts]
        alone[1 + n * len(OTHERS) : 1 + (n + 1) * len(OTHERS)] = _NO_OTHERS
        change = score - forest.score(alone)
        if change:
            yield f"others of the same {group}", change / 100


def facts(setting: Setting, scores: Mapping[int, int]) -> dict[int, list[int]]:
    """Return the facts of the short blocks that ``scores`` gives the score of, by index."""
    blocks, shapes = setting.blocks, setting.shapes
    total = len(blocks)
    kinds = ["nothing", *map(kind_of, shapes), "nothing"]
    chances = {k: _CHANCES[max(-_CERTAIN, min(_CERTAIN, score)) + _CERTAIN] for k, score in scores.items()}
    in_common = {k: _in_common(setting, k, kinds) for k in scores}
    groups: list[dict[Hashable, list[int]]] = [defaultdict(list) for _ in GROUPS]
    for k, keys in in_common.items():
        for group, key in zip(groups, keys, strict=True):
            group[key].append(k)
    summaries = [{key: _summary(members, scores, chances) for key, members in group.items()} for group in groups]
    likely = {k for k, score in scores.items() if score > 0}
    marked = [k for k, shape in enumerate(shapes) if shape.kind in ("numbered", "heading")]
    numbered = min(len(marked), _MOST)
    heads = len(likely) + len(marked)
    lengths = sorted([len(blocks[k].text) for k in likely])
    median = lengths[len(lengths) // 2] + 1 if lengths else 1
    expected = sum(chances.values()) + 1000 * len(marked)
    ranks = [_RANKS[kind] for kind in kinds]
    below = Counter([ranks[k + 2] for k in (*likely, *marked)])
    out = {}
    for k, score in scores.items():
        shape = shapes[k]
        own = [score]
        for summary, key in zip(summaries, in_common[k], strict=True):
            count, whole, best, second = summary[key]
            if count == 1:
                own += _NO_OTHERS
            else:
                own += (min(count - 1, _MOST), (whole - chances[k]) // (count - 1), second if score == best else best)
        is_head = k in likely
        own += (
            scores.get(k - 1, _NONE),
            scores.get(k + 1, _NONE),
            shape.words,
            min(shapes[k + 1].words, _MOST) if k + 1 < total else -1,
            100 * len(blocks[k].text) // median,
            ranks[k + 2],
            (expected - chances[k]) // 100,
            (expected - chances[k]) // total,
            numbered,
            100 * (below[ranks[k + 2]] - is_head) // (heads - is_head) if heads > is_head else -1,
        )
        out[k] = own
    return out


def _in_common(setting: Setting, k: int, kinds: Sequence[str]) -> tuple[Hashable, ...]:
    shape = setting.shapes[k]
    ending, case = shape.ending, shape.case
    return (
        ending,
        (ending, case),
        (ending, case, coarse_size(shape.words)),
        shape.said[0].rstrip(",:"),
        (kinds[k], kinds[k + 2], ending),
    )


def _summary(members: Sequence[int], scores: Mapping[int, int], chances: Mapping[int, int]) -> tuple[int, int, int, int]:
    """Return how many members a group has, the sum of their chances, and the two best scores."""
    if len(members) == 1:
        return 1, 0, _NONE, _NONE
    *_, second, best = sorted([scores[k] for k in members])
    return len(members), sum([chances[k] for k in members]), best, second
