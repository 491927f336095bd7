"""What is read without the parser is what the parser reads."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from seedkit.readers.plain_yaml import mapping
from seedkit.readers.yaml import NestedError, compose

# Pieces of lines: mostly of the kind that is read at once, and what must not be read so.
KEYS = st.sampled_from(["title", "Date", "reading_time", "my-key", "y", "null", "title ", '"a"', "? a", "ключ", "a b"])
WORDS = st.sampled_from([
    "How to rest", "it's so: yes", "a #b", "a#b", "http://x.y/z", "/a/b", "été — “so”", "a: b", "yes", "No", "true", "TRUE", "null",
    "~", "12", "012", "1_000", "0", "1.5", "1e3", "0x1F", "2020-01-02", "2020-1-2", "2020-01-02 10:00:00", "2020-01-02 99:00:00",
    "12:30", "-5", ".5", "", '"in: #quotes"', '"a\\n"', "'it''s'", "'so'", '"so" x', "'so' # c", "&a b", "*a", "!t b", "| ", ">",
    "@a", "%a", "`a`", "- a", "[a, b c]", "[a, yes]", "[]", "[a, 'b']", '["a: b", c]',
    "[a 'b']", "['a',]", "[true]", "{a: b}", "a, b", "a]", "a:", "x\ty", "\U0001f375 tea",
    "\x07", "---", "...",
])  # fmt: skip
LINES = st.one_of(
    st.builds("{}:{}{}".format, KEYS, st.sampled_from([" ", "  ", ""]), WORDS),
    st.builds("{}- {}".format, st.sampled_from(["", "  ", "    "]), WORDS),
    st.sampled_from(["", "  ", "# so", "  more words", "- - a", "tags:", "tags: "]),
)


def _tree(node: Node | None) -> Any:
    if isinstance(node, MappingNode):
        return {"map": [(_tree(key), _tree(value)) for key, value in node.value]}
    if isinstance(node, SequenceNode):
        return [_tree(value) for value in node.value]
    if node is None:
        return None
    assert isinstance(node, ScalarNode)
    return (node.tag, node.value, node.style, node.start_mark.index, node.end_mark.index)


def _compare(text: str) -> None:
    found = mapping(text)
    try:
        expected = _tree(compose(text))
    except (YAMLError, NestedError, ValueError):
        expected = None
    assert found is None or _tree(found) == expected, text


@given(st.lists(LINES, max_size=8), st.sampled_from(["\n", "\n\n", "", "\r\n"]))
def test_the_nodes_are_those_of_the_parser(lines: list[str], end: str) -> None:
    _compare("\n".join(lines) + end)


@given(st.text(st.sampled_from("ab1: -#\"'[],\n"), max_size=30))
def test_so_they_are_for_any_signs(text: str) -> None:
    _compare(text)


@pytest.mark.parametrize(
    "text",
    [
        "title: How to rest\n",
        'title: "Rest: how"\ndate: 2021-04-01\ndraft: false\nweight: 10\ntags:\n  - sleep\n  - a b\nauthor: Ann Lee\n',
        "tags: [sleep, 'night', \"a: b\"]\n\nlink: https://example.org/a#b\n",
        "tags:\n- sleep\nlang: en",
    ],
)
def test_usual_front_matter_needs_no_parser(text: str) -> None:
    assert mapping(text) is not None


def test_a_megabyte_takes_no_time() -> None:
    for piece in ("a", "a: ", "- a\n", "[a, ", "a:a", '"a', "#", " "):
        mapping("key: " + piece * 300_000)
        mapping("key:\n" + piece * 300_000)
