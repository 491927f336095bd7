"""The article as a tree of entities in reading order, while it is built."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple, TypeVar

from seedkit.extract.sample_texts import Samples
from seedkit.extract.sections import opens_section
from seedkit.ids.slug import slug
from seedkit.language.lexicon import Lexicon
from seedkit.language.title_suffix import Cut
from seedkit.model.block import Block, Purpose, Reading
from seedkit.model.document import PassageRole
from seedkit.model.offsets import Words
from seedkit.model.source import Source

_E = TypeVar("_E", bound="Entity")


class Phrase(NamedTuple):
    """Words of the article and their span ``[start, end)``."""

    text: str
    start: int
    end: int


class RunIn(NamedTuple):
    """Two offsets in the text of a block: where its title ends and where the rest begins; the separator is between them."""

    ends: int
    begins: int


@dataclass(slots=True, eq=False)
class Node:
    """An entity, or the article itself, which has no parent and no id.

    ``prefix`` is the beginning of its id, ``array`` the array of the document that contains it; nodes without one are not in the
    outline. Its id is made of ``id_words``; ``head`` is the index of the reading that titles or opens it. ``body``
    has indices of readings and the nodes between them; ``children`` are all nodes inside, in reading order. Known once the tree is
    complete: ``end``, that of its last child, and ``readings``, the indices of those whose text this entity contains.
    """

    prefix: ClassVar[str] = ""
    array: ClassVar[str | None] = None
    id_words: str = ""
    start: int = 0
    head: int | None = None
    title: Phrase | None = None
    base: str = field(default="", init=False)
    id: str = field(default="", init=False)
    end: int = field(default=0, init=False)
    readings: list[int] = field(default_factory=list, init=False)
    level: int = field(default=0, init=False)
    parent: Node | None = field(default=None, init=False)
    body: list[int | Entity] = field(default_factory=list, init=False)
    children: list[Entity] = field(default_factory=list, init=False)

    def add(self, child: _E) -> _E:
        """Append a child and return it."""
        child.parent = self
        child.level = self.level + (child.array is not None)
        child.base = f"{child.prefix}-{slug(child.id_words)}"
        self.children.append(child)
        return child

    def refer(self, child: _E) -> _E:
        """Append a child that the body refers to, and return it."""
        self.body.append(child)
        return self.add(child)

    @property
    def opening(self) -> int:
        """The index of the reading that opens an item or a line."""
        assert self.head is not None
        return self.head

    def walk(self) -> Iterator[Entity]:
        """Yield every entity below this one, in reading order."""
        waiting = self.children[::-1]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += node.children[::-1]


@dataclass(slots=True, eq=False)
class Group(Node):
    """A series of items. ``chain`` is its numbering chain."""

    prefix = "group"
    array = "groups"
    kind: str = "items"
    numbering: str = "none"
    declared: int | None = None
    chain: int | None = None
    continues: Group | None = None


@dataclass(slots=True, eq=False)
class Item(Node):
    """A step or a point. ``run_in`` says where its title ends if its first block begins with it."""

    prefix = "point"
    array = "points"
    position: int = 1
    run_in: RunIn | None = None


@dataclass(slots=True, eq=False)
class Step(Item):
    """An item of a group of steps."""

    prefix = "step"
    array = "steps"


@dataclass(slots=True, eq=False)
class Faq(Item):
    """A question and its answer."""

    prefix = "faq"
    array = "faqs"


@dataclass(slots=True, eq=False)
class Checklist(Node):
    """A bullet list, or a list of materials. Its children are lines."""

    prefix = "checklist"
    array = "checklists"
    materials: bool = False


@dataclass(slots=True, eq=False)
class Line(Node):
    """A line of a checklist. Nested lines follow their parent; ``depth`` is 1 for the outermost."""

    prefix = "item"
    depth: int = 1


@dataclass(slots=True, eq=False)
class Sample(Node):
    """A sample text: ``words`` with their spans, and what introduces them.

    ``inline`` is the index of the reading that quotes it; a sample text with its own blocks has readings of its own.
    """

    prefix = "sample"
    array = "sample_texts"
    words: Words = field(kw_only=True)
    label: Phrase | None = None
    cue: Phrase | None = None
    channel: str | None = None
    inline: int | None = None


@dataclass(slots=True, eq=False)
class Passage(Node):
    """Prose outside items. ``role`` is ``conclusion`` for closing prose, otherwise ``body``, until the tree is complete."""

    prefix = "passage"
    array = "passages"
    role: PassageRole = "body"


Entity = Group | Item | Faq | Checklist | Line | Sample | Passage


@dataclass(slots=True, eq=False)
class Draft:
    """What extraction works on, and the tree that it builds.

    ``suffixes``: for each heading that ends in a search-engine suffix, the heading without it. ``samples``: the sample texts.
    ``purposes``: of the readings below a heading that states it. ``closing_from``: the offset before which no
    heading opens the conclusion. ``steps_stated``: the markup states which items are steps.
    """

    source: Source
    readings: tuple[Reading, ...]
    words: Lexicon
    title: str | None
    suffixes: Mapping[int, Cut]
    samples: Samples
    purposes: Mapping[int, Purpose] = field(default_factory=dict)
    closing_from: int = 0
    root: Node = field(default_factory=Node)
    groups: list[Group] = field(default_factory=list)
    blocks: tuple[Block, ...] = field(init=False)
    steps_stated: bool = field(init=False)

    def __post_init__(self) -> None:
        self.blocks = tuple(reading.block for reading in self.readings)
        self.steps_stated = any(block.purpose == "steps" for block in self.blocks)

    def heading(self, index: int) -> Phrase | None:
        """Return the words of a reading without number and suffix; ``None`` if nothing is left."""
        block = self.blocks[index]
        cut = self.suffixes.get(index)
        words, end = cut if cut is not None else (block.text, block.text_end)
        if block.pin is not None and block.pin.title is not None:
            words = block.pin.title
        return Phrase(words, block.text_start, end) if words else None


def prose_kind(reading: Reading) -> str | None:
    """Return the kind of block that a reading is in a body; ``None`` if it has no words."""
    if reading.role == "image" and reading.block.src is not None:
        return "image"
    if reading.role == "table":
        return "table"
    if not reading.block.text:
        return None
    if reading.role == "code":
        return "code"
    if opens_section(reading):
        return "heading"
    return "quote" if reading.role == "quote" else "paragraph"
