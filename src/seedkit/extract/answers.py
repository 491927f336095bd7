"""Questions that are answered in the very block that asks them."""

from __future__ import annotations

from seedkit import offsets
from seedkit.extract.draft import Draft
from seedkit.model.document import Link, ProseBlock, Text
from seedkit.model.source import Place


def split(draft: Draft, index: int, owner: str) -> tuple[Text, ProseBlock]:
    """Return the question and the answer of a reading that is ``answered``, and enter both into the ledger.

    The sign of the answer ("A:") is a marker, and no part of either.
    """
    reading = draft.readings[index]
    block = reading.block
    assert reading.answered is not None
    ends, begins = reading.answered
    words = offsets.words(draft.source, block)
    asked, said = words.cut(0, ends), words.cut(begins, len(words.text))
    sign = words.cut(ends, begins)
    draft.note(index, owner)
    if block.marker is not None:
        draft.tile(block.marker.start, block.marker.end, "marker", owner)
    if sign.text:
        draft.tile(*sign.place(0, len(sign.text)), "marker", owner)
    question, answer = (part.place(0, len(part.text)) for part in (asked, said))
    for run in block.runs if block.runs is not None else (Place(block.text_start, block.text_end),):
        for place in (question, answer):
            draft.tile(max(run.start, place.start), min(run.end, place.end), "text", owner)
    links = tuple(Link(text=k.text, href=k.href, span=draft.span(*k.place)) for k in block.links if k.place.start >= answer.start)
    return (
        Text(text=asked.text, span=draft.span(*question)),
        ProseBlock(kind="paragraph", text=said.text, span=draft.span(*answer), links=links),
    )
