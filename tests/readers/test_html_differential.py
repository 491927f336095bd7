"""Pages beside justhtml, which follows the HTML standard: the same tokens, the same texts in the same blocks, every word read.

Deliberate differences are not generated: text that the standard moves out of a table, cells outside a table, a title that nothing
closes, forms inside forms, foreign content.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from justhtml import Element, JustHTML, Text, stream

from seedkit.language.lexicon import lexicon_for
from seedkit.readers.decode import from_text
from seedkit.readers.html import reader as html
from seedkit.readers.html.tokens import RAW, attributes, decode, tokens
from seedkit.readers.html.tree import BLOCKS, parse

DOCTYPE = "<!doctype html>"  # without it, a table does not end a paragraph

# --- tokens --------------------------------------------------------------------------------------------------------------

Event = tuple[str, object]
ENCODED = frozenset({"title", "textarea"})
"""Raw elements whose content has character references."""


def own_tokens(page: str) -> list[Event]:
    """Return the tokens of a page with what they say."""
    return joined(_own_events(page))


def _own_events(page: str) -> Iterator[Event]:
    name = ""
    for token in tokens(page):
        said = page[token.start : token.end]
        match token.kind:
            case "open":
                name = token.name
                yield "start", (name, dict(attributes(said, len(name) + 1, len(said) - 1)))
            case "close":
                name = ""
                yield "end", token.name
            case "comment":
                yield "comment", said[4 : said.rindex("--")] if len(said) > len("<!--->") else ""
            case "text":
                yield "text", said if name in RAW - ENCODED else decode(said)


def standard_tokens(page: str) -> list[Event]:
    """Return the tokens that the standard has; declarations are no comments of an author."""
    return joined(_standard_events(page))


def _standard_events(page: str) -> Iterator[Event]:
    for event in stream(page):
        if event[0] == "start":
            name, values = event[1]
            yield "start", (name, {key: value or "" for key, value in values.items()})
        elif event[0] != "doctype" and not (event[0] == "comment" and "bogus" in event[1]):
            yield event


def joined(events: Iterable[Event]) -> list[Event]:
    """Return events with neighboring texts as one."""
    out: list[Event] = []
    for kind, group in groupby(events, key=itemgetter(0)):
        values = [value for _, value in group]
        out += [("text", "".join(map(str, values)))] if kind == "text" else [(kind, value) for value in values]
    return out


NAMES = ("a", "b", "p", "div", "ul", "li", "table", "tr", "td", "h2", "span", "x-y", "br", "img", "em", "pre", "p1", "button")
ATTRIBUTES = (
    "", "", " class=a", " A='x y'", ' b="1>2"', " href=/x?a=1&copy=2&amp;b", " checked", " x=", "/", " /", " a=b/", " a = 'c' d",
    " 'q'=1", " =x", " a=1 a=2", " a='&lt;&copy=1&copy;&amp'", "\n", " a\n=\n1", " a<b=1", ' a="1"b=2', " a=`1`", ' "=1',
    " a\u00a0b=1", " a=1\u00a02", " a\x0bb", " a=\u20031",
)  # fmt: skip
TEXTS = (
    "tea ", "é", " \n", "<", ">", "&", "<3", "< b", "</", "</ bogus>", "</>", "</3bogus>", "--", "]]>", "a=b", "'", '"', "&amp;",
    "&nbsp;", "&#8217;", "&notanentity;", "&#x41;", "&copy", "&copyx", "&#0;", "&#128;", "&#xD800;", "&#;", "&#x;", "&AMP",
    "&notit;", "&not;in", "&lt", "&ltx", "&#65", "&#65x",
)  # fmt: skip
COMMENTS = (
    "<!-- x -->", "<!doctype html>", "<!-->", "<!--->", "<!---->", "<!--a--!>", "<!--a-b-->", "<!-- a -- b -->", "<!--a>-->",
    "<!--->a-->", "<!-- <!-- x --> -->", "<![CDATA[bogus]]>", "<?bogus?>", "<!bogus>", "<!-bogus>",
)  # fmt: skip
RAW_ELEMENTS = (
    "<script>a<b>&amp;</script>", "<SCRIPT>a</Script >", "<style>a>b</style>", "<title>a &amp; <b></title>", "<xmp><b></xmp>",
    "<textarea><i>&lt;</textarea>", "<script></scriptx></script>", "<title></titlex></title/>", "<noscript><p>a</noscript>",
    "<script><!-- a </script>", "<script><!-- <script> </script> --> </script>", "<script><!-- <scripty> </script>",
    "<script><!-- <script></SCRIPT/><b></script>", "<script><!--><script></script>", "<script><!-- <script> --></script>",
    "<script><!-- <script></script><script></script>--></script>", "<iframe><p></iframe>",
)  # fmt: skip
pieces = st.one_of(
    st.builds("<{}{}>".format, st.sampled_from(NAMES), st.sampled_from(ATTRIBUTES)),
    st.builds("</{}{}>".format, st.sampled_from(NAMES), st.sampled_from(("", "", " ", " a=b", "/"))),
    st.sampled_from(TEXTS),
    st.sampled_from(COMMENTS),
    st.sampled_from(RAW_ELEMENTS),
)


@settings(max_examples=300)
@given(st.lists(pieces, max_size=10).map("".join))
def test_tokens_are_those_of_the_standard(page: str) -> None:
    assert own_tokens(page) == standard_tokens(page)


@pytest.mark.parametrize("page", [*TEXTS, *COMMENTS, *RAW_ELEMENTS, *(f"<p{said}>" for said in ATTRIBUTES)])
def test_each_piece_alone_is_that_of_the_standard(page: str) -> None:
    assert own_tokens(page) == standard_tokens(page)


# --- trees ---------------------------------------------------------------------------------------------------------------

IMPLIED = frozenset({"html", "body", "head", "tbody", "colgroup"})
"""Elements that the standard adds where their tags are omitted."""

Line = tuple[tuple[str, ...], str]
"""The names of the block elements around a text, outermost first, and the text without spaces."""


def own_lines(page: str) -> list[Line]:
    """Return the texts of a page in order."""
    nodes = parse(page)
    out = []
    for node, name in enumerate(nodes.names):
        if not name:
            around, holder = [], nodes.parents[node]
            while holder:
                around.append(nodes.names[holder])
                holder = nodes.parents[holder]
            out.append((around[::-1], decode(page[nodes.starts[node] : nodes.ends[node]])))
    return _merged(out)


def standard_lines(page: str) -> list[Line]:
    """Return the texts of a page in order, as the standard has them."""
    return _merged(_texts(JustHTML(page, sanitize=False).root.children or (), []))


def _texts(nodes: Iterable[object], around: list[str]) -> Iterator[tuple[list[str], str]]:
    for node in nodes:
        if isinstance(node, Element):
            yield from _texts(node.children or (), [*around, node.name])
        elif isinstance(node, Text):
            yield around, str(node.data)


def _merged(texts: Iterable[tuple[Sequence[str], str]]) -> list[Line]:
    """Return the texts that are not blank, neighbors in the same blocks joined."""
    out: list[Line] = []
    for around, words in texts:
        blocks = tuple(name for name in around if name in BLOCKS - IMPLIED)
        said = "".join(words.split())
        if said:
            above = out.pop()[1] if out and out[-1][0] == blocks else ""
            out.append((blocks, above + said))
    return out


WORDS = ("oil the hinge", "turn the lid", "tea &amp; milk", "Ärger mit Öl", "go on slowly", "it is &lt; that", "wait&hellip;")
words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(" ".join)


@st.composite
def inlines(draw: st.DrawFn, depth: int = 0) -> str:
    """Words, some of them in elements, whose end tags may be missing."""
    out = []
    for _ in range(draw(st.integers(1, 2))):
        kind = draw(st.sampled_from(("words", "words", "element", "break", "comment"))) if depth < 3 else "words"
        if kind == "element":
            name, close = draw(st.sampled_from(("a", "b", "i", "em", "span", "code", "u"))), draw(st.integers(0, 3))
            out.append(f"<{name}>{draw(inlines(depth + 1))}" + f"</{name}>" * (close > 0))
        else:
            out.append({"words": draw(words), "break": "<br>", "comment": "<!-- c -->"}[kind])
    return " ".join(out)


def _element(draw: Callable[[st.SearchStrategy[bool]], bool], name: str, inside: str, *, omissible: bool = True) -> str:
    return f"<{name}>{inside}" + f"</{name}>" * (not omissible or draw(st.booleans()))


@st.composite
def blocks(draw: st.DrawFn, inside: st.SearchStrategy[str]) -> str:
    """A block with other blocks in it, its end tags omitted where the standard allows that."""
    match draw(st.sampled_from(("list", "terms", "table", "container"))):
        case "list":
            items = "".join(_element(draw, "li", draw(inlines() | inside)) for _ in range(draw(st.integers(1, 3))))
            return _element(draw, draw(st.sampled_from(("ul", "ol"))), items, omissible=False)
        case "terms":
            parts = (_element(draw, "dt", draw(inlines())) + _element(draw, "dd", draw(inside)) for _ in range(2))
            return _element(draw, "dl", "".join(parts), omissible=False)
        case "table":
            cell = st.sampled_from(("td", "th"))
            rows = [
                _element(draw, "tr", "".join(_element(draw, draw(cell), draw(inlines() | inside)) for _ in range(2)))
                for _ in range(draw(st.integers(1, 2)))
            ]
            head = draw(st.sampled_from(("", "caption", "thead")))
            if head == "caption":
                rows.insert(0, _element(draw, "caption", draw(inlines())))
            elif head == "thead":
                rows = [_element(draw, "thead", rows[0]), _element(draw, "tbody", "".join(rows))]
            return _element(draw, "table", "".join(rows), omissible=False)
        case _:
            names = ("div", "section", "blockquote", "figure", "details", "main", "article")
            return _element(draw, draw(st.sampled_from(names)), draw(inside), omissible=False)


@st.composite
def leaves(draw: st.DrawFn) -> str:
    name = draw(st.sampled_from(("p", "p", "h1", "h2", "h3", "pre", "", "hr")))
    if name in ("", "hr"):
        return "<hr>" if name else draw(inlines())
    return _element(draw, name, draw(inlines()), omissible=name == "p")


def _row(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(parts, min_size=1, max_size=3).map("\n".join)


contents = _row(st.recursive(leaves(), lambda inside: blocks(_row(inside)), max_leaves=10))
pages = st.builds(
    "{}{}{}".format,
    st.sampled_from((DOCTYPE, DOCTYPE + "<html><head><title>Tea</title></head><body>", DOCTYPE + "<title>Tea</title>")),
    contents,
    st.sampled_from(("", "</body></html>\n")),
)
LOOSE = (
    "a",
    "b",
    "i",
    "span",
    "p",
    "div",
    "ul",
    "ol",
    "li",
    "section",
    "blockquote",
    "pre",
    "details",
    "figure",
    "center",
    "nav",
    "br",
)
noise = st.lists(
    st.builds("<{}>".format, st.sampled_from(LOOSE)) | st.builds("</{}>".format, st.sampled_from(LOOSE)) | words, max_size=12
).map(lambda parts: DOCTYPE + "".join(parts))


@given(pages)
def test_texts_are_in_the_blocks_of_the_standard(page: str) -> None:
    assert own_lines(page) == standard_lines(page)


@settings(max_examples=300)
@given(noise)
def test_so_are_texts_among_misplaced_tags(page: str) -> None:
    assert own_lines(page) == standard_lines(page)


ENGLISH = lexicon_for("en")


@given(contents)
def test_every_word_is_read_in_order(content: str) -> None:
    page = f"{DOCTYPE}<article><p>At first</p>{content}</article>"
    blocks = html.read(from_text(page, "page.html", "html"), ENGLISH).blocks
    said = [block.text for block in blocks if block.kind != "image"]
    assert "".join("".join(said).split()) == "".join(words for _, words in standard_lines(page))
