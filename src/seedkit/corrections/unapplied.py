"""Pins without effect: the article has nothing of the pinned kind at their words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from seedkit.model.block import SAMPLE, Pin, Reading, UnmatchedPin
from seedkit.model.compiled import Note
from seedkit.model.document import ChecklistItem, Document, Group, HeadingBlock, Item
from seedkit.model.source import Place
from seedkit.model.walk import bodies, entities, titles


def unapplied(readings: Sequence[Reading], notes: Sequence[Note], document: Document) -> list[UnmatchedPin]:
    """Return the pins of blocks whose run or title does not follow the pin."""
    pinned = [(reading, note, reading.block.pin) for reading, note in zip(readings, notes, strict=True) if reading.block.pin]
    if not any(pin.run or pin.title for *_, pin in pinned):
        return []
    known = {entity.id: entity for entity, _ in entities(document)}
    kinds = {group.id: group.kind for group in document.groups}
    known_titles = set(_titles(document))
    out = []
    for reading, note, pin in pinned:
        block = reading.block
        place = Place(block.text_start, block.text_end)
        if (
            pin.run is not None
            and not _is_run(pin, reading, known.get(note.entity or ""), kinds)
            and not (pin.run == SAMPLE and note.sample)
        ):
            missing = "none is read there" if pin.run == SAMPLE else "no list has an item there"
            out.append(UnmatchedPin(pin, f"reads line {block.line} as {_named(pin)}, but {missing}", place))
        if pin.title is not None and (block.text_start, pin.title) not in known_titles:
            out.append(UnmatchedPin(pin, f"gives a title to line {block.line}, which is not a title", place))
    return out


def _named(pin: Pin) -> str:
    return {"checklist": "a checklist", "prose": "prose", SAMPLE: "a sample text"}.get(pin.run or "", f"one of {pin.run}")


def _is_run(pin: Pin, reading: Reading, entity: object, kinds: Mapping[str, str]) -> bool:
    """Whether the run of a reading is what its pin says."""
    opens = isinstance(entity, Item) and entity.span.start == reading.block.start
    if pin.run == "checklist":
        return isinstance(entity, ChecklistItem)
    if pin.run == "prose":
        return reading.role in ("bullet", "ordered") and not isinstance(entity, ChecklistItem) and not opens
    if isinstance(entity, Group):
        return entity.kind == pin.run
    return opens and isinstance(entity, Item) and kinds[entity.group] == pin.run


def _titles(document: Document) -> Iterator[tuple[int, str]]:
    """Yield the span and the words of every title."""
    heads = [document.metadata.title, document.metadata.subtitle, *(title for _, title in titles(document))]
    yield from ((text.span.start, text.text) for text in heads if text is not None)
    for _, body in bodies(document):
        yield from ((block.span.start, block.text) for block in body if isinstance(block, HeadingBlock))
