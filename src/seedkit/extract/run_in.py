"""Run-in titles: a question answered in its own block, an item whose text follows a bold title in the same block."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from seedkit.extract.tree import Draft, Phrase, RunIn
from seedkit.model import offsets

_LONGEST = 120
"""Maximum length of a title, in characters."""
_SIGNS = ".:–—-"


def cuts(draft: Draft, heads: Sequence[int]) -> dict[int, RunIn]:
    """Return where the titles of the items at ``heads`` (indices of readings) end, if most of them have one."""
    found = {head: cut for head in heads if (cut := _cut(draft, head)) is not None}
    return found if 2 * len(found) > len(heads) else {}


def _cut(draft: Draft, index: int) -> RunIn | None:
    """Return the cut after the words in bold if they are a title: a separator or a line end follows them."""
    block = draft.blocks[index]
    if not block.lead or block.lead - block.text_start > 2 * _LONGEST or (block.pin is not None and block.pin.title is not None):
        return None
    words = offsets.words(draft.source, block)
    behind = bisect_right(words.ends, block.lead)
    title, rest = words.text[:behind].rstrip(), words.text[behind:]
    begins = behind + len(rest) - len(rest.lstrip(" " + _SIGNS))
    ends = len(title.rstrip(_SIGNS))
    if not ends or ends > _LONGEST or begins >= len(words.text):
        return None
    between = draft.source.text[block.lead : words.starts[begins]]
    broken = ("\n" in between or "<br" in between.lower()) and words.text[begins].isupper()
    separated = title[-1] in ".:!?" or rest.lstrip()[0] in _SIGNS
    return RunIn(ends, begins) if separated or broken else None


def title(draft: Draft, index: int, cut: RunIn) -> Phrase:
    """Return the title of an item that has its text in the same block."""
    return _phrase(offsets.words(draft.source, draft.blocks[index]).cut(0, cut.ends))


def rest(draft: Draft, index: int, cut: RunIn) -> tuple[Phrase, Phrase | None]:
    """Return the text after such a title, and the separator between them ("A:"), if there is one."""
    words = offsets.words(draft.source, draft.blocks[index])
    sign = words.cut(cut.ends, cut.begins)
    return _phrase(words.cut(cut.begins, len(words.text))), _phrase(sign) if sign.text else None


def _phrase(words: offsets.Words) -> Phrase:
    return Phrase(words.text, *words.place(0, len(words.text)))
