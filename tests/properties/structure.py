"""The structure of a generated article, independent of how it is rendered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

COUNTS = [
    "",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
]

STYLES = [
    "1.",
    "1)",
    "(1)",
    "1-",
    "1 –",
    "1:",
    "#1",
    "Step 1:",
    "Step One –",
    "①",
    "a)",
    "i.",
    "No. 1",
    "Step 1 –",
    "#1:",
    "1 -",
    "STEP 1:",
]
"""Every way to print numbers that is tried, each with its first number."""
LIST_STYLES = ("1.", "1)", "(1)", "a)", "i.", "①")
"""Those that are used inside items."""

_ROMAN = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi"]


def label(style: str, number: int) -> str:
    """Return a number as printed in a style."""
    if style == "①":
        return chr(ord("①") + number - 1)
    if style in ("a)", "a."):
        return f"{chr(ord('a') + number - 1)}{style[1]}"
    if style == "i.":
        return f"{_ROMAN[number]}."
    return style.replace("One", COUNTS[number].capitalize()).replace("1", str(number))


@dataclass(frozen=True)
class Prose:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Bullet:
    """A line of a bullet list; ``checked`` for boxes alone."""

    text: str
    depth: int = 1
    checked: bool | None = None


@dataclass(frozen=True)
class Bullets:
    """A bullet list and the paragraph that leads it in."""

    lead: str
    items: tuple[Bullet, ...]

    @property
    def kind(self) -> str:
        if self.items[0].checked is not None:
            return "tasks"
        return "questions" if all(item.text.endswith("?") for item in self.items) else "items"


@dataclass(frozen=True)
class Numbered:
    """A numbered list inside an item, and the paragraph that leads it in."""

    lead: str
    kind: str
    style: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Sample:
    """Words to send or say, in paragraphs of their own after their cue; a letter has several, the others one."""

    cue: str
    parts: tuple[str, ...]
    channel: str
    label: str | None = None

    @property
    def letter(self) -> bool:
        return len(self.parts) > 1


@dataclass(frozen=True)
class Quoting:
    """A paragraph that quotes words to send or say."""

    before: str
    quotation: str
    after: str
    channel: str

    @property
    def text(self) -> str:
        return f"{self.before}“{self.quotation}”{self.after}"


Form = Literal["headed", "paragraphs", "list", "prose"]
Block = Prose | Bullets | Numbered | Sample | Quoting


@dataclass(frozen=True)
class Item:
    """A step or point; ``title`` is null for numbered paragraphs, list items and items told in prose."""

    number: int
    title: str | None
    body: tuple[Block, ...]


@dataclass(frozen=True)
class Group:
    """A run of items: ``form`` says that they have headings, are numbered paragraphs, a plain list, or paragraphs told in order."""

    form: Form
    kind: str
    style: str
    heading: str | None
    declared: int | None
    introduction: tuple[Prose, ...]
    items: tuple[Item, ...]
    continues: bool = False


@dataclass(frozen=True)
class Faqs:
    """Questions and answers below a heading, set as headings or typed ``Q:`` and ``A:``; or headings with none above them."""

    heading: str | None
    typed: bool
    pairs: tuple[tuple[str, tuple[Block, ...]], ...]


@dataclass(frozen=True)
class Facts:
    """What is below the title: the lines as printed, and what they say."""

    lines: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    published: date | None = None
    updated: date | None = None
    minutes: int | None = None
    credit: str | None = None


@dataclass(frozen=True)
class Article:
    """A whole article."""

    title: str
    subtitle: str | None
    facts: Facts
    introduction: tuple[Block, ...]
    residue: str | None
    groups: tuple[Group, ...]
    faqs: Faqs | None
    closing: str | None
    conclusion: tuple[Prose, ...]


RESIDUE = {"Advertisement": "advertisement", "Share this article": "share", "Subscribe to our newsletter": "subscribe"}
"""Lines that are not part of an article, and why."""
