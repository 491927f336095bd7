"""How far the blocks read from Markdown or HTML agree with the labels of the text it was flattened to, matched by words."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher

from labelled import Label, Labelled
from measures import MERGED, Figures, Tally, precision_recall
from predicted import Piece, Predicted

BLOCK_KINDS = ("title", "heading", "paragraph", "bullet", "ordered")
SET_ASIDE = ("blank", "other", "meta")
"""Kinds left out on both sides: furniture, and bylines, which in Markdown are in the front matter."""
FIRST_CHARACTERS = 80
MADE_UP_NUMBERS = "v4"
"""The variant whose heading numbers came with the flattening."""

_NUMBER = re.compile(r"(?:step|tip)?\s*#?\(?\d{1,3}\s*[-.:)]+\)?\s*", re.IGNORECASE)
_SIGN = re.compile(r"(?:[-•●▪◦·‣☐✓–*]|o(?=\s))\s*", re.IGNORECASE)
_WORD = re.compile(r"\w+")


def compare(document: Labelled, predicted: Predicted | None) -> Tally:
    """Compare the labelled blocks of one document with the pieces read from its source (``None``: not read)."""
    tally: Tally = Counter(documents=1, unread=int(predicted is None))
    wanted = [(words, label) for text, label in blocks(document) if (words := key(text))]
    found = [
        (words, piece)
        for piece in (predicted.pieces if predicted else ())
        if piece.kind not in SET_ASIDE and (words := key(piece.text))
    ]
    for _, label in wanted:
        tally[f"{_merged(label.kind)} missed"] += 1
    for _, piece in found:
        tally[f"{_merged(piece.kind)} extra"] += 1
    matcher = SequenceMatcher(None, [words for words, _ in wanted], [words for words, _ in found], autojunk=False)
    for at, there, length in matcher.get_matching_blocks():
        for (_, label), (_, piece) in zip(wanted[at : at + length], found[there : there + length], strict=True):
            _count_match(tally, label, piece, made_up=document.variant == MADE_UP_NUMBERS)
    return tally


def key(text: str) -> str:
    """Return the beginning of a block's words, its number or sign and all punctuation left out."""
    text = text.lstrip()
    marker = _NUMBER.match(text) or _SIGN.match(text)
    return " ".join(_WORD.findall(text[marker.end() if marker else 0 :].lower()))[:FIRST_CHARACTERS]


def blocks(document: Labelled) -> list[tuple[str, Label]]:
    """Return the labelled blocks of a text: all its words, and the label of its first line."""
    lines = document.lines()
    found: list[tuple[list[str], Label]] = []
    for line, label in document.labels.items():
        if label.kind in SET_ASIDE:
            continue
        if label.continued and found:
            found[-1][0].append(lines[line - 1])
        else:
            found.append(([lines[line - 1]], label))
    return [(" ".join(texts), label) for texts, label in found]


def _count_match(tally: Tally, label: Label, piece: Piece, *, made_up: bool) -> None:
    wanted, read = _merged(label.kind), _merged(piece.kind)
    if read != wanted and read not in {_merged(kind) for kind in label.others}:
        return
    tally[f"{wanted} hit"] += 1
    tally[f"{wanted} missed"] -= 1
    tally[f"{read} extra"] -= 1  # a kind that is as right as the label counts as the label's
    facts = {"level": label.level, "ordinal": label.ordinal, "depth": label.depth}
    for name, value in facts.items():
        if value is not None and not (made_up and name == "ordinal" and label.kind == "heading"):
            tally[f"{name} of"] += 1
            tally[name] += getattr(piece, name) == value


def _merged(kind: str) -> str:
    return MERGED.get(kind, kind)


def figures(tally: Tally) -> Figures:
    """Return every figure of a sum of counts."""
    found: Figures = {"documents": tally["documents"], "unread": tally["unread"]}
    for kind in BLOCK_KINDS:
        found |= precision_recall(tally, kind)
    present = [found[f"{kind} F1"] or 0.0 for kind in BLOCK_KINDS if found[f"{kind} n"]]
    found["macro F1"] = sum(present) / len(present) if present else None
    for name in ("level", "ordinal", "depth"):
        found[name] = tally[name] / tally[f"{name} of"] if tally[f"{name} of"] else None
    return found
