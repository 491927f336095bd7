"""The block rules of the parser by the sign that they need: most lines begin with a letter, and no rule but two is for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from markdown_it.common.utils import mdTrim
from markdown_it.ruler import Rule, Ruler
from markdown_it.rules_block import StateBlock

from seedkit.readers.markdown.extensions import SIGNS as EXTENSIONS

_BlockRule = Callable[[StateBlock, int, int, bool], bool]
# What a line begins with that a rule can match. The others look at the line below, or at the indentation.
_SIGNS: Mapping[str, Iterable[str]] = {
    "extension": EXTENSIONS,
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*-+0123456789",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
}
_BELOW_HEAD = frozenset("|-:")
"""What the line below the head of a table begins with."""
_UNDERLINES: Mapping[str, int] = {"=": 1, "-": 2}
"""The level of the heading that a line of such signs underlines."""


class SignedRules(Ruler[_BlockRule]):
    """The rules of ``rules``, each chain of which is a single one: it tries those that the first sign of a line allows.

    A paragraph is one token, which holds its content.
    """

    def __init__(self, rules: Ruler[_BlockRule]) -> None:
        super().__init__()
        self.__rules__ = rules.__rules__

    def __compile__(self) -> None:
        enabled = [rule for rule in self.__rules__ if rule.enabled]
        chains = {name for rule in enabled for name in rule.alt}
        self.__cache__ = {chain: [_interrupting([rule for rule in enabled if chain in rule.alt])] for chain in chains}
        self.__cache__[""] = [_any(enabled)]


def _by_sign(rules: Iterable[Rule[_BlockRule]]) -> dict[str, tuple[_BlockRule, ...]]:
    out: dict[str, tuple[_BlockRule, ...]] = {}
    for rule in rules:
        for sign in _SIGNS.get(rule.name, ()):
            out[sign] = (*out.get(sign, ()), rule.fn)
    return out


def _any(rules: list[Rule[_BlockRule]]) -> _BlockRule:
    """Return the rule that reads any block."""
    by_sign = _by_sign(rules)
    table, code = (next(rule.fn for rule in rules if rule.name == name) for name in ("table", "code"))

    def read(state: StateBlock, first: int, behind: int, silent: bool) -> bool:
        if state.sCount[first] - state.blkIndent >= 4:
            return code(state, first, behind, silent)
        text, starts, shifts = state.src, state.bMarks, state.tShift
        at = starts[first + 1] + shifts[first + 1]
        if text[at : at + 1] in _BELOW_HEAD and table(state, first, behind, silent):
            return True
        at = starts[first] + shifts[first]
        for rule in by_sign.get(text[at : at + 1], ()):
            if rule(state, first, behind, silent):
                return True
        return _words(state, first, behind)

    return read


def _interrupting(rules: list[Rule[_BlockRule]]) -> _BlockRule:
    """Return the rule that tells whether a block begins on a line, which ends the one above."""
    by_sign = _by_sign(rules)
    table = next((rule.fn for rule in rules if rule.name == "table"), None)

    def interrupts(state: StateBlock, first: int, behind: int, silent: bool) -> bool:
        text, starts, shifts = state.src, state.bMarks, state.tShift
        if table is not None:
            at = starts[first + 1] + shifts[first + 1]
            if text[at : at + 1] in _BELOW_HEAD and table(state, first, behind, silent):
                return True
        at = starts[first] + shifts[first]
        rules = by_sign.get(text[at : at + 1])
        return rules is not None and any(rule(state, first, behind, silent) for rule in rules)

    return interrupts


def _words(state: StateBlock, first: int, behind: int) -> bool:
    """Read a paragraph, or a heading with a line of signs below it."""
    text, starts, shifts, ends, columns = state.src, state.bMarks, state.tShift, state.eMarks, state.sCount
    (interrupts,) = state.md.block.ruler.getRules("paragraph")
    indent, last = state.blkIndent, state.lineMax
    around, state.parentType = state.parentType, "paragraph"
    line, sign = first + 1, ""
    while line < last:
        at = starts[line] + shifts[line]
        if at >= ends[line]:
            break
        column = columns[line]
        if column - indent <= 3:  # else the line goes on, whatever it says
            if (
                line < behind
                and column >= indent
                and text[at] in _UNDERLINES
                and not text[at : ends[line]].lstrip(text[at]).strip(" \t")
            ):
                sign = text[at]
                break
            if column >= 0 and interrupts(state, line, last, True):  # less than 0: a quote goes on without its sign
                break
        line += 1
    state.parentType = around
    if line == first + 1:
        content = mdTrim(text[starts[first] + shifts[first] : ends[first]])
    else:
        content = mdTrim(state.getLines(first, line, indent, False))
    if not sign:
        state.line = line
        token = state.push("paragraph", "p", 0)
        token.map = [first, line]
        token.content = content
        return True
    state.line = line + 1
    opening = state.push("heading_open", f"h{_UNDERLINES[sign]}", 1)
    inline = state.push("inline", "", 0)
    state.push("heading_close", opening.tag, -1)
    opening.markup, inline.content = sign, content
    opening.map, inline.map = [first, line + 1], [first, line]
    return True
