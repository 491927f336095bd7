"""What holds for any Markdown: places in bounds and in order, text equal to its runs, nothing raised, time in proportion."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from seedkit.model.front import Parsed
from seedkit.model.source import Place, Source
from seedkit.readers.decode import from_text
from seedkit.readers.html.tokens import decode
from seedkit.readers.markdown import extensions as markdown_rules
from seedkit.readers.markdown import placing
from seedkit.readers.markdown import reader as markdown

WORDS = ["a", "b c", "é", "; ", "1", "&", "\u00a0", "\u2028", "\x0b", "\x1c", "\ufeff"]
SIGNS = ["*", "**", "_", "__", "`", "``", "[", "](", "]", "![", ")", "(", "\\", "\\*", "!", "~~", "~", "&amp;", "&copy", "&notit;"]
LINES = ["\n", "\n", "\n\n", "  \n", "\r", "\r\n", "\t", "  ", "    "]
OPENERS = [
    "- ",
    "1. ",
    "1) ",
    "3. ",
    "> ",
    ">",
    "# ",
    "## ",
    " #",
    "===",
    "---",
    "```",
    "~~~ py",
    "[ ] ",
    "[x] ",
    "[a]: /u\n",
    "[a]",
]
TABLES = ["|", "|-|-|\n", "| a | b |\n", "\\|"]
NOTES = [":::a\n", "::: a b\n", ":::", "!!! a\n", '??? a "b"\n', '=== "b"\n', "[[toc]]\n", "*[a]: b", "import 'a'\n"]
LINKS = ["http://x.example/y", "<http://x.example>", "[a](b)", "![a](b)", "[^1]", "[^1]: x"]
OTHERS = [
    "<b>",
    "</b>",
    "<br>",
    "<!-- c -->",
    "<div>",
    "</div>",
    "<p>x",
    "<details>",
    "<summary>",
    "<ul><li>",
    "<script>",
    "<table><tr><td>",
]
OTHERS += [
    "{%",
    "%}",
    "{: x}",
    "[!NOTE]",
    "(x)=",
    ": ",
    "---\n",
    "title: x\n",
    "k: &a [*a]\n",
    "\0",
    "&#1;",
    "&#x80;",
    "<img src=x alt='a b'>",
]

MARKDOWN = WORDS + SIGNS + LINES + OPENERS + TABLES + LINKS + NOTES


def noise(*fragments: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(fragments), max_size=30).map("".join)


def read(text: str) -> tuple[Source, Parsed]:
    source = from_text(text, "article.md", "markdown")
    return source, markdown.read(source)


def text_of(source: Source, runs: tuple[Place, ...]) -> str:
    return " ".join("".join(decode(source.text[start:end]) if start < end else " " for start, end in runs).split())


@given(noise(*MARKDOWN, *OTHERS) | st.text())
def test_places_are_in_bounds_and_in_order_and_say_the_text(text: str) -> None:
    source, parsed = read(text)
    behind = 0
    for block in parsed.blocks:
        assert behind <= block.start <= block.text_start <= block.text_end <= block.end <= len(source.text)
        behind = block.end
        assert (block.line, block.line_end) == (source.line_at(block.start), source.line_at(max(block.start, block.end - 1)))
        assert block.runs is not None
        assert text_of(source, block.runs) == " ".join(block.text.split())
        assert block.text.strip() or block.kind == "image"
        at = block.text_start
        for start, end in block.runs:
            assert at <= start <= end <= block.text_end
            at = end
        if block.runs:
            assert (block.runs[0].start, block.runs[-1].end) == (block.text_start, block.text_end)
        if block.marker and block.marker.start < block.marker.end:
            assert block.start == block.marker.start
            assert source.text[block.marker.start : block.marker.end] == block.marker.label
            assert block.marker.end <= block.text_start
        for link in block.links:
            assert block.start <= link.place.start <= link.place.end <= block.end


@given(noise(*MARKDOWN))
def test_the_words_are_those_that_the_parser_would_print(text: str) -> None:
    """Spaces aside: that what is between the runs is markup, all of it and nothing more."""
    source, parsed = read(text)
    expected: list[str] = []
    inside_alert_title = False
    printer = _printer()
    env: dict[str, Any] = {}
    for token in printer.parse(source.text, env):
        if token.type.startswith("alert_title"):
            inside_alert_title = token.nesting == 1
        elif token.type in ("fence", "code_block"):
            expected.append(token.content)
        elif token.type == "note_title":
            expected.extend(_words(printer.parseInline(token.content, env)[0]))
        elif not inside_alert_title:
            expected.extend(_words(token))
    found = "".join(block.text for block in parsed.blocks if block.kind != "image")
    assert "".join(found.split()) == "".join("".join(expected).split())


def _words(token: Token) -> list[str]:
    return [child.content for child in token.children or () if child.type in ("text", "code_inline")]


def _printer() -> MarkdownIt:
    printer = MarkdownIt("commonmark", {"tasklists": True, "alerts": True, "maxNesting": 20})
    printer.enable(["table", "strikethrough"])
    markdown_rules.install(printer)
    printer.inline.ruler.push("template", placing._template)
    return printer


@pytest.mark.parametrize(
    "text", ["\u00a0\n\u00a0\nMix *it*", "> \u00a0\n> Mix *it*\n> \u00a0", "Mix *it*\n\u2003", "\u00a0\nMix *it*\n==="]
)
def test_lines_of_blanks_that_are_no_blank_lines(text: str) -> None:
    source, parsed = read(text)
    (block,) = parsed.blocks
    assert [source.text[start:end] for start, end in block.runs or ()] == ["Mix ", "it"]


SAFE = st.text("abcdefg xyzäß,;'?", min_size=1, max_size=30).map(str.split).map(" ".join).filter(bool)
MARKS = ["*{}*", "**{}**", "`{}`", "[{}](http://u.example/x_y)", "***{}***", "{}", "{} &amp; {}", "\\*{}", "{}\\\n{}"]


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, str]:
    """Words as an author marks them, and as they read."""
    mark, words = draw(st.sampled_from(MARKS)), draw(SAFE)
    plain = {"{} &amp; {}": "{} & {}", "\\*{}": "*{}", "{}\\\n{}": "{} {}"}.get(mark, "{}")
    return f"x {mark.format(words, words)} z", f"x {plain.format(words, words)} z"


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, list[tuple[object, ...]]]:
    """An article, and the kind, text, level, depth and printed number of each of its blocks."""
    parts: list[str] = []
    expected: list[tuple[object, ...]] = []
    for kind in draw(st.lists(st.sampled_from(["heading", "text", "quote", "bullets", "numbers"]), max_size=8)):
        source, text = draw(marked())
        flat = source.replace("\\\n", "<br>")
        if kind == "heading":
            level = draw(st.integers(1, 6))
            parts.append(f"{'#' * level} {flat}{draw(st.sampled_from(['', ' #', '  ###  ']))}")
            expected.append(("heading", text, level, None, None))
        elif kind == "text":
            parts.append(source)
            expected.append(("text", text, None, None, None))
        elif kind == "quote":
            parts.append("> " + source.replace("\n", draw(st.sampled_from(["\n> ", "\n", "\n   >"]))))
            expected.append(("quote", text, None, None, None))
        else:
            first = draw(st.integers(0, 30))
            for place in range(draw(st.integers(1, 4))):
                sign, value = ("-", None) if kind == "bullets" else (f"{first + place}.", first + place)
                indent = " " * (len(sign) + 1)
                lines = [f"{sign} {flat}", f"{indent}* {flat}", "", f"{indent}{flat}", ""]
                parts.append("\n".join(lines))
                expected += [("item", text, None, 1, value), ("item", text, None, 2, None), ("text", text, None, 1, None)]
            parts.append("<!-- the list ends -->")
    return "\n\n".join(parts), expected


@given(articles(), st.sampled_from(["\n", "\r\n", "\r"]))
def test_an_article_is_read_as_it_was_written(article: tuple[str, list[tuple[object, ...]]], line_end: str) -> None:
    text, expected = article
    _, parsed = read(text.replace("\n", line_end))
    found = [
        (block.kind, block.text, block.level, block.depth, block.marker.value if block.marker else None) for block in parsed.blocks
    ]
    assert found == expected


TOO_DEEP = [
    ">" * 10_000 + " deep",
    "> " * 10_000 + "deep",
    "- " * 10_000 + "deep",
    "1. " * 10_000 + "deep",
    "[" * 10_000 + "deep",
    "[" * 5_000 + "deep" + "](x)" * 5_000,
    "".join("  " * depth + "- deep\n" for depth in range(200)),
    "".join(">" * depth + " deep &amp;\n" for depth in range(1, 60)),
    "*" * 9_999 + "deep" + "*" * 9_999,
    "<div>" * 10_000 + "deep",
]


@pytest.mark.parametrize("text", TOO_DEEP, ids=lambda text: text[:6])
def test_what_is_nested_too_deep_is_kept_as_text(text: str) -> None:
    source, parsed = read(text)
    assert parsed.blocks
    assert "deep" in parsed.blocks[-1].text
    assert all(text_of(source, block.runs or ()) == block.text for block in parsed.blocks)


HOSTILE: dict[str, Callable[[int], str]] = {
    "quotes": lambda size: ">" * size + "a",
    "lists": lambda size: "- " * (size // 2),
    "brackets": lambda size: "[" * size,
    "images": lambda size: "![a](b)" * (size // 7),
    "linked images": lambda size: "[![a](b)](c)" * (size // 12),
    "stars": lambda size: "*_" * (size // 2),
    "ticks": lambda size: "".join("`" * (at % 99) + "a" for at in range(size // 50)),
    "tags": lambda size: "<a b='" * (size // 6),
    "comments": lambda size: "a <!-- " * (size // 7),
    "braces": lambda size: "{%" * (size // 2),
    "references": lambda size: "&amp;&b " * (size // 8),
    "addresses": lambda size: "http://a.example/((( " * (size // 20),
    "row": lambda size: "|a" * (size // 4) + "|\n" + "|-" * (size // 4) + "|\n",
    "rows": lambda size: "|a|b|\n|-|-|\n" + "|x|y|\n" * (size // 6),
    "definitions": lambda size: "a\n" + ": b\n" * (size // 4),
    "items": lambda size: "1. a\n" * (size // 5),
    "line": lambda size: "word " * (size // 5),
    "blank lines": lambda size: "\n" * size + "a",
    "html": lambda size: "<ul>" * (size // 4),
    "code": lambda size: "```\n" + "&amp\n" * (size // 5),
    "footnotes": lambda size: "[^1]: " * (size // 6),
    "footnote marks": lambda size: "a[^1] " * (size // 6) + "\n\n[^1]: b",
    "notes": lambda size: '!!! a "b"\n    ' * (size // 14),
    "fenced notes": lambda size: ":::a\n" * (size // 5),
    "colons": lambda size: ":a" * (size // 2),
    "imports": lambda size: "import from " * (size // 12),
    "targets": lambda size: "[a]({{" * (size // 6),
    "bullets": lambda size: "• a\n" * (size // 4),
    "keys in TOML": lambda size: "+++\n" + "".join(f"k{at}=1\n" for at in range(size // 8)) + "+++\n",
    "strings in TOML": lambda size: "+++\na = [" + "'b', " * (size // 5) + "]\n+++\n",
    "keys": lambda size: "---\n" + "a: b\n" * (size // 5) + "---\n",
    "flow": lambda size: "---\na: " + "[" * size + "\n---\n",
}


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_with_size(hostile: Callable[[int], str]) -> None:
    """Eight times the text in far less than the sixty-four times as long that a second walk of it would take."""
    small, large = (min(_seconds(hostile(size)) for _ in range(2)) for size in (4_000, 32_000))  # the machine only ever adds
    assert large < 24 * max(small, 0.005)


def _seconds(text: str) -> float:
    source = from_text(text, "article.md", "markdown")
    begin = time.process_time()
    markdown.read(source)
    return time.process_time() - begin
