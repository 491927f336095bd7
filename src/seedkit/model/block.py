"""Blocks: the result of segmentation, and readings: the result of classification."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, NamedTuple, get_args

from seedkit.model.source import Place

BlockKind = Literal["title", "byline", "text", "heading", "item", "quote", "code", "table", "image", "residue"]
"""What the format itself says about a block. Plain text has only ``text`` and ``item``; ``title`` is one stated outside the text,
``byline`` a line about the article: who wrote it, when."""

Role = Literal[
    "title", "subtitle", "meta", "heading", "question", "answer", "paragraph", "bullet", "ordered", "quote", "code", "table",
    "image", "residue",
]  # fmt: skip
"""What a block was read as."""


class Marker(NamedTuple):
    """A number, bullet or box printed before a block's text, at ``[start, end)``, without whitespace after it.

    ``style`` is the marker as printed, with its first number as one (``1.``, ``Step 1:``, ``a)``, ``①``), or the bullet itself, or
    the box as printed when empty. ``value`` is the printed number; ``checked`` is only for boxes.
    """

    kind: Literal["number", "bullet", "box"]
    style: str
    label: str
    value: int | None
    checked: bool | None
    start: int
    end: int


Purpose = Literal["steps", "materials", "faqs"]
"""What a format itself states a series of items to be."""

RunKind = Literal["steps", "reasons", "signs", "tips", "mistakes", "benefits", "items", "checklist", "prose", "sample"]
"""What an editor may call the run of items that contains a block; ``prose`` means that it is not a run, ``sample`` that
the block is a text to send or say."""
SAMPLE: RunKind = "sample"


_PINNED: tuple[Role, ...] = (
    "title", "subtitle", "meta", "heading", "question", "answer", "paragraph", "bullet", "ordered", "quote", "residue"
)  # fmt: skip
ROLES: Mapping[str, Role] = {role: role for role in _PINNED}
"""What an editor may call a block."""
RUNS: Mapping[str, RunKind] = {kind: kind for kind in get_args(RunKind)}
"""What an editor may call a run."""


GROUPS = frozenset(RUNS) - {"checklist", "prose", "sample"}
"""Those of them that are a group of items."""
ELLIPSES = ("…", "...")
"""What a pin's quotation ends in if more words follow."""


class Pin(NamedTuple):
    """What an editor says about one block, and how the block is recognized.

    ``text`` quotes its words, whitespace collapsed; ``begins`` if more words follow them. ``prefix`` is the end of the words before
    it, ``suffix`` the beginning of those after it; empty if there are none, ``None`` if they are not quoted. ``seen`` is the line
    where it was last seen; ``line`` that of the pin in its sidecar. The correction: the block has the role ``role``, of that
    ``level``; the run of items that contains it is a ``run``; its correct title is ``title``.
    """

    text: str
    line: int
    begins: bool = False
    prefix: str | None = None
    suffix: str | None = None
    seen: int | None = None
    role: Role | None = None
    level: int | None = None
    run: RunKind | None = None
    title: str | None = None


class UnmatchedPin(NamedTuple):
    """A pin that no longer matches the article, or contradicts another: why, and the closest match."""

    pin: Pin
    why: str
    place: Place | None = None


class Link(NamedTuple):
    """A link or image inside a block: its text, its target, and the place of the text."""

    text: str
    href: str
    place: Place


class Block(NamedTuple):
    """A run of physical lines (or an element of markup) that belongs together.

    ``[start, end)`` covers marker and text; ``[text_start, text_end)`` the text alone. ``text`` is the text after the one
    normalization. ``line`` and ``line_end`` are the first and last physical line, 1-based. ``indent`` counts columns (a tab
    goes to the next multiple of four), ``blank_before`` the blank lines above, relative to the narrowest gap of the article.
    What only markup knows: ``level`` (heading level 1 to 6), ``depth`` (of a list item, 1 is outermost), ``group`` (number of
    the list the item is in), ``quotation``
    (a number that the blocks of one block quote share, the outermost of nested ones), ``runs``
    (the places of the text, markup left out; ``None`` means the text place as a whole), ``links``, ``language`` of code,
    ``rows`` of a table, ``src`` of an image, ``strong`` (a short paragraph set in bold as a whole), ``lead`` (the offset
    after the words in bold that a text begins with, 0 where it begins with none or says no more), and ``reason`` of
    residue. ``purpose`` is what the markup states the series to be in which the block is an item. ``lines`` are the places of
    the trimmed physical lines of a block of several, plain text only. ``pin`` is what an editor says of the block.
    """

    kind: BlockKind
    start: int
    end: int
    text: str
    text_start: int
    text_end: int
    line: int
    line_end: int
    marker: Marker | None = None
    indent: int = 0
    blank_before: int = 0
    runs: tuple[Place, ...] | None = None
    lines: tuple[Place, ...] = ()
    level: int | None = None
    depth: int | None = None
    group: int | None = None
    quotation: int | None = None
    links: tuple[Link, ...] = ()
    language: str | None = None
    rows: tuple[tuple[str, ...], ...] = ()
    src: str | None = None
    reason: str | None = None
    strong: bool = False
    lead: int = 0
    purpose: Purpose | None = None
    pin: Pin | None = None

    def places(self) -> tuple[Place, ...]:
        """Return the places of the text, markup left out."""
        return self.runs if self.runs is not None else (Place(self.text_start, self.text_end),)


class Fact(NamedTuple):
    """One fact about the article found in a meta line, with its span.

    ``name`` is ``author``, ``credit``, ``published``, ``updated`` or ``reading_minutes``; ``value`` is the date or the number of
    minutes, ``None`` for names. ``[start, end)`` is the span of the fact alone (the name without "By").
    """

    name: Literal["author", "credit", "published", "updated", "reading_minutes"]
    text: str
    value: date | int | None
    start: int
    end: int


class Reading(NamedTuple):
    """A block and what it was read as.

    ``level``: 1 for the title, 2 for the outermost heading and so on (also for questions that are headings). ``depth``: of list
    items, 1 is outermost. ``ordinal``: the printed number of a heading, item or paragraph. ``chain``: the number of its numbering
    chain (the members of one chain are one run of numbers). ``rule`` names the rule that decided; ``evidence`` yields what was
    weighed for and against a heading, strongest first; ``veto`` names why a short line is not a heading, whatever it looks like.
    ``facts`` are those of a meta line. ``reason`` says why residue was set aside. ``answered`` are two offsets in the text of a
    question that is answered in the same block: where the question ends, where the answer begins. ``sign`` is what is typed before
    a question or an answer and not part of its text: "Q:".
    """

    block: Block
    role: Role
    level: int | None = None
    depth: int | None = None
    ordinal: int | None = None
    chain: int | None = None
    rule: str = ""
    evidence: Iterable[tuple[str, float]] = ()
    facts: tuple[Fact, ...] = ()
    reason: str | None = None
    answered: tuple[int, int] | None = None
    sign: str = ""
    veto: str | None = None
