"""Hand-written YAML, in front matter and sidecars: parsed only if it is nested no deeper than a limit.

Parsing time grows with the square of the depth, and anything deeper than JSON serializers accept cannot be written.
"""

from __future__ import annotations

import re
from itertools import chain

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

MAX_DEPTH = 50
"""Maximum nesting of lists and mappings."""

# Brackets, and what may contain characters that look like brackets: comments, and strings on one line.
_BRACKET = re.compile(r"""(?<!\S)\#[^\n]*+|"(?:[^"\\\n]|\\[^\n])*+"|'[^'\n]*+'|[\[\]{}]""")


class NestedError(Exception):
    """Lists and mappings are deeper than ``MAX_DEPTH``; ``at`` is the offset where one of them begins."""

    def __init__(self, at: int) -> None:
        super().__init__(f"nested deeper than {MAX_DEPTH} levels")
        self.at = at


def compose(text: str) -> Node | None:
    """Return the nodes of a YAML document, ``None`` for an empty one. Raises NestedError, and YAMLError for invalid YAML."""
    depth = 0
    for bracket in _BRACKET.finditer(text):
        depth += (bracket[0] in "[{") - (bracket[0] in "]}")
        if depth > MAX_DEPTH:
            raise NestedError(bracket.start())
    try:
        yaml = YAML(typ="safe", pure=True)
        yaml.composer.warn_double_anchors = False  # YAML allows them, and the library warns on standard error
        root: Node | None = yaml.compose(text)
        if root is not None:
            _height(root, {})
    except RecursionError as error:
        raise NestedError(0) from error
    return root


def _height(node: Node, heights: dict[int, int]) -> int:
    """Return the nesting depth of lists and mappings, with aliases followed. One that contains itself is endless.

    Escapes may spell a character as two surrogates, which are joined; a lone one becomes U+FFFD.
    """
    if not isinstance(node, MappingNode | SequenceNode):
        if not node.value.isascii():
            node.value = node.value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return 0
    if id(node) not in heights:
        heights[id(node)] = MAX_DEPTH  # until it is known: what contains itself is too deep
        parts = chain.from_iterable(node.value) if isinstance(node, MappingNode) else node.value
        heights[id(node)] = 1 + max((_height(part, heights) for part in parts), default=0)
        if heights[id(node)] > MAX_DEPTH:
            raise NestedError(node.start_mark.index)
    return heights[id(node)]
