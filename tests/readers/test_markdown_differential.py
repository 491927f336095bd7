"""Blocks beside the tokens of markdown-it-py: the same kinds, nesting, numbers, words and lines.

The parser here is markdown-it-py as it comes: not the reader's rules, their dispatch, its inline parser or its spans.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from seedkit.readers.decode import from_text
from seedkit.readers.markdown import reader as markdown


class Expected(NamedTuple):
    """A block as the tokens have it.

    ``lines`` are its first and last one; ``number`` is that of the item it opens, ``bullet`` is set if that has none.
    ``holder`` is the number of the list that it is in, 0 outside lists.
    """

    kind: str
    words: str
    lines: tuple[int, int]
    level: int | None = None
    depth: int | None = None
    number: int | None = None
    bullet: bool = False
    holder: int = 0
    language: str | None = None
    rows: tuple[tuple[str, ...], ...] = ()


class _List:
    """An open list: its place in the order of lists, the number of its next item, the sign after the numbers or the bullet."""

    def __init__(self, place: int, number: int, sign: str) -> None:
        self.place = place
        self.number = number
        self.sign = sign


class _Item:
    """An open item: the line of its marker until a block has taken it."""

    def __init__(self, line: int, number: int | None, holder: int) -> None:
        self.line = line
        self.number = number
        self.holder = holder


class _Walk:
    """Collects what the tokens of an article say."""

    def __init__(self) -> None:
        self.found: list[Expected] = []
        self.lists: list[_List] = []
        self.count = 0
        self.closed: dict[int, tuple[_List, int]] = {}  # by its level, the last list, and how many blocks there were at its end
        self.items: list[_Item] = []
        self.waiting = False  # whether the innermost item has no block yet
        self.holders: list[str] = []

    def walk(self, tokens: Sequence[Token]) -> None:
        for at, token in enumerate(tokens):
            match token.type:
                case "bullet_list_open" | "ordered_list_open":
                    self.open_list(_List(0, int(token.attrs.get("start", 1)), token.markup), token)
                case "bullet_list_close" | "ordered_list_close":
                    self.closed[token.level] = self.lists.pop(), len(self.found)
                case "list_item_open":
                    home = self.lists[-1]
                    self.items.append(_Item(_lines(token)[0], home.number if token.info else None, home.place))
                    home.number += 1
                    self.holders.append("item")
                    self.waiting = True
                case "blockquote_open":
                    self.holders.append("quote")
                case "list_item_close" | "blockquote_close":
                    if self.holders.pop() == "item":
                        self.items.pop()
                        self.waiting = False
                case "heading_open":
                    kind = "quote" if self.is_quoted() else "heading"
                    level = None if self.is_quoted() else int(token.tag[1])
                    self.add(kind, _words(tokens[at + 1]), token, level=level)
                case "paragraph_open":
                    kind = "quote" if self.is_quoted() else "item" if self.waiting else "text"
                    self.add(kind, _words(tokens[at + 1]), token)
                case "fence" | "code_block":
                    self.add("code", " ".join(token.content.split()), token, language=next(iter(token.info.split()), None))
                case "table_open":
                    rows = tuple(_rows(tokens[at:]))
                    self.add("table", " ".join(" ".join(filter(None, row)) for row in rows if any(row)), token, rows=rows)

    def open_list(self, opened: _List, token: Token) -> None:
        """Number a list; one whose numbers continue those of the list above, with no block between the two, is the same list."""
        above, blocks = self.closed.get(token.level, (opened, -1))
        if token.type[0] == "o" and blocks == len(self.found) and (above.number, above.sign) == (opened.number, opened.sign):
            opened.place = above.place
        else:
            self.count += 1
            opened.place = self.count
        self.lists.append(opened)

    def is_quoted(self) -> bool:
        return bool(self.holders) and self.holders[-1] == "quote"

    def add(
        self,
        kind: str,
        words: str,
        token: Token,
        level: int | None = None,
        language: str | None = None,
        rows: tuple[tuple[str, ...], ...] = (),
    ) -> None:
        if not words:
            return
        first, last = _lines(token)
        block = Expected(kind, words, (first, last), level, language=language, rows=rows)
        if self.items:
            item = self.items[-1]
            block = block._replace(depth=len(self.items), holder=item.holder)
            if self.waiting:
                block = block._replace(lines=(item.line, last), number=item.number, bullet=item.number is None)
                self.waiting = False
        self.found.append(block)


def _lines(token: Token) -> tuple[int, int]:
    """Return the first and last line of a token, 1-based."""
    first, behind = token.map or (0, 0)
    return first + 1, behind


def _words(inline: Token) -> str:
    said = []
    deleted = 0  # struck out text is not read
    for child in inline.children or ():
        deleted += {"s_open": 1, "s_close": -1}.get(child.type, 0)
        if deleted:
            continue
        if child.type in ("text", "text_special", "code_inline"):
            said.append(child.content)
        elif child.type in ("softbreak", "hardbreak") or child.content.startswith("<br"):
            said.append(" ")
    return " ".join("".join(said).split())


def _rows(tokens: Sequence[Token]) -> Iterator[tuple[str, ...]]:
    row: list[str] = []
    for token in tokens:
        match token.type:
            case "inline":
                row.append(_words(token))
            case "tr_close":
                yield tuple(row)
                row = []
            case "table_close":
                return


def expected(text: str) -> list[Expected]:
    """Return the blocks of an article as markdown-it-py reads it."""
    walk = _Walk()
    walk.walk(MarkdownIt("commonmark", {"maxNesting": 20}).enable(["table", "strikethrough"]).parse(text))
    return walk.found


def found(text: str) -> list[Expected]:
    """Return the blocks of an article as the reader returns them."""
    out = []
    for block in markdown.read(from_text(text, "article.md", "markdown")).blocks:
        marker = block.marker
        number, bullet = (marker.value, marker.value is None) if marker else (None, False)
        lines = block.line, block.line_end
        words = " ".join(block.text.split())
        out.append(
            Expected(
                block.kind, words, lines, block.level, block.depth, number, bullet, block.group or 0, block.language, block.rows
            )
        )
    return out


# --- articles ------------------------------------------------------------------------------------------------------------

WORDS = ("oil", "the lid", "Ärger", "x_y", "2 * 3", "a < b", "you & me", "1.", "-", "5 > 4", "wait…", "#1", "C#", "not [this]")
MARKED = (
    "*{}*", "**{}**", "***{}***", "_{}_", "__{}__", "`{}`", "``{} ` {}``", "[{}](/u)", "[{}](<u v> 'w')", "~~{}~~", "{} &amp; {}",
    "\\*{}\\*", "{}<br>{}", "x <b>{}</b>", "<https://a.example/{}>", "*{}", "**{}*", "[{}", "{}`", "&copy;{}", "\\{}", "[*{}*](/u)",
)  # fmt: skip
words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)


@st.composite
def line(draw: st.DrawFn) -> str:
    """One line of words, some of them marked."""
    parts = draw(st.lists(st.tuples(st.sampled_from(("{}", *MARKED)), words), min_size=1, max_size=3))
    return " ".join(mark.format(said, said) for mark, said in parts).strip()


lines = st.lists(line(), min_size=1, max_size=3)
Lines = list[str]


@st.composite
def headings(draw: st.DrawFn) -> Lines:
    if draw(st.booleans()):
        return [f"{'#' * draw(st.integers(1, 6))} {draw(line())}{draw(st.sampled_from(['', ' #', '  ###  ']))}"]
    return [*draw(lines), draw(st.sampled_from(["===", "---", "=", "-----  "]))]


@st.composite
def codes(draw: st.DrawFn) -> Lines:
    inside = draw(
        st.lists(line() | st.sampled_from(["", "    deeper", "- no item", "# no heading", "> no quote", "```"]), max_size=4)
    )
    if draw(st.booleans()):
        return ["    " + said for said in inside] or ["    code"]
    fence = draw(st.sampled_from(["````", "~~~", "~~~~~"]))
    close = [fence] if draw(st.integers(0, 5)) else []
    return [fence + draw(st.sampled_from(["", "py", " toml title='x'"])), *inside, *close]


@st.composite
def tables(draw: st.DrawFn) -> Lines:
    width = draw(st.integers(1, 3))
    cell = (
        words.map(lambda said: said.replace("|", ""))
        | line().filter(lambda said: "|" not in said and "`" not in said)
        | st.just("")
    )
    rows = draw(st.lists(st.lists(cell, min_size=width, max_size=width), min_size=1, max_size=3))
    rule = "|" + "|".join(draw(st.sampled_from(["---", ":-:", "-"])) for _ in range(width)) + "|"
    written = [f"| {' | '.join(row)} |" for row in rows]
    return [written[0], rule, *written[1:]]


leaves = st.one_of(lines, headings(), codes(), tables(), st.sampled_from([["---"], ["***"], ["[name]: /target 'title'"]]))


@st.composite
def joined(draw: st.DrawFn, parts: st.SearchStrategy[Lines], most: int = 4) -> Lines:
    """Blocks below each other, with blank lines between them or not."""
    out: Lines = []
    for part in draw(st.lists(parts, min_size=1, max_size=most)):
        out += [""] * (draw(st.integers(0, 2)) if out else 0)
        out += part
    return out


@st.composite
def quotes(draw: st.DrawFn, parts: st.SearchStrategy[Lines]) -> Lines:
    sign = draw(st.sampled_from(["> ", ">", ">  "]))
    first, *rest = draw(joined(parts))
    lazy = draw(st.booleans())  # lines go on without the sign
    return [sign + first, *(said if lazy and said[:1].isalpha() else (sign + said).rstrip() for said in rest)]


@st.composite
def lists(draw: st.DrawFn, parts: st.SearchStrategy[Lines]) -> Lines:
    """A list: its items have any number of blocks, also none."""
    ordered, start = draw(st.booleans()), draw(st.integers(0, 99))
    sign, before = draw(st.sampled_from([".", ")"] if ordered else ["-", "*", "+"])), " " * draw(st.integers(0, 3))
    out: Lines = []
    for number in range(start, start + draw(st.integers(1, 3))):
        marker = f"{before}{number}{sign}" if ordered else f"{before}{sign}"
        inside = draw(joined(parts)) if draw(st.integers(0, 9)) else [""]
        gap = " " * draw(st.integers(1, 4))
        out += [""] * (draw(st.integers(0, 1)) if out else 0)
        out += [(marker + gap + inside[0]).rstrip(), *((" " * len(marker + gap) + said).rstrip() for said in inside[1:])]
    return out


articles = joined(st.recursive(leaves, lambda parts: quotes(parts) | lists(parts), max_leaves=12), most=6).map("\n".join)
FRAGMENTS = (
    *WORDS, "*", "**", "_", "`", "``", "[", "](", "]", ")", "(", "\\", "!", "~~", "&amp;", "&copy", "\n", "\n", "\n\n", "  \n",
    "\t", "  ", "    ", "- ", "+ ", "1. ", "2) ", "> ", ">", "# ", "## ", " #", "===", "---", "```", "~~~ py", "\n[a]: /u\n", "[a]",
    "|", "|-|-|\n", "| a | b |\n", "\\|", "a<b>", "</b>", "a<br>",
)  # fmt: skip
noise = st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join)


@given(articles)
def test_blocks_are_those_of_the_parser(text: str) -> None:
    assert found(text) == expected(text)


@given(noise)
def test_blocks_of_noise_are_those_of_the_parser(text: str) -> None:
    assert found(text) == expected(text)
