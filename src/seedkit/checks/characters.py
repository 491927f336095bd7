"""Findings about single characters: invisible ones, those that change the direction of text, those that were decoded
incorrectly."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from seedkit.checks.finding import Finding
from seedkit.checks.prose import finds, tile_at
from seedkit.messages import counted
from seedkit.model.compiled import Compiled, Tile
from seedkit.model.document import Related, Span
from seedkit.model.source import Place, Source

_PLAIN = bytes((9, 10, 12, 13, *range(32, 127)))
"""Characters that are skipped, so that the set of all others in an article is small."""
_CONTROLS = frozenset(map(chr, (*range(9), 11, *range(14, 32), *range(127, 133), *range(134, 160))))
_INVISIBLE = _CONTROLS | set("\xad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\ufff9\ufffa\ufffb")
_JOINERS = "\u200c\u200d"
_BIDIRECTIONAL = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NAMES = {"\ufeff": "ZERO WIDTH NO-BREAK SPACE"}
_LEADS = frozenset("ÂÃâðïÅÄ")
"""What the first byte of a UTF-8 sequence becomes if it is read as a Western encoding."""
_LONGEST = 4
_BEHIND = 1 << 62


def check(compiled: Compiled) -> Iterator[Finding]:
    """Yield ``invisible-character`` and ``bidirectional-control`` once for each such character, ``mojibake`` once for each
    incorrect sequence; further places are related, one per line."""
    source, ledger = compiled.source, compiled.ledger
    text = source.text
    held = set(text.encode("utf-8", "surrogatepass").translate(None, _PLAIN).decode("utf-8", "surrogatepass"))
    misread = misread_places(text) if held & _LEADS else ()
    for character in sorted(held & _INVISIBLE):
        places = [at for at in finds(text, character) if not is_working_joiner(text, at) and not within(misread, at)]
        yield from _findings("invisible-character", character, places, source, ledger)
    for character in sorted(held & _BIDIRECTIONAL):
        yield from _findings("bidirectional-control", character, list(finds(text, character)), source, ledger)
    wrong: dict[str, list[int]] = {}
    for start, end in misread:
        wrong.setdefault(text[start:end], []).append(start)
    if "\ufffd" in held:
        wrong["\ufffd"] = list(finds(text, "\ufffd"))
    for sequence, places in wrong.items():
        yield from _findings("mojibake", sequence, places, source, ledger)


def misread_places(text: str) -> tuple[Place, ...]:
    """Return the spans of the incorrectly decoded characters, in order. Characters in one belong to ``mojibake``."""
    found: list[Place] = []
    for at in sorted(at for lead in _LEADS if lead in text for at in finds(text, lead)):
        sequence = _misread(text, at)
        if sequence is not None and (not found or at >= found[-1].end):
            found.append(Place(at, at + len(sequence)))
    return tuple(found)


def within(places: Sequence[Place], offset: int) -> bool:
    """Return whether ``offset`` is in one of ``places``, which are in order and do not overlap."""
    at = bisect_right(places, (offset, _BEHIND)) - 1
    return at >= 0 and offset < places[at].end


def is_working_joiner(text: str, at: int) -> bool:
    """Return whether a joiner at ``at`` has a purpose: between the parts of an emoji, or letters of a script that joins them."""
    return text[at] in _JOINERS and at > 0 and (ord(text[at - 1]) > 0x2190 or 0x590 < ord(text[at - 1]) < 0x1100)


def _misread(text: str, at: int) -> str | None:
    """Return the characters at ``at`` that are one UTF-8 character read as a Western encoding."""
    for length in range(2, _LONGEST + 1):
        sequence = text[at : at + length]
        if len(sequence) < length or sequence[-1].isascii():
            return None
        right = redecode(sequence)
        if right is not None:
            return sequence if len(right) == 1 else None
    return None


def redecode(wrong: str) -> str | None:
    """Return the characters for which ``wrong`` is UTF-8 read as a Western encoding; ``None`` if it is not."""
    try:
        return b"".join(map(_byte, wrong)).decode()
    except UnicodeError:
        return None


def _byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


def _findings(rule: str, found: str, places: list[int], source: Source, ledger: tuple[Tile, ...]) -> Iterator[Finding]:
    lines = {source.line_at(at): at for at in reversed(places) if tile_at(ledger, at).kind != "residue"}
    if not lines:
        return
    spans = [Span(start=at, end=at + len(found), line=line) for line, at in sorted(lines.items())]
    related = tuple(Related(span=span, message="also here") for span in spans[1:])
    if rule == "mojibake":
        right = "a character that could not be decoded"
        if found != "\ufffd":
            right = f"“{redecode(found)}” misdecoded"
        yield Finding(rule, f"“{found}” is {right}", spans[0], {"count": len(places), "text": found}, related)
    else:
        number = f"U+{ord(found):04X}"
        name = _NAMES.get(found) or unicodedata.name(found, "control character").upper()
        message = f"{number} ({name}) found on {counted(len(spans), 'line')}"
        yield Finding(rule, message, spans[0], {"character": number, "count": len(places)}, related)
