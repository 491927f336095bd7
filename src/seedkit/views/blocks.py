"""A compiled article as JSON objects, one per line: how each block was read, or the tiles of the source."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from seedkit.model.block import Reading
from seedkit.model.compiled import Compiled

_DIGITS = re.compile(r"\d+")


def lines(compiled: Compiled, name: str | None) -> Iterator[str]:
    """Yield a JSON object for each block; ``name``, if given, is its ``path``. Images without words are left out."""
    for reading, note in zip(compiled.readings, compiled.notes, strict=True):
        block = reading.block
        if reading.role == "image":
            continue  # it has no words; the document and the ledger contain it
        fields = {
            "path": name,
            "line": block.line,
            "end": block.line_end,
            "kind": reading.role,
            "level": reading.level,
            "depth": reading.depth,
            "ordinal": printed_number(reading),
            "sample": note.sample or None,
            "conclusion": note.conclusion or None,
            "text": printed_words(reading),
            "entity": note.entity,
            "rule": reading.rule,
            "pin": f"{compiled.sidecar.name}:{block.pin.line}" if compiled.sidecar is not None and block.pin is not None else None,
        }
        yield json.dumps({key: value for key, value in fields.items() if value is not None}, ensure_ascii=False)


def ledger(compiled: Compiled, name: str | None) -> Iterator[str]:
    """Yield a JSON object for each tile; ``name``, if given, is its ``path``."""
    source = compiled.source
    for tile in compiled.ledger:
        fields = {
            "path": name,
            "start": tile.start,
            "end": tile.end,
            "line": source.line_at(tile.start),
            "kind": tile.kind,
            "text": source.text[tile.start : tile.end],
            "entity": tile.entity,
        }
        yield json.dumps({key: value for key, value in fields.items() if value is not None}, ensure_ascii=False)


def printed_number(reading: Reading) -> int | None:
    """Return the printed number of a block; ``None`` if there is none, or a letter or a Roman numeral."""
    marker = reading.block.marker
    label = marker.label.strip("().:- ") if marker is not None and marker.kind == "number" else ""
    lettered = label.isalpha() and label.isascii()  # Chinese numerals are digits
    return None if lettered else reading.ordinal


def printed_words(reading: Reading) -> str:
    """Return the text of a block, after the marker that neither its kind nor its number shows: ``Q:``, ``b)``, ``2.1.``"""
    marker, text = reading.block.marker, reading.block.text
    if reading.sign:
        return f"{reading.sign} {text}"
    if marker is None or marker.kind != "number" or marker.start == marker.end:
        return text
    is_numbered = printed_number(reading) is not None and len(_DIGITS.findall(marker.label)) < 2
    return text if is_numbered else f"{marker.label} {text}"
