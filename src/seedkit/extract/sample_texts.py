"""Sample texts: words that readers may send or say as they are, as opposed to other quotations."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple

from seedkit.extract.sample_candidates import Candidate, candidates
from seedkit.extract.sample_evidence import Evidence, evidence
from seedkit.language.introductions import tokens
from seedkit.language.lexicon import Lexicon
from seedkit.model.block import Reading
from seedkit.model.compiled import Weighed

_APART = ("letter", "quote", "fence", "whole", "message", "section", "pinned")
_SENTENCE_END = re.compile(r"[.!?…\n]+")
_MARKS = " *_\"“”„«»‘’'"
_HANDED = frozenset(("cue", "label", "colon", "cue above", "label above", "colon above"))
"""Evidence that introduces a text for its own sake, even if a text above has the same words."""
THRESHOLD = 6
"""The number of points from which a candidate is a sample text."""
_SPOKEN_ALIKE = 2
"""Points that a list item without quotation marks may lack to speak for the others of its list."""
POINTS: Mapping[str, int] = {
    # its form
    "letter": 3,
    "quote": 1,
    "fence": 2,
    "whole": 3,
    "cell": 1,
    "inline": 0,
    "worded": 0,
    "listed": -1,
    "message": 1,
    "section": -2,
    "spoken": 5,
    "pinned": 0,
    "pin": 99,
    # its own words
    "first person": 2,
    "second person": 1,
    "courtesy": 2,
    "I to you": 2,
    "opens politely": 1,
    "slots": 3,
    "asks": 2,
    "asks oneself": -5,
    "ends": 1,
    "no end": -1,
    "nobody addressed": -2,
    "lower case": -4,
    "short": -2,
    "too short": -6,
    "long": -1,
    "title case": -4,
    "attributed": -8,
    "link": -8,
    "code": -40,
    "form": -12,
    "speaks of texts": -4,
    "introduces": -4,
    # the words beside it
    "cue": 7,
    "label": 4,
    "approved": 4,
    "colon": 2,
    "contrast": 7,
    "own sentence": 1,
    "closes block": 1,
    "in a sentence": -1,
    "mentioned": -3,
    "noun follows": -3,
    "denied": -9,
    "answered": -12,
    "others say": -9,
    "to oneself": -9,
    # the paragraph above
    "cue above": 4,
    "label above": 3,
    "colon above": 1,
    "words above": 1,
    "lead-in words": 2,
    "denied above": -6,
    # the headings
    "strong heading": 3,
    "weak heading": 1,
    "colon heading": 3,
    "warning heading": -4,
    "strong parent": 2,
    "weak parent": 1,
    "strong title": 2,
    "weak title": 0,
    "not introduced": -2,
    "no purpose": -3,
    # most texts of the same form
    "series": 2,
    "no series": -2,
    # a text above that has all of its sentences, and more
    "excerpt": -8,
}


class Found(NamedTuple):
    """A candidate and the evidence about it."""

    candidate: Candidate
    evidence: Evidence


class Samples(NamedTuple):
    """The sample texts of an article by the index of their first reading: those with their own blocks, and those inside a block.

    ``weighed`` are all candidates, by the same index.
    """

    apart: dict[int, Found]
    inside: dict[int, list[Found]]
    weighed: dict[int, list[Weighed]]

    def inner(self) -> frozenset[int]:
        """Return the indices of the readings that consist of a sample text, except the first of each."""
        return frozenset(k for each in self.apart.values() for k in range(each.candidate.first + 1, each.candidate.last + 1))


def find(readings: Sequence[Reading], lexicon: Lexicon) -> Samples:
    """Return the sample texts among the readings of an article."""
    found = [Found(each, evidence(each, readings, lexicon)) for each in candidates(readings, lexicon)]
    counts = _likely(found)
    samples = Samples({}, {}, {})
    excerpts = _excerpts(found)
    for place, each in enumerate(found):
        names = [*each.evidence.names, *_series(counts[each.candidate.series], own=_is_likely(each))]
        if place in excerpts:
            names.append("excerpt")
        points = tuple((name, POINTS[name]) for name in names)
        enough = sum(value for _, value in points) >= THRESHOLD
        first = each.candidate.first
        samples.weighed.setdefault(first, []).append(Weighed(each.evidence.text, points, enough))
        if enough and _is_apart(each.candidate, readings):
            samples.apart[first] = each
        elif enough:
            samples.inside.setdefault(first, []).append(each)
    return samples


def _sum(found: Found) -> int:
    return sum(POINTS[name] for name in found.evidence.names)


def _is_likely(found: Found) -> bool:
    """Return whether a candidate speaks for the others of its series. An item that says "I" to "you" needs fewer points."""
    alike = found.candidate.form == "listed" and "I to you" in found.evidence.names
    return _sum(found) >= THRESHOLD - (_SPOKEN_ALIKE if alike else 0)


def _likely(found: Sequence[Found]) -> dict[Hashable, tuple[int, int]]:
    """Return for each series how many of its candidates are likely on their own, and how many it has."""
    counts: dict[Hashable, tuple[int, int]] = {}
    for each in found:
        likely, total = counts.get(each.candidate.series, (0, 0))
        counts[each.candidate.series] = (likely + _is_likely(each), total + 1)
    return counts


def _excerpts(found: Sequence[Found]) -> frozenset[int]:
    """Return the candidates that quote part of a longer one above in order to discuss it, and that nothing else introduces."""
    said: set[str] = set()
    texts: set[frozenset[str]] = set()
    out = []
    for place, each in enumerate(found):
        sentences = frozenset(" ".join(tokens(part)) for part in _SENTENCE_END.split(each.evidence.text)) - {""}
        if sentences <= said and sentences not in texts and _HANDED.isdisjoint(each.evidence.names):
            out.append(place)
        texts.add(sentences)
        if len(sentences) > 1:
            said |= sentences
    return frozenset(out)


def _series(count: tuple[int, int], *, own: bool) -> list[str]:
    """Return what the other candidates of a series indicate about one that is likely on its ``own`` or not."""
    likely, others = count[0] - own, count[1] - 1
    if others and 2 * likely >= others:
        return ["series"]
    return ["no series"] if others > 1 and 4 * likely <= others else []


def _is_apart(candidate: Candidate, readings: Sequence[Reading]) -> bool:
    """Return whether a candidate is all of its blocks, so that it is not a view of a paragraph or item."""
    first, last = readings[candidate.first], readings[candidate.last]
    if first.role in ("bullet", "ordered") and (first.block.quotation is None or candidate.form == "whole"):
        return False
    before, after = first.block.text[: candidate.start], last.block.text[candidate.end :]
    return candidate.form in _APART and not before.strip(_MARKS) and not after.strip(_MARKS + ".!?")
