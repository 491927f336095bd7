"""Matches the entities of two documents by content and position, in O(n log n) time.

Entities are matched from the outside in: first those at the top, then the contents of matched ones. At each depth there are several
rounds, the most certain first; a round considers what earlier rounds left over.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, assert_never

from seedkit.model.document import (
    BodyBlock,
    ChecklistItem,
    CodeBlock,
    Document,
    Faq,
    HeadingBlock,
    ImageBlock,
    Item,
    ProseBlock,
    RefBlock,
    TableBlock,
)
from seedkit.model.walk import Entity, body_of, entities, words_of

_ALIKE = 0.4
"""From this share of common parts on, two neighbors are one edited entity."""
_WINDOW = 2
"""Number of positions on each side of the expected one that are compared."""
_FEW_WORDS = 12
"""Texts with fewer words are compared by pairs of letters, so that a typo in one of two words still leaves much in common."""
_WORD = re.compile(r"\w+")


@dataclass(slots=True, eq=False)
class _Node:
    """An entity, its words, and its position."""

    id: str
    family: type
    words: str
    content: str
    parent: _Node | None = None
    depth: int = 0
    children: list[_Node] = field(default_factory=list)
    before: str = ""
    after: str = ""
    partner: _Node | None = None
    letters: Counter[str] | None = None
    long_words: Counter[str] | None = None


class _Side(NamedTuple):
    """The entities of a document in source order, and the row of those at the top."""

    nodes: list[_Node]
    top: list[_Node]

    def row(self, parent: _Node | None) -> list[_Node]:
        return self.top if parent is None else parent.children


_Key = Callable[[_Node], Hashable | None]

# What two entities in the same position must have in common to match, round by round; with None, an entity does not take part.
_SAME_PLACE: tuple[_Key, ...] = (
    lambda node: (node.content, node.before, node.after),
    lambda node: (node.content, "", "", node.id),
    lambda node: (node.content, node.before),
    lambda node: (node.content, "", node.after),
    lambda node: (node.content,),
)


def match(old: Document, new: Document) -> dict[str, str]:
    """Return the ids of ``new`` that have a counterpart in ``old``, each with the id it has there; no id occurs twice on either
    side.

    An entity may have other words, another position, another number, or be read as something else.
    """
    there, here = _side(old), _side(new)
    _pair_unique(there.nodes, here.nodes)
    depths = sorted({node.depth for node in here.nodes})
    for anywhere in (False, True):  # what moved to another depth is matched after all others
        for depth in depths:
            left = [node for node in there.nodes if node.partner is None and (anywhere or node.depth == depth)]
            _match_level(left, [node for node in here.nodes if node.depth == depth], there, here)
    for family in {node.family for node in here.nodes if node.partner is None}:  # an edit may change what contains what
        _pair_neighbours(*([node for node in side.nodes if node.family is family] for side in (there, here)))
    _pair_unique(there.nodes, here.nodes, across=True)
    return {node.id: node.partner.id for node in here.nodes if node.partner is not None}


def _pair_unique(old: Iterable[_Node], new: Iterable[_Node], *, across: bool = False) -> None:
    """Pair entities whose content occurs exactly once on each side, wherever they are.

    Both are of one kind, unless the search goes ``across`` kinds: an edit may have turned a step into a passage.
    """
    sides = []
    for nodes in (old, new):
        rows: defaultdict[tuple[type | None, str], list[_Node]] = defaultdict(list)
        for node in nodes:
            if node.partner is None and node.content:
                rows[None if across else node.family, node.content].append(node)
        sides.append({key: row[0] for key, row in rows.items() if len(row) == 1})
    for key, node in sides[1].items():
        if key in sides[0]:
            node.partner, sides[0][key].partner = sides[0][key], node


def _match_level(old: list[_Node], new: list[_Node], there: _Side, here: _Side) -> None:
    for key in _SAME_PLACE:
        _pair(old, new, key, in_place=True)
    _pair(old, new, lambda node: node.content or None, in_place=False)
    _pair(old, new, lambda node: node.words or None, in_place=True)
    for parent in {id(node.parent): node.parent for node in new if node.partner is None}.values():
        if parent is None or parent.partner is not None:
            _pair_neighbours(there.row(parent.partner if parent is not None else None), here.row(parent))
    _pair(old, new, lambda node: node.id, in_place=True)
    _pair(old, new, lambda node: node.words or None, in_place=False, enough=_ALIKE)


def _pair(old: Iterable[_Node], new: Iterable[_Node], key: _Key, *, in_place: bool, enough: float = 0) -> None:
    """Pair entities with the same key, in order, as long as both sides have some left."""
    waiting: defaultdict[Hashable, deque[_Node]] = defaultdict(deque)
    for node in old:
        if node.partner is None and (value := key(node)) is not None:
            waiting[node.family, value, id(node.parent) if in_place and node.parent is not None else None].append(node)
    for node in new:
        if node.partner is not None or (value := key(node)) is None:
            continue
        place = None
        if in_place and node.parent is not None:
            if node.parent.partner is None:
                continue
            place = id(node.parent.partner)
        row = waiting.get((node.family, value, place))
        if row and (not enough or _alike(row[0], node) >= enough):
            node.partner = row.popleft()
            node.partner.partner = node


def _pair_neighbours(old: Sequence[_Node], new: Sequence[_Node]) -> None:
    """Pair entities with the same neighbors in two rows and similar content, the most similar first."""
    found: list[tuple[float, int, int, _Node, _Node]] = []
    for node, middles in _expected(old, new):
        near = {middle + away for middle in middles for away in range(-_WINDOW, _WINDOW + 1)}
        for place in sorted(near):
            if not 0 <= place < len(old) or old[place].partner is not None or old[place].family is not node.family:
                continue
            alike = _alike(old[place], node)
            if alike >= _ALIKE:
                found.append((-alike, min(abs(place - middle) for middle in middles), len(found), old[place], node))
    for *_, other, node in sorted(found, key=lambda row: row[:3]):
        if other.partner is None and node.partner is None:
            other.partner, node.partner = node, other


def _expected(old: Sequence[_Node], new: Sequence[_Node]) -> Iterator[tuple[_Node, set[int]]]:
    """Yield the entities left over in ``new``, with their expected positions in ``old``, judging by their matched neighbors."""
    places = {id(node): place for place, node in enumerate(old)}
    middles: dict[int, set[int]] = {}
    for first, step in ((0, 1), (len(old) - len(new), -1)):
        shift = first
        for place, node in list(enumerate(new))[::step]:
            if node.partner is None:
                middles.setdefault(place, set()).add(place + shift)
            elif id(node.partner) in places:
                shift = places[id(node.partner)] - place
    for place, near in middles.items():
        yield new[place], near


# --- how similar two entities are --------------------------------------------------------------------------------------


def _alike(one: _Node, other: _Node) -> float:
    """Return the similarity of two entities, from 0 to 1: of their own words or of all their content."""
    words = _share(one.words, other.words) if one.words and other.words else 0.0
    return max(words, _common(one, other))


def _common(one: _Node, other: _Node) -> float:
    for node in (one, other):
        node.long_words = node.long_words or Counter(word for word in _WORD.findall(node.content) if len(word) > 3)
    assert one.long_words is not None
    assert other.long_words is not None
    if min(one.long_words.total(), other.long_words.total()) >= _FEW_WORDS:
        return _dice(one.long_words, other.long_words)
    for node in (one, other):
        node.letters = node.letters or _letters(node.content)
    assert one.letters is not None
    assert other.letters is not None
    return _dice(one.letters, other.letters)


def _share(one: str, other: str) -> float:
    return _dice(_letters(one), _letters(other))


def _dice(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _letters(text: str) -> Counter[str]:
    padded = f" {' '.join(_WORD.findall(text))} "
    return Counter(padded[place : place + 2] for place in range(len(padded) - 1))


# --- documents as rows of entities -------------------------------------------------------------------------------------


def _side(document: Document) -> _Side:
    found = {entity.id: (entity, parent) for entity, parent in entities(document)}
    ordered = sorted(found.values(), key=lambda row: (row[0].span.start, -row[0].span.end))
    nodes = {entity.id: _node(entity) for entity, _ in ordered}
    rows: defaultdict[str | None, list[_Node]] = defaultdict(list)
    for entity, parent in ordered:
        rows[parent if parent in nodes else None].append(nodes[entity.id])
        if parent in nodes and isinstance(entity, Item | Faq | ChecklistItem):  # groups and lists consist of items
            nodes[parent].content += "\n" + _first_line(nodes[entity.id])
    top = _settle(rows[None], None)
    waiting, reached = deque(top), set(map(id, top))
    while waiting:
        node = waiting.popleft()
        node.children = _settle([child for child in rows[node.id] if id(child) not in reached], node)
        reached.update(map(id, node.children))
        waiting += node.children
    # A document changed by hand may have an entity that contains itself: it has no position, and is not matched.
    return _Side([node for node in nodes.values() if id(node) in reached], top)


def _settle(row: list[_Node], parent: _Node | None) -> list[_Node]:
    """Set the parent and the neighbors of each entity of a row."""
    for position, node in enumerate(row):
        node.parent = parent
        node.depth = 0 if parent is None else parent.depth + 1
        if position:
            node.before, row[position - 1].after = row[position - 1].content, node.content
    return row


def _first_line(node: _Node) -> str:
    return node.content.partition("\n")[0]


def _node(entity: Entity) -> _Node:
    blocks = [text for block in body_of(entity) if (text := _fold(_block(block)))]
    title = _fold(words_of(entity))
    return _Node(entity.id, type(entity), title or "".join(blocks[:1]), "\n".join(([title] if title else []) + blocks))


def _block(block: BodyBlock) -> str:
    match block:
        case RefBlock():
            return ""
        case TableBlock(rows=rows):
            return "\n".join(" ".join(row) for row in rows)
        case ImageBlock(text=text, src=src):
            return f"{text or ''} {src}"
        case CodeBlock(text=text) | ProseBlock(text=text) | HeadingBlock(text=text):
            return text
        case _:
            assert_never(block)


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold()
