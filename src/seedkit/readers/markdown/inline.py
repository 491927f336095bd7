"""Inline Markdown: which parts of a block's content are words, and which are links and images."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from typing import Any, NamedTuple

from markdown_it import MarkdownIt

from seedkit.model import markup
from seedkit.model.block import Link
from seedkit.model.source import Place
from seedkit.readers.collector import Collector
from seedkit.readers.html import markup as html_markup
from seedkit.readers.html.tokens import attributes, decode, tokens
from seedkit.readers.markdown.lines import Content, literal, words
from seedkit.readers.markdown.placing import PlacedToken, PlacingParser

_MARKUP = re.compile(r"[\\`~*_\[<&{]|:[a-z0-9_+-]+:")
_UNREAD = frozenset({"em_open", "em_close"})
"""Tokens around words that say nothing about them."""
MOST_SIGNS = 1_000
"""Signs of markup in a block that are read however few words are between them."""
SIGN = 8
"""Characters for each of which there may be one more of them."""
_URL = re.compile(r"(?<![\w/])https?://[^\s<>]+")
_AFTER_URL = "?!.,:;*_~'\""
_TAG = re.compile(r"<(/?)(b|strong|br|del|s|strike|sup)\b", re.IGNORECASE)
_DELETED = frozenset({"del", "s", "strike"})
_NAME = re.compile(r"<([A-Za-z][\w-]*)(?: [\w -]*)?>")
_ELEMENTS = frozenset((
    "a", "abbr", "acronym", "address", "area", "article", "aside", "audio", "b", "base", "bdi", "bdo", "big", "blink",
    "blockquote", "body", "br", "button", "canvas", "caption", "center", "cite", "code", "col", "colgroup", "data", "datalist",
    "dd", "del", "details", "dfn", "dialog", "dir", "div", "dl", "dt", "em", "embed", "fieldset", "figcaption", "figure",
    "font", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html",
    "i", "iframe", "img", "input", "ins", "kbd", "label", "legend", "li", "link", "main", "map", "mark", "marquee", "math",
    "menu", "meta", "meter", "nav", "nobr", "noframes", "noscript", "object", "ol", "optgroup", "option", "output", "p",
    "param", "picture", "pre", "progress", "q", "rp", "rt", "ruby", "s", "samp", "script", "search", "section", "select",
    "slot", "small", "source", "span", "strike", "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody", "td",
    "template", "textarea", "tfoot", "th", "thead", "time", "title", "tr", "track", "tt", "u", "ul", "var", "video", "wbr",
))  # fmt: skip
"""The elements of HTML, including obsolete ones."""


class Image(NamedTuple):
    """An image: its span in the source, including markup, the spans of its alternative text, and its address."""

    place: Place
    runs: tuple[Place, ...]
    src: str


class Inline(NamedTuple):
    """The content of a block: the spans of its words, its links and images, whether it is one line of bold words, and the offset
    after the bold words that it begins with."""

    runs: tuple[Place, ...]
    links: tuple[Link, ...]
    images: tuple[Image, ...]
    strong: bool
    lead: int


def read(content: Content, source: str, md: MarkdownIt, env: MutableMapping[str, Any], found: Collector) -> Inline:
    """Return the content of one block, and add the other facts of its markup to ``found``.

    ``env`` has the link references that the block parser found.
    """
    text = content.text
    if "://" not in text and not _is_marked(text):
        return Inline(_bare(content, source), (), (), strong=False, lead=0)
    reader = _Reader(content, source, found, "://" in text)
    reader.read(text, 0, md, env)
    strong = bool(reader.runs) and not reader.plain and "\n" not in text
    return Inline(trimmed(source, reader.runs), tuple(reader.links), tuple(reader.images), strong, reader.lead)


def _bare(content: Content, source: str) -> tuple[Place, ...]:
    """Return the runs of content without markup."""
    text = content.text
    if len(content.begins) == 1 and text and "&" not in text and not (text[0].isspace() or text[-1].isspace()):
        start = content.shifts[0]
        return (Place(start, start + len(text)),)
    return trimmed(source, [*content.places(0, len(text))])


def _is_marked(text: str) -> bool:
    """Return whether there is markup in a text: not where a large one has so many signs that they are words."""
    if not _MARKUP.search(text):
        return False
    return len(text) < MOST_SIGNS or sum(1 for _ in _MARKUP.finditer(text)) <= max(MOST_SIGNS, len(text) // SIGN)


class _Reader:
    """Walks the tokens of a block once, and collects."""

    def __init__(self, content: Content, source: str, found: Collector, addresses: bool) -> None:
        self.content = content
        self.source = source
        self.found = found
        self.literal = "&" not in content.text  # whether no words could be read as a character reference
        self.code = 0  # offset in the source after the opening tag of the current code
        self.addresses = addresses  # whether to look for bare ones
        self.runs: list[Place] = []
        self.links: list[Link] = []
        self.images: list[Image] = []
        self.plain = False  # whether there are words outside bold
        self.lead = 0  # offset after the bold words before the first of those
        self.bold = 0
        self.deleted = 0  # open elements of deleted text
        self.open: list[tuple[int, int, str]] = []  # links: where their runs and images begin, and the target
        self.start = self.end = 0  # of the words that are not yet a run, in the content

    def read(self, text: str, base: int, md: MarkdownIt, env: MutableMapping[str, Any]) -> None:
        """Collect the words of ``text``, which is at ``base`` in the content."""
        if not _is_marked(text):
            self.word(base, base + len(text))
            self.flush()
            return
        parser = md.inline
        assert isinstance(parser, PlacingParser)
        for token in parser.tokens(text, md, env):
            kind, start = token.type, base + token.start
            if kind == "text":
                if token.content:
                    self.word(start, start + len(token.content))
                    if "][" in token.content:
                        self.undefined(token.content, start)
            elif kind == "strong_open":
                self.bold += 1
            elif kind == "strong_close":
                self.bold -= 1
            elif kind not in _UNREAD:
                self.other(token, start, base + token.end, base, md, env)
        self.flush()

    def other(self, token: PlacedToken, start: int, end: int, base: int, md: MarkdownIt, env: MutableMapping[str, Any]) -> None:
        """Collect a token at ``[start, end)`` that is not a text."""
        match token.type:
            case "softbreak" | "hardbreak":
                self.space()
            case "s_open" | "s_close":
                self.deleted += 1 if token.type == "s_open" else -1
            case "text_special" if token.info == "entity" and self.deleted:
                pass
            case "link_open":
                self.flush()
                self.open.append((len(self.runs), len(self.images), str(token.attrs["href"])))
            case "link_close":
                self.flush()
                self.link(*self.open.pop())
            case "code_inline":
                self.flush()
                size = len(token.markup)
                blank = end - start - 2 * size - len(token.content) > 0  # one at either end is markup
                self.word(start + size + blank, end - size - blank)
                self.put()
                self.found.code.append(self.content.place(start + size, end - size))
            case "text_special" if token.info == "entity":
                self.flush()
                self.weigh()
                self.runs.extend(self.content.places(start, end))
            case "text_special":
                self.word(end - len(token.content), end)
            case "html_inline" if self.is_slot(token.content):
                self.word(start, end)
            case "html_inline":
                self.tag(_TAG.match(token.content), end)
                self.element(token.content, self.content.place(start, end))
            case "template" if token.info == "shown":
                self.found.embeds.append(self.content.place(start, end))
            case "image" if base == 0:  # an image inside the alternative text of an image is not a word
                self.flush()
                words_of = _Reader(self.content, self.source, Collector(), addresses=False)
                words_of.read(token.content, start + 2, md, env)
                places = [*self.content.places(start, end)]
                place = Place(places[0].start, places[-1].end)
                image = Image(place, trimmed(self.source, words_of.runs), str(token.attrs["src"]))
                self.images.append(image)
                self.found.images.append(markup.Image(place, described=bool(image.runs)))

    def is_slot(self, tag: str) -> bool:
        """Return whether what looks like a tag is a slot: "<your name>". It is not the start of an HTML element, nor of one that is
        closed."""
        found = _NAME.fullmatch(tag)
        return found is not None and found[1].lower() not in _ELEMENTS and f"</{found[1]}" not in self.content.text

    def word(self, start: int, end: int) -> None:
        """Add ``[start, end)`` of the content to the words, unless they are deleted."""
        if start >= end or self.deleted:
            return
        if not (self.plain or self.bold or self.content.text[start:end].isspace()):
            self.weigh()
        if start > self.end:
            self.flush()
            self.start = start
        self.end = end

    def weigh(self) -> None:
        """Record whether the next words, which are not blank, are outside bold, and what was in bold before the first that are."""
        if not self.bold and not self.plain:
            self.flush()
            self.plain = True
            self.lead = self.runs[-1].end if self.runs else 0

    def flush(self) -> None:
        """Turn the pending words into runs, and the bare URLs among them into links."""
        if self.start == self.end:
            return
        known = len(self.runs)
        self.put()
        if self.addresses and not self.open:
            for run in self.runs[known:]:
                self.links.extend(_addresses(self.source, run))

    def put(self) -> None:
        """Turn the pending words into runs, one per line, with an empty one for the line end between two."""
        if self.literal:
            self.runs += self.content.places(self.start, self.end)
        else:
            for place in self.content.places(self.start, self.end):
                self.runs += literal(self.source, *place) or (place,)
        self.start = self.end

    def space(self) -> None:
        self.flush()
        if self.runs:
            self.runs.append(Place(self.runs[-1].end, self.runs[-1].end))

    def tag(self, tag: re.Match[str] | None, end: int) -> None:
        if tag is None:
            return
        name = tag[2].lower()
        if name == "br":
            self.space()
        elif name == "sup":
            text = self.content.text
            if not tag[1] and text[self.end - 1 : self.end].isdigit() and text[end : end + 1].isdigit():
                self.space()  # a fraction, an exponent or the number of a note
        elif name in _DELETED:
            self.deleted = max(0, self.deleted - 1) if tag[1] else self.deleted + 1
        else:
            self.bold = max(0, self.bold - 1) if tag[1] else self.bold + 1

    def element(self, content: str, place: Place) -> None:
        """Record the facts of a comment or tag among the words."""
        tag = next(tokens(content), None)
        if tag is None:
            return
        if tag.kind == "comment":
            self.found.comments.append(html_markup.comment(self.source, place))
        elif tag.name in html_markup.CODE and tag.kind == "open":
            self.code = place.end
        elif tag.name in html_markup.CODE and self.code:
            self.found.code.append(Place(self.code, place.start))
            self.code = 0
        elif tag.kind == "open" and html_markup.is_embed(tag.name):
            self.found.embeds.append(place)
            if tag.name == "img":
                described = html_markup.is_described(attributes(content, len("<img"), len(content) - 1))
                self.found.images.append(markup.Image(place, described))

    def undefined(self, words: str, start: int) -> None:
        """Record what has the form of a reference link but has no definition."""
        at = words.find("][")
        while at >= 0:
            self.found.undefined_links.append(self.content.place(start + at, start + at + 2))
            at = words.find("][", at + 2)

    def link(self, first_run: int, first_image: int, href: str) -> None:
        runs = trimmed(self.source, self.runs[first_run:])
        if runs:
            self.links.append(Link(words(self.source, runs), href, Place(runs[0].start, runs[-1].end)))
        elif images := self.images[first_image:]:
            text = " ".join(words(self.source, image.runs) for image in images)
            self.links.append(Link(text, href, Place(images[0].place.start, images[-1].place.end)))


def _addresses(source: str, run: Place) -> list[Link]:
    """Return the bare URLs in ``run``, without the punctuation that ends the sentence."""
    found = []
    for match in _URL.finditer(source, *run):
        url = match[0].rstrip(_AFTER_URL if "(" in match[0] else _AFTER_URL + ")")
        found.append(Link(url, url, Place(match.start(), match.start() + len(url))))
    return found


def trimmed(source: str, runs: list[Place]) -> tuple[Place, ...]:
    """Return ``runs`` without whitespace at either end."""
    if len(runs) == 1 and not source.startswith("&", runs[0].start):
        start, end = runs[0]
        words = source[start:end]
        bare = words.lstrip()
        return (Place(end - len(bare), start + len(words.rstrip())),) if bare else ()
    first, last = 0, len(runs)
    while first < last and _is_blank(source, runs[first]):
        first += 1
    while first < last and _is_blank(source, runs[last - 1]):
        last -= 1
    kept = runs[first:last]
    if kept:
        start, end = kept[0]
        kept[0] = Place(end - len(source[start:end].lstrip()), end)
        start, end = kept[-1]
        kept[-1] = Place(start, start + len(source[start:end].rstrip()))
    return tuple(kept)


def _is_blank(source: str, run: Place) -> bool:
    part = source[run.start : run.end]
    return not part or part.isspace() or (part[0] == "&" and not decode(part).strip())
