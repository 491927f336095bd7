"""Which nodes of a page are its article, and why the others are not."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import Literal, NamedTuple

from seedkit.readers.html.furniture import (
    ELEMENTS,
    MAIN,
    NAMES_OF_MAIN,
    ROLES,
    SCREENS,
    SHORT,
    Reason,
    is_author,
    is_unseen,
    named_reason,
)
from seedkit.readers.html.text import collapse
from seedkit.readers.html.tokens import decode
from seedkit.readers.html.tree import BLOCKS, HEADINGS, LISTS, Page

Status = Reason | Literal["markup"] | None
"""``None``: article; ``markup``: nothing that readers see; otherwise the reason to set it aside."""

PARTS = frozenset({"p", "li", "blockquote", "pre", "figure", "details", "dl"}) | HEADINGS | LISTS
"""Elements that are parts of an article and never contain one."""

FURNITURE_SHARE = 0.3
"""Share of a page's prose: an element with more is not boilerplate, whatever its name."""

_UNSEEN = frozenset(
    {
        "annotation",
        "annotation-xml",
        "audio",
        "canvas",
        "datalist",
        "del",
        "head",
        "iframe",
        "noembed",
        "noframes",
        "noscript",
        "object",
    }
    | {"rp", "rt", "s", "script", "strike", "style", "svg", "template", "title", "video"}
)
_PROSE = 80  # characters of unlinked text from which a block is prose
_SENTENCES = 300  # characters: so much prose is not a menu, share bar or advertisement, whatever its name
_FEW_LINKS = 0.3  # share of a text
_MOST = 0.8  # share of a page's prose: the innermost element with so much contains the article
_MOST_NAMED = 0.5  # ... if its name says so
_SMALL = 200  # nodes
_COPY = 400  # characters: a repeated block of this length is there for another layout
_ROLLED = 12  # characters: equal neighbors of this length are one text in a carousel
_TITLE = 8  # characters: shorter headings are in any title
_TITLE_REACH = 1500  # characters between a title and the text: more is something else


class Weights(NamedTuple):
    """Totals below each node: characters of all text, of text in links, of prose; links into the page itself, all links; headings
    that are entirely links, all headings."""

    text: list[int]
    linked: list[int]
    prose: list[int]
    inpage: list[int]
    links: list[int]
    titles: list[int]
    headings: list[int]


def mark(page: Page, status: list[Status], node: int, reason: Status) -> None:
    """Give ``node`` and all that it contains a status, unless they have one."""
    for inner in range(node, page.lasts[node] + 1):
        status[inner] = status[inner] or reason


def words_of(page: Page, node: int) -> str:
    """Return the text of a small element; nothing for one of many nodes, so that nested elements are not read repeatedly."""
    if page.lasts[node] - node > _SMALL:
        return ""
    texts = (inner for inner in range(node, page.lasts[node] + 1) if not page.names[inner])
    return collapse(" ".join(decode(page.text[page.starts[text] : page.ends[text]]) for text in texts))


def visible(page: Page) -> list[Status]:
    """Return a status for every node: ``markup`` for what a browser does not show, ``None`` for all others."""
    status: list[Status] = [None] * len(page.names)
    node, size = 0, len(page.names)
    while node < size:
        name = page.names[node]
        attributes = page.attributes[node]
        if name in _UNSEEN or (
            attributes
            and ((name not in BLOCKS and attributes.get("aria-hidden") == "true") or (name == "a" and _is_anchor(page, node)))
        ):
            mark(page, status, node, "markup")
            node = page.lasts[node]
        node += 1
    return status


def _is_anchor(page: Page, node: int) -> bool:
    """Return whether a link is the symbol after a heading that links to the heading itself."""
    target = page.attributes[node].get("href", "")
    return target.startswith("#") and not any(map(str.isalnum, words_of(page, node)))


def weigh(page: Page, status: Sequence[Status]) -> Weights:
    """Return the totals of every node; nodes with a status weigh nothing."""
    names, parents, lengths = page.names, page.parents, page.lengths
    size = len(names)
    text, linked, own, prose, inpage, links, titles, headings = ([0] * size for _ in range(8))
    for node in range(size - 1, 0, -1):
        if status[node] is not None:
            continue
        name, parent = names[node], parents[node]
        if not name:
            length = lengths[node]
            text[node] = own[node] = length
            text[parent] += length
            own[parent] += length
            continue
        if name == "a" and (target := page.attributes[node].get("href")) is not None:
            linked[node], own[node], links[node], titles[node] = text[node], 0, 1, headings[node]
            inpage[node] = int(target.startswith("#") and len(target) > 1)
        elif name in HEADINGS and text[node]:
            headings[node], titles[node] = 1, int(linked[node] == text[node])
        if name not in BLOCKS:
            own[parent] += own[node]
        elif own[node] >= _PROSE:
            prose[node] += own[node]
        if text[node]:
            text[parent] += text[node]
            linked[parent] += linked[node]
            prose[parent] += prose[node]
            titles[parent] += titles[node]
            headings[parent] += headings[node]
        if links[node]:
            inpage[parent] += inpage[node]
            links[parent] += links[node]
    return Weights(text, linked, prose, inpage, links, titles, headings)


def mark_copies(page: Page, status: list[Status], kept: Sequence[bool]) -> None:
    """Mark blocks that repeat an earlier one word for word: long ones (layouts for other screens), neighbors (carousels), and those
    whose names say that only some screens show them; none that contains what is to be ``kept``."""
    size = len(page.names)
    numbers: dict[str | tuple[int, ...], int] = {}  # texts, numbered: equal numbers for equal texts
    inner: defaultdict[int, list[int]] = defaultdict(list)
    said, length, texts = [0] * size, [0] * size, [0] * size
    for node in range(size - 1, 0, -1):
        if node in inner:
            below = inner.pop(node)
            said[node] = below[0] if len(below) == 1 else numbers.setdefault(tuple(below), len(numbers) + 1)
        elif status[node] is None and page.lengths[node]:
            words = collapse(page.text[page.starts[node] : page.ends[node]])
            said[node] = numbers.setdefault(words, len(numbers) + 1)
            length[node], texts[node] = len(words), 1
        else:
            continue
        parent = page.parents[node]
        inner[parent].append(said[node])
        length[parent] += length[node]
        texts[parent] += texts[node]
    ends: dict[int, int] = {}  # where the first block with the text ends
    near: dict[tuple[int, int], int] = {}  # the same, in one parent
    node = 0
    while (node := node + 1) < size:
        if page.names[node] not in BLOCKS or length[node] < _ROLLED:
            continue
        copy = ends.setdefault(said[node], page.lasts[node]) < node
        beside = near.setdefault((page.parents[node], said[node]), node) < node
        if (
            copy
            and not kept[node]
            and (
                length[node] >= _COPY
                or (beside and page.names[node] not in PARTS and texts[node] > 1)
                or SCREENS.search(page.attributes[node].get("class", ""))
            )
        ):
            mark(page, status, node, "boilerplate")
            node = page.lasts[node]


def mark_named(page: Page, status: list[Status], kept: Sequence[bool]) -> None:
    """Mark what elements, roles and names identify as boilerplate, unless it contains the title, what is to be ``kept``, or much of
    the prose and is not next to an element that is named as the article's body."""
    weights = weigh(page, status)
    headed = _headed(page)
    written = weights.prose[0] - _commented(page, weights, headed)
    apart = written >= 2 * _SENTENCES  # there is more than comments
    most = FURNITURE_SHARE * ((written if apart else weights.prose[0]) or weights.text[0])
    bodies = [node for node, prose in enumerate(weights.prose) if prose >= _SENTENCES and _is_named_body(page, node)]
    article_end = body_end = -1
    node, size = 0, len(page.names)
    while (node := node + 1) < size:
        if not page.names[node] or status[node] is not None:
            continue
        at = bisect_left(bodies, node)
        holds_body = at < len(bodies) and bodies[at] <= page.lasts[node]
        if holds_body and bodies[at] == node:
            body_end = max(body_end, page.lasts[node])
        beside = bool(bodies) and not holds_body and node > body_end
        if page.names[node] in MAIN:
            if page.names[node] in ("article", "main"):
                article_end = max(article_end, page.lasts[node])
        elif (
            not (headed[node] or kept[node])
            and (reason := _reason(page, node, weights, inside=node <= article_end))
            and (beside or weights.prose[node] < most or (apart and reason == "comments"))
        ):
            inline = page.names[node] not in BLOCKS and is_unseen(page.attributes[node].get("class", ""))
            mark(page, status, node, "markup" if inline else reason)
            node = page.lasts[node]


def _commented(page: Page, weights: Weights, headed: Sequence[bool]) -> int:
    """Return how many characters of prose are in elements that are named as comments and do not contain the title."""
    found, last = 0, -1
    for node, attributes in enumerate(page.attributes):
        if node <= last or not (attributes and weights.prose[node]) or headed[node] or page.names[node] in MAIN:
            continue
        if named_reason(f"{attributes.get('class', '')} {attributes.get('id', '')}") == "comments":
            found += weights.prose[node]
            last = page.lasts[node]
    return found


def _is_named_body(page: Page, node: int) -> bool:
    return bool(page.attributes[node]) and page.names[node] not in ("html", "body") and _is_named_main(page, node)


def _headed(page: Page) -> list[bool]:
    """Return for every node whether it contains the title: a heading of level 1, preferably one that the page's own title
    repeats."""
    heads = [node for node, name in enumerate(page.names) if name == "h1"]
    stated = _stated_title(page)
    heads = [node for node in heads if _repeats(page, node, stated)] or heads
    out = [False] * len(page.names)
    for head in heads:
        node = head
        while node and not out[node]:
            out[node] = True
            node = page.parents[node]
    return out


def _reason(page: Page, node: int, weights: Weights, inside: bool) -> Reason | None:
    """Return why the name of an element makes it boilerplate, ``inside`` an article or not."""
    name, attributes = page.names[node], page.attributes[node]
    few_links = weights.linked[node] < _FEW_LINKS * weights.text[node]
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}" if attributes else ""
    named = named_reason(names) if attributes else None
    if named and not (named in SHORT and few_links and weights.prose[node] >= _SENTENCES and not is_author(names)):
        return named
    if role := ROLES.get(attributes.get("role", "")):
        return role
    if name == "header":
        return None if inside else "navigation"
    if name == "button" and ("aria-expanded" in attributes or page.names[page.parents[node]] in HEADINGS):
        return None  # the control that unfolds an answer
    if name == "aside" and inside and few_links:
        return None  # a note on the text
    return ELEMENTS.get(name)


def main_root(page: Page, weights: Weights) -> int:
    """Return the innermost element that contains nearly all of the prose."""
    node, prose = 0, weights.prose
    while True:
        best, child = 0, node + 1
        while child <= page.lasts[node]:
            if page.names[child] in BLOCKS and prose[child] > (prose[best] if best else 0):
                best = child
            child = page.lasts[child] + 1
        enough = _MOST_NAMED if best and _is_named_main(page, best) else _MOST
        if not best or page.names[best] in PARTS or prose[best] < enough * prose[0]:
            return node
        node = best


def _is_named_main(page: Page, node: int) -> bool:
    attributes = page.attributes[node]
    if (
        page.names[node] in MAIN
        or attributes.get("role") in ("main", "article")
        or "articlebody" in attributes.get("itemprop", "").lower()
    ):
        return True
    return any(word in NAMES_OF_MAIN for word in attributes.get("class", "").lower().replace("__", "-").replace("_", "-").split())


def article(page: Page, status: Sequence[Status], weights: Weights, root: int) -> tuple[range, range]:
    """Return the nodes of the article: its title, if that is before the container ``root``, and the container.

    The title is the ``h1`` that the page's own title repeats, or one inside the container, or the nearest before it. Content
    between the two belongs to the article, unless there is too much of it that is not prose.
    """
    body = range(root, page.lasts[root] + 1)
    stated = _stated_title(page)
    heads = [node for node in range(1, body.stop) if page.names[node] == "h1" and status[node] is None and weights.text[node]]
    repeated = [node for node in heads if _repeats(page, node, stated)]
    inside = [node for node in heads if node >= root]
    first = next(iter(repeated or inside or heads[::-1]), root)
    if first >= root:
        return range(0), body
    texts = [weights.text[node] for node in range(page.lasts[first] + 1, root) if not page.names[node]]
    written = sum(length for length in texts if length >= _PROSE) >= _SENTENCES
    return range(first, root if written or sum(texts) <= _TITLE_REACH else page.lasts[first] + 1), body


def holds_title(page: Page, status: Sequence[Status]) -> bool:
    """Return whether the article contains its title: a heading of level 1 that the page's own title repeats, or that is before the
    text."""
    stated, begun = _stated_title(page), False
    for node, name in enumerate(page.names):
        if status[node] is not None:
            continue
        if name == "h1" and (not begun or _repeats(page, node, stated)):
            return True
        begun = begun or (not name and page.ends[node] - page.starts[node] >= _PROSE and is_text(page, node))
    return False


def _stated_title(page: Page) -> str:
    """Return the page's own title, in lower case."""
    return next((words_of(page, node).lower() for node, name in enumerate(page.names) if name == "title"), "")


def _repeats(page: Page, heading: int, stated: str) -> bool:
    words = words_of(page, heading).lower()
    return len(words) > _TITLE and words in stated


def is_text(page: Page, node: int) -> bool:
    """Return whether a node is a text with words."""
    return page.lengths[node] > 0
