"""Quotations inside a text."""

from __future__ import annotations

import re
from typing import NamedTuple

from seedkit.language.signs import CLOSERS

_MARKS = re.compile(f"[{''.join({*CLOSERS, *''.join(CLOSERS.values())})}]")


class Quotation(NamedTuple):
    """A quotation: offsets of its first and last mark's outer edges, and of the words between. All in the text given."""

    start: int
    words_start: int
    words_end: int
    end: int


def quotations(text: str) -> list[Quotation]:
    """Return the quotations of ``text`` in double marks, in order, none inside another.

    A straight mark opens after a blank or bracket and closes before one or before punctuation, so that inches open nothing.
    """
    if not any(mark in text for mark in CLOSERS):
        return []
    out: list[Quotation] = []
    opened = -1
    closers = ""
    for match in _MARKS.finditer(text):
        at, sign = match.start(), match.group()
        if opened < 0:
            if sign in CLOSERS and (sign != '"' or _opens(text, at)):
                opened, closers = at, CLOSERS[sign]
        elif sign in closers:
            if at > opened + 1:
                out.append(Quotation(opened, opened + 1, at, at + 1))
            opened = -1
    return out


def _opens(text: str, at: int) -> bool:
    before_fits = at == 0 or text[at - 1].isspace() or text[at - 1] in "([{—–-:"
    return before_fits and at + 1 < len(text) and not text[at + 1].isspace()
