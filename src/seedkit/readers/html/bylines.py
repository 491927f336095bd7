"""What is between the title of a page and its text: the subtitle, who wrote the article, when, how long it takes to read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from seedkit.readers.html.content import Status
from seedkit.readers.html.furniture import is_about_article, is_subtitle
from seedkit.readers.html.lines import Line, lines
from seedkit.readers.html.tree import HEADINGS, Page

_SHORT = 120  # characters: a longer line is a sentence
_MOST_LINES = 12  # nodes after the title
_SMALL = 60  # nodes: a larger element is named after something else
_STEPS = 5  # elements
_LETTER = re.compile(r"[^\W\d_]")


class Opening(NamedTuple):
    """Elements between the title and the next heading: those whose lines are about the article, and a heading that is a
    subtitle."""

    bylines: frozenset[int] = frozenset()
    subtitle: int | None = None


def opening(page: Page, status: Sequence[Status]) -> Opening:
    """Return elements between title and text named as bylines. Bare numbers, of claps and comments, count as bylines, unless they
    count on from 1 over other lines, or a 1 is directly above the next heading, as the labels of steps are."""
    title = next((node for node, name in enumerate(page.names) if name == "h1" and status[node] is None), None)
    if title is None:
        return Opening()
    found: set[int] = set()
    numbers: dict[int, Line] = {}  # the lines without letters, by their place
    subtitle = None
    seen = 0
    for line in lines(page, status):
        if line.texts[0] <= page.lasts[title]:
            continue
        seen += 1
        heading = page.names[line.holder] in HEADINGS
        if heading and seen == 1 and is_subtitle(page.attributes[line.holder].get("class", "")):
            subtitle = line.holder
            continue
        around = (line.holder, page.parents[line.holder]) if heading else _around(page, line.texts)
        named = line.length <= _SHORT and any(_is_named(page, node) for node in around)
        if seen > _MOST_LINES or (heading and not named):
            break
        if named:
            found.add(line.holder)
        elif not any(_LETTER.search(page.text, page.starts[text], page.ends[text]) for text in line.texts):
            numbers[seen] = line
    if not _count_on(page, numbers, seen):
        found.update(line.holder for line in numbers.values())
    return Opening(frozenset(found), subtitle)


def _count_on(page: Page, numbers: Mapping[int, Line], seen: int) -> bool:
    """Return whether lines, by their place, are 1, 2 and so on, each with another line below; a 1 with the last one that was
    ``seen``, a heading."""
    if any(place + 1 in numbers for place in numbers) or (len(numbers) == 1 and seen - 1 not in numbers):
        return False
    said = ["".join(page.text[page.starts[text] : page.ends[text]].strip() for text in line.texts) for line in numbers.values()]
    return said == [str(value) for value in range(1, len(said) + 1)]


def _around(page: Page, texts: Sequence[int]) -> Iterator[int]:
    """Yield the small elements around the texts of a line, innermost first."""
    for text in texts:
        node = text
        for _ in range(_STEPS):
            node = page.parents[node]
            if page.lasts[node] - node > _SMALL:
                break
            yield node


def _is_named(page: Page, node: int) -> bool:
    attributes = page.attributes[node]
    return page.names[node] == "time" or is_about_article(
        f"{attributes.get('class', '')} {attributes.get('id', '')} {attributes.get('itemprop', '')}"
    )
