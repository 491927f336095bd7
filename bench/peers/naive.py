"""What a few regular expressions make of plain text: the first line is the title, a short line that ends no sentence a heading."""

from __future__ import annotations

import re

from predicted import Piece, Predicted

_BULLET = re.compile(r"([ \t\xa0]*)(?:[-*–•·◦●▪‣☐✓]|o(?=\s))\s+(?=\S)")
_NUMBER = re.compile(r"([ \t\xa0]*)(?:(?:step|tip) ?#?|[#(])?(\d{1,3})(?:[.):]\)?\s*|\s*[-–]\s+)(?=\S)", re.IGNORECASE)
_BYLINE = re.compile(
    r"(?:by|written by|posted|published|updated|last updated)\b|.*\b(?:(?:19|20)\d\d\b|\d+ min(?:ute)?s?\b)", re.IGNORECASE
)
_FAQ = re.compile(r"\bfaqs?\b|\bfrequently asked\b", re.IGNORECASE)
_SHORT = 12
_SHORT_QUESTION = 16
_OPENING = 4
_INDENT = 4


def read_text(text: str) -> Predicted:
    """Read plain text."""
    pieces: list[Piece] = []
    in_faq = False
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        words = line.split()
        if not words:
            continue
        piece = _piece(line.rstrip(), len(words), first=not pieces, opening=len(pieces) < _OPENING)
        if piece.kind == "heading":
            if in_faq and piece.text.endswith("?"):
                piece = piece._replace(kind="question", level=3)
            in_faq = in_faq or bool(_FAQ.search(piece.text))
        elif piece.kind == "paragraph" and pieces and pieces[-1].kind in ("question", "answer"):
            piece = piece._replace(kind="answer")
        pieces.append(piece._replace(line=number, end=number))
    return Predicted(pieces)


def _piece(line: str, words: int, *, first: bool, opening: bool) -> Piece:
    text = line.strip()
    short = words <= _SHORT and text[-1] not in ".,;:!"
    bullet, number = _BULLET.match(line), _NUMBER.match(line)
    if first:
        return Piece("title", text, level=1)
    if opening and words <= _SHORT and _BYLINE.match(text):
        return Piece("meta", text)
    if bullet:
        return Piece("bullet", text, depth=_depth(bullet[1]))
    if number and not (short and not number[1]):
        return Piece("ordered", text, depth=_depth(number[1]), ordinal=int(number[2]))
    if short or (words <= _SHORT_QUESTION and text.endswith("?")):
        return Piece("heading", text, level=3 if number else 2, ordinal=int(number[2]) if number else None)
    return Piece("paragraph", text)


def _depth(indent: str) -> int:
    return 1 + max(0, len(indent.expandtabs(_INDENT)) - 2) // _INDENT
