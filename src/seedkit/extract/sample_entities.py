"""Sample texts to entities of the draft: words, slots, cue and label with their places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from seedkit.extract import sample_texts
from seedkit.extract.draft import Draft, Spot
from seedkit.language.slots import slots as places_to_fill_in
from seedkit.model import offsets
from seedkit.model.document import Channel, OutlineNode, SampleText, Slot, Text
from seedkit.model.offsets import Words


def listed(draft: Draft, index: int, lead: int | None, spot: Spot) -> tuple[OutlineNode, ...]:
    """Enter the sample texts of a list item: what is quoted in it, or all of it where the list's ``lead`` hands words over."""
    nodes = inline(draft, index, spot)
    if nodes or lead is None:
        return nodes
    block, above = draft.readings[index].block, draft.readings[lead].block
    found = sample_texts.listed(block.text, above.text, draft.words)
    if found is None:
        return ()
    quotation, cue = found
    whole = offsets.words(draft.source, block)
    draft.note(index, spot.owner, sample=True)
    said = whole.cut(quotation.words_start, quotation.words_end)
    return (_sample(draft, said, offsets.words(draft.source, above), cue, spot, inline=True),)


def inline(draft: Draft, index: int, spot: Spot) -> tuple[OutlineNode, ...]:
    """Enter the sample texts quoted inside a paragraph, which stays whole; they are views of it."""
    block = draft.readings[index].block
    heading = draft.readings[spot.heading].block.text if spot.heading is not None else None
    found = sample_texts.inline(block.text, draft.words, heading)
    if not found:
        return ()
    whole = offsets.words(draft.source, block)
    draft.note(index, spot.owner, sample=True)
    return tuple(
        _sample(draft, whole.cut(quotation.words_start, quotation.words_end), whole, cue, spot, inline=True)
        for quotation, cue in found
    )


def set_apart(draft: Draft, places: Sequence[int], sample: sample_texts.Sample, spot: Spot) -> tuple[OutlineNode, int]:
    """Enter a sample text that stands in blocks of its own: the words alone, quotation marks and blanks at the ends left out."""
    indices = places[sample.first : sample.last + 1]
    blocks = [draft.readings[i].block for i in indices]
    whole = offsets.lines(draft.source, blocks)
    first, last = 0, len(whole.text)
    while last > first and whole.text[last - 1] in '”"“» \n':
        last -= 1
    while first < last and whole.text[first] in '“"„« \n':
        first += 1
    words = whole.cut(first, last)
    hint = offsets.words(draft.source, draft.readings[sample.handed_by].block) if sample.handed_by is not None else words
    node = _sample(draft, words, hint, sample.cue, spot, inline=False)
    start, end = words.place(0, len(words.text))
    for index, block in zip(indices, blocks, strict=True):
        draft.note(index, node.ref, sample=True)
        if block.marker is not None:
            draft.tile(block.marker.start, block.marker.end, "marker", node.ref)
        for run in block.places():
            draft.tile(run.start, min(run.end, start), "quote", node.ref)
            draft.tile(max(run.start, start), min(run.end, end), "text", node.ref)
            draft.tile(max(run.start, end), run.end, "quote", node.ref)
    return node, blocks[-1].end


def _sample(draft: Draft, said: Words, hint: Words, cue: sample_texts.Cue, spot: Spot, *, inline: bool) -> OutlineNode:
    """Enter a sample text: its words, and the words that hand it over with the cue's places in them."""
    name = draft.identify("sample", said.text)
    slots = tuple(Slot(name=slot, span=draft.span(*said.place(a, b))) for slot, a, b in places_to_fill_in(said.text))
    draft.sample_texts.append(
        SampleText(
            id=name,
            text=said.text,
            inline=inline,
            label=_view(draft, hint, *cue.label) if cue.label is not None else None,
            cue=_view(draft, hint, cue.start, cue.end),
            channel=cast("Channel | None", cue.channel),
            slots=slots,
            parent=spot.owner,
            span=draft.span(*said.place(0, len(said.text))),
        )
    )
    return draft.node(name, (), spot.level)


def _view(draft: Draft, whole: Words, start: int, end: int) -> Text | None:
    """Return words of a paragraph again as a text of their own."""
    words = whole.cut(start, end)
    return Text(text=words.text, span=draft.span(*words.place(0, len(words.text)))) if words.text else None
