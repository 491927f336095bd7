"""Set a labelled article anew: other bullets and numbers, other blank lines, lost bullets, capitals, hard wraps."""

from __future__ import annotations

import random
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from seedkit.model.block import Block

BULLETS = "•●▪–*-·»"
NUMBERS = ("{}. ", "{}) ", "({}) ", "{}- ", "{} – ", "{}: ", "{}.", "Step {}: ")
COLUMNS = 72


def damage(blocks: Sequence[Block], gold: Mapping[int, Mapping[str, Any]], seed: int) -> tuple[str, dict[int, dict[str, Any]]]:
    """Return a new text of the same article and its labels by line. What is drawn depends on ``seed`` alone."""
    draw = random.Random(seed)
    spacing = draw.choice(("even", "tight", "uneven", "uneven"))
    wrapped = spacing == "even" and draw.random() < 0.4
    capitals = draw.random() < 0.15
    indent, number = draw.choice((0, 1, 2, 2, 4)), draw.choice(NUMBERS)
    sign, lost, close = "•", False, True
    lines: list[str] = []
    labels: dict[int, dict[str, Any]] = {}
    listed = False
    for block in blocks:
        label = dict(gold.get(block.line, {"kind": "other"}))
        item = label["kind"] in ("bullet", "ordered")
        if item and not listed:
            sign, lost, close = draw.choice(BULLETS), draw.random() < 0.2 and spacing == "uneven", draw.random() < 0.6
        gap = {"even": 1, "tight": 0, "uneven": draw.choice((0, 0, 1, 1, 1, 2, 2))}[spacing]
        if item and listed and (close or spacing == "tight"):
            gap = 0
        listed = item
        lead = " " * (indent + 4 * (label.get("depth", 1) - 1)) if item else ""
        text = block.text.upper() if capitals and label["kind"] in ("heading", "question") else block.text
        ordinal = label.get("ordinal")
        if ordinal is not None:
            text = number.format(ordinal) + text
        elif block.marker is not None and block.marker.kind != "number":
            lead, text = ("", text) if lost else (lead, f"{sign} {text}")
        elif block.marker is not None:
            text = f"{block.marker.label} {text}"
        lines += [""] * (gap if lines else 0)
        labels[len(lines) + 1] = label
        if wrapped:
            lines += textwrap.wrap(text, COLUMNS, initial_indent=lead, subsequent_indent=lead) or [lead + text]
        else:
            lines.append(lead + text)
    return "\n".join(lines) + "\n", labels
