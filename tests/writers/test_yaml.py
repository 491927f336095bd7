"""The YAML writer against the two YAML libraries: what is written loads to the same value under YAML 1.1 and 1.2."""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Callable
from io import StringIO
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml as pyyaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from samples import DOCUMENT, INDEX

from seedkit.model.document import Document
from seedkit.model.index import Index
from seedkit.writers import yaml


def _ruamel(kind: str, version: tuple[int, int]) -> Callable[[str], Any]:
    def load(text: str) -> Any:
        reader = YAML(typ=kind, pure=True)
        reader.version = version
        return reader.load(StringIO(text))

    return load


READERS: dict[str, Callable[[str], Any]] = {
    "ruamel safe 1.2": _ruamel("safe", (1, 2)),
    "ruamel round trip 1.2": _ruamel("rt", (1, 2)),
    "ruamel safe 1.1": _ruamel("safe", (1, 1)),
    "pyyaml 1.1": pyyaml.safe_load,
    "libyaml 1.1": lambda text: pyyaml.load(text, Loader=pyyaml.CSafeLoader),
}

NASTY: list[str] = [
    *chain.from_iterable(json.loads(Path(__file__).with_name("nasty.json").read_text(encoding="utf-8")).values()),
    *("x" * 200, "word " * 4000 + "end", '"\\' * 3000, "\x00" * 2000, "é: " * 3000, "line\n" * 2000),
    *("k" * 128, "k" * 129, "\x01" * 128, "\x01" * 129, "k" * 1023, "k" * 1024, "k" * 1025),
]
"""Strings that some reader of YAML may take for something else, or trip over; the last ones for their length."""

EMPTY = DOCUMENT.model_copy(update={name: () for name in Document.model_fields if isinstance(getattr(DOCUMENT, name), tuple)})
"""A document without entities, so that loading it takes no time."""

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
TRICKY = st.text(
    st.sampled_from(" \t\n\r:#-?,[]{}&*!|>'\"%@`~=<.0123456789eExobynNY_a\x00\x85\xa0\u2028\u2029\ufeffé😀"), max_size=24
)
STRINGS = TEXT | TRICKY | st.sampled_from([text for text in NASTY if len(text) < 100])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | STRINGS,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(STRINGS, inner, max_size=5),
    max_leaves=25,
)


def _extra(values: dict[str, Any]) -> Document:
    return EMPTY.model_copy(update={"metadata": EMPTY.metadata.model_copy(update={"extra": values})})


def _same(loaded: object, expected: object) -> bool:
    """Whether two values are the same, in types too: 1, 1.0 and true are three things."""
    if isinstance(expected, dict):
        return (
            isinstance(loaded, dict)
            and list(loaded) == list(expected)
            and all(type(key) is str for key in map(_bare, loaded))
            and all(_same(loaded[key], value) for key, value in expected.items())
        )
    if isinstance(expected, list):
        return isinstance(loaded, list) and len(loaded) == len(expected) and all(map(_same, loaded, expected))
    bare = _bare(loaded)
    return type(bare) is type(expected) and bare == expected


def _bare(value: object) -> object:
    """Return a scalar without the class that ruamel.yaml's round trip wraps it in."""
    for kind in (str, float, int):
        if isinstance(value, kind) and not isinstance(value, bool):
            return kind(value)
    return value


@pytest.mark.parametrize("text", NASTY, ids=[ascii(text)[:40] for text in NASTY])
def test_a_nasty_string_loads_as_itself_in_every_place(text: str) -> None:
    extra = {
        "value": text,
        text: 1,
        "list": [text, [text, text]],
        "under": {text: {text: text}},
        "span": {text: [text]},
        "z": [{text: []}],
    }
    written = yaml.dump(_extra(extra))
    for name, load in READERS.items():
        assert _same(load(written)["metadata"]["extra"], extra), name


@given(extra=st.dictionaries(STRINGS, VALUES, max_size=6))
def test_any_value_loads_as_itself(extra: dict[str, Any]) -> None:
    written = yaml.dump(_extra(extra))
    for name, load in READERS.items():
        assert _same(load(written)["metadata"]["extra"], extra), name


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("model", [DOCUMENT, INDEX], ids=["document", "index"])
def test_a_model_loads_as_the_value_that_its_json_holds(model: Document | Index, reader: str) -> None:
    assert _same(READERS[reader](yaml.dump(model)), json.loads(model.model_dump_json()))


def test_the_form_is_what_a_person_would_write() -> None:
    written = yaml.dump(DOCUMENT)
    assert written.startswith('schema_version: "1.0"\nid: shed-blades\nrevision: sha256:0000')
    assert (
        """
metadata:
  title:
    text: "No: 3 ways to look after blades"
    span: {start: 120, end: 164, line: 7}
  subtitle: null
  description:
    text: "Yes"
    span: {start: 120, end: 164, line: 7}
  authors:
    - text: Ana Núñez
      span: {start: 120, end: 164, line: 7}
  credits: []
  published:
    value: "2021-08-21"
    text: Aug 21, 2021
    span: {start: 120, end: 164, line: 7}
  updated: null
  reading_minutes:
    value: 7
    text: 7 min read
    span: null
  url: https://example.org/blades
  tags:
    - garden
    - "no"
    - "1.0"
  yield:
    text: 3 blades
    span: {start: 120, end: 164, line: 7}
  durations:
    - kind: total
      minutes: 90
      text: 1 h 30 min
      span: {start: 120, end: 164, line: 7}
  extra:
    draft: false
    weight: 1.5
    series:
      - shed
      - part: 2
"""
        in written
    )
    assert (
        """
      - kind: code
        text: |
          for blade in drawer:
              oil(blade)

              wipe(blade)
        language: python
"""
        in written
    )
    assert (
        """
        rows:
          - - Oil
            - Price
          - - linseed
            - "7.50"
          - - none
            - ""
"""
        in written
    )
    assert "text: |-\n      Hello [name],\n      may I borrow your oil?\n    inline: false" in written
    assert written.endswith("\n    hint: null\n")


def test_a_float_that_is_no_number_is_null_as_in_json() -> None:
    model = _extra({"a": math.inf, "b": [-math.inf, {"c": math.nan}]})
    assert pyyaml.safe_load(yaml.dump(model)) == json.loads(model.model_dump_json())
    assert "extra:\n    a: null\n    b:\n      - null\n      - c: null\n" in yaml.dump(model)


def test_free_form_values_of_other_types_are_written_as_json_writes_them() -> None:
    model = _extra({"on": datetime.date(2021, 8, 21), "by": {7: b"x", None: ("a", "b")}, "set": {1}})
    assert pyyaml.safe_load(yaml.dump(model)) == json.loads(model.model_dump_json())


@pytest.mark.parametrize(
    "impostor",
    [
        {"start": 1, "end": 2, "line": True},
        {"end": 1, "start": 2, "line": 3},
        {"start": 1, "end": 2},
        {"start": [], "end": 2, "line": 3},
    ],
    ids=str,
)
def test_only_a_span_is_on_one_line(impostor: dict[str, Any]) -> None:
    assert "\n    span:\n      " in yaml.dump(_extra({"span": impostor}))
    assert "\n    span: {start: 1, end: 2, line: 3}\n" in yaml.dump(_extra({"span": {"start": 1, "end": 2, "line": 3}}))


@pytest.mark.parametrize("unit", ["a:b #", "a: b", "é\n", "a\n\n", " \n", "#", ":", "\x85", '"'], ids=ascii)
def test_a_huge_string_is_no_trap(unit: str) -> None:
    huge = unit * (2_000_000 // len(unit))
    loaded = READERS["libyaml 1.1"](yaml.dump(_extra({"huge": huge})))
    assert loaded["metadata"]["extra"]["huge"] == huge
