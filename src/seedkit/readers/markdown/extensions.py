"""Syntax of site builders, as rules of the block parser: footnotes, admonitions, template lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, reference

FOOTNOTES = "footnotes"
"""The key of the footnote labels in the environment of a parse."""

_FOOTNOTE = re.compile(r"\[\^([^\]\s\[]+)\]:[ \t]*")
# "::: tip Title", ":::tip[Title]", "::: {.tip}", and what ends them.
_FENCED_NOTE = re.compile(r":{3,}(?:[ \t]*(?:\{[^}]*\}|\w[\w-]*)(?:\{[^}]*\})?(?:\[(?P<boxed>[^\]]*)\]|[ \t]+(?P<title>.*))?)?$")
# '!!! note "Title"', "??? note", '=== "Tab"', with their content indented below.
_INDENTED_NOTE = re.compile(r"""(?:!!!|\?\?\?\+?)[ \t]+\w[\w \t-]*(?:"(?P<title>[^"]*)")?$|===!?[ \t]+"(?P<tab>[^"]*)"$""")
_IMPORT = re.compile(
    r"""import[ \t]+(?:[^"']*\bfrom[ \t]+)?["'][^"']+["'];?$|export[ \t]+(?:const|let|default|function|async|class)\b"""
)
_CONTENTS = re.compile(r"\[\[?_?toc_?\]?\]$", re.IGNORECASE)
_CONTENTS_BELOW = re.compile(r"[*+-][ \t]+\S.*$|1\.[ \t]+\S.*$")
_ATTRIBUTE_LINE = re.compile(r"\{:\s*toc\b[^}]*\}$")
_TIGHT_HEADING = re.compile(r"(?P<signs>#{2,6})(?P<words>[^\s#].*?)[ \t]*#*$")
# Attribute lists, Liquid and Jinja tags, shortcodes: a line of nothing else.
_TEMPLATES = re.compile(r"(?:\{[:#.][^{}\n]*+\}[ \t]*+|(?P<shown>\{%[^{}\n]*+%\}|\{\{[<%/][^{}\n]*+\}\})[ \t]*+)++$")
_ABBREVIATION = re.compile(r"\*\[[^\]]+\]:[ \t]")


def install(parser: MarkdownIt) -> None:
    """Add the rules to a parser of CommonMark."""
    # After indented code.
    parser.block.ruler.before("fence", "extension", _extension, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    parser.block.ruler.at("reference", _reference)


def _extension(state: StateBlock, first: int, behind: int, silent: bool) -> bool:
    at = state.bMarks[first] + state.tShift[first]
    rules = _RULES.get(state.src[at : at + 1])
    if rules is None or state.is_code_block(first):
        return False
    return any(rule(state, first, behind, silent) for rule in rules)


def _reference(state: StateBlock, first: int, behind: int, silent: bool) -> bool:
    """Read the target of links, but not a footnote, whose text looks like one if it is a single word."""
    return not _FOOTNOTE.match(state.src, state.bMarks[first] + state.tShift[first]) and reference(state, first, behind, silent)


def _footnote(state: StateBlock, first: int, behind: int, silent: bool) -> bool:
    """Read a footnote: the text after its label, and what is indented below."""
    match = _FOOTNOTE.match(state.src, state.bMarks[first] + state.tShift[first], state.eMarks[first])
    if not match or _is_too_deep(state):
        return False
    if not silent:
        state.env.setdefault(FOOTNOTES, set()).add(match[1])
        marks = state.bMarks[first], state.tShift[first], state.sCount[first]
        state.bMarks[first], state.tShift[first], state.sCount[first] = match.end(), 0, state.blkIndent + 4
        state.push("footnote_open", "", 0)
        _read_indented(state, first, behind)
        state.push("footnote_close", "", 0)
        state.bMarks[first], state.tShift[first], state.sCount[first] = marks
    return True


def _indented_note(state: StateBlock, first: int, behind: int, silent: bool) -> bool:
    match = _INDENTED_NOTE.match(_line(state, first))
    if not match or silent or _is_too_deep(state):
        return False
    _title(state, first, match["title"] or match["tab"])
    state.line = first + 1
    if state.line < behind:
        _read_indented(state, state.line, behind)
    return True


def _fenced_note(state: StateBlock, first: int, behind: int, silent: bool) -> bool:
    """Read the line that opens or ends an admonition; its content is read as if these lines did not exist."""
    match = _FENCED_NOTE.match(_line(state, first)) if first < behind else None
    if match and not silent:
        _title(state, first, match["boxed"] or match["title"])
        state.line = first + 1
    return match is not None


def _program(state: StateBlock, first: int, behind: int, silent: bool) -> bool:
    """Leave out the lines of a program before the text."""
    if silent or not _IMPORT.match(_line(state, first)):
        return False
    last = first + 1
    while last < behind and not state.isEmpty(last):
        last += 1
    state.line = last
    return True


def _contents_below(state: StateBlock, first: int, behind: int, silent: bool) -> bool:
    """Leave out an item that a site builder replaces with a table of contents, as the line below says."""
    last = first + 1
    if silent or last >= behind or not state.src.startswith("{", state.bMarks[last] + state.tShift[last]):
        return False
    if not _CONTENTS_BELOW.match(_line(state, first)) or not _ATTRIBUTE_LINE.match(_line(state, last)):
        return False
    _contents(state, first, last + 1)
    state.line = last + 1
    return True


def _contents_here(state: StateBlock, first: int, _behind: int, silent: bool) -> bool:
    """Leave out a line that a site builder replaces with a table of contents."""
    if silent or not _CONTENTS.match(_line(state, first)):
        return False
    _contents(state, first, first + 1)
    state.line = first + 1
    return True


def _templates(state: StateBlock, first: int, _behind: int, silent: bool) -> bool:
    """Leave out a line of nothing but templates."""
    templates = None if silent else _TEMPLATES.match(_line(state, first))
    if templates is None:
        return False
    if templates["shown"]:
        _contents(state, first, first + 1)
    state.line = first + 1
    return True


def _abbreviation(state: StateBlock, first: int, _behind: int, silent: bool) -> bool:
    """Leave out what an abbreviation stands for."""
    if silent or not _ABBREVIATION.match(_line(state, first)):
        return False
    state.line = first + 1
    return True


def _tight_heading(state: StateBlock, first: int, _behind: int, silent: bool) -> bool:
    """Read a heading with no space after its two or more `#`; a single one may begin a tag."""
    match = _TIGHT_HEADING.match(_line(state, first))
    if match and not silent:
        level = len(match["signs"])
        state.line = first + 1
        opening = state.push("heading_open", f"h{level}", 1)
        inline = state.push("inline", "", 0)
        state.push("heading_close", f"h{level}", -1)
        opening.markup, inline.content = match["signs"], match["words"]
        opening.map = inline.map = [first, state.line]
    return match is not None


_RULES: Mapping[str, tuple[Callable[[StateBlock, int, int, bool], bool], ...]] = {
    "#": (_tight_heading,),
    "[": (_footnote, _contents_here),
    ":": (_fenced_note,),
    "!": (_indented_note,),
    "?": (_indented_note,),
    "=": (_indented_note,),
    "*": (_contents_below, _abbreviation),
    "-": (_contents_below,),
    "+": (_contents_below,),
    "1": (_contents_below,),
    "i": (_program,),
    "e": (_program,),
    "{": (_templates,),
}
"""By the character that a line begins with."""
SIGNS = frozenset(_RULES)
"""The signs that begin a line that one of these rules can match."""


def _is_too_deep(state: StateBlock) -> bool:
    """Return whether the nesting is too deep for the parser: the content is then a paragraph."""
    return bool(state.level + 1 >= state.md.options["maxNesting"])


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()


def _title(state: StateBlock, line: int, words: str | None) -> None:
    if words and words.strip():
        token = state.push("note_title", "", 0)
        token.map = [line, line + 1]
        token.content = words.strip()


def _contents(state: StateBlock, first: int, behind: int) -> None:
    """Record that something without words is shown here: a table of contents, the result of a template."""
    state.push("contents", "", 0).map = [first, behind]


def _read_indented(state: StateBlock, first: int, behind: int) -> None:
    """Read what is indented by four more columns, from line ``first`` on."""
    around, parent = state.blkIndent, state.parentType
    state.blkIndent += 4
    state.level += 1
    state.parentType = "list"  # an indented line is not a lazy continuation
    state.md.block.tokenize(state, first, behind)
    state.blkIndent, state.parentType = around, parent
    state.level -= 1
