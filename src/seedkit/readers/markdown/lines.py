"""Where the words of a Markdown block are in the source: the line index, and content mapped back through it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from seedkit.model.source import Place
from seedkit.readers.html.tokens import decode

INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Zero-width characters, which may precede a symbol that was copied from elsewhere."""

_LINE_END = re.compile(r"(\r\n?|\n)")
_BLANKS = r"\xa0\u2002\u2003\u2007\u2009\u202f\u3000"  # those that the parser does not recognize
_UNUSUAL = re.compile(f"[{_BLANKS}{INVISIBLE}]")
# The marker of a heading or an item, with what precedes it and follows it.
_SIGN = re.compile(
    rf"^(?P<before>[ \t>]*+)(?P<unseen>[{INVISIBLE}]{{0,3}})(?P<sign>#{{1,6}}|[-*+]|\d{{1,9}}[.)])[ \t{_BLANKS}]", re.MULTILINE
)


class Lines(NamedTuple):
    """The lines of a text as Markdown counts them (a lone CR ends one too), one list per field, 0-based.

    ``starts`` and ``ends`` are the offsets of the line without trailing whitespace, ``indents`` the columns of whitespace before
    its text (a tab goes to the next multiple of four), ``blanks`` the number of blank lines above it.
    """

    starts: list[int]
    ends: list[int]
    indents: list[int]
    blanks: list[int]


def index(text: str, start: int) -> Lines:
    """Return the lines of ``text`` from offset ``start`` on."""
    pieces = _LINE_END.split(text[start:])
    lines = Lines([], [], [], [])
    starts, ends, indents, blanks = lines
    blank = 0
    for at in range(0, len(pieces), 2):  # lines alternate with the line ends between them
        line = pieces[at]
        bare = line.rstrip()
        starts.append(start)
        ends.append(start + len(bare))
        blanks.append(blank)
        if not bare:
            indents.append(0)
            blank += 1
        else:
            indents.append(len(bare[: len(bare) - len(bare.lstrip())].expandtabs(4)) if bare[0].isspace() else 0)
            blank = 0
        start += len(line)
        if at + 1 < len(pieces):
            start += len(pieces[at + 1])
    return lines


def normalized(text: str, lines: Lines) -> str:
    """Return the text from the first of ``lines`` on with line ends as the parser expects them, and a space around the markers of
    headings and items if another kind of whitespace is there; everything else is unchanged."""
    body = text[lines.starts[0] :]
    if "\r" in body:
        body = _LINE_END.sub("\n", body)
    return body if body.isascii() or not _UNUSUAL.search(body) else _SIGN.sub(_blanks_around, body)


def _blanks_around(match: re.Match[str]) -> str:
    return f"{match['before']}{' ' * len(match['unseen'])}{match['sign']} "


class Content(NamedTuple):
    """The content of a block as the parser returns it, and where it is in the source.

    Piece ``i`` begins at offset ``begins[i]`` of ``text``, and its offset in the source is ``shifts[i]`` higher.
    """

    text: str
    begins: list[int]
    shifts: list[int]

    def places(self, start: int, end: int) -> Iterator[Place]:
        """Yield the spans in the source of ``[start, end)`` of the content, one per piece.

        At a line end between two, the whitespace is left out and an empty span stands for it.
        """
        if len(self.begins) == 1:
            if start < end:
                yield Place(start + self.shifts[0], end + self.shifts[0])
            return
        first = bisect_right(self.begins, start) - 1
        last = bisect_right(self.begins, end - 1) - 1
        for piece in range(first, last + 1):
            stop = self.begins[piece + 1] if piece < last else end
            part, shift = self.text[start:stop], self.shifts[piece]
            if piece > first and self.text[start - 1] == "\n":
                yield Place(start + shift, start + shift)
                bare = part.lstrip()
                start, part = stop - len(bare), bare
            if piece < last and part.endswith("\n"):
                part = part.rstrip()
            if part:
                yield Place(start + shift, start + len(part) + shift)
            start = stop

    def place(self, start: int, end: int) -> Place:
        """Return the span in the source of ``[start, end)``, including everything between its lines."""
        if len(self.begins) == 1:
            return Place(start + self.shifts[0], end + self.shifts[0])
        first = self.shifts[bisect_right(self.begins, start) - 1]
        last = self.shifts[bisect_right(self.begins, max(start, end - 1)) - 1]
        return Place(start + first, end + last)

    def runs(self, run: Place) -> Iterator[Place]:
        """Yield the spans of a run; an empty one, which stands for a space, is kept."""
        return self.places(*run) if run.start < run.end else iter((self.place(*run),))


def lines_content(content: str, lines: Lines, first: int) -> Content:
    """Return the content of whole lines from line ``first`` on; what precedes it on a line belongs to the container of the block.

    The parser may have trimmed a line at both ends and expanded a tab, so lines are aligned at the end of their text.
    """
    if "\n" not in content:
        return Content(content, [0], [lines.ends[first] - len(content.rstrip())])
    begins, shifts = [], []
    at = 0
    for number, line in enumerate(content.split("\n"), first):
        begins.append(at)
        shifts.append(lines.ends[number] - at - len(line.rstrip()))
        at += len(line) + 1
    return Content(content, begins, shifts)


def first_line(source: str, lines: Lines, content: str, first: int, behind: int) -> int:
    """Return the line of ``[first, behind)`` on which ``content`` begins: the parser drops lines of no-break spaces."""
    begin = content.partition("\n")[0].rstrip()
    spare = behind - first - content.count("\n") - 1
    while spare > 0 and not source.endswith(begin, lines.starts[first], lines.ends[first]):
        first, spare = first + 1, spare - 1
    return first


def cell_content(source: str, start: int, end: int) -> Content:
    r"""Return the content of the table cell at ``[start, end)``; ``\|`` in it is a character, not a border."""
    begins, shifts, parts = [0], [start], []
    at, size = start, 0
    while (bar := source.find("\\|", at, end)) >= 0:
        parts.append(source[at:bar])
        size += bar - at
        at = bar + 1
        begins.append(size)
        shifts.append(at - size)
    parts.append(source[at:end])
    return Content("".join(parts), begins, shifts)


def words(source: str, runs: tuple[Place, ...]) -> str:
    """Return the text of ``runs``: character references decoded, whitespace collapsed; an empty run is a space."""
    if not runs:
        return ""
    if source.find("&", runs[0].start, runs[-1].end) >= 0:
        said = [decode(source[start:end]) if start < end else " " for start, end in runs]
    else:
        said = [source[start:end] or " " for start, end in runs]
    return " ".join("".join(said).split())


def cells(source: str, start: int, end: int) -> list[Place]:
    r"""Return the spans of the cells of a table row, trimmed: the parts between borders, ``|`` not preceded by a backslash."""
    found = []
    at = begin = start
    while (at := source.find("|", at, end)) >= 0:
        if at == start or source[at - 1] != "\\":
            found.append((begin, at))
            begin = at + 1
        at += 1
    found.append((begin, end))
    if found[0] == (start, start):
        found.pop(0)
    if found and found[-1][0] == end:
        found.pop()
    places = []
    for begin, behind in found:
        cell = source[begin:behind]
        bare = cell.lstrip()
        places.append(Place(behind - len(bare), behind - len(bare) + len(bare.rstrip())))
    return places


def code(source: str, lines: Lines, first: int, content: str) -> tuple[str, tuple[Place, ...]]:
    """Return the code whose lines begin at line ``first``, and the spans of its lines, without whitespace at their ends."""
    texts: list[str] = []
    runs: list[Place] = []
    for number, line in enumerate(content.split("\n"), first):
        bare = line.strip()
        if not bare:
            texts.append("")
            continue
        indent = line[: line.index(bare[0])]  # of the code; not in the source as it is where it was part of a tab
        end = lines.ends[number]
        start = end - len(bare)
        texts.append(indent + source[start:end])
        if source[start - len(indent) : start] == indent:
            start -= len(indent)
        runs += [Place(runs[-1].end, runs[-1].end)] if runs else []
        runs += literal(source, start, end)
    return "\n".join(texts).strip("\n"), tuple(runs)


def literal(source: str, start: int, end: int) -> list[Place]:
    """Return ``[start, end)`` as runs none of which would be read as a character reference, because none of it is one."""
    runs = []
    if "&" in source[start:end] and decode(source[start:end]) != source[start:end]:
        at = start
        while (at := source.find("&", at, end) + 1) > 0:
            runs.append(Place(start, at))
            start = at
    return [*runs, Place(start, end)] if start < end else runs
