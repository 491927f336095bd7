"""YAML of nothing but keys with a value each, as most front matter is: its parser takes longer for it than the article below."""

from __future__ import annotations

import re

from ruamel.yaml.error import FileMark
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

# Characters that the parser accepts without a second look; no tab, and no line end but LF.
_TEXT = re.compile(r"[\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\U00010000-\U0010ffff]*+")
_KEY = re.compile(r"([A-Za-z_][A-Za-z0-9_-]*+):(?: ++|(?=\n|\Z))")
_ITEM = re.compile(r"( *+)- ++")
_QUOTED = re.compile(r"""(["'])((?<=")[^"\\\n]*+(?=")|(?<=')[^'\n]*+(?='))\1""")
# Words in which no sign of YAML has a meaning.
_WORDS = re.compile(r"(?:[^\W\d_]|/)(?:[^\n:#]|:(?=[^\s])|(?<=\S)#)*+(?=\n|\Z)")
_NUMBER = re.compile(
    r"(?:(?P<timestamp>[0-9]{4}-[0-9]{2}-[0-9]{2}(?: [0-9]{2}:[0-9]{2}:[0-9]{2})?)|(?P<int>[1-9][0-9]{0,8}|0))(?= *+(?:\n|\Z))"
)
_FLOW_ITEM = re.compile(r""" *+(?:(?P<words>[A-Za-z][A-Za-z0-9_ -]*+)|"(?P<double>[^"\\\n]*+)"|'(?P<single>[^'\n]*+)') *+([,\]])""")
_END = re.compile(r" *+(?:\n|\Z)")
_BLANK = re.compile(r"(?: *+\n)*+")
# Words that are no words, however they are spelled.
_UNCLEAR = re.compile(r"true|false|null", re.IGNORECASE)
_TRUTHS = ("false", "true")


def mapping(text: str) -> MappingNode | None:
    """Return the nodes of a mapping of this kind, equal to those of the parser; ``None`` for any other text.

    A value is a line of words, a number, a date, text in quotation marks without escapes, or a list of such values, on lines of
    their own or in brackets. Only scalars have their marks.
    """
    if not _TEXT.fullmatch(text):
        return None
    found: dict[str, tuple[ScalarNode, Node]] = {}
    at, size = _behind_blank(text, 0), len(text)
    while at < size:
        key = _KEY.match(text, at)
        if key is None or key[1] in found or _UNCLEAR.fullmatch(key[1]):
            return None
        value = _items(text, key.end()) if _END.match(text, key.end()) else _flow(text, key.end()) or _scalar(text, key.end())
        if value is None:
            return None
        found[key[1]] = (_node("str", key[1], at, at + len(key[1])), value)
        end = _END.match(text, value.end_mark.index)
        if end is None:
            return None
        at = _behind_blank(text, end.end())
    return MappingNode("tag:yaml.org,2002:map", list(found.values()), _mark(0), _mark(size)) if found else None


def _behind_blank(text: str, at: int) -> int:
    blank = _BLANK.match(text, at)
    return blank.end() if blank else at


def _items(text: str, at: int) -> SequenceNode | None:
    """Return the list whose items are on the lines below ``at``, all with the same indent."""
    items: list[Node] = []
    indent = None
    start = at
    while end := _END.match(text, at):
        item = _ITEM.match(text, end.end())
        if item is None or indent not in (None, item[1]):
            break
        value = _scalar(text, item.end())
        if value is None:
            return None
        indent, at = item[1], value.end_mark.index
        items.append(value)
    return SequenceNode("tag:yaml.org,2002:seq", items, _mark(start), _mark(at)) if items else None


def _flow(text: str, at: int) -> SequenceNode | None:
    """Return the list in brackets that begins at ``at``."""
    if not text.startswith("[", at):
        return None
    items: list[Node] = []
    end = at + 1
    while item := _FLOW_ITEM.match(text, end):
        end = item.end()
        if item["words"] is not None:
            words, start = item["words"].rstrip(), item.start("words")
            if _UNCLEAR.fullmatch(words):
                return None
            items.append(_node("str", words, start, start + len(words)))
        else:
            kind = "double" if item["double"] is not None else "single"
            start, behind = item.span(kind)
            items.append(_node("str", item[kind], start - 1, behind + 1, text[behind]))
        if text[end - 1] == "]":
            return SequenceNode("tag:yaml.org,2002:seq", items, _mark(at), _mark(end))
    return None


def _scalar(text: str, at: int) -> ScalarNode | None:
    """Return the value on one line that begins at ``at``."""
    if quoted := _QUOTED.match(text, at):
        return _node("str", quoted[2], at, quoted.end(), quoted[1])
    if number := _NUMBER.match(text, at):
        return _node(str(number.lastgroup), number[0], at, number.end())
    words = _WORDS.match(text, at)
    if words is None:
        return None
    said = words[0].rstrip(" ")
    if said in _TRUTHS:
        return _node("bool", said, at, at + len(said))
    return None if _UNCLEAR.fullmatch(said) else _node("str", said, at, at + len(said))


def _node(tag: str, value: str, start: int, end: int, style: str | None = None) -> ScalarNode:
    return ScalarNode(f"tag:yaml.org,2002:{tag}", value, _mark(start), _mark(end), style)


def _mark(index: int) -> FileMark:
    return FileMark("", index, 0, 0)
