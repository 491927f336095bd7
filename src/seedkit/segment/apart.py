"""Lines of a plain text that are not part of its prose: page headers and footers, e-mail headers, footnotes, quoted lines, pipe
tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from seedkit.language.lexicon import Lexicon
from seedkit.model.block import Block
from seedkit.model.line import Line
from seedkit.segment import contents, headers, pages, tables
from seedkit.segment import footnotes as notes
from seedkit.segment.joined import joined

_SIGNS = "|+>"
"""What tables and quoted lines begin with."""


def set_apart(text: str, lines: Sequence[Line], lexicon: Lexicon) -> Mapping[int, tuple[int, Block]]:
    """Return the blocks of such lines, each with the index after its last line, by the index of its first."""
    out: dict[int, tuple[int, Block]] = {}
    beside = {*pages.boilerplate(text, lines, lexicon), *headers.modelines(text, lines)}
    for k in beside:
        out[k] = (k + 1, joined(text, lines[k : k + 1], "residue"))
    for k in contents.listed(text, lines):
        out[k] = (k + 1, joined(text, lines[k : k + 1], "residue")._replace(reason="navigation"))
    if ":" in text[: lines[0].end] or text[lines[0].start] in "-_":
        out |= {first: (stop, block) for first, stop, block in headers.header_blocks(text, lines)}
    for first, stop in notes.footnotes(text, lines):
        if out.keys().isdisjoint(range(first, stop)):
            out[first] = (stop, joined(text, lines[first:stop], "residue")._replace(reason="footnote"))
    if not any(map(text.__contains__, _SIGNS)):
        return out
    k = 0
    while k < len(lines):
        found = _run(text, lines, k) if text[lines[k].start] in _SIGNS and k not in out else None
        if found:
            out[k] = found
        k = found[0] if found else k + 1
    return out


def _run(text: str, lines: Sequence[Line], first: int) -> tuple[int, Block] | None:
    """Return the table or the quoted paragraph that begins at line ``first``, and the index after it."""
    stop = tables.table_end(text, lines, first)
    if stop > first:
        return stop, tables.table(text, lines[first:stop])
    depth, _ = _quoting(text, lines[first])
    if not depth:
        return None
    inner: list[Line] = []
    stop = first
    while stop < len(lines) and (stop == first or not lines[stop].blank_before):
        own, start = _quoting(text, lines[stop])
        if own != depth:
            break
        inner.append(lines[stop]._replace(start=start))
        stop += 1
    return stop, joined(text, inner, "quote")._replace(start=lines[first].start, indent=lines[first].indent)


def _quoting(text: str, line: Line) -> tuple[int, int]:
    """Return the number of quotation markers before a line (0 if it does not begin with one), and where its words begin."""
    at, depth = line.start, 0
    while text[at] == ">" and (text[at + 1].isspace() or text[at + 1] == ">"):
        depth += 1
        at += 1
        while text[at].isspace():
            at += 1
    return depth, at
