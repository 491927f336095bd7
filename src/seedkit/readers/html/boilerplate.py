"""What an article's container has besides the article: contents, teasers of other pages, buttons, announced boilerplate."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from seedkit.language.lexicon import Lexicon
from seedkit.readers.html.content import (
    FURNITURE_SHARE,
    PARTS,
    Status,
    Weights,
    article,
    is_text,
    main_root,
    mark,
    mark_copies,
    mark_named,
    weigh,
    words_of,
)
from seedkit.readers.html.furniture import BUTTONS, LEADING, LONG, MAIN, Reason, is_author, label_reason
from seedkit.readers.html.hidden import mark_hidden
from seedkit.readers.html.lines import (
    CELLS,
    is_byline,
    is_paragraphed,
    lines,
    mark_captions,
    mark_credits,
    mark_labels,
    mark_pointers,
    names_of,
)
from seedkit.readers.html.links import lead_on, own_host
from seedkit.readers.html.lists import mark_printed_numbers
from seedkit.readers.html.notes import mark_notes
from seedkit.readers.html.series import Item
from seedkit.readers.html.tree import BLOCKS, HEADINGS, LISTS, Page

_LINKED = 0.7  # share of a text or its links: a list of links
_CARD = 500  # characters: a linked title with more below is not a teaser
_OVERVIEW = 0.5  # share of the text in links or teasers: a page with more is a list of other pages
_AROUND = 150  # characters around a row of teasers that belong to it
_TEASED = 0.3  # share of the text below a line that announces other pages: their titles, as links
_LABEL = 60  # characters: longer lines announce nothing
_BYLINE = 0.5  # share of the text: an element named after the author is not a byline below this point
_NEAR = 20  # nodes
_HEADING_REACH = 80  # nodes from a heading to the first item below it
_CARDS = frozenset({"li", "article", "details"})
_LINKED_CARDS = frozenset({"li", "article", "div", "section"})
_TITLE = 25  # characters: the title of a page; a shorter link names a thing
_WHOLLY = 0.8  # share of a card's text in its link
_LINKS: frozenset[Status] = frozenset({"advertisement", "navigation", "related"})
_LISTED = CELLS | LISTS | {"li", "dl", "blockquote", "pre"}


def mark_boilerplate(page: Page, status: list[Status], items: Sequence[Item], unseen: Sequence[int], words: Lexicon) -> None:
    """Give a status to every visible node that is not part of the article; ``unseen`` are hidden elements. Stated ``items`` are
    part of it, wherever they are."""
    kept = _holders(page, items)
    mark_hidden(page, status, unseen, kept)
    mark_notes(page, status, kept)
    mark_copies(page, status, kept)
    mark_named(page, status, kept)
    weights = weigh(page, status)
    root = main_root(page, weights)
    title, body = article(page, status, weights, root)
    host = own_host(page)
    # A page that consists of links to articles keeps them.
    overview = weights.linked[root] > _OVERVIEW * weights.text[root]
    if not overview:
        _mark_teasers(page, status, weights, root, host)
    _mark_lines(page, status, weights, words, overview)
    paragraphed = not overview and is_paragraphed(page, weights)
    found = list(lines(page, status))
    mark_labels(page, status, found, links=paragraphed)
    if paragraphed:
        mark_pointers(page, status, found, words, host)
    mark_captions(page, status, found)
    mark_credits(page, status, found)
    _mark_authors(page, status, weights, root)
    for node, known in enumerate(status):
        if known is None and node not in title and node not in body:
            status[node] = "boilerplate"
    _mark_left_overs(page, status)
    _keep(page, status, items)
    _mark_left_headings(page, status)
    mark_printed_numbers(page, status)


def _holders(page: Page, items: Sequence[Item]) -> list[bool]:
    """Return for every node whether it is, or contains, the first text of an item."""
    kept = [False] * len(page.names)
    for item in items:
        node = item.first
        while node and not kept[node]:
            kept[node] = True
            node = page.parents[node]
    return kept


def _keep(page: Page, status: list[Status], items: Sequence[Item]) -> None:
    """Make the texts of items part of the article, with the heading or label above the first one of a series; their printed numbers
    are markup."""
    series = -1
    for item in items:
        for node in range(item.first, max(item.last, item.answered) + 1):
            if status[node] != "markup":
                status[node] = None
        for node in item.number:
            status[node] = "markup"
        if item.series != series:
            series = item.series
            for node in _above(page, status, min((item.first, *item.number))):
                status[node] = None


def _above(page: Page, status: Sequence[Status], first: int) -> list[int]:
    """Return the texts of the heading above the first text of a series, with everything in between."""
    texts: list[int] = []
    for node in range(first - 1, max(0, first - _HEADING_REACH), -1):
        if page.names[node] in HEADINGS:
            return texts
        if is_text(page, node) and status[node] in (None, "boilerplate"):
            texts.append(node)
    return []


def _mark_teasers(page: Page, status: list[Status], weights: Weights, root: int, host: str) -> None:
    """Mark rows of cards that lead to other pages: siblings of the same form, each a linked heading and few more words, or only the
    title of another page of the site ``host``."""
    most = FURNITURE_SHARE * weights.text[root]
    found: dict[int, int] = {}  # the teasers, and how many characters they have
    for node in range(root, page.lasts[root] + 1):
        if status[node] is not None or page.names[node] not in BLOCKS or weights.links[node] < 1:
            continue
        rows: dict[tuple[str, str], list[int]] = {}
        child = node + 1
        while child <= page.lasts[node]:
            if status[child] is None and _is_card(page, child, weights, host):
                rows.setdefault((page.names[child], page.attributes[child].get("class", "")), []).append(child)
            child = page.lasts[child] + 1
        for cards in rows.values():
            said = sum(weights.text[card] for card in cards)
            if said > most or (len(cards) < 2 and not _is_linked_card(page, cards[0], weights)):
                continue
            top = node
            while top > root and weights.text[page.parents[top]] - said <= _AROUND:
                top = page.parents[top]
            if len(cards) > 1 and top > root and weights.text[top] - said <= _AROUND:
                found[top] = said
            else:
                found.update((card, weights.text[card]) for card in cards)
    ends = -1
    if sum(found.values()) <= _OVERVIEW * weights.text[root]:
        for aside in sorted(found):
            if aside > ends:
                ends = page.lasts[aside]
                mark(page, status, aside, "related")


def _is_linked_card(page: Page, node: int, weights: Weights) -> bool:
    """Return whether a lone element is a link with a heading and more in it."""
    return page.names[node] == "a" and weights.headings[node] > 0 and weights.text[node] > _LABEL


def _is_card(page: Page, node: int, weights: Weights, host: str) -> bool:
    """Return whether an element is a linked heading with few more words, or nothing but the link to another page of the site."""
    if page.names[node] in HEADINGS or weights.text[node] >= _CARD:
        return False
    if 0 < weights.headings[node] == weights.titles[node] < 3:
        return True
    return (
        weights.links[node] == 1
        and page.names[node] in _LINKED_CARDS
        and weights.linked[node] >= max(_TITLE, _WHOLLY * weights.text[node])
        and page.names[page.parents[node]] != "ol"
        and lead_on(page, range(node, min(page.lasts[node], node + _NEAR) + 1), host)
    )


def _mark_lines(page: Page, status: list[Status], weights: Weights, words: Lexicon, overview: bool) -> None:
    """Mark tables of contents, buttons, and what an announcing line introduces, as boilerplate."""
    size = len(page.names)
    texts = [node for node, length in enumerate(page.lengths) if length and status[node] is None]
    paragraphed = not overview and is_paragraphed(page, weights)
    for node in range(1, size):
        if status[node] is not None or page.names[node] not in BLOCKS or not weights.text[node]:
            continue
        if _is_contents(node, weights) or _is_button(page, node, weights, paragraphed):
            mark(page, status, node, "navigation")
        elif weights.text[node] <= _LABEL and not _is_listed(page, node):
            reason = label_reason(words_of(page, node), words)
            if reason and not (overview and reason == "related"):
                _mark_announced(page, status, weights, texts, node, reason)


def _mark_authors(page: Page, status: list[Status], weights: Weights, root: int) -> None:
    """Mark elements named after the author below most of the text: a note on the person, not a byline."""
    said, most = 0, FURNITURE_SHARE * weights.prose[root]
    node, last = root, page.lasts[root]
    while (node := node + 1) <= last:
        if status[node] is not None:
            continue
        if not page.names[node]:
            said += page.ends[node] - page.starts[node]
        elif (
            said > _BYLINE * weights.text[root]
            and weights.text[node] > _LABEL
            and weights.prose[node] < most
            and page.names[node] not in MAIN | PARTS
            and is_author(page.attributes[node].get("class", ""))
        ):
            mark(page, status, node, "boilerplate")
            node = page.lasts[node]


def _mark_left_overs(page: Page, status: list[Status]) -> None:
    """Mark the few words left of a card or an item without a number that consisted mostly of links that are set aside."""
    cards = [] if _LINKS.isdisjoint(status) else [node for node, name in enumerate(page.names) if name in _CARDS]
    if not cards:
        return
    texts = [node for node, length in enumerate(page.lengths) if length]
    lengths = [page.ends[text] - page.starts[text] for text in texts]
    known = [status[text] for text in texts]
    kept = [0, *accumulate(length * (reason is None) for length, reason in zip(lengths, known, strict=True))]
    gone = [0, *accumulate(length * (reason in _LINKS) for length, reason in zip(lengths, known, strict=True))]
    last = 0  # the end of the last card that was marked
    for card in cards:
        if card <= last or page.names[page.parents[card]] == "ol":
            continue
        first, end = bisect_left(texts, card), bisect_right(texts, page.lasts[card])
        if 0 < kept[end] - kept[first] <= min(_LABEL, gone[end] - gone[first]):
            mark(page, status, card, next(known[at] for at in range(end - 1, first - 1, -1) if known[at] in _LINKS))
            last = page.lasts[card]


def _mark_left_headings(page: Page, status: list[Status]) -> None:
    """Mark headings with nothing left below them, because everything there was set aside."""
    heads = [node for node, name in enumerate(page.names) if name in HEADINGS and status[node] is None]
    if not heads or LEADING.isdisjoint(status):
        return
    ends = list(accumulate((page.lasts[head] for head in heads), max))
    kept = [False] * 7  # for each level: whether there is text before the next heading of that level or a higher one
    aside: list[Status] = [None] * 7  # the reason of what is set aside there
    next_head = len(heads) - 1
    for node in range(len(status) - 1, 0, -1):
        while next_head >= 0 and heads[next_head] > node:
            next_head -= 1
        if next_head >= 0 and heads[next_head] == node:
            level = int(page.names[node][1])
            reason = aside[level]
            if level > 1 and reason in LEADING and not kept[level]:
                mark(page, status, node, reason)
            else:
                kept[:level] = [True] * level
            kept[level:], aside[level:] = [False] * (7 - level), [None] * (7 - level)
        elif page.lengths[node]:
            if status[node] is not None:
                aside = aside if status[node] == "markup" else [status[node]] * 7
            elif next_head < 0 or node > ends[next_head]:
                kept = [True] * 7
        elif page.names[node] == "img" and status[node] is None:
            kept = [True] * 7


def _is_listed(page: Page, node: int) -> bool:
    """Return whether a line is in a list or a table: a name among others, which announces nothing."""
    parent = page.parents[node]
    return any(page.names[near] in _LISTED for near in (node, parent, page.parents[parent]))


def _is_contents(node: int, weights: Weights) -> bool:
    """Return whether an element is a list of links into the page itself."""
    links = weights.links[node]
    return links > 2 and weights.inpage[node] >= _LINKED * links and weights.linked[node] >= _LINKED * weights.text[node]


def _is_button(page: Page, node: int, weights: Weights, paragraphed: bool) -> bool:
    """Return whether an element is only a short link, or links without words between them, and not text of the article: because of
    its name, or because the page has its text in paragraphs (``paragraphed``)."""
    if weights.text[node] > _LABEL or weights.linked[node] < weights.text[node]:
        return False
    around = (node, page.parents[node], page.parents[page.parents[node]])
    if any(page.names[near] in PARTS or page.names[near] in CELLS for near in around):
        return False
    inside = range(node + 1, min(page.lasts[node], node + _NEAR) + 1)
    names = names_of(page, (*around, *inside))
    if is_byline(names):
        return False
    return paragraphed or weights.links[node] > 1 or any(name in names for name in BUTTONS)


def _mark_announced(page: Page, status: list[Status], weights: Weights, texts: Sequence[int], line: int, reason: Reason) -> None:
    """Mark a line that announces boilerplate, with the container that it opens or, for a heading, with what follows it.

    ``texts`` are the nodes that had no status before.
    """
    most = FURNITURE_SHARE * (weights.prose[0] or weights.text[0])

    def announced(text: int, linked: int, prose: int, links: int) -> bool:
        teasing = linked >= _TEASED * text or (links > 1 and text <= _CARD * links)
        return text > 0 and prose < most and (reason in LONG or teasing)

    top, parent = line, page.parents[line]
    while (
        parent
        and page.names[parent] not in MAIN
        and weights.prose[parent] < most
        and weights.text[parent] < FURNITURE_SHARE * weights.text[0]
        and bisect_right(texts, top) == bisect_right(texts, parent)
    ):
        top, parent = parent, page.parents[parent]
    if announced(weights.text[top] - weights.text[line], weights.linked[top], weights.prose[top], weights.links[top]):
        mark(page, status, top, reason)
        return
    run = [line]
    if page.names[line] in HEADINGS:
        child, parent = page.lasts[line] + 1, page.parents[line]
        while child <= page.lasts[parent] and not (page.names[child] in HEADINGS and page.names[child] <= page.names[line]):
            run.append(child)
            child = page.lasts[child] + 1
    totals = (weights.text, weights.linked, weights.prose, weights.links)
    below = [sum(weight[node] for node in run[1:]) for weight in totals]
    if below[0] == 0 or announced(*below):
        for node in run:
            mark(page, status, node, reason)
