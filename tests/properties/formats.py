"""Articles in each format that is read: how to set them, and what the format makes of their lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from hypothesis import strategies as st

from properties import html_page, markdown_text, outlines, plain_text
from properties.articles import articles
from properties.structure import Article


class Format(NamedTuple):
    """A format: a file's name, the layouts of an article, the article in one of them, how it prints the numbers of a list."""

    path: str
    layouts: Callable[[Article], st.SearchStrategy[Any]]
    render: Callable[[Article, Any], str]
    list_style: Callable[[str], str]


class Rendered(NamedTuple):
    """An article in some layout, and what an editor reads in it."""

    text: str
    outline: list[str]


FORMATS = {
    "text": Format("article.txt", plain_text.layouts, plain_text.render, str),
    "markdown": Format("article.md", markdown_text.layouts, markdown_text.render, markdown_text.list_style),
    "html": Format("article.html", html_page.layouts, html_page.render, html_page.list_style),
}


@st.composite
def rendered(draw: st.DrawFn, format: str) -> Rendered:
    """Return any article in any layout of a format."""
    article, how = draw(articles()), FORMATS[format]
    layout = draw(how.layouts(article))
    outline = outlines.expected(article, how.list_style)
    if format == "text" and layout.straight:
        outline = [line.replace("“", '"').replace("”", '"') for line in outline]
    return Rendered(how.render(article, layout), outline)


@st.composite
def damaged(draw: st.DrawFn, format: str) -> str:
    """Return an article cut off at both ends, or with its lines in another order."""
    text = draw(rendered(format)).text
    if draw(st.booleans()):
        start, end = draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))
        return text[start:] if start > end else text[start:end]
    return "\n".join(draw(st.permutations(text.split("\n")[:40])))
