"""Inline Markdown: which parts of a block's content are words, and which are links and images."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from types import SimpleNamespace
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkDestination, parseLinkLabel, parseLinkTitle
from markdown_it.parser_inline import ParserInline, RuleFuncInlineType
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from seedkit.model import markup
from seedkit.model.block import Link
from seedkit.model.source import Place
from seedkit.readers.collector import Collector
from seedkit.readers.html import markup as html_markup
from seedkit.readers.html.tokens import attributes, decode, tokens
from seedkit.readers.markdown.extensions import FOOTNOTES
from seedkit.readers.markdown.lines import Content, literal, words

_SIGN = re.compile(r"[\n\\`~*_\[\]!<&{]|:(?=[a-z0-9_+-]+:)")
# What each rule of the parser begins with.
_RULE_SIGNS = {
    "newline": "\n", "escape": "\\", "backticks": "`", "strikethrough": "~", "emphasis": "*_", "link": "[", "image": "!",
    "autolink": "<", "html_inline": "<", "entity": "&", "template": "{[:",
}  # fmt: skip
_MARKUP = re.compile(r"[\\`~*_\[<&{]|:[a-z0-9_+-]+:")
# Inline syntax of site builders: attribute lists, Liquid and Jinja tags, shortcodes of Hugo and
# WordPress, comments of JSX, pictures by name (":smile:").
_TEMPLATE = re.compile(
    r"\{[:#.][^{}\n]*\}|\{%[^{}\n]*%\}|\{\{[<%/][^{}\n]*\}\}|\{/\*[^{}]*\*/\}|(?<![\w:]):(?:[a-z][a-z0-9_+-]*|[+-]1|100):(?![\w:])"
    r"""|\[/?[a-z][\w-]*+(?:[ \t]++[\w-]++=(?:"[^"\n]*+"|'[^'\n]*+'|[^\s\[\]"']++))++[ \t]*/?\]|\[/[a-z][\w-]*+\]"""
)
MOST_SIGNS = 1_000
"""Signs of markup in a block that are read however few words are between them."""
SIGN = 8
"""Characters for each of which there may be one more of them."""
_NOTE = re.compile(r"\[\^([^\]\s\[]+)\]")
# The target of a link, with template tags in it.
_TARGET = re.compile(r"(?:[^\s()<>{]|\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\})+")
_URL = re.compile(r"(?<![\w/])https?://[^\s<>]+")
_AFTER_URL = "?!.,:;*_~'\""
_TAG = re.compile(r"<(/?)(b|strong|br)\b", re.IGNORECASE)
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


class PlacingParser(ParserInline):
    """The inline parser of markdown-it, which also records the span of a token in the content in ``Token.meta["at"]``."""

    def __init__(self) -> None:
        super().__init__()
        self.ruler.disable("linkify")
        self.ruler.push("template", _template)
        self.ruler2.disable("fragments_join")  # joined tokens would have no span
        self.terminator_re = _SIGN  # the characters that only these rules begin with
        vars(self).update(skipToken=self.skip_token)
        self.by_sign: dict[str, tuple[RuleFuncInlineType, ...]] = {}
        for name, rule in zip(self.ruler.get_active_rules(), self.ruler.getRules(""), strict=True):
            for sign in _RULE_SIGNS.get(name, ""):
                self.by_sign[sign] = (*self.by_sign.get(sign, ()), rule)

    def tokenize(self, state: StateInline) -> None:
        """Add the tokens of ``[state.pos, state.posMax)`` to ``state``, as the parent does, and record their spans."""
        text, end, by_sign = state.src, state.posMax, self.by_sign
        if state.level >= state.md.options["maxNesting"]:
            by_sign = {}
        waiting = -1  # where the text begins that is no token yet
        while (at := state.pos) < end:
            match = _SIGN.search(text, at, end)
            sign = match.start() if match else end
            if sign > at:
                state.append_pending(text[at:sign])
                waiting = at if waiting < 0 else waiting
                state.pos = at = sign
                if at == end:
                    break
            known = len(state.tokens)
            for rule in by_sign.get(text[at], ()):
                if rule(state, False):
                    break
            else:
                state.append_pending(text[at])
                state.pos = at + 1
            if len(state.tokens) > known:
                _place(state.tokens[known:], at if waiting < 0 else waiting, at, state.pos)
                waiting = -1
            elif waiting < 0:
                waiting = at
        if state.pending:
            _place([state.pushPending()], waiting, state.pos, state.pos)

    def skip_token(self, state: StateInline) -> None:
        """Move behind the token at ``state.pos``, as the parent does."""
        at = state.pos
        if at in state.cache:
            state.pos = state.cache[at]
            return
        if state.level >= state.md.options["maxNesting"]:
            state.pos = state.posMax + 1
        else:
            match = _SIGN.search(state.src, at)
            state.pos = match.start() if match else state.posMax
            if state.pos == at:
                state.level += 1
                if not any(rule(state, True) for rule in self.by_sign.get(state.src[at], ())):
                    state.pos = at + 1
                state.level -= 1
        state.cache[at] = state.pos

    def parse(self, src: str, md: MarkdownIt, env: MutableMapping[str, Any], tokens: list[Token]) -> list[Token]:
        """Skip the alternative text of an image, the only text that this is called for: it is parsed with the image."""
        return super().parse(src[:0], md, env, tokens)


def link_helpers() -> SimpleNamespace:
    """Return the parser's link function, with spaces allowed in the templates of a target."""

    def target(text: str, at: int, end: int) -> Any:
        match = _TARGET.match(text, at, end)
        templated = match and "{" in match[0]
        return (
            SimpleNamespace(ok=True, pos=match.end(), str=match[0]) if match and templated else parseLinkDestination(text, at, end)
        )

    return SimpleNamespace(parseLinkDestination=target, parseLinkLabel=parseLinkLabel, parseLinkTitle=parseLinkTitle)


def _template(state: StateInline, silent: bool) -> bool:
    """Leave out what a site builder replaces, and the labels of footnotes."""
    match = _TEMPLATE.match(state.src, state.pos, state.posMax)
    if not match and (note := _NOTE.match(state.src, state.pos, state.posMax)) and note[1] in state.env.get(FOOTNOTES, ()):
        match = note
    if match and not silent:
        state.push("template", "", 0).info = "shown" if match[0].startswith(("{%", "{{")) else ""
    state.pos = match.end() if match else state.pos
    return match is not None


def _place(tokens: list[Token], waiting: int, at: int, end: int) -> None:
    """Record the spans of what a rule added at ``at``: first the text pending since ``waiting``, then its own tokens."""
    for token in tokens:
        if "at" in token.meta:  # inside a link, placed already
            continue
        if waiting < at:
            token.meta["at"] = waiting, waiting + len(token.content)
            waiting = at
        elif token.type == "text":  # characters that may turn out to be emphasis, each a token; the address of an autolink
            token.meta["at"] = at, at + len(token.content)
            at = waiting = at + len(token.content)
        else:
            token.meta["at"] = at, end
            at = waiting = at + (token.info == "auto")


def read(content: Content, source: str, md: MarkdownIt, env: MutableMapping[str, Any], found: Collector) -> Inline:
    """Return the content of one block, and add the other facts of its markup to ``found``.

    ``env`` has the link references that the block parser found.
    """
    text = content.text
    if "://" not in text and not _is_marked(text):
        return Inline(trimmed(source, [*content.places(0, len(text))]), (), (), strong=False, lead=0)
    reader = _Reader(content, source, found, "://" in text)
    reader.read(text, 0, md, env)
    strong = bool(reader.runs) and not reader.plain and "\n" not in text
    return Inline(trimmed(source, reader.runs), tuple(reader.links), tuple(reader.images), strong, reader.lead)


def _is_marked(text: str) -> bool:
    """Return whether there is markup in a text: not where a large one has so many signs that they are words."""
    if not _MARKUP.search(text):
        return False
    return len(text) < MOST_SIGNS or sum(1 for _ in _MARKUP.finditer(text)) <= max(MOST_SIGNS, len(text) // SIGN)


def _tokens(text: str, md: MarkdownIt, env: MutableMapping[str, Any]) -> list[Token]:
    state = StateInline(text, md, env, [])
    md.inline.tokenize(state)
    for rule in md.inline.ruler2.getRules(""):
        rule(state)
    return state.tokens


class _Reader:
    """Walks the tokens of a block once, and collects."""

    def __init__(self, content: Content, source: str, found: Collector, addresses: bool) -> None:
        self.content = content
        self.source = source
        self.found = found
        self.code = 0  # offset in the source after the opening tag of the current code
        self.addresses = addresses  # whether to look for bare ones
        self.runs: list[Place] = []
        self.links: list[Link] = []
        self.images: list[Image] = []
        self.plain = False  # whether there are words outside bold
        self.lead = 0  # offset after the bold words before the first of those
        self.bold = 0
        self.open: list[tuple[int, int, str]] = []  # links: where their runs and images begin, and the target
        self.start = self.end = 0  # of the words that are not yet a run, in the content

    def read(self, text: str, base: int, md: MarkdownIt, env: MutableMapping[str, Any]) -> None:
        """Collect the words of ``text``, which is at ``base`` in the content."""
        if not _is_marked(text):
            self.word(base, base + len(text))
            self.flush()
            return
        for token in _tokens(text, md, env):
            at, behind = token.meta["at"]
            start, end = base + at, base + behind
            match token.type:
                case "text":
                    self.word(start, start + len(token.content))
                    self.undefined(token.content, start)
                case "text_special" if token.info == "entity":
                    self.flush()
                    self.weigh(plain=True)
                    self.runs.extend(self.content.places(start, end))
                case "text_special":
                    self.word(end - len(token.content), end)
                case "code_inline":
                    self.flush()
                    size = len(token.markup)
                    blank = end - start - 2 * size - len(token.content) > 0  # one at either end is markup
                    self.word(start + size + blank, end - size - blank)
                    self.put()
                    self.found.code.append(self.content.place(start + size, end - size))
                case "strong_open":
                    self.bold += 1
                case "strong_close":
                    self.bold -= 1
                case "html_inline" if self.is_slot(token.content):
                    self.word(start, end)
                case "html_inline":
                    self.tag(_TAG.match(token.content))
                    self.element(token.content, self.content.place(start, end))
                case "template" if token.info == "shown":
                    self.found.embeds.append(self.content.place(start, end))
                case "softbreak" | "hardbreak":
                    self.space()
                case "link_open":
                    self.flush()
                    self.open.append((len(self.runs), len(self.images), str(token.attrs["href"])))
                case "link_close":
                    self.flush()
                    self.link(*self.open.pop())
                case "image" if base == 0:  # an image inside the alternative text of an image is not a word
                    self.flush()
                    words_of = _Reader(self.content, self.source, Collector(), addresses=False)
                    words_of.read(token.content, start + 2, md, env)
                    places = [*self.content.places(start, end)]
                    place = Place(places[0].start, places[-1].end)
                    image = Image(place, trimmed(self.source, words_of.runs), str(token.attrs["src"]))
                    self.images.append(image)
                    self.found.images.append(markup.Image(place, described=bool(image.runs)))
        self.flush()

    def is_slot(self, tag: str) -> bool:
        """Return whether what looks like a tag is a slot: "<your name>". It is not the start of an HTML element, nor of one that is
        closed."""
        found = _NAME.fullmatch(tag)
        return found is not None and found[1].lower() not in _ELEMENTS and f"</{found[1]}" not in self.content.text

    def word(self, start: int, end: int) -> None:
        """Add ``[start, end)`` of the content to the words."""
        if start >= end:
            return
        self.weigh(plain=not self.content.text[start:end].isspace())
        if start > self.end:
            self.flush()
            self.start = start
        self.end = end

    def weigh(self, *, plain: bool) -> None:
        """Record whether the next words are outside bold, and what was in bold before the first that are."""
        if plain and not self.bold and not self.plain:
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
        for place in self.content.places(self.start, self.end):
            self.runs.extend(literal(self.source, *place) or (place,))
        self.start = self.end

    def space(self) -> None:
        self.flush()
        if self.runs:
            self.runs.append(Place(self.runs[-1].end, self.runs[-1].end))

    def tag(self, tag: re.Match[str] | None) -> None:
        if tag and tag[2].lower() == "br":
            self.space()
        elif tag:
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
