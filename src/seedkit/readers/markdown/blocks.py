"""The tokens of a Markdown article to blocks, with the exact spans of their texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from seedkit.model.block import Block, BlockKind, Link, Marker
from seedkit.model.markup import Heading
from seedkit.model.source import Place, Source
from seedkit.readers.collector import Collector
from seedkit.readers.markdown import html as markdown_html
from seedkit.readers.markdown import inline as markdown_inline
from seedkit.readers.markdown import lines as markdown_lines
from seedkit.readers.markdown.inline import Inline
from seedkit.readers.markdown.lines import Content, Lines, cell_content, cells, code, lines_content, literal, words

# What precedes a block on its line, besides the markers of the items around it.
_PREFIX = " \t>" + markdown_lines.INVISIBLE
_ALERT = re.compile(r"\[![\w-]+\][+-]?[ \t]*\n?[ \t]*")  # `[!NOTE]`, `[!tip]-`, at the beginning of a quote
_TARGET = re.compile(r"\([\w-]+\)=")  # `(name)=`, a name for what follows
_BULLET = re.compile(r"\n(?=[•●▪◦‣☐☑✓][ \t])")  # a line that begins with a symbol that is not one of the format's
_DEFINITION = re.compile(r"\n {0,3}:[ \t]+")


class _List:
    """A list, and the number of its next item: the format counts on from the first, whatever is printed before the others.

    ``sign`` is what follows the numbers, empty for bullets; ``blocks`` is the number of blocks in the article when the list ended.
    """

    def __init__(self, group: int, number: int, sign: str) -> None:
        self.group = group
        self.number = number
        self.sign = sign
        self.blocks = 0


class _Item:
    """An open list item. Its first block takes the marker."""

    def __init__(self, marker: Marker, depth: int, group: int) -> None:
        self.marker: Marker | None = marker
        self.depth = depth
        self.group = group


class Writer:
    """Walks the tokens of an article once; ``blocks`` and ``found`` are the result."""

    def __init__(self, source: Source, lines: Lines, parser: MarkdownIt) -> None:
        self.source = source
        self.text = source.text
        self.lines = lines
        self.parser = parser
        self.blocks: list[Block] = []
        self.found = Collector()
        self.references: dict[str, Any] = {}
        self.cursor = 0  # after the last marker
        self.groups = 0
        self.level = 1  # of the last heading
        self.lists: list[_List] = []
        self.items: list[_Item] = []
        self.holders: list[str] = []  # "item" or "quote", outermost first
        self.quotation = 0  # the current outermost quote: its index among the tokens
        self.footnotes = 0  # open ones
        self.closed: dict[int, _List] = {}  # by the level of its token, the last list that ended
        self.too_deep = parser.options["maxNesting"] - 1  # the level of quotes and items whose content is not parsed

    def write(self) -> None:
        tokens = self.parser.parse(markdown_lines.normalized(self.text, self.lines), self.references)
        for at, token in enumerate(tokens):
            if token.type in _HANDLERS:
                _HANDLERS[token.type](self, tokens, at)
        if "{%" in self.text:  # a page of a site may have the definitions of its links elsewhere
            self.found.undefined_links.clear()

    def after_prefix(self, line: int) -> int:
        """Return the offset of the first words of a block on ``line``."""
        at, end = max(self.cursor, self.lines.starts[line]), self.lines.ends[line]
        while at < end and self.text[at] in _PREFIX:
            at += 1
        return at

    def lines_of(self, token: Token) -> Place:
        """Return the span of the whole lines of a token."""
        first, behind = token.map or (0, 0)
        return Place(self.lines.starts[first], self.lines.starts[behind] if behind < len(self.lines.starts) else len(self.text))

    def open_list(self, tokens: Sequence[Token], at: int) -> None:
        """Open a list, or continue the one above if its numbers continue and only comments and template tags are in between."""
        token = tokens[at]
        number = int(token.attrs.get("start", 1))
        sign = token.markup if token.type == "ordered_list_open" else ""
        above = self.closed.get(token.level)
        if above and sign and (above.sign, above.number, above.blocks) == (sign, number, len(self.blocks)):
            self.lists.append(above)
            return
        self.groups += 1
        self.lists.append(_List(self.groups, number, sign))

    def close_list(self, tokens: Sequence[Token], at: int) -> None:
        ended = self.closed[tokens[at].level] = self.lists.pop()
        ended.blocks = len(self.blocks)

    def open_footnote(self, _tokens: Sequence[Token], _at: int) -> None:
        self.footnotes += 1

    def close_footnote(self, _tokens: Sequence[Token], _at: int) -> None:
        self.footnotes -= 1

    def open_quote(self, tokens: Sequence[Token], at: int) -> None:
        if "quote" not in self.holders:
            self.quotation = at
        self.holders.append("quote")
        if tokens[at].level >= self.too_deep:
            self.unread(tokens[at])

    def close_quote(self, _tokens: Sequence[Token], _at: int) -> None:
        self.holders.pop()

    def close_item(self, _tokens: Sequence[Token], _at: int) -> None:
        self.holders.pop()
        self.items.pop()

    def open_item(self, tokens: Sequence[Token], at: int) -> None:
        token = tokens[at]
        start = self.after_prefix(_first(token))
        end = start + len(token.info) + 1
        home = self.lists[-1]
        value = None
        if token.info:
            value, home.number = home.number, home.number + 1
        if "checked" in token.meta:
            while self.text[end] in " \t":
                end += 1
            end += 3
            marker = Marker("box", "[ ]", self.text[start:end], value, token.meta["checked"], start, end)
        elif value is not None:
            marker = Marker("number", "1" + token.markup, self.text[start:end], value, None, start, end)
        else:
            marker = Marker("bullet", token.markup, token.markup, None, None, start, end)
        if self.items:
            self.items[-1].marker = None  # an item that begins with a list has no text of its own
        self.items.append(_Item(marker, len(self.items) + 1, home.group))
        self.holders.append("item")
        self.cursor = end
        if tokens[at + 1].type == "list_item_close" and not token.info:
            self.found.empty_items.append(Place(end - 1, end))
        if token.level >= self.too_deep:
            self.unread(token)

    def paragraph(self, tokens: Sequence[Token], at: int) -> None:
        token = tokens[at]
        text, kind = token.content, self.kind()
        line = self.first_line(token)
        if text[:1] == "(" and _TARGET.fullmatch(text):
            return
        if kind == "quote" and (alert := _ALERT.match(text)):
            text = text[alert.end() :]
            line += alert[0].count("\n")
        if "\n" not in text:
            content = lines_content(text, self.lines, line)
            self.say(kind, line, *content.place(0, len(text)), self.read(content))
            return
        terms, *definitions = _DEFINITION.split(text)
        for part in terms.split("\n") if definitions else _BULLET.split(text):
            content = lines_content(part, self.lines, line)
            inline = self.read(content)
            self.say(self.kind(), line, *content.place(0, len(part)), inline._replace(strong=True) if definitions else inline)
            line += part.count("\n") + 1
        for part in definitions:
            content = lines_content(part, self.lines, line)
            self.say(self.kind(), line, *content.place(0, len(part)), self.read(content))
            line += part.count("\n") + 1

    def note_title(self, tokens: Sequence[Token], at: int) -> None:
        token = tokens[at]
        line = _first(token)
        start = self.text.rfind(token.content, self.lines.starts[line], self.lines.ends[line])
        self.say(self.kind(), line, start, start + len(token.content), self.read(Content(token.content, [0], [start])))

    def first_line(self, token: Token) -> int:
        first, behind = token.map or (0, 0)
        if behind == first + 1:
            return first
        return markdown_lines.first_line(self.text, self.lines, token.content, first, behind)

    def kind(self) -> BlockKind:
        """Return what a paragraph is at this point."""
        if self.holders and self.holders[-1] == "quote":
            return "quote"
        return "item" if self.items and self.items[-1].marker else "text"

    def heading(self, tokens: Sequence[Token], at: int) -> None:
        token, inline_token = tokens[at], tokens[at + 1]
        first, behind = token.map or (0, 0)
        text = inline_token.content
        start = self.after_prefix(first)
        if token.markup[0] == "#":
            inside = start + len(token.markup)
            content = Content(text, [0], [self.text.find(text, inside)])
        else:
            content = lines_content(text, self.lines, self.first_line(inline_token))
        inline = self.read(content)
        end = self.lines.ends[behind - 1]
        if self.kind() != "quote":
            last = behind - 1 if token.markup[0] == "#" else behind - 2
            place = content.place(0, 0)
            self.found.headings.append(Heading(int(token.tag[1]), place._replace(end=max(place.start, self.lines.ends[last]))))
        if self.kind() == "quote":
            self.say("quote", first, start, end, inline._replace(strong=True))
        else:
            self.level = int(token.tag[1])
            self.say("heading", first, start, end, inline, level=self.level)

    def read(self, content: Content) -> Inline:
        return markdown_inline.read(content, self.text, self.parser, self.references, self.found)

    def say(self, kind: BlockKind, line: int, start: int, end: int, inline: Inline, level: int | None = None) -> None:
        """Add a block of words, or the images of an image-only paragraph."""
        if inline.runs:
            strong = inline.strong and kind != "heading"
            links = self.targets(inline)
            self.add(kind, line, start, end, inline.runs, level=level, strong=strong, lead=inline.lead, links=links)
            return
        linked = {link.place.start: link for link in inline.links}
        marker = self.items[-1].marker if inline.images and self.items and not self.footnotes else None
        if marker is not None and marker.kind == "number":  # a step that is shown, not told: the number stands alone
            self.add("item", line, marker.end, marker.end, ())
        for image in inline.images:
            links = (linked[image.place.start],) if image.place.start in linked else ()
            self.add("image", line, *image.place, image.runs, src=image.src, links=links)

    def targets(self, inline: Inline) -> tuple[Link, ...]:
        """Return the links of a text, its images among them, in order."""
        images = [Link(words(self.text, image.runs), image.src, image.place) for image in inline.images]
        return tuple(sorted([*inline.links, *images], key=lambda link: link.place)) if images else inline.links

    def add(
        self,
        kind: BlockKind,
        line: int,
        start: int,
        end: int,
        runs: tuple[Place, ...],
        *,
        text: str | None = None,
        level: int | None = None,
        links: tuple[Link, ...] = (),
        language: str | None = None,
        rows: tuple[tuple[str, ...], ...] = (),
        src: str | None = None,
        strong: bool = False,
        lead: int = 0,
    ) -> None:
        """Add a block of ``runs`` as part of the footnote or item that contains it; ``text`` is given if whitespace counts."""
        text_start, text_end = (runs[0].start, runs[-1].end) if runs else (start, start)
        first_line, last_line = self.source.lines_of(start, end)
        quotation = self.quotation if self.holders and (kind == "quote" or "quote" in self.holders) else None
        marker = depth = group = reason = None
        if self.footnotes:
            kind, reason, quotation, level, strong = "residue", "footnote", None, None, False
        elif self.items:
            item = self.items[-1]
            marker, depth, group = item.marker, item.depth, item.group
            if marker is not None:
                item.marker = None
                start, first_line = marker.start, self.source.line_at(marker.start)
        self.blocks.append(
            Block(
                kind, start, end, words(self.text, runs) if text is None else text, text_start, text_end, first_line, last_line,
                marker, self.lines.indents[line], self.lines.blanks[line], runs, (), level, depth, group, quotation, links,
                language, rows, src, reason, strong, lead,
            )
        )  # fmt: skip

    def held(self, block: Block) -> Block:
        """Return a block of HTML as part of the footnote or item that contains it."""
        if self.footnotes:
            return block._replace(kind="residue", reason="footnote", quotation=None, level=None, strong=False)
        if not self.items:
            return block
        item = self.items[-1]
        marker, item.marker = item.marker, None
        depth, group = item.depth + (block.depth or 0), block.group or item.group
        if marker is None:
            return block._replace(depth=depth, group=group)
        line = self.source.line_at(marker.start)
        return block._replace(marker=marker, start=marker.start, line=line, depth=depth, group=group)

    def contents(self, tokens: Sequence[Token], at: int) -> None:
        self.found.embeds.append(self.lines_of(tokens[at]))

    def code(self, tokens: Sequence[Token], at: int) -> None:
        token = tokens[at]
        self.found.verbatim.append(self.lines_of(token))
        first, behind = token.map or (0, 0)
        inside = first + (token.type == "fence")
        text, runs = code(self.text, self.lines, inside, token.content)
        if not runs:
            return
        language = next(iter(token.info.split()), None)
        while self.lines.ends[behind - 1] == self.lines.starts[behind - 1]:
            behind -= 1  # an unclosed fence ends with the text
        end = max(self.lines.ends[behind - 1], runs[-1].end)
        start = min(self.after_prefix(first), runs[0].start)
        self.add("code", first, start, end, runs, text=text, language=language)
        self.found.code.append(Place(start, end))

    def html(self, tokens: Sequence[Token], at: int) -> None:
        token = tokens[at]
        first = _first(token)
        self.found.verbatim.append(self.lines_of(token))
        content = lines_content(token.content.rstrip("\n"), self.lines, first)
        known = self.groups  # lists in HTML are numbered on from here
        for block in markdown_html.blocks(content, self.source, self.level, self.found):
            group = block.group and known + block.group
            self.groups = max(self.groups, group or 0)
            kind = self.kind() if block.kind == "text" and self.kind() == "quote" else block.kind
            self.blocks.append(self.held(block._replace(kind=kind, group=group)))

    def table(self, tokens: Sequence[Token], at: int) -> None:
        first, behind = tokens[at].map or (0, 0)
        start = self.after_prefix(first)
        rows: list[list[str]] = []
        runs: list[Place] = []
        links: list[Link] = []
        borders: list[Place] = []
        while tokens[at].type != "table_close":
            token = tokens[at]
            at += 1
            if token.type == "tr_open":
                line = _first(token)
                borders = cells(self.text, self.after_prefix(line), self.lines.ends[line])
                rows.append([])
            elif token.type == "inline":
                column = len(rows[-1])
                if column >= len(borders):  # a short row: the format adds empty cells
                    rows[-1].append("")
                    continue
                inline = self.read(cell_content(self.text, *borders[column]))
                rows[-1].append(words(self.text, inline.runs))
                links.extend(self.targets(inline))
                if runs and inline.runs:
                    runs.append(Place(runs[-1].end, runs[-1].end))
                runs.extend(inline.runs)
        if runs:
            table = tuple(tuple(row) for row in rows)
            self.add("table", first, start, self.lines.ends[behind - 1], tuple(runs), rows=table, links=tuple(links))

    def unread(self, token: Token) -> None:
        """Add the lines of a quote or item that is nested too deeply for the parser."""
        first, behind = token.map or (0, 0)
        runs: list[Place] = []
        for line in range(first, behind):
            start, end = self.after_prefix(line), self.lines.ends[line]
            runs += [Place(runs[-1].end, runs[-1].end)] if runs else []
            runs += literal(self.text, start, end)
        kept = markdown_inline.trimmed(self.text, runs)
        if kept:
            self.add(self.kind(), first, kept[0].start, kept[-1].end, kept)


def _first(token: Token) -> int:
    """Return the first line of a token."""
    return token.map[0] if token.map else 0


_HANDLERS: Mapping[str, Callable[[Writer, Sequence[Token], int], None]] = {
    "paragraph": Writer.paragraph,
    "heading_open": Writer.heading,
    "bullet_list_open": Writer.open_list,
    "ordered_list_open": Writer.open_list,
    "bullet_list_close": Writer.close_list,
    "ordered_list_close": Writer.close_list,
    "list_item_open": Writer.open_item,
    "list_item_close": Writer.close_item,
    "blockquote_open": Writer.open_quote,
    "alert_open": Writer.open_quote,
    "blockquote_close": Writer.close_quote,
    "alert_close": Writer.close_quote,
    "footnote_open": Writer.open_footnote,
    "footnote_close": Writer.close_footnote,
    "table_open": Writer.table,
    "fence": Writer.code,
    "code_block": Writer.code,
    "html_block": Writer.html,
    "note_title": Writer.note_title,
    "contents": Writer.contents,
}
"""What each token does; the others say nothing that these do not."""
