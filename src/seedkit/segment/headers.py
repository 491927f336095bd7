"""E-mail headers, and the lines from which a text editor reads its settings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from seedkit.model.block import Block, BlockKind
from seedkit.model.line import Line
from seedkit.segment.joined import joined

_FIELD = re.compile(r"([A-Za-z][A-Za-z-]{1,30}):(?:\s+|$)")
# RFC 5322 fixes the names of fields; some programs print "Sent" instead of "Date".
_TELLING = frozenset({"from", "to", "cc", "subject", "date", "sent"})
_FEWEST = 2
_KINDS: dict[str, BlockKind] = {"subject": "text", "from": "byline", "date": "byline", "sent": "byline"}
_MODELINE = re.compile(r"\W{0,4}\s{0,2}(?:-\*-\s.*\s?-\*-|(?:vim?|ex):\s?(?:set?\s|\w+[=:]).*)\W{0,4}")
_FORWARDED = re.compile(r"-{3,}[^-].*[^-]-{3,}|_{3,}.*_{3,}")
_EDGE = 2
"""Number of lines at either end of a text in which editors look for their settings."""


def header_blocks(text: str, lines: Sequence[Line]) -> list[tuple[int, int, Block]]:
    """Return the fields of the e-mail header at the beginning of a text: first line, the line after the last, and the block of
    each.

    The subject is text, sender and date are lines about the article, any other field is boilerplate. So is the line above them in a
    mail that was forwarded.
    """
    fields: list[tuple[int, int, str, int]] = []
    forwarded = len(lines) > 1 and _FORWARDED.fullmatch(text, lines[0].start, lines[0].end) is not None
    for k, line in enumerate(lines[forwarded:], forwarded):
        if k > forwarded and line.blank_before:
            break
        match = _FIELD.match(text, line.start, line.end)
        if match:
            fields.append((k, k + 1, match[1].lower(), match.end()))
        elif fields and line.indent:  # an indented line continues a field
            fields[-1] = (fields[-1][0], k + 1, *fields[-1][2:])
        else:
            return []
    names = {name for _, _, name, _ in fields} & _TELLING
    if len(names) < _FEWEST or names.isdisjoint({"from", "subject"}):
        return []
    above = [(0, 1, joined(text, lines[:1], "residue"))] * forwarded
    return above + [(first, stop, _field(text, lines[first:stop], name, at)) for first, stop, name, at in fields]


def _field(text: str, lines: Sequence[Line], name: str, at: int) -> Block:
    end = lines[-1].end
    kind = _KINDS.get(name) if at < end else None
    if kind is None:
        return joined(text, lines, "residue")
    return joined(text, lines, kind)._replace(text=" ".join(text[at:end].split()), text_start=at)


def modelines(text: str, lines: Sequence[Line]) -> list[int]:
    """Return the indices of the lines at either end of a text that are settings for an editor."""
    edges = {*range(min(_EDGE, len(lines))), *range(max(0, len(lines) - _EDGE), len(lines))}
    return sorted(k for k in edges if _MODELINE.fullmatch(text, lines[k].start, lines[k].end))
