"""Articles as plain text, in every layout that people use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle

from hypothesis import strategies as st

from properties.structure import Article, Block, Bullets, Faqs, Group, Item, Numbered, Sample, label

WIDTH = 72


@dataclass(frozen=True)
class Layout:
    """How a plain text is set. The tuples are gone through again and again.

    ``gaps``: blank lines between blocks; ``blanks``: what a blank line holds; ``trailing``: what follows a line; ``spaces``: what
    stands for a space inside a text. ``indent``: columns before list items; ``deeper``: columns more for each level below;
    ``apart``: blank lines between list items; ``lead_apart``: after a lead-in; ``head_apart``: between title and byline.
    """

    newline: str = "\n"
    gaps: tuple[int, ...] = (1,)
    blanks: tuple[str, ...] = ("",)
    trailing: tuple[str, ...] = ("",)
    spaces: tuple[str, ...] = (" ",)
    bullet: str = "•"
    box: str = "[{}]"
    indent: int = 0
    deeper: int = 2
    apart: int = 0
    lead_apart: int = 1
    head_apart: int = 1
    wrapped: bool = False
    hanging: bool = False
    straight: bool = False
    suffix: str = ""
    mark: str = ""
    ends: bool = True


def can_be_tight(article: Article) -> bool:
    """Whether a reader can tell the blocks of an article apart with no blank line between them."""
    return all(group.style != "none" for group in article.groups)


@st.composite
def layouts(draw: st.DrawFn, article: Article) -> Layout:
    """Return any layout that leaves the article as plain as it is."""
    tight = can_be_tight(article) and draw(st.sampled_from([False, False, False, True]))
    wrapped = not tight and draw(st.sampled_from([False, False, True]))
    spaced = not wrapped and draw(st.booleans())
    headed = any(group.form == "headed" for group in article.groups)
    suffix = draw(st.sampled_from(["", "", "", " – ", " | ", ": "])) if headed and not wrapped and not tight else ""
    gaps = (0,) if tight else tuple(draw(st.lists(st.integers(1, 2), min_size=1, max_size=3)))
    return Layout(
        newline=draw(st.sampled_from(["\n", "\n", "\r\n"])),
        gaps=gaps,
        blanks=tuple(draw(st.lists(st.sampled_from(["", "", "  ", "\xa0", "\t"]), min_size=1, max_size=3))),
        trailing=tuple(draw(st.lists(st.sampled_from(["", "", " ", "  ", "\xa0", "\t"]), min_size=1, max_size=4))),
        spaces=tuple(draw(st.lists(st.sampled_from([" ", " ", " ", "\xa0", "  "]), min_size=5, max_size=11))) if spaced else (" ",),
        bullet=draw(st.sampled_from(["•", "-", "*", "–", "▪", "●", "◦", "+", "·", "—"])),
        box=draw(st.sampled_from(["[{}]", "☐☑", "- [{}]", "☐✓"])),
        indent=draw(st.integers(0, 4)),
        deeper=draw(st.integers(2, 4)),
        apart=0 if tight else draw(st.sampled_from([0, 0, 1])),
        lead_apart=0 if tight else draw(st.integers(0, 1)),
        head_apart=0 if tight else draw(st.integers(0, 1)),
        wrapped=wrapped,
        hanging=draw(st.booleans()),
        straight=draw(st.booleans()),
        suffix=suffix,
        mark=draw(st.sampled_from(["", "", "\ufeff"])),
        ends=draw(st.booleans()),
    )


def render(article: Article, layout: Layout) -> str:
    """Return the article as plain text."""
    return _Page(article, layout).text()


class _Page:
    def __init__(self, article: Article, layout: Layout) -> None:
        self.article = article
        self.layout = layout
        self.lines: list[str] = []
        self.gaps = cycle(layout.gaps)
        self.blanks = cycle(layout.blanks)
        self.trailing = cycle(layout.trailing)
        self.spaces = cycle(layout.spaces)

    def text(self) -> str:
        article, layout = self.article, self.layout
        self.block(article.title, 0)
        for line in (article.subtitle, *article.facts.lines):
            if line:
                self.block(line, layout.head_apart)
        self.body(article.introduction)
        if article.residue:
            self.block(article.residue)
        for group in article.groups:
            self.group(group)
        if article.faqs:
            self.faqs(article.faqs)
        if article.closing:
            self.block(article.closing)
        self.body(article.conclusion)
        end = layout.newline if layout.ends else ""
        return layout.mark + layout.newline.join(self.lines) + end

    def block(self, text: str, gap: int | None = None, sign: str = "", indent: int = 0, hanging: bool = False) -> None:
        """Add a block after its marker, ``gap`` blank lines below the one above it."""
        for _ in range(next(self.gaps) if gap is None else gap):
            self.lines.append(next(self.blanks))
        sign = f"{sign} " if sign else ""
        for line in self.wrap(sign, text, indent, len(sign) if hanging else 0):
            self.lines.append(line + next(self.trailing))

    def wrap(self, sign: str, text: str, indent: int, hang: int) -> Iterator[str]:
        if self.layout.straight:
            text = text.replace("“", '"').replace("”", '"')
        if not self.layout.wrapped:
            yield " " * indent + sign + "".join(next(self.spaces) if character == " " else character for character in text)
            return
        line = sign[:-1]
        for word in text.split(" "):
            if line and indent + len(line) + 1 + len(word) > WIDTH:
                yield " " * indent + line
                indent, line, hang = indent + hang, "", 0
            line = f"{line} {word}" if line else word
        yield " " * indent + line

    def body(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            match block:
                case Bullets():
                    self.bullets(block)
                case Numbered():
                    self.block(block.lead)
                    for place, item in enumerate(block.items, 1):
                        self.item(label(block.style, place), item, place == 1, self.layout.indent)
                case Sample():
                    self.sample(block)
                case _:
                    self.block(block.text)

    def bullets(self, block: Bullets) -> None:
        self.block(block.lead)
        for place, item in enumerate(block.items, 1):
            sign = self.layout.bullet
            if item.checked is not None:
                box = self.layout.box
                sign = box.format("x" if item.checked else " ") if "{" in box else box[item.checked]
            self.item(sign, item.text, place == 1, self.layout.indent + self.layout.deeper * (item.depth - 1))

    def item(self, sign: str, text: str, first: bool, indent: int) -> None:
        self.block(text, self.layout.lead_apart if first else self.layout.apart, sign, indent, hanging=True)

    def sample(self, block: Sample) -> None:
        self.block(block.cue)
        if not block.letter:
            self.block(f"“{block.parts[0]}”")
            return
        for part in block.parts:
            for place, line in enumerate(part.split("\n")):
                self.block(line, 0 if place else None)

    def group(self, group: Group) -> None:
        if group.heading:
            self.block(group.heading)
        self.body(group.introduction)
        for place, item in enumerate(group.items, 1):
            self.member(group, item, place == 1)

    def member(self, group: Group, item: Item, first: bool) -> None:
        sign = label(group.style, item.number) if group.style not in ("none", "prose") else ""
        if group.form == "headed":
            suffix = self.layout.suffix + self.article.title if self.layout.suffix else ""
            self.block(f"{item.title}{suffix}", sign=sign)
            self.body(item.body)
            return
        opening = _words(item.body[0])
        if group.form == "list":
            self.block(opening, None if first else self.layout.apart, sign)
        else:
            self.block(opening, sign=sign, hanging=self.layout.hanging)
            self.body(item.body[1:])

    def faqs(self, faqs: Faqs) -> None:
        if faqs.heading:
            self.block(faqs.heading)
        for question, answer in faqs.pairs:
            if not faqs.typed:
                self.block(question)
                self.body(answer)
                continue
            self.block(question, sign="Q:")
            self.block(_words(answer[0]), self.layout.lead_apart, "A:")
            self.body(answer[1:])


def _words(block: Block) -> str:
    assert not isinstance(block, Bullets | Numbered | Sample)
    return block.text
