"""Articles as HTML, in the ways that sites set it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle

from hypothesis import strategies as st

from properties.structure import Article, Block, Bullets, Faqs, Group, Item, Numbered, Prose, Quoting, Sample, label

_LIST_STYLES = {"1.": "1.", "1)": "1.", "(1)": "1.", "①": "1.", "a)": "a.", "i.": "i."}
_EMPHASIS = [
    *("{}", "{}", "{}", "<em>{}</em>", "<strong>{}</strong>", "<code>{}</code>", "<span class=x>{}</span>"),
    '<a href="/a?b&amp;c">{}</a>',
]
_REFERENCES = [
    {},
    {"“": "&ldquo;", "”": "&rdquo;", "–": "&ndash;"},
    {"“": "&#8220;", "”": "&#x201d;", "'": "&apos;", "①": "&#9312;", "·": "&middot;"},
]


def list_style(style: str) -> str:
    """Return how a browser prints the numbers of a list that is numbered in ``style``."""
    return _LIST_STYLES.get(style, style)


@dataclass(frozen=True)
class Layout:
    """How a page is set. ``emphasis``: what is done to some word of each paragraph, gone through again and again.

    ``page``: 0 is a fragment, 1 a page, 2 one with navigation and footer. ``closed``: whether end tags that may be left out are
    written. ``questions``: how answers are set below a heading of questions.
    """

    newline: str = "\n"
    page: int = 0
    closed: bool = True
    between: str = "\n"
    space: str = " "
    references: int = 0
    quoted: bool = False
    boxes: bool = True
    questions: str = "headings"
    emphasis: tuple[str, ...] = ("{}",)
    suffix: str = ""


@st.composite
def layouts(draw: st.DrawFn, article: Article) -> Layout:
    """Return any way to set an article."""
    headed = any(group.form == "headed" for group in article.groups)
    return Layout(
        newline=draw(st.sampled_from(["\n", "\n", "\r\n"])),
        page=draw(st.integers(0, 2)),
        closed=draw(st.booleans()),
        between=draw(st.sampled_from(["\n", "", "\n\n  "])),
        space=draw(st.sampled_from([" ", "\n", "  ", "\n      ", "&nbsp;"])),
        references=draw(st.integers(0, len(_REFERENCES) - 1)),
        quoted=draw(st.booleans()),
        boxes=draw(st.booleans()),
        questions=draw(st.sampled_from(["headings", "headings", "details", "definitions"])),
        emphasis=tuple(draw(st.lists(st.sampled_from(_EMPHASIS), min_size=1, max_size=5))),
        suffix=draw(st.sampled_from(["", "", " – ", " | "])) if headed else "",
    )


def render(article: Article, layout: Layout) -> str:
    """Return the article as HTML."""
    return _Page(article, layout).text()


class _Page:
    def __init__(self, article: Article, layout: Layout) -> None:
        self.article = article
        self.layout = layout
        self.out: list[str] = []
        self.emphasis = cycle(layout.emphasis)

    def text(self) -> str:
        article, layout = self.article, self.layout
        self.put("h1", self.words(article.title), always=True)
        for line in (article.subtitle, *article.facts.lines):
            if line:
                self.put("p", self.words(line))
        self.body(article.introduction)
        if article.residue:
            self.put("p", self.words(article.residue))
        for group in article.groups:
            self.group(group)
        if article.faqs:
            self.faqs(article.faqs)
        if article.closing:
            self.put("h2", self.words(article.closing), always=True)
        self.body(article.conclusion)
        inside = layout.between.join(self.out)
        if layout.page == 2:
            menu = "<nav><ul><li><a href=/>Home</a></li><li><a href=/all>All articles</a></li></ul></nav>"
            inside = f"{menu}\n<article>\n{inside}\n</article>\n<footer><p>Imprint of this site</p></footer>"
        if layout.page:
            title = f"<title>{self.words(article.title)}</title>"
            head = f"<head><meta charset=utf-8>{title}<style>p > b {{ margin: 0 }}</style></head>"
            inside = f"<!doctype html>\n<html lang=en>{head}\n<body>\n{inside}\n</body></html>\n"
        return inside.replace("\n", layout.newline)

    def words(self, text: str, emphasised: bool = False) -> str:
        """Return ``text`` as it is in the source, one word of it marked if asked for."""
        words = [word.replace("&", "&amp;").replace("<", "&lt;") for word in text.split(" ")]
        for sign, reference in _REFERENCES[self.layout.references].items():
            words = [word.replace(sign, reference) for word in words]
        plain = [place for place, word in enumerate(words) if word.isalpha() and place]
        if emphasised and plain:
            words[plain[len(plain) // 2]] = next(self.emphasis).format(words[plain[len(plain) // 2]])
        blank = self.layout.space if emphasised else " "
        return words[0] + "".join((blank if place % 5 == 0 else " ") + word for place, word in enumerate(words[1:]))

    def put(self, tag: str, inside: str, always: bool = False) -> None:
        self.out.append(f"<{tag}>{inside}" + (f"</{tag}>" if always or self.layout.closed else ""))

    def body(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            match block:
                case Bullets():
                    self.put("p", self.words(block.lead))
                    self.bullets(block)
                case Numbered():
                    self.put("p", self.words(block.lead))
                    self.out.append(self.ordered(block.style))
                    for text in block.items:
                        self.put("li", self.words(text))
                    self.out.append("</ol>")
                case Sample():
                    self.sample(block)
                case Prose() | Quoting():
                    self.put("p", self.words(block.text, emphasised=True))

    def ordered(self, style: str) -> str:
        kind = {"a)": " type=a", "i.": ' type="i"'}.get(style, "")
        return f"<ol{kind}>"

    def bullets(self, block: Bullets) -> None:
        depth = 0
        for item in block.items:
            if item.depth > depth:
                self.out += ["<ul>"] * (item.depth - depth)
            else:
                self.out += ["</li></ul>"] * (depth - item.depth) + ["</li>"]
            depth = item.depth
            box = ""
            if item.checked is not None:
                checked = " checked" if item.checked else ""
                box = f'<input type="checkbox"{checked}> ' if self.layout.boxes else "☑ " if item.checked else "☐ "
            self.out.append(f"<li>{box}{self.words(item.text, emphasised=True)}")
        self.out += ["</li></ul>"] * depth

    def sample(self, block: Sample) -> None:
        self.put("p", self.words(block.cue))
        quoted = self.layout.quoted
        parts = block.parts if block.letter or quoted else (f"“{block.parts[0]}”",)
        if quoted:
            self.out.append("<blockquote>")
        for part in parts:
            self.put("p", "<br>".join(self.words(line) for line in part.split("\n")))
        if quoted:
            self.out.append("</blockquote>")

    def group(self, group: Group) -> None:
        if group.heading:
            self.put("h2", self.words(group.heading), always=True)
        self.body(group.introduction)
        style = list_style(group.style)
        listed = group.form in ("list", "paragraphs") and style in _LIST_STYLES.values()
        if listed:
            self.out.append(self.ordered(group.style))
        for item in group.items:
            if listed:
                self.listed(item)
            else:
                self.member(group, item)
        if listed:
            self.out.append("</ol>")

    def listed(self, item: Item) -> None:
        opening = item.body[0]
        assert isinstance(opening, Prose)
        if len(item.body) == 1:
            self.put("li", self.words(opening.text, emphasised=True))
            return
        self.out.append("<li>")
        self.body(item.body)
        self.out.append("</li>")

    def member(self, group: Group, item: Item) -> None:
        sign = label(group.style, item.number) if group.style not in ("none", "prose") else ""
        if group.form == "headed":
            suffix = self.layout.suffix + self.article.title if self.layout.suffix else ""
            self.put("h3" if group.heading else "h2", self.words(f"{sign} {item.title}{suffix}".strip()), always=True)
            self.body(item.body)
            return
        opening = item.body[0]
        assert isinstance(opening, Prose)
        self.put("p", self.words(f"{sign} {opening.text}".strip(), emphasised=True))
        self.body(item.body[1:])

    def faqs(self, faqs: Faqs) -> None:
        if faqs.heading:
            self.put("h2", self.words(faqs.heading), always=True)
        shape = self.layout.questions if faqs.heading else "headings"
        if shape == "definitions":
            self.out.append("<dl>")
        for question, answer in faqs.pairs:
            if faqs.typed:
                opening = answer[0]
                assert isinstance(opening, Prose)
                self.put("p", self.words(f"Q: {question}"))
                self.put("p", self.words(f"A: {opening.text}"))
                self.body(answer[1:])
            elif shape == "details":
                self.out.append(f"<details><summary>{self.words(question)}</summary>")
                self.body(answer)
                self.out.append("</details>")
            elif shape == "definitions":
                self.out.append(f"<dt>{self.words(question)}</dt><dd>")
                self.body(answer)
                self.out.append("</dd>")
            else:
                self.put("h3" if faqs.heading else "h2", self.words(question), always=True)
                self.body(answer)
        if shape == "definitions":
            self.out.append("</dl>")
