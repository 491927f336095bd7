"""The inline parser of markdown-it, whose tokens know where they are."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from types import SimpleNamespace
from typing import Any, Literal, cast

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkDestination, parseLinkLabel, parseLinkTitle
from markdown_it.parser_inline import ParserInline, RuleFuncInlineType
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from seedkit.readers.markdown.extensions import FOOTNOTES

_SIGN = re.compile(r"[\n\\`~*_\[\]!<&{]|:(?=[a-z0-9_+-]+:)")
# What each rule of the parser begins with.
_RULE_SIGNS = {
    "newline": "\n", "escape": "\\", "backticks": "`", "strikethrough": "~", "emphasis": "*_", "link": "[", "image": "!",
    "autolink": "<", "html_inline": "<", "entity": "&", "template": "{[:",
}  # fmt: skip
# Inline syntax of site builders: attribute lists, Liquid and Jinja tags, shortcodes of Hugo and
# WordPress, comments of JSX, pictures by name (":smile:").
_TEMPLATE = re.compile(
    r"\{[:#.][^{}\n]*\}|(?<=[\])`])\{[a-z][\w-]*=[^{}\n]*\}"
    r"|\{%[^{}\n]*%\}|\{\{[<%/][^{}\n]*\}\}|\{/\*[^{}]*\*/\}|(?<![\w:]):(?:[a-z][a-z0-9_+-]*|[+-]1|100):(?![\w:])"
    r"""|\[/?[a-z][\w-]*+(?:[ \t]++[\w-]++=(?:"[^"\n]*+"|'[^'\n]*+'|[^\s\[\]"']++))++[ \t]*/?\]|\[/[a-z][\w-]*+\]"""
)
_NOTE = re.compile(r"\[\^([^\]\s\[]+)\]")
# The target of a link, with template tags in it.
_TARGET = re.compile(r"(?:[^\s()<>{]|\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\})+")


class PlacedToken(Token):
    """A token, and its span ``[start, end)`` in the content. Fields that neither the rules nor the reader need are not set."""

    __slots__ = ("end", "start")

    def __init__(self, type: str, start: int = -1, end: int = -1) -> None:
        self.type = type
        self.start = start
        self.end = end
        self.content = self.markup = self.info = ""


class _State(StateInline):
    """The state of a parse. Text that is no token yet is a span, ``[waiting, until)``; there is none if ``waiting`` is negative."""

    def __init__(self, text: str, md: MarkdownIt, env: MutableMapping[str, Any]) -> None:
        self.waiting = self.until = -1
        self.placed: list[PlacedToken] = []
        super().__init__(text, md, env, cast("list[Token]", self.placed))

    @property
    def pending(self) -> str:
        return self.src[self.waiting : self.until] if self.waiting >= 0 else ""

    @pending.setter
    def pending(self, value: str) -> None:
        """Shorten the text."""
        self.until = self.waiting + len(value)
        if not value:
            self.waiting = -1

    def append_pending(self, text: str) -> None:
        """Add what is at ``pos`` to the text."""
        self.wait(self.pos + len(text))

    def wait(self, until: int) -> None:
        """Add everything from ``pos`` up to ``until`` to the text."""
        if self.waiting < 0:
            self.waiting = self.pos
        self.until = until

    def flush(self) -> None:
        """Make the waiting text a token, if there is any."""
        if self.waiting >= 0:
            token = PlacedToken("text", self.waiting, self.until)
            token.content = self.src[self.waiting : self.until]
            self.placed.append(token)
            self.waiting = -1

    def push(self, ttype: str, _tag: str, nesting: Literal[-1, 0, 1]) -> PlacedToken:
        """Add a token, after the text before it, as the parent does."""
        self.flush()
        token = PlacedToken(ttype)
        if nesting < 0:
            self.level -= 1
            self.delimiters = self._prev_delimiters.pop()
        elif nesting > 0:
            self.level += 1
            self._prev_delimiters.append(self.delimiters)
            self.delimiters = []
            self.tokens_meta.append({"delimiters": self.delimiters})
        self.placed.append(token)
        return token


class PlacingParser(ParserInline):
    """The inline parser of markdown-it, which also records the spans of the tokens in the content."""

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

    def tokens(self, text: str, md: MarkdownIt, env: MutableMapping[str, Any]) -> list[PlacedToken]:
        """Return the tokens of a text."""
        state = _State(text, md, env)
        self.tokenize(state)
        if state.delimiters or any(meta and meta["delimiters"] for meta in state.tokens_meta):
            for rule in self.ruler2.getRules(""):
                rule(state)
        return state.placed

    def tokenize(self, state: StateInline) -> None:
        """Add the tokens of ``[state.pos, state.posMax)`` to ``state``, as the parent does, and record their spans."""
        assert isinstance(state, _State)
        text, end, by_sign, tokens = state.src, state.posMax, self.by_sign, state.placed
        if state.level >= state.md.options["maxNesting"]:
            by_sign = {}
        while (at := state.pos) < end:
            match = _SIGN.search(text, at, end)
            sign = match.start() if match else end
            if sign > at:
                state.wait(sign)
                state.pos = at = sign
                if at == end:
                    break
            known = len(tokens)
            for rule in by_sign.get(text[at], ()):
                if rule(state, False):
                    break
            else:
                state.wait(at + 1)
                state.pos = at + 1
                continue
            if len(tokens) > known:
                _place(tokens[known:], at, state.pos)
        state.flush()

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

    def parse(self, _src: str, _md: MarkdownIt, _env: MutableMapping[str, Any], tokens: list[Token]) -> list[Token]:
        """Skip the alternative text of an image, the only text that this is called for: the reader parses it."""
        return tokens


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


def _place(tokens: list[PlacedToken], at: int, end: int) -> None:
    """Record the spans of the tokens that a rule added at ``at``, without those that have one."""
    for token in tokens:
        if token.start >= 0:  # text before, or inside a link
            continue
        token.start, token.end = at, end
        if token.type == "text":  # characters that may turn out to be emphasis, each a token; the address of an autolink
            at += len(token.content)
            token.end = at
        elif token.info == "auto":
            at += 1
