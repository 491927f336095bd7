"""Role plays: which lines the reader speaks, and which are somebody else's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from seedkit.language.introductions import tokens
from seedkit.language.lexicon import Lexicon
from seedkit.model.block import Reading

_NAME = r"\w[\w.'’/&-]*(?: [\w.'’/&-]+){0,2}"
_SPEAKER = re.compile(rf"(?:\(([^()\n]{{1,20}})\) ?)?[(*_]?({_NAME})[)*_]?(?: ?\([^()\n]{{1,40}}\))?:[*_]*\s+")
_LONGEST_LABEL = 80
"""Maximum number of characters before the words of a line."""
_SPOKEN = ("paragraph", "answer", "bullet", "ordered", "quote")


class Line(NamedTuple):
    """A line of a role play: the offset of its words in the text of its reading, and whether the reader says them."""

    start: int
    own: bool


def lines(readings: Sequence[Reading], lexicon: Lexicon) -> Mapping[int, Line]:
    """Return the lines of the role plays of an article, by the index of their reading.

    A role play has two speakers in readings that follow each other. Where they are no block quotes, one must be a known party, so
    that labels such as "Size:" and "Colour:" are none.
    """
    labelled = {k: label for k, each in enumerate(readings) if (label := _label(each, lexicon)) is not None}
    if len(labelled) < 2:
        return {}
    count: Counter[str] = Counter()
    for k, (name, _) in labelled.items():
        other = labelled.get(k + 1)
        if other is not None and other[0] != name and _may_talk(readings[k], name, other[0], lexicon):
            count.update((name, other[0]))
    own = _own(count, readings, lexicon)
    return {k: Line(start, name in own) for k, (name, start) in labelled.items() if name in count} if own else {}


def _label(reading: Reading, lexicon: Lexicon) -> tuple[str, int] | None:
    text = reading.block.text
    if reading.role not in _SPOKEN or ":" not in text[:_LONGEST_LABEL]:
        return None
    found = _SPEAKER.match(text, 0, _LONGEST_LABEL)
    if found is None or found.end() == len(text):
        return None
    before = (found[1] or "").lower()
    return before if before in lexicon.sample_readers else found[2].lower(), found.end()


def _may_talk(reading: Reading, one: str, other: str, lexicon: Lexicon) -> bool:
    known = {*lexicon.sample_parties, *lexicon.sample_readers}
    return reading.role == "quote" or one in known or other in known


def _own(count: Counter[str], readings: Sequence[Reading], lexicon: Lexicon) -> frozenset[str]:
    """Return the speakers who are the reader: those called so, those that the title names by initials, or who speaks most.

    Labels that occur once each, none of them a known party, are no speakers.
    """
    title = next((each.block.text for each in readings if each.role == "title"), "")
    initials = "".join(token[0] for token in tokens(title))
    named = frozenset(name for name in count if name in lexicon.sample_readers or (len(name) > 1 and name in initials))
    if named:
        return named
    others = {name: number for name, number in count.items() if name not in lexicon.sample_parties}
    most = max(others.values(), default=0)
    if most < 2 and len(others) == len(count):
        return frozenset()
    return frozenset(name for name, number in others.items() if number == most)
