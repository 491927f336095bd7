"""Why a line was read as it was, for the pointer on it."""

from __future__ import annotations

import re

from lsprotocol.types import Hover, MarkupContent, MarkupKind, Position

from seedkit.lsp.positions import Positions
from seedkit.model.compiled import Compiled
from seedkit.terminal import harmless
from seedkit.views.line import explanation

_TICKS = re.compile("`+")


def hover(compiled: Compiled, positions: Positions, position: Position, kind: MarkupKind | str) -> Hover:
    """Return what ``seedkit explain FILE:LINE`` prints about the line at a position, as text of this kind."""
    offset = positions.offset(position)
    text = "\n".join(harmless(row) for row in explanation(compiled, compiled.source.line_at(offset)))
    if kind == MarkupKind.Markdown:
        fence = "`" * max(3, 1 + max((len(ticks) for ticks in _TICKS.findall(text)), default=0))
        text = f"{fence}text\n{text}\n{fence}"
    return Hover(MarkupContent(MarkupKind(kind), text), positions.line(offset))
