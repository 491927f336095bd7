"""The nodes of a page to blocks, with the exact spans of their texts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from seedkit.model.block import Block, BlockKind, Link, Marker
from seedkit.model.source import Place, Source
from seedkit.readers.html.bylines import opening
from seedkit.readers.html.content import Status
from seedkit.readers.html.elements import code_block, image_block, is_data, is_facts, table_block
from seedkit.readers.html.furniture import is_toggle
from seedkit.readers.html.lines import byline_lists
from seedkit.readers.html.lists import Lists
from seedkit.readers.html.numbers import marker as number_marker
from seedkit.readers.html.numbers import number_of
from seedkit.readers.html.series import Item
from seedkit.readers.html.text import block, collapse, parts, trim
from seedkit.readers.html.tokens import decode
from seedkit.readers.html.tree import BLOCKS, HEADINGS, LISTS, Page

_BOLD = frozenset({"b", "strong"})
_CODE = frozenset({"pre", "xmp", "listing"})
_LEVELS = frozenset("123456")
_SHORT = 120  # characters: a longer paragraph is prose, bold or not
_SHORT_HEADING = 1000  # characters with their markup: a longer heading is not closed
_FEW = 12  # nodes
_CAPTION = re.compile(r"(?:^|[\s_-])caption", re.IGNORECASE)
# A line that a typed number or bullet opens is an item of its own.
_ITEM = re.compile(
    r"\s*+(?:[•●▪◦·‣☐✓✔➤►*–\u2600-\u27bf\U0001f300-\U0001faff-][\ufe0f\U0001f3fb-\U0001f3ff]?\s|[\uf000-\uf0ff]|[0-9]{1,3}[.)]\s)"
)


class _Context(NamedTuple):
    """What the open elements say about a text inside them.

    ``item`` is the list item, ``quote`` the outermost block quote.
    """

    level: int | None = None
    quote: int = 0
    term: bool = False
    caption: bool = False
    depth: int = 0
    group: int | None = None
    item: int = 0
    folds: int = 0


def blocks(source: Source, page: Page, status: Sequence[Status], items: Sequence[Item]) -> tuple[Block, ...]:
    """Return the blocks of a page in order. What is not part of the article becomes residue, one block for each run of one reason.
    The ``items`` that the page states are items whatever their elements.

    The runs of a block are joined to its text; an empty run stands for a space (in code for a line break).
    """
    writer = _Writer(source, page, status, items)
    writer.write()
    return tuple(writer.out)


class _Writer:
    """The blocks written so far and the pending text."""

    def __init__(self, source: Source, page: Page, status: Sequence[Status], items: Sequence[Item]) -> None:
        self.source = source
        self.page = page
        self.status = status
        self.out: list[Block] = []
        self.aside: list[tuple[str, tuple[Place, ...]]] = []  # residue of one reason, for one block: its texts and their runs
        self.aside_reason: Status = None
        self.context = _Context()
        self.block = 0  # the innermost block element
        self.outer: list[tuple[int, _Context]] = []  # the block elements around it, and their contexts
        self.lists = Lists(page)
        self.byline_lists = byline_lists(page, status)
        self.opening = opening(page, status)
        self.tables: set[int] = set()
        self.firsts = [item.first for item in items]
        self.items = {item.first: item for item in items}
        self.item: Item | None = None  # the current stated item
        self.begun = self.headed = False  # whether it has a block, whether that is a heading
        self.groups: dict[int, int] = {}  # the list of each series
        self.last_level = 1
        self.runs: list[Place] = []
        self.bold = self.plain = 0  # runs with words, in bold and not
        self.lead = 0  # offset after the bold runs before the first that is not bold
        self.targets: list[int] = []  # the link of each run, or 0
        self.images: list[int] = []
        self.reason: Status = None
        self.breaks = 0
        self.bold_end = 0
        self.heading_end = 0  # the last node of a heading
        self.said_end = 0  # after the last run with words
        self.link, self.link_end = 0, 0

    def write(self) -> None:
        status, names, lasts = self.status, self.page.names, self.page.lasts
        node, size = 0, len(names)
        while (node := node + 1) < size:
            if self.item is not None and node > self.item.last:
                self.flush()
                self.item = None
            while lasts[self.block] < node:
                self.end_line(node)
                self.block, self.context = self.outer.pop()
            name = names[node]
            if status[node] == "markup":
                node = lasts[node]
            elif not name:
                self.add_text(node)
            elif name not in BLOCKS:
                self.inline(node, name)
            else:
                self.end_line(node)
                last = self.whole(node, name)
                if last is None:
                    self.enter(node, name)
                else:
                    node = last
        self.flush()
        self.put()

    def whole(self, node: int, name: str) -> int | None:
        """Write an element that is one block as a whole; return its last node, ``None`` if the element is not one."""
        page, status = self.page, self.status
        if status[node] is not None or self.holds_item(node):
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

    def holds_item(self, node: int) -> bool:
        """Return whether a stated item begins in an element."""
        at = bisect_left(self.firsts, node)
        return at < len(self.firsts) and self.firsts[at] <= self.page.lasts[node]

    def end_line(self, node: int) -> None:
        """End the pending text where a block element begins or ends; a material is one text whatever it contains, and so are the
        number and the words of a heading."""
        if not self.runs and not self.images:
            if self.item is None or self.item.purpose != "materials":
                self.reason, self.breaks = None, 0
            return
        joined = (self.item is not None and self.item.purpose == "materials") or (node <= self.heading_end and self.is_number())
        if not joined:
            self.flush()
        elif self.runs:
            self.add_run(Place(self.page.starts[node], self.page.starts[node]))

    def is_number(self) -> bool:
        """Return whether the pending text is only a number, with its word."""
        return len(self.runs) < _FEW and number_of("".join(parts(self.page.text, self.runs))) is not None

    def enter(self, node: int, name: str) -> None:
        page, attributes = self.page, self.page.attributes[node]
        if page.lasts[node] == node:
            return
        context = self.context
        self.outer.append((self.block, context))
        self.block = node
        named = attributes.get("class", "")
        if node in self.byline_lists or page.parents[node] in self.byline_lists:
            pass  # lines about the article, in a list
        elif node in self.opening.bylines or node == self.opening.subtitle:
            pass  # and as a heading
        elif name in HEADINGS:
            context = context._replace(level=int(name[1]))
            if self.status[node] is None:
                self.last_level = int(name[1])
            if page.closes[node] - page.ends[node] <= _SHORT_HEADING:
                self.heading_end = page.lasts[node]
        elif attributes.get("role") == "heading":
            level = attributes.get("aria-level", "")
            context = context._replace(level=int(level) if level in _LEVELS else 2)
        elif name in LISTS:
            group, depth = self.lists.enter(node, context.depth)
            context = context._replace(depth=depth, group=group, item=0, level=None)
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
        elif context.level is None and is_toggle(named) and self.is_label(node):
            context = context._replace(level=min(self.last_level + 1, 6))
        if name == "figcaption" or (named and _CAPTION.search(named)):
            context = context._replace(caption=True)
        self.context = context

    def is_label(self, node: int) -> bool:
        """Return whether an element is short and contains no heading."""
        inside = range(node + 1, self.page.lasts[node] + 1)
        return len(inside) <= _FEW and HEADINGS.isdisjoint(self.page.names[node + 1 : inside.stop])

    def inline(self, node: int, name: str) -> None:
        page, context = self.page, self.context
        if name == "br":
            self.breaks += 1
            if context.level is None and (self.breaks > 1 or (not context.item and self.is_bold())):
                self.flush()
            elif self.runs:
                self.add_run(Place(page.starts[node], page.starts[node]))
        elif name == "sup" and self.is_raised_number(node):
            self.add_run(Place(page.starts[node], page.starts[node]))
        elif name in _BOLD:
            self.bold_end = max(self.bold_end, page.closes[node])
        elif name == "a" and "href" in page.attributes[node]:
            self.link, self.link_end = node, page.closes[node]
        elif name == "img" and self.status[node] is None:
            self.images.append(node)
        elif name == "input" and page.attributes[node].get("type") == "checkbox":
            self.lists.tick(context.item, "checked" in page.attributes[node])

    def is_raised_number(self, node: int) -> bool:
        """Return whether a superscript begins with a digit directly after another: it is a fraction, an exponent or the number of a
        note, and 1 with 1/2 behind it is not 11/2."""
        page = self.page
        if not self.runs or not page.text[self.runs[-1].end - 1].isdigit():
            return False
        inside = range(node + 1, min(page.lasts[node], node + _FEW) + 1)
        first = next((text for text in inside if page.lengths[text]), None)
        return first is not None and page.text[page.starts[first] : page.ends[first]].lstrip()[0].isdigit()

    def add_text(self, node: int) -> None:
        page = self.page
        if not page.lengths[node]:
            if self.runs:
                self.add_run(Place(page.starts[node], page.ends[node]))
            return
        place = Place(page.starts[node], page.ends[node])
        if self.runs and (self.status[node] != self.reason or (self.breaks and _ITEM.match(page.text, *place))):
            self.flush()
        if node in self.items:
            self.flush()
            self.item, self.begun = self.items[node], False
        self.reason = self.status[node]
        self.breaks = 0
        self.add_run(place, blank=False)

    def add_run(self, place: Place, *, blank: bool = True) -> None:
        self.runs.append(place)
        if not blank:
            self.bold += place.start < self.bold_end
            if place.start >= self.bold_end:
                self.lead = self.said_end if self.bold and not self.plain else self.lead
                self.plain += 1
            self.said_end = place.end
        self.targets.append(self.link if place.start < self.link_end else 0)

    def is_bold(self) -> bool:
        """Return whether the pending text is short and entirely bold."""
        return self.bold > 0 == self.plain and self.runs[-1].end - self.runs[0].start < 2 * _SHORT

    def flush(self) -> None:
        """End the pending text: write it as a block."""
        if not self.runs and not self.images:
            self.reason, self.breaks = None, 0
            return
        said = parts(self.page.text, self.runs)
        words = collapse("".join(said))
        if words:
            runs = trim(self.page.text, self.runs, said)
            if self.reason is None:
                found = block(self.source, "text", words, runs)
                links = self.linked(said) if any(self.targets) else ()
                self.put(self.described(found._replace(links=links, lead=self.lead) if links or self.lead else found))
            else:
                if self.aside and self.aside_reason != self.reason:
                    self.put()
                self.aside.append((words, runs))
                self.aside_reason = self.reason
        elif self.images:
            images = [image for node in self.images if (image := image_block(self.source, self.page, node))]
            self.put(*(self.pictured(images) if images else ()))
        self.runs, self.targets, self.images = [], [], []
        self.reason = None
        self.bold = self.plain = self.breaks = self.lead = 0

    def pictured(self, images: list[Block]) -> list[Block]:
        """Return images, behind the number of the item that begins with them, which is a block without text."""
        context, start = self.context, images[0].start
        marker = self.lists.number(context.item, start) if context.item and self.item is None else None
        if marker is None:
            return images
        inside = [image._replace(depth=context.depth, group=context.group) for image in images]
        label = inside[0]._replace(kind="item", end=start, text="", text_start=start, text_end=start, line_end=images[0].line)
        number = label._replace(marker=marker, runs=(), src=None)
        return [number, *inside]

    def put(self, *found: Block) -> None:
        """Write what was set aside so far as one block, then these blocks."""
        if self.aside:
            runs = [run for _, own in self.aside for run in (Place(own[0].start, own[0].start), *own)][1:]
            words = " ".join(words for words, _ in self.aside)
            self.out.append(block(self.source, "residue", words, tuple(runs))._replace(reason=self.aside_reason))
            self.aside = []
        self.out += found

    def described(self, found: Block) -> Block:
        """Return the block as its context determines; the caption of an image as that image with its text."""
        context = self.context
        if context.caption and not self.aside and self.out and self.out[-1].kind == "image" and self.out[-1].end < found.start:
            image = self.out.pop()
            return found._replace(kind="image", start=image.start, line=image.line, src=image.src)
        marker = self.lists.marker(context.item, found.start)
        if self.item is not None:
            return self.as_item(found, marker, self.item)
        if context.level is not None:
            return found._replace(kind="heading", level=context.level, marker=marker)
        if context.item:
            kind: BlockKind = "item" if marker else "text"
            quote, depth, group = context.quote or None, context.depth, context.group
            return found._replace(kind=kind, marker=marker, quotation=quote, depth=depth, group=group)
        if context.quote:
            return found._replace(kind="quote", quotation=context.quote)
        if self.block in self.opening.bylines:
            return found._replace(kind="byline")
        strong = len(found.text) <= _SHORT and (context.term or self.is_bold())
        return found._replace(strong=True) if strong else found

    def as_item(self, found: Block, marker: Marker | None, item: Item) -> Block:
        """Return a block of a stated item: as the one that opens it, or as text in it."""
        context, begins = self.context, not self.begun
        self.begun = True
        self.headed = context.level is not None if begins else self.headed
        if self.headed and item.purpose == "steps":
            level = context.level
            kind: BlockKind = "text" if level is None else "heading"
            return found._replace(kind=kind, level=level, marker=marker, purpose=item.purpose if begins else None)
        if item.purpose == "faqs":
            level = context.level or min(self.last_level + 1, 6)
            return found._replace(kind="heading", level=level, marker=marker, purpose="faqs")
        if item.series not in self.groups:
            self.groups[item.series] = self.lists.add()
        if begins and item.number and (marker is None or marker.kind == "bullet"):
            place = Place(self.page.starts[item.number[0]], self.page.ends[item.number[-1]])
            words = "".join(decode(self.page.text[self.page.starts[node] : self.page.ends[node]]) for node in item.number)
            printed = number_marker(words, trim(self.page.text, [place], [words])[0])
            found, marker = (found._replace(start=printed.start), printed) if printed else (found, marker)
        return found._replace(
            kind="item" if begins or marker else "text",
            marker=marker,
            depth=item.depth,
            group=self.groups[item.series],
            purpose=item.purpose if begins else None,
        )

    def linked(self, said: Sequence[str]) -> tuple[Link, ...]:
        """Return the links of the pending text."""
        found = []
        for target, group in groupby(range(len(said)), key=self.targets.__getitem__):
            inside = list(group)
            words = collapse("".join(said[at] for at in inside))
            if target and words:
                runs = trim(self.page.text, [self.runs[at] for at in inside], [said[at] for at in inside])
                href = self.page.attributes[target]["href"].strip()
                found.append(Link(words, href, Place(runs[0].start, runs[-1].end)))
        return tuple(found)
