"""Articles as Markdown, in the ways that people write it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle

from hypothesis import strategies as st

from properties.structure import Article, Block, Bullets, Faqs, Group, Item, Numbered, Prose, Quoting, Sample, label

_LIST_STYLES = {"1.": "1.", "1)": "1)", "(1)": "1)", "a)": "1)", "i.": "1.", "①": "1."}
_EMPHASIS = ["{}", "{}", "{}", "*{}*", "**{}**", "_{}_", "`{}`", "[{}](https://example.org/a_(b))", "[{}][there]", "<b>{}</b>"]


def list_style(style: str) -> str:
    """Return how Markdown prints the numbers of a list that is numbered in ``style``."""
    return _LIST_STYLES.get(style, style)


@dataclass(frozen=True)
class Layout:
    """How Markdown is written. ``emphasis``: what is done to some word of each paragraph, gone through again and again."""

    newline: str = "\n"
    front: bool = False
    underlined: bool = False
    closed: bool = False
    gap: int = 1
    bullet: str = "-"
    loose: bool = False
    lead_apart: int = 1
    quoted: bool = False
    width: int = 1000
    emphasis: tuple[str, ...] = ("{}",)
    suffix: str = ""


@st.composite
def layouts(draw: st.DrawFn, article: Article) -> Layout:
    """Return any way to write an article."""
    headed = any(group.form == "headed" for group in article.groups)
    return Layout(
        newline=draw(st.sampled_from(["\n", "\n", "\r\n"])),
        front=draw(st.booleans()),
        underlined=draw(st.booleans()),
        closed=draw(st.booleans()),
        gap=draw(st.integers(1, 2)),
        bullet=draw(st.sampled_from("-*+")),
        loose=draw(st.booleans()),
        lead_apart=draw(st.integers(0, 1)),
        quoted=draw(st.booleans()),
        width=draw(st.sampled_from([1000, 72])),
        emphasis=tuple(draw(st.lists(st.sampled_from(_EMPHASIS), min_size=1, max_size=5))),
        suffix=draw(st.sampled_from(["", "", " – ", " | "])) if headed else "",
    )


def render(article: Article, layout: Layout) -> str:
    """Return the article as Markdown."""
    return _Page(article, layout).text()


class _Page:
    def __init__(self, article: Article, layout: Layout) -> None:
        self.article = article
        self.layout = layout
        self.lines: list[str] = []
        self.emphasis = cycle(layout.emphasis)

    def text(self) -> str:
        article = self.article
        if self.layout.front:
            self.front()
        else:
            self.heading(article.title, 1)
            for line in (article.subtitle, *article.facts.lines):
                if line:
                    self.block(line)
        self.body(article.introduction)
        if article.residue:
            self.block(article.residue)
        for group in article.groups:
            self.group(group)
        if article.faqs:
            self.faqs(article.faqs)
        if article.closing:
            self.heading(article.closing, 2)
        self.body(article.conclusion)
        self.block("[there]: <https://example.org/there>")
        return self.layout.newline.join(self.lines) + self.layout.newline

    def front(self) -> None:
        article, facts = self.article, self.article.facts
        self.lines.append("---")
        self.lines.append(f'title: "{article.title}"')
        if article.subtitle:
            self.lines.append(f"subtitle: {article.subtitle}")
        if facts.authors:
            self.lines.append("authors:")
            self.lines += (f"  - {author}" for author in facts.authors)
        for key, value in (("date", facts.published), ("updated", facts.updated), ("reading_time", facts.minutes)):
            if value:
                self.lines.append(f"{key}: {value}")
        self.lines.append("---")
        if facts.credit:
            self.block(facts.credit)

    def block(self, text: str, gap: int | None = None, prefix: str = "", further: str | None = None) -> None:
        """Add a paragraph after ``gap`` blank lines; its first line after ``prefix``, the others after ``further``."""
        rest = prefix if further is None else further
        self.lines += [""] * ((self.layout.gap if gap is None else gap) if self.lines else 0)
        for line in text.split("\n"):
            self.lines.append(prefix)
            empty = True
            for word in line.split(" "):
                if not empty and len(self.lines[-1]) + len(word) >= self.layout.width:
                    self.lines.append(rest)
                    empty = True
                self.lines[-1] += word if empty else f" {word}"
                empty = False
            prefix = rest

    def heading(self, text: str, level: int) -> None:
        if self.layout.underlined and level < 3 and text[0].isalpha():  # "1. Rest", underlined, would be a list
            self.lines += ["", text, ("=" if level == 1 else "-") * 7]
        else:
            sign = "#" * level
            self.lines += ["", f"{sign} {text}{' ' + sign if self.layout.closed else ''}"]

    def emphasised(self, text: str) -> str:
        """Return ``text`` with one word of it marked."""
        words = text.split(" ")
        plain = [place for place, word in enumerate(words) if word.isalpha() and word.isascii() and place]
        if plain:
            words[plain[len(plain) // 2]] = next(self.emphasis).format(words[plain[len(plain) // 2]])
        return " ".join(words)

    def body(self, blocks: Sequence[Block], prefix: str = "") -> None:
        for block in blocks:
            match block:
                case Bullets():
                    self.block(block.lead, prefix=prefix)
                    for place, item in enumerate(block.items):
                        box = "" if item.checked is None else "[x] " if item.checked else "[ ] "
                        indent = prefix + "  " * (item.depth - 1)
                        self.item(f"{indent}{self.layout.bullet} ", box + self.emphasised(item.text), place == 0)
                case Numbered():
                    self.block(block.lead, prefix=prefix)
                    for place, text in enumerate(block.items, 1):
                        self.item(f"{prefix}{label(list_style(block.style), place)} ", text, place == 1)
                case Sample():
                    self.sample(block, prefix)
                case Prose() | Quoting():
                    self.block(self.emphasised(block.text), prefix=prefix)

    def item(self, sign: str, text: str, first: bool) -> None:
        gap = self.layout.lead_apart if first else int(self.layout.loose)
        self.block(text, gap, sign, " " * len(sign))

    def sample(self, block: Sample, prefix: str) -> None:
        self.block(block.cue, prefix=prefix)
        parts = block.parts if block.letter else (block.parts[0] if self.layout.quoted else f"“{block.parts[0]}”",)
        for place, part in enumerate(parts):
            if self.layout.quoted and place:
                self.lines.append(f"{prefix}>")
            text = part.replace("\n", "\\\n")
            if self.layout.quoted:
                self.block(text, 0 if place else None, f"{prefix}> ")
            else:
                self.block(text, prefix=prefix)

    def group(self, group: Group) -> None:
        if group.heading:
            self.heading(group.heading, 2)
        self.body(group.introduction)
        for place, item in enumerate(group.items):
            self.member(group, item, place == 0)

    def member(self, group: Group, item: Item, first: bool) -> None:
        style = group.style if group.form == "headed" else list_style(group.style)
        sign = label(style, item.number) if style not in ("none", "prose") else ""
        if group.form == "headed":
            suffix = self.layout.suffix + self.article.title if self.layout.suffix else ""
            self.heading(f"{sign} {item.title}{suffix}".strip(), 3 if group.heading else 2)
            self.body(item.body)
            return
        indent = " " * (len(sign) + 1) if sign and style in _LIST_STYLES.values() else ""
        opening = item.body[0]
        assert isinstance(opening, Prose)
        gap = None if first or group.form == "paragraphs" or not indent else int(self.layout.loose)
        self.block(self.emphasised(opening.text), gap, f"{sign} " if sign else "", indent)
        self.body(item.body[1:], indent)

    def faqs(self, faqs: Faqs) -> None:
        if faqs.heading:
            self.heading(faqs.heading, 2)
        for question, answer in faqs.pairs:
            if not faqs.typed:
                self.heading(question, 3 if faqs.heading else 2)
                self.body(answer)
                continue
            opening = answer[0]
            assert isinstance(opening, Prose)
            self.block(f"Q: {question}")
            self.block(f"A: {opening.text}")
            self.body(answer[1:])
