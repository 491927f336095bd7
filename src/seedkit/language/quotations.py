"""Quotations inside a text, and quotations that span several texts."""

from __future__ import annotations

import re
from typing import NamedTuple

from seedkit.language.signs import CLOSERS

_SINGLE = "‘'"
_CLOSERS = {**CLOSERS, '"': '"”', "‘": "’", "'": "'"}
_MARKS = re.compile(f"[{''.join({*_CLOSERS, *''.join(_CLOSERS.values())})}]")
_STRAIGHT = "\"‘'"
"""Marks that open only at the beginning of a word, because they also close, or are apostrophes."""
_OPENING_SIGNS = "([{—–-:*_\\/>"
"""What may precede a straight mark that opens a quotation, besides whitespace."""


class Quotation(NamedTuple):
    """A quotation: offsets of the outer edges of its first and last mark, and of the words between, in the given text."""

    start: int
    words_start: int
    words_end: int
    end: int


def quotations(text: str) -> list[Quotation]:
    """Return the quotations of ``text``, in order, none inside another.

    A straight or single mark opens after whitespace or a bracket, and a single one closes where no word continues, so that inches
    and apostrophes neither open nor close anything.
    """
    if not any(map(text.__contains__, _CLOSERS)):
        return []
    out: list[Quotation] = []
    opened = -1
    closers = ""
    for match in _MARKS.finditer(text):
        at, sign = match.start(), match.group()
        if opened >= 0 and text[opened] in _SINGLE and sign in _CLOSERS and sign not in _SINGLE and _opens(text, at):
            opened = -1  # the single mark was an apostrophe
        if opened < 0:
            if sign in _CLOSERS and (sign not in _STRAIGHT or _opens(text, at)):
                opened, closers = at, _CLOSERS[sign]
        elif sign in closers:
            if text[opened] in _SINGLE and not _closes(text, at):
                continue
            if at > opened + 1:
                out.append(Quotation(opened, opened + 1, at, at + 1))
            opened = -1
    return out


def unclosed(text: str) -> str | None:
    """Return the double mark that ``text`` begins with, if it opens a quotation that is not closed in it."""
    mark = text[:1]
    rest = text[1:]
    if mark == '"':
        return mark if rest.count('"') % 2 == 0 and "”" not in rest else None
    if mark not in CLOSERS:
        return None
    closing = sum(rest.count(closer) for closer in _CLOSERS[mark])
    return mark if closing <= (rest.count(mark) if mark not in _CLOSERS[mark] else 0) else None


def closing(text: str, mark: str) -> int | None:
    """Return the offset of the mark in ``text`` that closes the quotation which ``mark`` opened in a text above it."""
    begins = text[:1] == mark  # each paragraph of a quotation may open it again
    body = text[begins:]
    if mark == '"':
        if body.count('"') % 2:
            return begins + body.rindex('"')
        return begins + body.index("”") if "”" in body and "“" not in body else None
    last = max(body.rfind(closer) for closer in _CLOSERS[mark])
    return begins + last if last > body.rfind(mark) else None


def _opens(text: str, at: int) -> bool:
    before_fits = at == 0 or text[at - 1].isspace() or text[at - 1] in _OPENING_SIGNS
    return before_fits and at + 1 < len(text) and not text[at + 1].isspace()


def _closes(text: str, at: int) -> bool:
    """Return whether a single mark is not an apostrophe: no word continues after it, and it does not end a plural."""
    before, after = text[at - 1], text[at + 1 : at + 2]
    if before.isspace() or after.isalnum():
        return False
    return before != "s" or not after.isspace()
