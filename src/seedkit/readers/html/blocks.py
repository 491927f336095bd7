"""The nodes of a page to blocks, with the exact places of their texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from seedkit.model.block import Block, Link
from seedkit.model.source import Place, Source
from seedkit.readers.html.bylines import opening
from seedkit.readers.html.content import Status
from seedkit.readers.html.elements import code_block, image_block, is_data, is_facts, table_block
from seedkit.readers.html.lines import byline_lists
from seedkit.readers.html.lists import Lists
from seedkit.readers.html.text import block, collapse, is_blank, parts, trim
from seedkit.readers.html.tree import BLOCKS, HEADINGS, LISTS, Page

_BOLD = frozenset({"b", "strong"})
_CODE = frozenset({"pre", "xmp", "listing"})
_LEVELS = frozenset("123456")
_SHORT = 120  # characters: a longer paragraph is prose, bold or not
_CAPTION = re.compile(r"(?:^|[\s_-])caption", re.IGNORECASE)
# A line that a typed number or bullet opens is an item of its own.
_ITEM = re.compile(r"\s*+(?:[•●▪◦·‣☐✓✔➤►*–-]\s|[0-9]{1,3}[.)]\s)")


class _Context(NamedTuple):
    """What the open elements say about a text inside them.

    ``node`` is the innermost block element, ``item`` the list item, ``quote`` the outermost block quote."""

    node: int = 0
    level: int | None = None
    quote: int = 0
    term: bool = False
    caption: bool = False
    depth: int = 0
    group: int | None = None
    item: int = 0
    folds: int = 0


def blocks(source: Source, page: Page, status: Sequence[Status]) -> tuple[Block, ...]:
    """Return the blocks of a page in order. What is no part of the article becomes residue, a block for each run of one reason.

    The runs of a block join to its text, an empty run standing for a space (in code for a line break).
    """
    writer = _Writer(source, page, status)
    writer.write()
    return tuple(writer.out)


class _Writer:
    """The blocks written so far and the text under way."""

    def __init__(self, source: Source, page: Page, status: Sequence[Status]) -> None:
        self.source = source
        self.page = page
        self.status = status
        self.out: list[Block] = []
        self.aside: list[Block] = []  # residue of one reason, to be one block
        self.context = _Context()
        self.outer: list[_Context] = []
        self.lists = Lists(page)
        self.byline_lists = byline_lists(page, status)
        self.opening = opening(page, status)
        self.tables: set[int] = set()
        self.last_level = 1
        self.runs: list[Place] = []
        self.bold = self.plain = 0  # runs that say something, set in bold and not
        self.lead = 0  # offset behind the bold runs before the first that is not
        self.targets: list[int] = []  # of each run: the link it stands in, or 0
        self.images: list[int] = []
        self.reason: Status = None
        self.breaks = 0
        self.bold_end = 0
        self.said_end = 0  # behind the last run that says something
        self.link, self.link_end = 0, 0

    def write(self) -> None:
        page, status = self.page, self.status
        node, size = 0, len(page.names)
        while (node := node + 1) < size:
            while self.context.node and page.lasts[self.context.node] < node:
                self.flush()
                self.context = self.outer.pop()
            name = page.names[node]
            if status[node] == "markup":
                node = page.lasts[node]
            elif not name:
                self.add_text(node)
            elif name not in BLOCKS:
                self.inline(node, name)
            else:
                self.flush()
                last = self.whole(node, name)
                if last is None:
                    self.enter(node, name)
                else:
                    node = last
        self.flush()
        self.put()

    def whole(self, node: int, name: str) -> int | None:
        """Write an element that is one block as a whole; return its last node, ``None`` where the element is none."""
        page, status = self.page, self.status
        if status[node] is not None:
            return None
        if name in _CODE:
            self.put(*code_block(self.source, page, node, status))
            return page.lasts[node]
        parent = page.parents[node]
        if parent in self.tables and name != "caption":
            self.put(*table_block(self.source, page, node, page.lasts[parent], status))
            return page.lasts[parent]
        if name == "dl" and is_facts(page, node):
            self.put(*table_block(self.source, page, node + 1, page.lasts[node], status))
            return page.lasts[node]
        if name == "table" and is_data(page, node, status):
            self.tables.add(node)
        return None

    def enter(self, node: int, name: str) -> None:
        page, attributes = self.page, self.page.attributes[node]
        if page.lasts[node] == node:
            return
        self.outer.append(self.context)
        context = self.context._replace(node=node)
        if node in self.byline_lists or page.parents[node] in self.byline_lists:
            pass  # lines about the article, set as a list
        elif node in self.opening.bylines or node == self.opening.subtitle:
            pass  # and as a heading
        elif name in HEADINGS:
            context = context._replace(level=int(name[1]))
            if self.status[node] is None:
                self.last_level = int(name[1])
        elif attributes.get("role") == "heading":
            level = attributes.get("aria-level", "")
            context = context._replace(level=int(level) if level in _LEVELS else 2)
        elif name in LISTS:
            context = context._replace(depth=context.depth + 1, group=self.lists.enter(node), item=0, level=None)
        elif name == "li":
            depth = max(context.depth, 1)
            self.lists.add_item(node, depth)
            context = context._replace(item=node, depth=depth)
        elif name == "blockquote":
            context = context._replace(quote=context.quote or node)
        elif name == "dt":
            context = context._replace(term=True)
        elif name == "details":
            context = context._replace(folds=context.folds + 1)
        elif name == "summary":
            context = context._replace(level=min(self.last_level + max(context.folds, 1), 6))
        if name == "figcaption" or _CAPTION.search(attributes.get("class", "")):
            context = context._replace(caption=True)
        self.context = context

    def inline(self, node: int, name: str) -> None:
        page, context = self.page, self.context
        if name == "br":
            self.breaks += 1
            if context.level is None and (self.breaks > 1 or (not context.item and self.is_bold())):
                self.flush()
            elif self.runs:
                self.add_run(Place(page.starts[node], page.starts[node]))
        elif name in _BOLD:
            self.bold_end = max(self.bold_end, page.closes[node])
        elif name == "a" and "href" in page.attributes[node]:
            self.link, self.link_end = node, page.closes[node]
        elif name == "img" and self.status[node] is None:
            self.images.append(node)
        elif name == "input" and page.attributes[node].get("type") == "checkbox":
            self.lists.tick(context.item, "checked" in page.attributes[node])

    def add_text(self, node: int) -> None:
        page = self.page
        place = Place(page.starts[node], page.ends[node])
        if is_blank(page.text[place.start : place.end]):
            if self.runs:
                self.add_run(place)
            return
        if self.runs and (self.status[node] != self.reason or (self.breaks and _ITEM.match(page.text, *place))):
            self.flush()
        self.reason = self.status[node]
        self.breaks = 0
        self.add_run(place)

    def add_run(self, place: Place) -> None:
        self.runs.append(place)
        if not is_blank(self.page.text[place.start : place.end]):
            self.bold += place.start < self.bold_end
            if place.start >= self.bold_end:
                self.lead = self.said_end if self.bold and not self.plain else self.lead
                self.plain += 1
            self.said_end = place.end
        self.targets.append(self.link if place.start < self.link_end else 0)

    def is_bold(self) -> bool:
        """Tell whether there is text under way, short and bold as a whole."""
        return self.bold > 0 == self.plain and self.runs[-1].end - self.runs[0].start < 2 * _SHORT

    def flush(self) -> None:
        """End the text under way: write it as a block."""
        said = parts(self.page.text, self.runs)
        words = collapse("".join(said))
        if words:
            found = block(self.source, "text", words, trim(self.page.text, self.runs, said))
            if self.reason is None:
                self.put(self.described(found)._replace(links=self.linked(said), lead=self.lead))
            else:
                if self.aside and self.aside[-1].reason != self.reason:
                    self.put()
                self.aside.append(found._replace(kind="residue", reason=self.reason))
        elif self.images:
            self.put(*(image for node in self.images if (image := image_block(self.source, self.page, node))))
        self.runs, self.targets, self.images = [], [], []
        self.reason = None
        self.bold = self.plain = self.breaks = self.lead = 0

    def put(self, *found: Block) -> None:
        """Write what was set aside up to here as one block, then these blocks."""
        if self.aside:
            first, last = self.aside[0], self.aside[-1]
            runs = [run for one in self.aside for run in (Place(one.start, one.start), *(one.runs or ()))][1:]
            words = " ".join(one.text for one in self.aside)
            self.out.append(first._replace(end=last.end, text=words, text_end=last.end, line_end=last.line_end, runs=tuple(runs)))
            self.aside = []
        self.out += found

    def described(self, found: Block) -> Block:
        """Return the block as what its context says it is; the caption of an image as that image with its text."""
        context = self.context
        if context.caption and not self.aside and self.out and self.out[-1].kind == "image" and self.out[-1].end < found.start:
            image = self.out.pop()
            return found._replace(kind="image", start=image.start, line=image.line, src=image.src)
        marker = self.lists.marker(context.item, found.start)
        if context.level is not None:
            return found._replace(kind="heading", level=context.level, marker=marker)
        if context.item:
            return found._replace(kind="item" if marker else "text", marker=marker, depth=context.depth, group=context.group)
        if context.quote:
            return found._replace(kind="quote", quotation=context.quote)
        if context.node in self.opening.bylines:
            return found._replace(kind="byline")
        return found._replace(strong=len(found.text) <= _SHORT and (context.term or self.is_bold()))

    def linked(self, said: Sequence[str]) -> tuple[Link, ...]:
        """Return the links of the text under way."""
        found = []
        for target, group in groupby(range(len(said)), key=self.targets.__getitem__):
            inside = list(group)
            words = collapse("".join(said[at] for at in inside))
            if target and words:
                runs = trim(self.page.text, [self.runs[at] for at in inside], [said[at] for at in inside])
                href = self.page.attributes[target]["href"].strip()
                found.append(Link(words, href, Place(runs[0].start, runs[-1].end)))
        return tuple(found)
