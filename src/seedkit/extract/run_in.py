"""Titles that run in: a question answered in the block that asks it, an item whose title is set in bold before its text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from seedkit.extract.draft import Draft
from seedkit.model import offsets
from seedkit.model.compiled import TileKind
from seedkit.model.document import Link, ProseBlock, Text
from seedkit.model.source import Place

_LONGEST = 120
"""Characters of a title."""
_SIGNS = ".:–—-"


class Cut(NamedTuple):
    """Two offsets in the text of a block: where its title ends, and where the rest begins, the sign between them in neither."""

    ends: int
    begins: int


def cuts(draft: Draft, heads: Sequence[int]) -> dict[int, Cut]:
    """Return where the titles of the items at ``heads`` (indices of readings) end, if most of them have one."""
    found = {head: cut for head in heads if (cut := _cut(draft, head)) is not None}
    return found if 2 * len(found) > len(heads) else {}


def _cut(draft: Draft, index: int) -> Cut | None:
    """Return the cut behind the words in bold, where they are a title: a sign or a line end parts them from what follows."""
    block = draft.readings[index].block
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
    parted = title[-1] in ".:!?" or rest.lstrip()[0] in _SIGNS
    return Cut(ends, begins) if parted or broken else None


def split(draft: Draft, index: int, cut: Cut, owner: str) -> tuple[Text, ProseBlock]:
    """Return the title and the rest of a reading, and enter both into the ledger; the sign between them ("A:") is a marker."""
    block = draft.readings[index].block
    words = offsets.words(draft.source, block)
    first, rest = words.cut(0, cut.ends), words.cut(cut.begins, len(words.text))
    sign = words.cut(cut.ends, cut.begins)
    draft.note(index, owner)
    if block.marker is not None:
        draft.tile(block.marker.start, block.marker.end, "marker", owner)
    title, said = (part.place(0, len(part.text)) for part in (first, rest))
    parts: list[tuple[Place, TileKind]] = [(title, "text"), (said, "text")]
    if sign.text:
        parts.append((sign.place(0, len(sign.text)), "marker"))
    for run in block.places():
        for place, kind in parts:
            draft.tile(max(run.start, place.start), min(run.end, place.end), kind, owner)
    links = tuple(Link(text=k.text, href=k.href, span=draft.span(*k.place)) for k in block.links if k.place.start >= said.start)
    return (
        Text(text=first.text, span=draft.span(*title)),
        ProseBlock(kind="paragraph", text=rest.text, span=draft.span(*said), links=links),
    )
