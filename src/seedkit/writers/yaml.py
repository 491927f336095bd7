"""A model as YAML, in a restricted form that YAML 1.1 and 1.2 read alike.

The form: block mappings and sequences, and a span as a flow mapping on its line. A string is plain if no parser could take it for
anything else, a literal block if it has several lines and nothing that a block would hide, and otherwise in double quotes. Nothing
is folded. There are no tags, anchors, comments or other flow collections.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from json import JSONEncoder
from typing import Any

from pydantic_core import to_jsonable_python

from seedkit.model.document import Document
from seedkit.model.index import Index

# What may stand as it is, ":" and "#" apart. Left out: controls, DEL, C1, the line ends of YAML 1.1 (U+0085, U+2028, U+2029),
# the byte order mark, U+FFFE and U+FFFF. Ranges, not classes such as \w, so that every Unicode version gives the same bytes.
_CHARS = r""" -"$-9;-~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff"""

# A plain string is not a word for null, true or false; begins with a letter, "(" or non-ASCII but a blank, or with a number and a
# word, so it is not a number, date or indicator; has no colon before a blank or its end, no "#" after a blank, no blank at its end.
_plain = re.compile(
    rf"""(?!(?i:y|n|yes|no|on|off|true|false|null)\Z)
    (?:[A-Za-z(\xa1-\u167f\u1681-\u1fff\u2010-\u2027\u2030-\u205e\u2060-\u2fff\u3001-\ud7ff\U00010000-\U0010ffff]|[0-9]++\ [A-Za-z])
    [{_CHARS}]*+ (?: (?: :(?!\ |\Z) | (?<!\ )\# ) [{_CHARS}]*+ )*+ (?<!\ )""",
    re.VERBOSE,
).fullmatch

# A literal block has several lines; the first is not blank or indented (it would need an indentation indicator), none ends in a
# blank (nobody sees it, and editors drop it), and at most one line end closes it.
_literal = re.compile(
    rf"(?![ \t\n]) (?: [{_CHARS}:#\t]*+ (?<![ \t]) \n )++ [{_CHARS}:#\t]*+ (?<![ \t]) (?<!\n\n)", re.VERBOSE
).fullmatch
_line_start = re.compile(r"\n(?!\n)")

_quote = JSONEncoder(ensure_ascii=False).encode
_unquotable = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")

_COLLECTIONS = frozenset((dict, list))
_SPAN_KEYS = ("start", "end", "line")

_LONGEST_KEY = 128
"""Parsers look for the colon after a key within at most 1,024 characters, and an escape takes six for one. A longer key is written
after a question mark, where it may have any length."""


def dump(model: Document | Index) -> str:
    """Return ``model`` as YAML text: two-space indent, keys in the model's order, non-ASCII unescaped, a final newline.

    It contains exactly the data of the JSON; infinity and NaN are ``null`` in both. Raises ValueError if free-form data is nested
    deeper than 250 levels.
    """
    parts: list[str] = []
    put = parts.append
    lead = ""
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, tuple) and value:  # one at a time: plain data takes many times the memory of the text
            put(f"{lead}{name}:")
            _write_sequence(put, map(_data, value), "\n  - ", "\n  - ", "\n    ")
        else:
            _write_mapping(put, {name: _data(value)}, lead, "\n")
        lead = "\n"
    put("\n")
    return "".join(parts)


def dump_mapping(mapping: dict[str, Any]) -> str:
    """Return plain data, which is not empty, as YAML in the same form, with a final newline."""
    parts: list[str] = []
    _write_mapping(parts.append, _data(mapping), "", "\n")
    return f"{''.join(parts)}\n"


def _data(value: Any) -> Any:
    """Return the JSON value of ``value``."""
    return to_jsonable_python(value, inf_nan_mode="null")


def _write_mapping(put: Callable[[str], None], mapping: dict[str, Any], lead: str, line: str) -> None:
    """Write every entry of ``mapping``, which is not empty: ``lead`` goes before the first key, ``line`` (a line end and the
    indent) before the others."""
    for key, value in mapping.items():
        name = _key(key) if len(key) <= _LONGEST_KEY else f"? {_one_line(key)}{line}"
        kind = type(value)
        if kind is str:
            put(f"{lead}{name}: {_string(value, line)}")
        elif kind not in _COLLECTIONS or not value:
            put(f"{lead}{name}: {_atom(value)}")
        elif kind is not dict:
            put(f"{lead}{name}:")
            _write_sequence(put, value, f"{line}  - ", f"{line}  - ", f"{line}    ")
        elif key == "span" and (span := _span(value)):
            put(f"{lead}{name}: {span}")
        else:
            put(f"{lead}{name}:")
            _write_mapping(put, value, f"{line}  ", f"{line}  ")
        lead = line


def _write_sequence(put: Callable[[str], None], values: Iterable[Any], lead: str, dash: str, line: str) -> None:
    """Write all ``values``, which are not empty: ``lead`` goes before the first, ``dash`` (a line end, the indent and the dash)
    before the others, ``line`` before what is inside them."""
    for value in values:
        kind = type(value)
        if kind is str:
            put(f"{lead}{_string(value, line)}")
        elif kind not in _COLLECTIONS or not value:
            put(f"{lead}{_atom(value)}")
        elif kind is dict:
            _write_mapping(put, value, lead, line)
        else:
            _write_sequence(put, value, f"{lead}- ", f"{line}- ", f"{line}  ")
        lead = dash


def _string(text: str, line: str) -> str:
    """Return ``text`` as a scalar after a key or dash; ``line`` is a line end and the indent of the containing collection."""
    if _plain(text):
        return text
    if "\n" in text and _literal(text):
        chomping = "" if text.endswith("\n") else "-"
        inner = f"{line}  "
        body = _line_start.sub(inner, text.removesuffix("\n"))
        return f"|{chomping}{inner}{body}"
    return _quoted(text)


def _quoted(text: str) -> str:
    return _unquotable.sub(_escape, _quote(text))


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _one_line(text: str) -> str:
    return text if _plain(text) else _quoted(text)


_key = lru_cache(maxsize=256)(_one_line)


def _span(value: dict[str, Any]) -> str | None:
    """Return a span as a flow mapping, ``None`` for anything else (free-form data may have a key `span`)."""
    if tuple(value) == _SPAN_KEYS:
        start, end, line = value.values()
        if type(start) is type(end) is type(line) is int:
            return f"{{start: {start}, end: {end}, line: {line}}}"
    return None


def _atom(value: Any) -> str:
    """Return a number, boolean, null or empty collection."""
    if value is None:
        return "null"
    if type(value) is int:
        return str(value)
    if type(value) is bool:
        return "true" if value else "false"
    if type(value) is float:  # YAML 1.1 requires the point: 1e+22 is a string to it, 1.0e+22 a number
        mantissa, exponent, power = repr(value).partition("e")
        return f"{mantissa}{'' if '.' in mantissa else '.0'}{exponent}{power}"
    return "{}" if type(value) is dict else "[]"
