"""Number markers typed at the start of the headings and paragraphs that a markup format delivers."""

from __future__ import annotations

from seedkit.model.block import Block, Marker
from seedkit.model.source import Place, Source
from seedkit.segment import markers, numbers


def mark(source: Source, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return ``blocks`` with the number that a heading or paragraph begins with split off its text as its marker."""
    found: list[markers.Found | None] = []
    for block in blocks:
        hit = None
        if block.kind in ("heading", "text") and block.marker is None and block.text:
            hit = markers.find(block.text, 0, len(block.text))
        found.append(hit if hit and hit.marker.kind == "number" else None)
    kept = numbers.settle(found)
    return tuple(_split(source.text, block, marker) if marker else block for block, marker in zip(blocks, kept, strict=True))


def _split(text: str, block: Block, marker: Marker) -> Block:
    """Cut the marker off. Where the source says it in other characters (an entity), the block stays as it is."""
    runs = block.runs or (Place(block.text_start, block.text_end),)
    label = marker.label.replace(" ", "")
    seen = 0
    for k, run in enumerate(runs):
        at = run.start
        while at < run.end and seen < len(label):
            if not text[at].isspace():
                if text[at] != label[seen]:
                    return block
                seen += 1
            at += 1
        if seen == len(label):
            return _without(text, block, marker, runs, k, at)
    return block


def _without(text: str, block: Block, marker: Marker, runs: tuple[Place, ...], k: int, at: int) -> Block:
    stop = at
    while at < runs[k].end and text[at].isspace():
        at += 1
    rest = ((Place(at, runs[k].end),) if at < runs[k].end else ()) + runs[k + 1 :]
    if not rest:
        return block
    return block._replace(
        marker=marker._replace(start=runs[0].start, end=stop),
        text=block.text[marker.end :].lstrip(),
        text_start=rest[0].start,
        runs=rest if block.runs is not None else None,
    )
