"""The series of items that a page states: which of the texts it shows are steps, materials, questions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from seedkit.model.block import Purpose
from seedkit.readers.html.align import Found, align
from seedkit.readers.html.content import Status
from seedkit.readers.html.jsonld import Stated
from seedkit.readers.html.microdata import Marked, marked
from seedkit.readers.html.numbers import number_of
from seedkit.readers.html.shown import Line, Shown, shown
from seedkit.readers.html.tree import HEADINGS, Page

_LABEL = 80  # characters of a subheading among materials
_FEW_LINES = 3  # characters of an element that is one item


class Item(NamedTuple):
    """An item of the series ``series``, from its first text to its last node.

    ``number`` are the nodes of the texts before it that are its number. ``label`` is set for a subheading among materials, whose
    items have the depth 2. ``answered`` is the last node of the answer to a question, 0 if it is not known.
    """

    purpose: Purpose
    series: int
    first: int
    last: int
    number: tuple[int, ...] = ()
    label: bool = False
    depth: int = 1
    answered: int = 0


def items(page: Page, status: Sequence[Status], stated: Sequence[Stated], unseen: Sequence[int]) -> list[Item]:
    """Return the items of all series that a page states and shows, in the order of the page. No two share a text.

    A copy in hidden elements, ``unseen``, counts if there is no other.
    """
    elements = list(marked(page))
    if not stated and not elements:
        return []
    text = shown(page, status, unseen)
    series: list[tuple[Purpose, list[Found]]] = []
    for one in stated:
        found = align(one, text)
        if len(found) == 1 == len(one.items):
            found = list(_split(page, text, range(found[0].first, found[0].end)))
        series.append((one.purpose, found))
    known = {purpose for purpose, found in series if found}
    for purpose in dict.fromkeys(mark.purpose for mark in elements):
        if purpose not in known:
            series.append((purpose, _of_elements(page, text, [mark for mark in elements if mark.purpose == purpose])))
    out: list[Item] = []
    taken = 0
    ordered = sorted((found for found in series if found[1]), key=lambda found: found[1][0].first)
    for number, (purpose, found) in enumerate(ordered):
        free = [one for one in _in_order(found) if one.first >= taken]
        if free:
            taken = free[-1].end
            out += _with_first_label(page, text, list(_finished(page, text, _with_siblings(page, text, free), purpose, number)))
    return out


def _in_order(found: Sequence[Found]) -> list[Found]:
    out: list[Found] = []
    for one in sorted(found):
        if one.first < one.end and (not out or out[-1].end <= one.first):
            out.append(one)
    return out


def _of_elements(page: Page, text: Shown, elements: Sequence[Marked]) -> list[Found]:
    """Return the items in marked elements: the items of the lists in them, or else the elements, or else the lines of a lone
    one."""
    found: list[Found] = []
    for element in elements:
        inside = text.inside(page, element.node)
        if not inside:
            continue
        few = text.line_of[inside[-1]] - text.line_of[inside[0]] < _FEW_LINES
        whole = few and not any(_item_of(page, text, k) > element.node for k in inside)
        whole = element.purpose == "faqs" or (whole and len(elements) > 1)
        found += [Found(inside.start, inside.stop)] if whole else _split(page, text, inside)
    return found


def _split(page: Page, text: Shown, inside: range) -> Iterator[Found]:
    """Yield the items that neighboring texts are: list items, or else lines."""
    at = inside.start
    listed = [_item_of(page, text, k) for k in inside]
    if not any(listed):
        while at < inside.stop:
            line = text.lines[text.line_of[at]]
            if page.names[line.holder] not in HEADINGS:
                yield Found(at, min(line.end, inside.stop))
            at = line.end
        return
    while at < inside.stop:
        item = listed[at - inside.start]
        end = at + 1
        while end < inside.stop and listed[end - inside.start] == item:
            end += 1
        if item:
            yield Found(at, end)
        at = end


def _item_of(page: Page, text: Shown, at: int) -> int:
    """Return the list item that contains a text, 0 if none does."""
    node = text.lines[text.line_of[at]].holder
    for _ in range(6):
        if page.names[node] == "li":
            return node
        node = page.parents[node]
    return 0


def _element(page: Page, text: Shown, one: Found) -> int:
    """Return the outermost element that shows nothing but texts of an item, 0 if there is none."""
    found, node = 0, page.parents[text.nodes[one.first]]
    while node:
        inside = text.inside(page, node)
        if inside.start < one.first or inside.stop > one.end:
            break
        found, node = node, page.parents[node]
    return found


def _with_siblings(page: Page, text: Shown, found: list[Found]) -> list[Found]:
    """Return items with the neighbors of the same form: the other items of their list, and elements with the same name and class
    between two of them."""
    elements = [_element(page, text, one) for one in found]
    known = set(elements)
    rows: dict[tuple[int, str, str], list[int]] = {}
    for node in elements:
        if node:
            key = page.parents[node], page.names[node], page.attributes[node].get("class", "")
            rows.setdefault(key if page.names[node] != "li" else (key[0], "li", ""), []).append(node)
    more: list[Found] = []
    for (parent, name, named), row in rows.items():
        if len(row) < 2:
            continue
        child = parent + 1
        while child <= page.lasts[parent]:
            like = page.names[child] == name and (name == "li" or page.attributes[child].get("class", "") == named)
            if like and child not in known and (name == "li" or row[0] < child < row[-1]) and (inside := text.inside(page, child)):
                more.append(Found(inside.start, inside.stop))
            child = page.lasts[child] + 1
    return _in_order([*found, *more]) if more else found


def _finished(page: Page, text: Shown, found: Sequence[Found], purpose: Purpose, number: int) -> Iterator[Item]:
    """Yield items as whole lines, with their numbers; for materials also the subheadings."""
    depth, bound = 1, 0
    numbered = purpose == "steps"  # a number among materials is an amount
    found = [_without_number(text, one) for one in found] if numbered else found
    for one, following in pairwise([*found, Found(len(text.nodes), len(text.nodes))]):
        line = text.lines[text.line_of[one.first]]
        first = max(line.first, bound)
        end = min(text.lines[text.line_of[one.end - 1]].end, following.first)
        printed: range = range(first, one.first)
        if numbered and printed and number_of("".join(text.said[k] for k in printed)) is not None:
            first = one.first
        else:
            printed = _number_above(text, text.line_of[first] - 1, bound) if numbered and first == line.first else range(0)
        start = printed.start if printed else first
        if purpose == "materials" and bound and (label := _label(text, bound, start)):
            depth = 2
            nodes = text.nodes[label.first], text.nodes[label.end - 1]
            yield Item(purpose, number, *nodes, label=True)
        element = _element(page, text, Found(start, end))
        last = max(text.nodes[end - 1], page.lasts[element] if element else 0)
        answered = text.nodes[one.answered - 1] if one.answered else 0
        yield Item(purpose, number, text.nodes[first], last, tuple(text.nodes[k] for k in printed), depth=depth, answered=answered)
        bound = end


def _without_number(text: Shown, one: Found) -> Found:
    """Return an item without its first line if that is only a number."""
    line = text.lines[text.line_of[one.first]]
    return one._replace(first=line.end) if line.end < one.end and number_of(text.words(line)) is not None else one


def _with_first_label(page: Page, text: Shown, found: list[Item]) -> list[Item]:
    """Return materials, with the line above them as a subheading if it has the form of the other subheadings."""
    labels = [item for item in found if item.label]
    above = text.line_of[bisect_left(text.nodes, found[0].first)] - 1
    if not labels or above < 0:
        return found
    line, other = text.lines[above], text.lines[text.line_of[bisect_left(text.nodes, labels[0].first)]]
    if _set(page, line) != _set(page, other) or len(text.words(line).strip()) > _LABEL:
        return found
    label = labels[0]._replace(first=text.nodes[line.first], last=text.nodes[line.end - 1])
    return [label, *(item if item.label else item._replace(depth=2) for item in found)]


def _set(page: Page, line: Line) -> tuple[str, str]:
    """Return the form of a line: the name and class of the element that contains it."""
    return page.names[line.holder], page.attributes[line.holder].get("class", "")


def _number_above(text: Shown, line: int, bound: int) -> range:
    """Return the texts of a line that is only a number; none if it is above ``bound``."""
    if line < 0 or text.lines[line].first < bound or number_of(text.words(text.lines[line])) is None:
        return range(0)
    return range(text.lines[line].first, text.lines[line].end)


def _label(text: Shown, bound: int, start: int) -> Line | None:
    """Return the line between two materials, if there is exactly one and it is short."""
    if bound >= start or text.line_of[bound] != text.line_of[start - 1]:
        return None
    line = text.lines[text.line_of[bound]]
    return line if line.first == bound and len(text.words(line).strip()) <= _LABEL else None
