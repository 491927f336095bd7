"""Tokens to the elements and texts of a page, in document order, with the end tags that HTML lets authors omit."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from seedkit.model.source import Place
from seedkit.readers.html.tokens import attributes, fields

VOID = frozenset(
    {"area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link", "meta"}
    | {"param", "source", "track", "wbr"}
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LISTS = frozenset({"ul", "ol", "menu", "dir"})
# Elements whose start tag ends an open paragraph.
_ENDS_PARAGRAPH = HEADINGS | LISTS | {
    "address", "article", "aside", "blockquote", "center", "details", "dialog", "dd", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "li", "listing", "main", "nav", "p", "pre", "search",
    "section", "summary", "table", "xmp",
}  # fmt: skip
BLOCKS = _ENDS_PARAGRAPH | {
    "body", "button", "caption", "colgroup", "head", "html", "legend", "optgroup", "option", "select", "tbody", "td", "template",
    "tfoot", "th", "thead", "tr",
}  # fmt: skip
"""Block elements; every other name is inline."""

# What the head of a page may contain; anything else ends it, with or without its end tag.
_HEAD_PARTS = frozenset(
    {"base", "basefont", "bgsound", "head", "link", "meta", "noframes", "noscript", "script", "style", "template", "title"}
)
_ONCE = frozenset({"html", "head", "body"})
_WALLS = ("table", "td", "th", "caption", "template", "button")
_SECTIONS = ("thead", "tbody", "tfoot", "caption", "colgroup")
# A start tag ends the nearest open element of the first names, unless one of the second names is open further in.
_IMPLIED_ENDS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "a": (("a",), _WALLS),
    "button": (("button",), ()),
    "dd": (("dd", "dt"), ("dl", *_WALLS)),
    "dt": (("dd", "dt"), ("dl", *_WALLS)),
    "li": (("li",), (*LISTS, *_WALLS)),
    "option": (("option",), ("select",)),
    "optgroup": (("optgroup", "option"), ("select",)),
    "td": (("td", "th"), ("tr", "table")),
    "th": (("td", "th"), ("tr", "table")),
    "tr": (("tr", "caption", "colgroup"), ("table",)),
    "thead": (_SECTIONS, ("table",)),
    "tbody": (_SECTIONS, ("table",)),
    "tfoot": (_SECTIONS, ("table",)),
} | dict.fromkeys(HEADINGS, (tuple(HEADINGS), tuple(BLOCKS - HEADINGS)))
_TABLE_PARTS = frozenset({"table", "tr", "td", "th", "template", "button", *_SECTIONS})
_NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})


class Page(NamedTuple):
    """The nodes of a page in document order, one list per field: element ``i`` is ``names[i]`` (a text: ``""``).

    ``starts`` and ``ends`` are the span of the start tag or text, ``closes`` the offset at which the element's content ends,
    ``parents`` the parent node (node 0 is the page itself), ``lasts`` its last descendant, so that ``i + 1`` to ``lasts[i]`` are
    its contents. ``holders`` are the innermost block elements that a node is, or is in. ``lengths`` are the characters of a text
    without whitespace around it, 0 for one of nothing else, and for elements. ``comments`` are the spans of the comments.
    """

    text: str
    names: list[str]
    starts: list[int]
    ends: list[int]
    closes: list[int]
    parents: list[int]
    lasts: list[int]
    holders: list[int]
    lengths: list[int]
    attributes: list[Mapping[str, str]]
    comments: list[Place]


def parse(text: str) -> Page:
    """Return the nodes of a page. Any text is a page: stray end tags are ignored, open elements end with their parent."""
    builder = _Builder(text)
    page, stack, depths, kinds = builder.page, builder.stack, builder.depths, builder.kinds
    names, starts, ends, closes, parents, lasts, holders, lengths, given, comments = page[1:]
    for kind, start, end, name in fields(text):
        if kind == "close":
            node = stack[-1]
            if names[node] != name or name in _ONCE:
                builder.close(name, start, end)
                continue
            stack.pop()
            depths[name].pop()
            if kinds[name].block:
                builder.block_depths.pop()
            lasts[node] = len(names) - 1
            if closes[node] == ends[node]:
                closes[node] = start
            continue
        if kind == "comment":
            comments.append(Place(start, end))
            continue
        length, block, found = 0, False, _NO_ATTRIBUTES
        if kind == "text":
            length = len(text[start:end].strip())
            if length and names[stack[-1]] == "head":
                builder.pop_to(len(stack) - 1, start)
        else:
            once, ends_head, ends_paragraph, implied, void, block, _, _ = kinds[name]
            if once and name in depths:
                continue
            if ends_head and depths.get("head"):
                builder.end_nearest(("head",), ("template",), start)
            if ends_paragraph and depths.get("p"):
                builder.end_nearest(("p",), _WALLS, start)
            if implied is not None:
                builder.end_nearest(*implied, start)
            if end - start - len(name) > 3:
                found = builder.attributes(name, start, end)
        node, parent = len(names), stack[-1]
        names.append(name)
        starts.append(start)
        ends.append(end)
        closes.append(end)
        parents.append(parent)
        lasts.append(node)
        holders.append(node if block else holders[parent])
        lengths.append(length)
        given.append(found)
        if name and not void:
            if name in depths:
                depths[name].append(len(stack))
            else:
                depths[name] = [len(stack)]
            if block:
                builder.block_depths.append(len(stack))
            stack.append(node)
    builder.pop_to(0, len(text))
    return page


class _Kind(NamedTuple):
    """What a start and an end tag of a name do.

    ``once``: a page has one. ``ends_head``, ``ends_paragraph``: its start ends those. ``ends``: what else it ends, and what those
    elements are not looked for in. ``void``: it has no content. ``names`` and ``walls``: what its end tag ends, and what it
    leave.
    """

    once: bool
    ends_head: bool
    ends_paragraph: bool
    ends: tuple[tuple[str, ...], tuple[str, ...]] | None
    void: bool
    block: bool
    names: tuple[str, ...]
    walls: tuple[str, ...]


def _kind(name: str) -> _Kind:
    return _Kind(
        once=name in _ONCE,
        ends_head=name not in _HEAD_PARTS,
        ends_paragraph=name in _ENDS_PARAGRAPH,
        ends=_IMPLIED_ENDS.get(name),
        void=name in VOID,
        block=name in BLOCKS,
        names=tuple(HEADINGS) if name in HEADINGS else (name,),
        walls=() if name in _TABLE_PARTS else (*LISTS, *_WALLS) if name == "li" else _WALLS,
    )


class _Kinds(dict[str, _Kind]):
    """What the tags of each name do, of the names on one page: an author may make up any number of them."""

    def __missing__(self, name: str) -> _Kind:
        found = self[name] = _kind(name)
        return found


class _Builder:
    """The open elements of a page under construction."""

    def __init__(self, text: str) -> None:
        self.page = Page(text, ["#page"], [0], [0], [len(text)], [0], [0], [0], [0], [_NO_ATTRIBUTES], [])
        self.stack = [0]
        # Positions of the open elements of each name in the stack, so that no lookup walks it.
        self.depths: dict[str, list[int]] = {}
        self.block_depths = [0]
        self.seen: dict[str, Mapping[str, str]] = {}
        self.kinds = _Kinds()

    def add(self, name: str, start: int, end: int, *, block: bool) -> int:
        page, parent = self.page, self.stack[-1]
        node = len(page.names)
        page.names.append(name)
        page.starts.append(start)
        page.ends.append(end)
        page.closes.append(end)
        page.parents.append(parent)
        page.lasts.append(node)
        page.holders.append(node if block else page.holders[parent])
        page.lengths.append(0)
        page.attributes.append(self.attributes(name, start, end) if end - start - len(name) > 3 else _NO_ATTRIBUTES)
        return node

    def attributes(self, name: str, start: int, end: int) -> Mapping[str, str]:
        tag = self.page.text[start + 1 + len(name) : end - 1]
        found = self.seen.get(tag)
        if found is None:
            found = self.seen[tag] = attributes(tag, 0, len(tag))
        return found

    def close(self, name: str, start: int, end: int) -> None:
        if name in ("html", "body"):
            return  # what follows still belongs to the page
        kind = self.kinds[name]
        if name == "br" or (name == "p" and self.nearest(("p",)) <= self.nearest(_WALLS)):
            # As browsers do: a line break, an empty paragraph.
            self.add(name, start, end, block=kind.block)
            return
        self.end_nearest(kind.names, kind.walls, start)

    def nearest(self, names: tuple[str, ...]) -> int:
        """Return the depth of the innermost open element of these names, 0 where there is none."""
        deepest = 0
        known = self.depths
        for name in names:
            depths = known.get(name)
            if depths and depths[-1] > deepest:
                deepest = depths[-1]
        return deepest

    def end_nearest(self, names: tuple[str, ...], walls: tuple[str, ...], at: int) -> None:
        depth = self.nearest(names)
        if depth == 0 or (depth + 1 < len(self.stack) and depth <= self.nearest(walls)):
            return
        node = self.stack[depth]
        if self.block_depths[-1] > depth and not self.kinds[self.page.names[node]].block:
            # Inline markup that ends inside a block in it: the words after are no longer marked, the block continues.
            if self.page.closes[node] == self.page.ends[node]:
                self.page.closes[node] = at
            return
        self.pop_to(depth, at)

    def pop_to(self, depth: int, at: int) -> None:
        page, stack = self.page, self.stack
        last = len(page.names) - 1
        while len(stack) > max(depth, 1):
            node = stack.pop()
            name = page.names[node]
            self.depths[name].pop()
            if self.kinds[name].block:
                self.block_depths.pop()
            page.lasts[node] = last
            if page.closes[node] == page.ends[node]:
                page.closes[node] = at
        page.lasts[0] = last
