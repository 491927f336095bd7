"""The HTML reader on any input: exact places, linear time, and the facts that a page states outside its text."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from html import unescape
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seedkit.language.lexicon import lexicon_for
from seedkit.model.block import Block
from seedkit.model.front import Front
from seedkit.model.source import Source
from seedkit.pipeline import compile_text
from seedkit.readers.decode import from_text
from seedkit.readers.html import jsonld
from seedkit.readers.html import reader as html
from seedkit.readers.html.furniture import label_reason, named_reason
from seedkit.readers.html.tokens import attribute_place, attributes, decode, tokens
from seedkit.readers.html.tree import parse

ENGLISH = lexicon_for("en")

_NAMES = [
    "a", "article", "aside", "b", "blockquote", "body", "br", "button", "caption", "dd", "details", "div", "dl", "dt", "em",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "head", "header", "html", "img", "input", "li", "main", "nav", "ol",
    "option", "p", "pre", "script", "select", "span", "strong", "summary", "svg", "table", "tbody", "td", "template", "textarea",
    "th", "time", "title", "tr", "ul",
]  # fmt: skip
_ATTRIBUTES = [
    "", "", "", " class=nav", ' class="share bar"', " class='entry-content'", ' href="#x"', " href=/x?a=1&copy=2",
    " src=x.png alt='a &amp; b'",
    " start=7", " reversed", " value=3", " type=i", " type=checkbox checked", " role=heading aria-level=3", " role=presentation",
    ' aria-hidden="true"', " rel=author", " datetime=2024-05-06", ' title="a>b"', " x='", "/",
]  # fmt: skip
_WORDS = [
    "tea ", "pour it slowly over the leaves, wait until they have sunk to the ground, then serve it in warm cups to all", "&amp;",
    "&nbsp;", "&#8217;", "&notanentity;", "&#x41;", " \n", "\u00a0", "<", ">", "&", "1. one", "• two", "Comments", "Related", "é",
]  # fmt: skip
_PIECES = st.one_of(
    st.builds("<{}{}>".format, st.sampled_from(_NAMES), st.sampled_from(_ATTRIBUTES)),
    st.builds("</{}>".format, st.sampled_from(_NAMES)),
    st.sampled_from(_WORDS),
    st.sampled_from(["<!-- x -->", "<!doctype html>", "<!-->", "<![CDATA[x]]>", "<?x?>", "<!--", "</", '<a b="', "\r\n"]),
)


def _read(text: str) -> tuple[Block, ...]:
    return html.read(from_text(text, "page.html", "html"), ENGLISH).blocks


def _front(text: str) -> Front:
    return html.read(from_text(text, "page.html", "html"), ENGLISH).front


def _collapsed(text: str) -> str:
    return " ".join(text.split())


def _check(source: Source) -> None:
    text, end = source.text, 0
    for block in html.read(source, ENGLISH).blocks:
        assert end <= block.start <= block.end <= len(text)
        end = block.end
        assert source.line_at(block.start) == block.line <= block.line_end == source.line_at(max(block.end - 1, block.start))
        gap = "\n" if block.kind == "code" else " "
        joined = "".join(unescape(text[a:b]) if a < b else gap for a, b in block.runs or ())
        assert (joined.strip("\r\n").rstrip() if block.kind == "code" else _collapsed(joined)) == block.text
        places = [place for run in block.runs or () for place in run]
        assert places == sorted(places)
        if block.kind != "image":
            assert block.text
            assert (block.text_start, block.text_end) == (places[0], places[-1]) == (block.start, block.end)
        for link in block.links:
            assert block.start <= link.place.start < link.place.end <= block.end
            assert link.text in block.text


@settings(max_examples=300)
@given(st.lists(_PIECES, max_size=40).map("".join))
def test_text_equals_its_source_on_any_page(page: str) -> None:
    _check(from_text(page, "page.html", "html"))


@settings(max_examples=200)
@given(st.text())
def test_text_equals_its_source_on_noise(noise: str) -> None:
    _check(from_text(noise, "page.html", "html"))


@settings(max_examples=100)
@given(st.lists(_PIECES, max_size=30).map("".join), st.integers(0, 300))
def test_a_cut_page_is_read(page: str, size: int) -> None:
    _check(from_text(page[:size], "page.html", "html"))


@settings(max_examples=100)
@given(st.lists(_PIECES, max_size=40).map("".join))
def test_nodes_nest(page: str) -> None:
    nodes = parse(page)
    for node in range(1, len(nodes.names)):
        parent = nodes.parents[node]
        assert parent < node <= nodes.lasts[node] <= nodes.lasts[parent]
        assert nodes.starts[node] < nodes.ends[node] <= nodes.closes[node] <= len(page)


_LARGE: dict[str, Callable[[int], str]] = {
    "comments that do not end": lambda n: "<!--" * (n // 4),
    "tags that do not end": lambda n: "<a " * (n // 3),
    "quotes that do not end": lambda n: "<a b=\"'" * (n // 7),
    "titles that do not end": lambda n: "<title>" * (n // 7),
    "scripts in comments": lambda n: "<script><!-- <script></script>" * (n // 30),
    "comments in a script": lambda n: "<script>" + "<!-- -->" * (n // 8) + "</script>",
    "nested elements": lambda n: "<div>" * (n // 11) + "word" + "</div>" * (n // 11),
    "nested quotes": lambda n: "<blockquote>x" * (n // 13),
    "nested lists": lambda n: "<ul><li>x" * (n // 9),
    "nested tables": lambda n: "<table><tr><td>x" * (n // 16),
    "nested links": lambda n: "<a rel=author href=#x><div>" * (n // 27),
    "nested announcements": lambda n: "<div><p>Related</p>" * (n // 19),
    "nested buttons": lambda n: "<div class=btn>" * (n // 15) + "<a href=x>x</a>",
    "nested titles": lambda n: "<h1><div>x" * (n // 10),
    "nested facts": lambda n: "<dl><dt>a<dd>b" * (n // 14),
    "nested cards": lambda n: "<div><a href=x><h2>x</h2>y</a>" * (n // 30),
    "nested authors": lambda n: "<div class=author>x" * (n // 19),
    "labels": lambda n: "<div>Price</div><p>7</p>" * (n // 24),
    "homes": lambda n: "<h1><a href=/>x</a></h1>" * (n // 24),
    "opening": lambda n: "<h1>x</h1><div class=post-meta>" + "<span>x</span>" * (n // 14),
    "nested openings": lambda n: "<h1>x</h1>" + "<div class=post-meta>x" * (n // 22),
    "numbered items": lambda n: "<ol>" + "<li><i>1</i><p>x" * (n // 16),
    "line breaks": lambda n: "x<br>" * (n // 5),
    "bold that does not end": lambda n: "<b><p>x" * (n // 7),
    "paragraphs": lambda n: "<p>x" * (n // 4),
    "one table": lambda n: "<table>" + "<tr><td>a<td>b" * (n // 14),
    "one attribute": lambda n: '<p title="' + "x" * n + '">y',
    "one tag": lambda n: "<p " + "a=b " * (n // 4) + ">y",
    "one class": lambda n: '<p class="' + "ab-" * (n // 3) + '">y',
    "one text": lambda n: "<p>" + "x " * (n // 2),
    "blanks": lambda n: "<p>" + "&nbsp;" * (n // 12) + "x" + "&nbsp;" * (n // 12),
    "one number": lambda n: "<p title='&#" + "9" * n + ";'>&#" + "9" * n + ";",
    "reversed lists": lambda n: "<ol reversed><li>x" * (n // 18),
    "deep data": lambda n: '<script type="application/ld+json">' + "[" * n + "</script>",
    "many authors": lambda n: (
        '<script type="application/ld+json">{"@type":"Article","author":['
        + ",".join(f'"a{i}"' for i in range(n // 9))
        + "]}</script>"
    ),
}


@pytest.mark.parametrize("large", _LARGE.values(), ids=_LARGE)
def test_time_is_linear(large: Callable[[int], str]) -> None:
    def seconds(size: int) -> float:
        source = from_text(large(size), "page.html", "html")
        start = time.process_time()
        html.read(source, ENGLISH)
        return time.process_time() - start

    # Eight times the size: 64 times the time would be quadratic.
    assert min(seconds(80_000), seconds(80_000)) < 24 * max(seconds(10_000), 0.01)


def test_a_megabyte_in_one_tag_is_read() -> None:
    assert [block.text for block in _read('<p data-x="' + "&amp;<" * 170_000 + '">tea</p>')] == ["tea"]


def test_tokens_are_those_of_a_browser() -> None:
    text = "a<b>c</b ><!---->d<!-- x --!>e<!doctype x>f</1>g</>h<script><b></script >i<TITLE><b></title>j< k<3 <textarea><i>"
    assert " ".join(f"{token.kind[0]}:{text[token.start : token.end]}" for token in tokens(text)) == (
        "t:a o:<b> t:c c:</b > c:<!----> t:d c:<!-- x --!> t:e t:f t:g t:h o:<script> t:<b> c:</script > t:i o:<TITLE> t:<b> "
        "c:</title> t:j< k<3  o:<textarea> o:<i>"
    )
    assert [token.kind for token in tokens("<p>a<script>b")] == ["open", "text", "open", "text"]
    assert [token.kind for token in tokens("a<p b='>'")] == ["text"]
    assert list(tokens("<!-- a")) == []
    assert list(tokens("<!a")) == []


def test_attributes_are_those_of_a_browser() -> None:
    tag = " A = 'x' a=y b=\"&lt;&copy=1&copy;&amp\" c=d/e / f g= "
    assert attributes(tag, 0, len(tag)) == {"a": "x", "b": "<&copy=1©&", "c": "d/e", "f": "", "g": ""}
    assert tag[slice(*attribute_place(tag, 0, len(tag), "c"))] == "d/e"
    assert attribute_place(tag, 0, len(tag), "f") == attribute_place(tag, 0, len(tag), "z") == (len(tag), len(tag))
    assert decode("&#" + "9" * 5000 + ";&amp;") == "\ufffd&"


def test_end_tags_may_be_left_out() -> None:
    page = parse(
        "<html><head><meta><p>a<p>b<select><option>c<option>d</select><dl><dt>e<dd>f</dl><body></body><table><tr><td>g<tr><td>h"
    )
    names = [name for name in page.names if name in ("head", "p", "option", "dt", "dd", "tr", "body")]
    assert names == ["head", "p", "p", "option", "option", "dt", "dd", "body", "tr", "tr"]
    for name in ("p", "option", "tr"):
        first, second = (node for node, found in enumerate(page.names) if found == name)
        assert page.lasts[first] < second
    bare = parse("<head>a")
    assert bare.parents[2] == 0


def test_what_is_called_furniture() -> None:
    assert named_reason("post-share-buttons") == "share"
    assert named_reason("siteBreadcrumbs") == "navigation"
    assert named_reason("has-sidebar no-ads -- content") is None
    assert named_reason("tableOfContents") == "navigation"
    assert named_reason("") is None
    assert named_reason("css-0ad9f1 w-node-b53ad4-c1b4 nav7Ad2") is None
    assert named_reason("ad-9 col2") == "advertisement"
    assert label_reason("You might also like:", ENGLISH) == "related"
    assert label_reason("More from the workshop", ENGLISH) == "related"
    assert label_reason("Share your findings", ENGLISH) is None


def test_front_of_a_page() -> None:
    text = """<html lang="en-GB"><head><title>Oil a hinge &amp; a lock - Home - Fix It</title>
        <meta name="description" content=" Quiet  doors ">
        <meta name=author content="https://example.org/x"><meta name="author" content="Ida Lund">
        <meta property="article:published_time" content="2023-02-30T10:00">
        <meta property="article:modified_time" content="2024-01-02T03:04:05Z">
        <meta name="keywords" content="doors, oil,,doors"><meta property="article:tag" content="locks"><meta name=x>
        <link rel="canonical" href=" https://example.org/hinge "></head>
        <body><h2>Oil</h2><time datetime="2023-03-04">4 March</time>"""
    front = _front(text)
    assert front.title is not None
    assert front.title.text == "Oil a hinge & a lock - Home"
    assert text[slice(*front.title.place)] == "Oil a hinge &amp; a lock - Home"
    assert front.description is not None
    assert (front.description.text, text[slice(*front.description.place)]) == ("Quiet doors", " Quiet  doors ")
    assert [(author.text, text[slice(*author.place)]) for author in front.authors] == [("Ida Lund", "Ida Lund")]
    assert front.published is not None
    assert (front.published.value, text[slice(*front.published.place)]) == (date(2023, 3, 4), "2023-03-04")
    assert front.updated is not None
    assert front.updated.value == date(2024, 1, 2)
    assert (front.url, front.tags, front.language, front.extra) == (
        "https://example.org/hinge",
        ("doors", "oil", "locks"),
        "en-GB",
        {},
    )


def test_front_leaves_out_what_the_article_says() -> None:
    assert _front("<title>Oil a hinge</title><h1>Oil a hinge</h1>").title is None
    assert _front("<p>x").title is None
    stated = _front('<meta property="og:title" content="Oil | Fix"><meta property="og:url" content="/x"><title>y</title>')
    assert stated.title is not None
    assert (stated.title.text, stated.url) == ("Oil | Fix", "/x")


def test_authors_are_linked() -> None:
    front = _front(
        '<a rel="nofollow author" href=/i> Ida  Lund </a><a rel=author href=/i><b>Ida</b> Lund</a><a rel=author>Ida  Lund</a>'
    )
    assert [author.text for author in front.authors] == ["Ida Lund"]


def test_json_ld_is_evidence() -> None:
    text = """<script type="application/ld+json">{"@graph": [{"@type": ["HowTo", "Thing"], "author": [{"name": "Ida Lund"}, 3],
        "datePublished": "2020-01-02", "dateModified": "2021-01-02",
        "step": [{"@type": "HowToStep", "name": "Oil"}, {"@type": "HowToStep", "text": "Wait"}]},
        {"@type": "FAQPage", "mainEntity": [{"@type": "Question", "name": "Which oil?"}]}]}</script>
        <script type="application/ld+json">{</script>"""
    front = _front(text)
    assert front.extra["jsonld"] == {
        "types": ["HowTo", "Thing", "HowToStep", "FAQPage", "Question"], "steps": ["Oil", "Wait"], "questions": ["Which oil?"],
    }  # fmt: skip
    assert [(author.text, text[slice(*author.place)]) for author in front.authors] == [("Ida Lund", "Ida Lund")]
    assert front.published is not None
    assert text[slice(*front.published.place)] == "2020-01-02"
    assert front.updated is not None
    assert front.updated.value == date(2021, 1, 2)


def test_json_ld_that_is_none_claims_nothing() -> None:
    assert (
        jsonld.claims(["[" * 100_000, "9" * 10_000, "", '"x"', '[{"@type": 3}]', '{"@type": "Article", "author": null}']).authors
        == ()
    )
    escaped = '<script type="application/ld+json">{"@type": "Article", "author": "\\u0049da"}</script>'
    assert _front(escaped).authors == ()


def test_a_title_that_is_stated_inside_a_block_is_none() -> None:
    page = '<article><h1>Pudding<meta property="og:title" content="Blancmange">, cold<h1>Blancmange'
    places = [reading.block for reading in compile_text(page, "page.html", "html").readings]
    assert all(above.end <= below.start for above, below in pairwise(places))
