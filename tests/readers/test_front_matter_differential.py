"""Front matter beside the libraries that define its formats: ruamel.yaml for YAML, tomllib for TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from seedkit.model.front import Front
from seedkit.readers.decode import from_text
from seedkit.readers.markdown import front_matter, front_matter_plain
from seedkit.readers.markdown import reader as markdown
from seedkit.readers.yaml import compose

TEXTS = ("title", "subtitle", "description")
"""Keys whose value is a text with its span."""
OTHERS = ("weight", "own", "draft", "x_y")
"""Keys that are kept as they are."""


def _read(head: str, fence: str) -> tuple[Front, str] | None:
    """Return what front matter says, and the article; ``None`` if it was set aside."""
    article = f"{fence}\n{head}\n{fence}\nMix.\n"
    parsed = markdown.read(from_text(article, "article.md", "markdown"))
    if parsed.markup.unreadable is not None:
        return None
    assert [block.text for block in parsed.blocks] == ["Mix."]
    return parsed.front, article


def _check(front: Front, article: str, data: Mapping[str, Any]) -> None:
    """Compare every key with what the library says, and the spans of texts with their words."""
    for key, value in data.items():
        stated = getattr(front, key, None)
        if key in TEXTS and isinstance(value, str) and value.strip():
            assert stated is not None
            assert stated.text == " ".join(value.split())
            said = article[slice(*stated.place)]
            assert said.strip() == said != ""
            if "\\" not in said and "''" not in said:  # escapes
                assert " ".join(said.split()) == stated.text
        elif key in OTHERS or stated is None:
            assert front.extra[key] == _json(value)


def _json(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(_json(key)): _json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, date | time) else value


# --- YAML ----------------------------------------------------------------------------------------------------------------

SCALARS = (
    "bread", "slow bread", "12", "-3", "1_000", "0x1F", "0o17", "017", "1.5", "1e3", ".5", "1:30", "true", "Yes", "null", "~",
    "2021-05-03", "2021-05-03 10:00:00", "2021-5-3", "10 min", "a:b", "a #b", "x # note", "#x", "a: b", "'it''s'", "Ä — ö",
    "a\u00a0b",
    '"a \\"b\\" \\u00e4"', "'", '"', "- x", "[a, b]", "[a, [1, 'x, y']]", "{a: 1, b: x}", "{}", "[]", "[a", "@x", "%x", "`x`", "*x",
    "&x y", "&x", "? x", "|", ">-", "a\tb", "=", "''", "y", "N", "e", "a\u2028b", "'a' b", "-", "--- x", "a,b", "a]", "a}", "!",
)  # fmt: skip


@st.composite
def entries(draw: st.DrawFn) -> str:
    """A key with a value in one of the forms of YAML; not all of them are valid."""
    key, value, other = draw(st.sampled_from(TEXTS + OTHERS)), *draw(st.tuples(st.sampled_from(SCALARS), st.sampled_from(SCALARS)))
    match draw(st.sampled_from(("scalar", "scalar", "scalar", "list", "map", "block", "wrapped", "empty", "comment"))):
        case "scalar":
            return f"{key}{draw(st.sampled_from((': ', ':  ', ' : ', ':')))}{value}{draw(st.sampled_from(('', ' ', '  # note')))}"
        case "list":
            return f"{key}:\n" + "\n".join(f"{draw(st.sampled_from(('', '  ')))}- {said}" for said in (value, other))
        case "map":
            return f"{key}:\n  name: {value}\n  url: {other}"
        case "block":
            return f"{key}: {draw(st.sampled_from('|>'))}{draw(st.sampled_from(('', '-', '+')))}\n  {value}\n\n  more\n"
        case "wrapped":
            return f"{key}: {value}\n  goes on"
        case "comment":
            return f"# {value}\n{key}: {other}"
        case _:
            return f"{key}:"


@settings(max_examples=300)
@given(st.lists(entries(), min_size=1, max_size=4).map("\n".join))
def test_yaml_is_that_of_ruamel(head: str) -> None:
    _check_yaml(head)


@pytest.mark.parametrize("value", SCALARS)
def test_so_is_each_scalar(value: str) -> None:
    for key in ("title", "own"):
        _check_yaml(f"{key}: {value}")
        _check_yaml(f"{key}:\n- {value}\n- x")


def _check_yaml(head: str) -> None:
    yaml = YAML(typ="safe", pure=True)
    yaml.composer.warn_double_anchors = False
    try:
        data = yaml.load(head + "\n")
    except (YAMLError, ValueError):
        return  # invalid, or a key twice: which of the two counts is our own rule
    read = _read(head, "---")
    if read is not None:
        _check(*read, data)


USUAL = """\
# made by hand
title: Slow bread, why not
subtitle: "Bread, slowly"
description: 'No "yeast"'

author: [Ada Miller, 'Bo Baker']
tags:
  - bread
  - 12
date: 2021-05-03
updated: 2021-02-30
draft: false
weight: 10
permalink: /a/b?c#d
own:
"""
PARTS = (
    "[]", "[a]", "[a, b c]", "['x', 2]", "[a,b]", "[ a , b ]", "[a, ]", "[a,,b]", "[true, no]", "[1, 2.5]", "[a: b]", "[it's]",
    "[a/b]", "True", "tRue", "Null", "2021-02-30", "x: ", "a:", "00", "/a/b", "(x) y", "it's", '"a\\n"', "a # b", "7.5", "é",
    "豆沙包",
)  # fmt: skip


@given(
    st.lists(
        entries() | st.builds("{}: {}".format, st.sampled_from(TEXTS + OTHERS), st.sampled_from(PARTS)), min_size=1, max_size=4
    ).map("\n".join)
    | st.just(USUAL)
)
def test_the_short_way_reads_what_the_library_does(head: str) -> None:
    _check_short_way(head)


@pytest.mark.parametrize("value", [*SCALARS, *PARTS])
def test_so_it_does_of_each_value(value: str) -> None:
    for key in ("title", "own", "tags"):
        _check_short_way(f"{key}: {value}")
        _check_short_way(f"{key}:\n- {value}\n- x")


def _check_short_way(head: str) -> None:
    plain = front_matter_plain.compose(head)
    if plain is not None:
        library = compose(head)  # raises nothing
        assert front_matter.facts(head, 0, plain, len(head)) == front_matter.facts(head, 0, library, len(head))


def test_front_matter_of_the_usual_form_goes_the_short_way() -> None:
    assert front_matter_plain.compose(USUAL) is not None
    assert front_matter_plain.compose(USUAL.replace("\n", "\r\n")) is not None
    assert front_matter_plain.compose("title: a: b") is None


# --- TOML ----------------------------------------------------------------------------------------------------------------

VALUES = (
    '"bread"', '"slow \\"bread\\" \\u00e4"', "'it is'", '"""two\nlines"""', "'''a 'b' c'''", '"""a ""b"""', "12", "-1_000",
    "0x1F", "1.5", "true", "2021-05-03", "2021-05-03T10:00:00Z", "10:30:00", "[1, 2]", '["a", \'b\']', '[\n "a", # note\n "b",\n]',
    "{a = 1, b = 'x'}", "[]", '""', '" "', '"# no note"', "'= x'", '"a\\\\"', '"[x"', "'''\nbegins below'''", '"""a\\\n   b"""',
    "1e3", "[[1], ['x']]", "bread",
)  # fmt: skip
toml_entries = st.builds(
    "{}{}{}{}".format,
    st.sampled_from((*TEXTS, *OTHERS, '"title"', "'own'", "own.part", "[table]\nown", "# title = 'x'\nweight")),
    st.sampled_from((" = ", "=", " =\t")),
    st.sampled_from(VALUES),
    st.sampled_from(("", " ", " # note", "  # 'note'")),
)


@settings(max_examples=300)
@given(st.lists(toml_entries, min_size=1, max_size=4).map("\n".join))
def test_toml_is_that_of_tomllib(head: str) -> None:
    _check_toml(head)


@pytest.mark.parametrize("value", VALUES)
def test_so_is_each_value(value: str) -> None:
    _check_toml(f"title = {value}\nown = {value}")


def _check_toml(head: str) -> None:
    try:
        data = tomllib.loads(head)
    except tomllib.TOMLDecodeError:
        data = None
    read = _read(head, "+++")
    assert (read is None) == (data is None)
    if read is not None and data is not None:
        _check(*read, data)
