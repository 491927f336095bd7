"""Headings without a number, recognized by their formatting and by how this article formats its headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from seedkit.classify.page import Page, Readings, Refusal, shapes
from seedkit.classify.shapes import LONGEST, Shape
from seedkit.classify.weighed import Linear, Parts, siblings
from seedkit.classify.weighed.forest import Forest
from seedkit.classify.weighed.heading import FAMILIES
from seedkit.classify.weighed.heading import evidence as evidence_of
from seedkit.classify.weighed.setting import Setting, setting_of
from seedkit.classify.weighed.vetoes import LONE_SENTENCE, line_veto
from seedkit.language.counts import claims, names_items
from seedkit.language.headings import is_faq, usual
from seedkit.language.title_suffix import ends_in_title, folded_title
from seedkit.model.block import Reading

_INTRODUCED = 4
"""Maximum distance, in blocks, of a line that counts the numbered headings from the first of them."""
_FEW_WORDS = 7
"""Maximum number of words of a line that may be one of many in a list, so that the line above it may be one too."""


MODEL = "heading"
"""Of the weights of a line by itself, and of the trees that compare it with its siblings."""
_STRONGEST = 5
"""Number of features that a reading shows."""


class Evidence:
    """What was weighed for and against a heading: ``odds`` are the log odds, and a heading needs more than zero.

    Iterating yields the strongest features of the line by itself, and what its siblings change, with their log odds.
    """

    __slots__ = ("_facts", "_forest", "_linear", "_parts", "odds")

    def __init__(self, score: int, linear: Linear, parts: Sequence[Parts], forest: Forest | None, facts: Sequence[int]) -> None:
        self.odds = score / 100
        self._linear = linear
        self._parts = parts
        self._forest = forest
        self._facts = facts

    def __iter__(self) -> Iterator[tuple[str, float]]:
        features = sorted(self._linear.named(self._parts), key=_strength)[:_STRONGEST]
        changes = () if self._forest is None else siblings.changes(self._forest, self._facts)
        return iter(sorted([*features, *changes], key=_strength))


def _strength(weighed: tuple[str, float]) -> float:
    return -abs(weighed[1])


def read(page: Page, readings: Readings) -> None:
    """Read the short blocks that the evidence calls headings: first each by itself, then compared with its siblings.

    The reason why the others are not headings is kept too: the veto that applies, or what was weighed.
    """
    setting, found = weighable(page, readings)
    if not found:
        return
    measured = setting.shapes
    linear, forest = page.weights.linear(MODEL, FAMILIES), page.weights.forest(MODEL)
    first = {k: linear.score(parts) for k, parts in found.items()}
    facts = siblings.facts(setting, first)
    weighed = first if forest is None else {k: forest.score(facts[k]) for k in found}
    title = folded_title(readings)
    counted = _counted(page, readings)
    asking = {k for k in found if setting.below_faq[k] and measured[k].ending == "?"}
    asked = asking if 2 * sum(weighed[k] > 0 for k in asking) > len(asking) else set()
    sentences = [k for k in found if weighed[k] > 0 and LONE_SENTENCE.holds(setting, k)]
    lone = sentences[0] if len(sentences) == 1 else None
    for k, parts in found.items():
        block = page.blocks[k]
        evidence = Evidence(weighed[k], linear, parts, forest, facts[k])
        if k in counted and measured[k].ending == "none":
            readings[k] = Reading(block, "heading", rule="counts-below")
        elif (weighed[k] > 0 and k != lone) or k in asked:
            readings[k] = Reading(block, "heading", rule="evidence", evidence=evidence)
        elif _is_usual(page, measured, k):
            readings[k] = Reading(block, "heading", rule="usual-heading")
        elif ends_in_title(block.text, title, colon=False):
            readings[k] = Reading(block, "heading", rule="title-suffix")
        else:
            readings.refused[k] = Refusal(evidence, LONE_SENTENCE.name if k == lone else None)


def weighable(page: Page, readings: Readings) -> tuple[Setting, dict[int, list[Parts]]]:
    """Return the setting of an article and the evidence of its short lines. Lines to which a veto applies are refused with it."""
    setting = setting_of(page, shapes(page, readings))
    candidates = []
    for k in setting.short:
        name = line_veto(setting, k)
        if name is None:
            candidates.append(k)
        else:
            readings.refused[k] = Refusal((), name)
    return setting, evidence_of(setting, candidates) if candidates else {}


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
    """Whether a line is a common section title above something other than another short line, or opens an FAQ above a question."""
    below = shapes[k + 1] if k + 1 < len(shapes) else None
    if below is None or shapes[k].ending not in ("none", "!"):
        return False
    if below.ending == "?" and is_faq(page.blocks[k].text, page.lexicon):
        return True
    if below.kind == "short" and below.ending == "none" and below.words <= _FEW_WORDS:
        return False
    return bool(usual(page.blocks[k].text, page.lexicon))
