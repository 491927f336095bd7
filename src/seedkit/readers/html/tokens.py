"""HTML text to tokens, each with its exact span: the tags and texts that a browser's tokenizer sees.

Not ``html.parser``: its results differ between Python releases (comments, ``title``, scripts), it raises on some marked sections,
and it takes quadratic time on unclosed tags and comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from html.entities import html5
from typing import Literal, NamedTuple

from seedkit.model.source import Place

RAW = frozenset({"iframe", "noembed", "noframes", "noscript", "script", "style", "textarea", "title", "xmp"})
"""Elements whose content is text up to their own end tag, including tags inside it."""

_NAME = re.compile(r"</?([a-zA-Z][^ \t\n\f\r/>]*+)")
_TAG_END = re.compile(r"""(?:[^=>]++|=[ \t\n\f\r]*+(?:"[^"]*+"|'[^']*+'|[^ \t\n\f\r>"'][^ \t\n\f\r>]*+)?+)*+>""")
_RAW_END = {name: re.compile(rf"</{name}(?=[ \t\n\f\r/>])", re.IGNORECASE) for name in RAW}
_IN_SCRIPT = re.compile(r"<!--|-->|<(?P<end>/?)script(?=[ \t\n\f\r/>])", re.IGNORECASE)
_COMMENT_END = re.compile(r"--!?>")
_ATTRIBUTE = re.compile(
    r"""([^ \t\n\f\r/>=][^ \t\n\f\r/>=]*+)"""
    r"""(?:[ \t\n\f\r]*+=[ \t\n\f\r]*+(?:"([^"]*+)"|'([^']*+)'|([^ \t\n\f\r>"'][^ \t\n\f\r>]*+)))?+"""
)
_REFERENCE = re.compile(r"&(?:#[0-9]++;?+|#[xX][0-9a-fA-F]++;?+|([a-zA-Z][a-zA-Z0-9]*+)(;|(?!=)))")
# A number of more than four thousand digits is not a character, and int() rejects it.
_LONG_NUMBER = re.compile(r"&#[0-9]{4000,}+")
_NO_CHARACTER = "&#1114112"


_Fields = tuple[Literal["open", "close", "text", "comment"], int, int, str]


class Token(NamedTuple):
    """A range ``[start, end)`` of the page: a start or end tag with its ``name`` in lower case, a text or comment (no name)."""

    kind: Literal["open", "close", "text", "comment"]
    start: int
    end: int
    name: str


def tokens(text: str) -> Iterator[Token]:
    """Yield tags, texts and comments in order. Declarations are omitted, and so is a tag cut off by the end of the text."""
    return map(Token._make, fields(text))


def fields(text: str) -> Iterator[_Fields]:
    """Yield the fields of each token: a page has so many that objects with names would take longer than finding them."""
    at = begin = 0
    size = len(text)
    endless: set[str] = set()  # raw elements, and comments in scripts, known to have no end from here on
    while (at := text.find("<", at)) >= 0:
        name = _NAME.match(text, at)
        if name is None:
            if text[at + 1 : at + 2] not in ("!", "?", "/") or text.endswith("</", at):
                at += 1
                continue
            if begin < at:
                yield ("text", begin, at, "")
            begin = _past_declaration(text, at)
            if text.startswith("<!--", at) and text.endswith(("-->", "--!>"), at, begin):
                yield ("comment", at, begin, "")
            at = begin
            continue
        if begin < at:
            yield ("text", begin, at, "")
        stop = name.end()
        if text.startswith(">", stop):
            stop += 1
        elif close := _TAG_END.match(text, stop):
            stop = close.end()
        else:
            return
        tag = name[1].lower()
        if text[at + 1] == "/":
            yield ("close", at, stop, tag)
            begin = at = stop
            continue
        yield ("open", at, stop, tag)
        begin = at = stop
        if tag in RAW and tag not in endless:
            end = _RAW_END[tag].search(text, at)
            if end is not None and tag == "script" and "!--" not in endless and text.find("<!--", at, end.start()) >= 0:
                stop = _script_end(text, at) or 0
                at = stop or end.start()
                if not stop:
                    endless.add("!--")  # a browser would swallow the page
            elif end is not None:
                at = end.start()
            elif tag in ("title", "textarea"):
                endless.add(tag)  # a browser would swallow the page
            else:
                at = size
    if begin < size:
        yield ("text", begin, size, "")


def _script_end(text: str, at: int) -> int | None:
    """Return the offset of the end tag of a script whose content begins at ``at``; ``None`` if it has none.

    A script in a comment, with its end tag, is part of the comment.
    """
    depth = 0  # 1 in a comment, 2 in a script in it
    while (found := _IN_SCRIPT.search(text, at)) is not None:
        at = found.end()
        if found["end"] is None:
            depth = max(depth, 1) if found[0] == "<!--" else 0
            at -= 2 * (found[0] == "<!--")  # the dashes that open a comment may also close it
        elif found["end"] and depth < 2:
            return found.start()
        elif depth:
            depth = 1 if found["end"] else 2
    return None


def _past_declaration(text: str, at: int) -> int:
    """Return the offset after the comment, doctype or processing instruction at ``at``."""
    if text.startswith("<!--", at):
        if text.startswith(("<!-->", "<!--->"), at):
            return text.index(">", at) + 1
        close = _COMMENT_END.search(text, at + 4)
        return close.end() if close else len(text)
    return text.find(">", at) + 1 or len(text)


def attributes(text: str, start: int, end: int) -> Mapping[str, str]:
    """Return the attributes in ``[start, end)``, inside a start tag; references are decoded, and the first of equal names
    counts."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text, start, end):
        name, double, single, bare = match.groups()
        value = double or single or bare or ""
        found.setdefault(name.lower(), decode_value(value) if "&" in value else value)
    return found


def attribute_place(text: str, start: int, end: int, name: str) -> Place:
    """Return the span of an attribute's value in ``[start, end)``; empty, at the end, if there is none."""
    for match in _ATTRIBUTE.finditer(text, start, end):
        if match[1].lower() == name and match.lastindex != 1:
            return Place(*match.span(match.lastindex or 0))
    return Place(end, end)


def decode(text: str) -> str:
    """Return ``text`` with its character references decoded as a browser does outside tags."""
    if "&" not in text:
        return text
    try:
        return unescape(text)
    except ValueError:
        return unescape(_LONG_NUMBER.sub(_NO_CHARACTER, text))


def decode_value(value: str) -> str:
    """Return an attribute's value decoded: a reference without its semicolon before ``=`` or a letter is part of an address."""
    return _REFERENCE.sub(_decoded, value)


def _decoded(match: re.Match[str]) -> str:
    name, semicolon = match.groups()
    if name is not None and not semicolon:
        return html5.get(name, match[0])
    return decode(match[0])
