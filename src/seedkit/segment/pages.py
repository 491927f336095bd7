"""What belongs to the page and not to the text: running headers, footers and page numbers of a text copied from a paged
document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from seedkit.language.lexicon import Lexicon, one_of
from seedkit.model.line import Line

_NEAR = 2
"""Number of lines, from the edge of a page, that may be its header or footer."""
_LONGEST = 120
"""Maximum length of a header or footer, in characters."""
_FEWEST = 2
"""Minimum number of numbered pages."""
_MOST_DIGITS = 4
_FEWEST_BARE = 3
"""Minimum number of consecutive bare numbers that are page numbers without further evidence."""
_BARE = re.compile(r"\d{1,4}")
_OF_ALL = re.compile(r"(\d{1,4})\s?/\s?(\d{1,4})")
_DRAWN_SIGNS = "-–—|·•~[("
_DRAWN = re.compile(rf"[{re.escape(_DRAWN_SIGNS)}]\s{{0,3}}(\d{{1,4}})\s{{0,3}}[-–—|·•~\])]")
_DIGITS = "0123456789"
_GAPS = ("   ", "\t", " | ", " · ", " • ")
"""What separates a number at the edge of a header or footer."""
_NUMBER = re.compile(r"\d+")


class _Page(NamedTuple):
    """A page number: its line, its value, whether the line is only a number."""

    line: int
    value: int
    bare: bool


def boilerplate(text: str, lines: Sequence[Line], lexicon: Lexicon) -> frozenset[int]:
    """Return the indices of the lines that are headers or footers of pages."""
    breaks = _breaks(text, lines)
    numbers = _numbers(text, lines, breaks, lexicon)
    if not numbers and not breaks:
        return frozenset()
    return frozenset(numbers) | _repeated(text, lines, numbers, breaks)


def _breaks(text: str, lines: Sequence[Line]) -> list[int]:
    """Return the indices of the lines that begin a page: a form feed is before them."""
    if "\f" not in text:
        return []
    return [k for k in range(1, len(lines)) if "\f" in text[lines[k - 1].end : lines[k].start]]


def _numbers(text: str, lines: Sequence[Line], breaks: Sequence[int], lexicon: Lexicon) -> set[int]:
    """Return the lines that number the pages: each is on its own and continues the previous one."""
    opened = set(breaks)
    opening = _opening(lexicon)
    found: list[_Page] = []
    for k, line in enumerate(lines):
        start, end = line.start, line.end
        if end - start > _LONGEST or not (text[start] in opening or text[start].isdigit() or text[end - 1].isdigit()):
            continue
        page = _number(text, k, line, lexicon)
        if page is not None and (page.value < 0 or _stands_alone(lines, k, opened)):
            found.append(page._replace(value=abs(page.value)))
    near = [a.value + 1 == b.value or (a.value == b.value and bool(breaks)) for a, b in pairwise(found)]
    counted = [page for page, before, after in zip(found, [False, *near], [*near, False], strict=False) if before or after]
    if len({page.value for page in counted}) < _FEWEST:
        return set()
    bare = [page for page in counted if page.bare]
    alone = len(bare) == len(counted) and not breaks
    if alone and (len(bare) < _FEWEST_BARE or bare[-1].line != len(lines) - 1):
        return set()
    return {page.line for page in counted}


def _number(text: str, k: int, line: Line, lexicon: Lexicon) -> _Page | None:
    """Return the page number in a line; negative if its words are unambiguous."""
    start, end = line.start, line.end
    if end - start <= _MOST_DIGITS and _BARE.fullmatch(text, start, end):
        return _Page(k, int(text[start:end]), True)
    if (of_all := _OF_ALL.fullmatch(text, start, end)) and int(of_all[1]) <= int(of_all[2]):
        return _Page(k, int(of_all[1]), False)
    drawn = _DRAWN.fullmatch(text, start, end) if text[start] in _DRAWN_SIGNS else None
    if drawn:
        return _Page(k, -int(drawn[1]), False)
    worded = _worded(lexicon)
    said = worded.match(text, start, end) or (worded.search(text, max(start, end - 30), end) if text[end - 1].isdigit() else None)
    if said and (said.end() == end or text[said.end()] in " \t|·•–—-"):
        whole = said.start() == start and said.end() == end
        return _Page(k, -int(said[1]) if whole else int(said[1]), False)
    value = _set_apart(text[start:end])
    return None if value is None else _Page(k, value, False)


def _set_apart(line: str) -> int | None:
    """Return the number that a line begins or ends with, separated from the words by a wide gap or a bar."""
    before, after = line.rstrip(_DIGITS), line.lstrip(_DIGITS)
    if before.endswith(_GAPS) and len(line) - len(before) <= _MOST_DIGITS:
        return int(line[len(before) :])
    if after.startswith(_GAPS) and len(line) - len(after) <= _MOST_DIGITS:
        return int(line[: len(line) - len(after)])
    return None


def _stands_alone(lines: Sequence[Line], k: int, opened: Collection[int]) -> bool:
    above = k == 0 or lines[k].blank_before > 0 or k in opened
    below = k + 1 == len(lines) or lines[k + 1].blank_before > 0 or k + 1 in opened
    return above and below


def _repeated(text: str, lines: Sequence[Line], numbers: Collection[int], breaks: Sequence[int]) -> set[int]:
    """Return the lines at the edges of pages that recur there, ignoring numbers in them."""
    edges: set[int] = set()
    for k in breaks:
        edges.update(range(max(0, k - _NEAR), min(len(lines), k + _NEAR)))
    edges.update((*range(min(_NEAR, len(lines))), len(lines) - 1) if breaks else (0, len(lines) - 1))
    for k in numbers:
        edges.update(range(max(0, k - 1), min(len(lines), k + 2)))
    said: dict[str, list[int]] = defaultdict(list)
    for k in sorted(edges.difference(numbers)):
        if lines[k].end - lines[k].start <= _LONGEST:
            said[" ".join(_NUMBER.sub("#", text[lines[k].start : lines[k].end].lower()).split())].append(k)
    pages = max(len(breaks), len(numbers))
    out = {k for at in said.values() if len(at) > 1 and 3 * len(at) >= pages for k in at}
    below = next(k for k in range(len(lines) + 1) if k not in out)
    return out if _is_title(text, lines, below) else out.difference(range(below))


def _is_title(text: str, lines: Sequence[Line], k: int) -> bool:
    """Whether line ``k`` may be the title, so that the lines above it, which every page repeats, are not."""
    if k + 1 >= len(lines) or not lines[k].blank_before or not lines[k + 1].blank_before:
        return False
    line = lines[k]
    return line.end - line.start <= _LONGEST and text[line.end - 1] not in ".:,;" and not text[line.start].isdigit()


@cache
def _worded(lexicon: Lexicon) -> re.Pattern[str]:
    words, of = one_of(lexicon.page_words), one_of(lexicon.total_words)
    total = rf"\s?/\s?\d{{1,4}}|\s(?:{of})\s\d{{1,4}}"
    return re.compile(rf"\b(?:{words})\.?\s{{1,3}}(\d{{1,4}})(?:{total})?(?!\w)", re.IGNORECASE)


@cache
def _opening(lexicon: Lexicon) -> frozenset[str]:
    """What a line with a page number may begin with besides the number."""
    initials = "".join(word[0] for word in lexicon.page_words)
    return frozenset(f"{_DRAWN_SIGNS}{initials}{initials.upper()}")
