"""Headings without a number, recognized by their formatting and by how this article formats its headings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import exp

from seedkit.classify.page import Page, Readings, Refusal, shapes
from seedkit.classify.shapes import LONGEST, Shape
from seedkit.classify.weighed import Evidence, row, rows_of, weigh, words
from seedkit.classify.weighed.heading import ASKS, GAPS, features
from seedkit.classify.weighed.setting import Setting, setting_of
from seedkit.classify.weighed.vetoes import LONE_SENTENCE, VETOES, first_veto
from seedkit.language.counts import claims, names_items
from seedkit.language.headings import usual
from seedkit.language.title_suffix import ends_in_title, folded_title
from seedkit.model.block import Reading

_INTRODUCED = 4
"""Maximum distance, in blocks, of a line that counts the numbered headings from the first of them."""
_FEW_WORDS = 7
"""Maximum number of words of a line that may be one of many in a list, so that the line above it may be one too."""


def read(page: Page, readings: Readings) -> None:
    """Read the short blocks that the evidence calls headings: first each by itself, then compared with its peers.

    The reason why the others are not headings is kept too: the veto that applies, or what was weighed.
    """
    setting, found = weighable(page, readings)
    measured = setting.shapes
    alone, table = page.weights.of("heading alone"), page.weights.of("heading")
    first = {k: weigh(rows, alone) for k, rows in found.items()}
    title = folded_title(readings)
    counted = _counted(page, readings)
    peers = among_peers(measured, found, first)
    weighed = {k: weigh(rows, table) for k, rows in peers.items()}
    asking = {k for k, rows in peers.items() if ASKS in rows}
    asked = asking if 2 * sum(weighed[k] > 0 for k in asking) > len(asking) else set()
    sentences = [k for k in peers if weighed[k] > 0 and LONE_SENTENCE.holds(setting, k)]
    lone = sentences[0] if len(sentences) == 1 else None
    for k, rows in peers.items():
        block = page.blocks[k]
        if k in counted and measured[k].ending == "none":
            readings[k] = Reading(block, "heading", rule="counts-below")
        elif (weighed[k] > 0 and k != lone) or k in asked:
            readings[k] = Reading(block, "heading", rule="evidence", evidence=Evidence(rows, table))
        elif _is_usual(page, measured, k):
            readings[k] = Reading(block, "heading", rule="usual-heading")
        elif ends_in_title(block.text, title, colon=False):
            readings[k] = Reading(block, "heading", rule="title-suffix")
        else:
            readings.refused[k] = Refusal(Evidence(rows, table), LONE_SENTENCE.name if k == lone else None)


def weighable(page: Page, readings: Readings) -> tuple[Setting, dict[int, list[int]]]:
    """Return the setting of an article and the features of its short lines. Lines to which a veto applies are refused with it."""
    setting = setting_of(page, shapes(page, readings))
    candidates = []
    for k in setting.short:
        name = first_veto(VETOES, setting, k, setting.shapes[k].signs)
        if name is None:
            candidates.append(k)
        else:
            readings.refused[k] = Refusal((), name)
    found = features(setting, candidates) if candidates else {}
    find = page.weights.find("heading")
    for k in candidates:
        found[k] += words.features(page.blocks, setting.shapes, k, page.lexicon, find)
    return setting, found


def _counted(page: Page, readings: Readings) -> set[int]:
    """Return the lines above a run of numbered headings that say how many follow: "The 12 ways to …"."""
    first: dict[int, int] = {}
    count: dict[int, set[int | None]] = {}
    for k, reading in enumerate(readings):
        if reading and reading.role == "heading" and reading.chain is not None:
            first.setdefault(reading.chain, k)
            count.setdefault(reading.chain, set()).add(reading.ordinal)
    found = set()
    for chain, k in first.items():
        for above in range(k - 1, max(-1, k - 1 - _INTRODUCED), -1):
            text = page.blocks[above].text
            if readings[above] is not None:
                break
            if len(text) <= LONGEST and names_items(text.lower().replace("-", " ").split(), page.lexicon):
                said = {claim.value for claim in claims(text, page.lexicon)}
                if said & {len(count[chain]), max(ordinal or 0 for ordinal in count[chain])}:
                    found.add(above)
                    break
    return found


def _is_usual(page: Page, shapes: Sequence[Shape], k: int) -> bool:
    """Whether a line is a common section title, and is followed by something other than another short line."""
    below = shapes[k + 1] if k + 1 < len(shapes) else None
    if below is None or (below.kind == "short" and below.ending == "none" and below.words <= _FEW_WORDS):
        return False
    return shapes[k].ending in ("none", "!") and bool(usual(page.blocks[k].text, page.lexicon))


def among_peers(shapes: Sequence[Shape], found: Mapping[int, list[int]], first: Mapping[int, float]) -> dict[int, list[int]]:
    """Return the features of every short block, with those that follow from the first scores of its peers."""
    chance = {k: 1 / (1 + exp(-max(-30.0, min(30.0, score)))) for k, score in first.items()}
    ends = {k: "faq" if ASKS in rows else shapes[k].ending for k, rows in found.items()}
    peers: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0, 0.0])
    same: dict[str, list[float]] = defaultdict(lambda: [0, 0.0])
    set_alike: dict[int, list[float]] = defaultdict(lambda: [0, 0.0])
    gaps = {k: next(row for row in rows if row in GAPS) for k, rows in found.items()}
    for k, p in chance.items():
        for tally in (peers[ends[k], shapes[k].case], same[ends[k]], set_alike[gaps[k]]):
            tally[0] += 1
            tally[1] += p
    likely = sum(chance.values())
    numbered = sum(shape.kind == "numbered" for shape in shapes)
    out = {}
    for k, rows in found.items():
        p = chance[k]
        like = _mean_of_others(peers[ends[k], shapes[k].case], p, 10)
        ending = _mean_of_others(same[ends[k]], p, 5)
        gap = _mean_of_others(set_alike[gaps[k]], p, 5)
        others = likely - p + numbered
        above, below = _chance(chance, shapes, k - 1), _chance(chance, shapes, k + 1)
        own = max(-5, min(5, round(first[k])))
        out[k] = [
            *rows,
            *_like_peers(own, like),
            *_like_part_of_peers(own, ends[k], ending, gap),
            *_scores_around(own, above, below),
            row(f"headings {'0' if others < 0.7 else '1-2' if others < 2.5 else '3+'} numbered {min(numbered, 3)}"),
        ]
    return out


@rows_of
def _like_peers(own: int, like: int | None) -> tuple[str, ...]:
    return f"alone {own}", f"peers {_part(like)}", f"alone {own} peers {_part(like)}"


@rows_of
def _like_part_of_peers(own: int, end: str, ending: int | None, gap: int | None) -> tuple[str, ...]:
    return f"ending peers {end} {_part(ending)}", f"gap peers {_part(gap)}", f"gap peers {_part(gap)} {own}"


@rows_of
def _scores_around(own: int, above: int | str, below: int | str) -> tuple[str, ...]:
    return f"scores around {above} {below}", f"score above {above} {own}", f"score below {below} {own}"


def _part(mean: int | None) -> str:
    return "-" if mean is None else str(mean)


def _mean_of_others(tally: Sequence[float], p: float, parts: int) -> int | None:
    """Return the mean probability of all but one in a tally (count and sum of probabilities), in units of 1/``parts``."""
    count, total = tally
    return round(parts * (total - p) / (count - 1)) if count > 1 else None


def _chance(chance: Mapping[int, float], shapes: Sequence[Shape], k: int) -> int | str:
    p = chance.get(k)
    if p is not None:
        return round(4 * p)
    return shapes[k].kind if 0 <= k < len(shapes) else "nothing"
