"""An article as canonical Markdown: compiled again, it is the same document apart from spans and ids.

Facts about the article are front matter, except its title, the only heading of level 1. Groups, items, questions and passages with
a heading become headings, one level below their container. Items without one become an ordered list if Markdown can express their
numbers, lists of one item if all are numbered 1, or else paragraphs after the number as printed. Residue is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, assert_never

from seedkit.corpus.article import Article
from seedkit.model.document import (
    BodyBlock,
    Checklist,
    ChecklistItem,
    CodeBlock,
    Document,
    Faq,
    Group,
    HeadingBlock,
    ImageBlock,
    Item,
    OutlineNode,
    Passage,
    ProseBlock,
    RefBlock,
    SampleText,
    TableBlock,
)
from seedkit.writers import markdown_text as md
from seedkit.writers import yaml

OPENING = re.compile(rb'---\n# seedkit\nid: "?([a-z0-9-]+)"?\n')
"""How such a file begins; the first group is the id of the document."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_BLANK_LINES = re.compile(r"\n{2,}")
_PART = "<!-- -->"
"""An empty comment between two lists that Markdown would otherwise join."""


def dump(document: Document) -> str:
    """Return ``document`` as Markdown. Images inside headings, and links in headings and tables, are not kept."""
    return _Writer(Article.model_construct(**dict(document))).text()


class _Writer:
    """Walks the outline of an article once."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.nodes: dict[str, OutlineNode] = {}
        waiting = list(article.outline)
        while waiting:
            node = waiting.pop()
            self.nodes[node.ref] = node
            waiting.extend(node.children)

    def text(self) -> str:
        facts = self.article.metadata
        parts = [f"---\n# seedkit\n{yaml.dump_mapping(_front(self.article))}---"]
        if facts.title is not None:
            parts.append(md.heading(facts.title.text, 1))
        parts += (md.escape(credit.text) for credit in facts.credits)
        parts += self.children(self.article.outline, (), 2)
        return "\n\n".join(_parted(parts)) + "\n"

    def children(self, nodes: Iterable[OutlineNode], body: Sequence[BodyBlock], level: int) -> Iterator[str]:
        """Yield the contents that are not in the body; inline sample texts are part of a paragraph."""
        shown = {block.ref for block in body if isinstance(block, RefBlock)}
        for node in nodes:
            if node.ref not in shown:
                yield from self.entity(node.ref, level)

    def entity(self, ref: str, level: int, *, inside: bool = False) -> Iterator[str]:
        """Yield the blocks of an entity; ``level`` is that of its heading. With ``inside``, a list in a body has a lead-in instead
        of a heading."""
        entity = self.article.resolve(ref)
        match entity:
            case Group():
                yield from self.group(entity, level, inside)
            case Item():
                yield from self.item(entity, level)
            case Faq(question=question, answer=answer):
                yield md.heading(question.text, level)
                yield from self.body(ref, answer, level + 1)
            case Passage(heading=heading, level=own, body=body):
                level = max(level, own or 0)
                if heading is not None:
                    yield md.heading(heading.text, level)
                yield from self.body(ref, body, level + (heading is not None))
            case Checklist():
                yield from self.checklist(entity, level, inside)
            case SampleText(inline=inline, text=text):
                if not inline:
                    yield _quote(text)
            case ChecklistItem():  # written with its checklist
                return
            case _:
                assert_never(entity)

    def body(self, owner: str, body: Sequence[BodyBlock], level: int) -> Iterator[str]:
        for block in body:
            yield from self.block(block, level)
        if owner in self.nodes:
            yield from self.children(self.nodes[owner].children, body, level)

    def block(self, block: BodyBlock, level: int) -> Iterator[str]:
        match block:
            case ProseBlock(kind=kind, text=text, links=links):
                yield f"{'> ' * (kind == 'quote')}{md.paragraph(text, links)}"
            case HeadingBlock(text=text, level=own):
                yield md.heading(text, max(level - 1, own))  # an equal level belongs to the item if the numbers continue
            case CodeBlock(text=text, language=language):
                yield md.code(text, language)
            case TableBlock(rows=rows):
                yield md.table(rows)
            case ImageBlock(text=text, src=src):
                yield md.image(text, src)
            case RefBlock(ref=ref):
                yield from self.entity(ref, level, inside=True)
            case _:
                assert_never(block)

    def group(self, group: Group, level: int, inside: bool) -> Iterator[str]:
        items = self.article.items_of(group)
        headed = any(not isinstance(item, Item) or item.title is not None for item in items)
        if group.title is not None and (headed or not (inside or _leads_in(group, group.title.text))):
            yield md.heading(group.title.text, level)
            level += 1
        elif group.title is not None:
            yield md.paragraph(group.title.text)
        listed = [item for item in items if isinstance(item, Item)]
        ones = len(listed) > 2 and all(item.ordinal == 1 for item in listed)
        in_list = group.numbering in ("1.", "1)") and (ones or _counts_on(listed))
        if not headed and (in_list or _stand_alone(listed)):
            passages = (node for node in self.nodes[group.id].children if isinstance(self.article.resolve(node), Passage))
            for node in passages:
                yield from self.entity(node.ref, level)
            if not in_list:
                yield from self.labelled(listed, level)
                return
            for together in ([item] for item in listed) if ones else [listed]:
                yield from self.ordered(together, group.numbering[-1], level)
        else:
            yield from self.children(self.nodes[group.id].children, (), level)

    def ordered(self, items: Iterable[Item], sign: str, level: int) -> Iterator[str]:
        lines = [_hung(f"{item.ordinal}{sign}", self.body(item.id, item.body, level)) for item in items]
        yield _list(lines)

    def labelled(self, items: Iterable[Item], level: int) -> Iterator[str]:
        for item in items:
            yield md.heading(item.label or "", level)
            yield from self.body(item.id, item.body, level + 1)

    def item(self, item: Item, level: int) -> Iterator[str]:
        if item.title is not None:
            yield md.heading(item.title.text, level, item.label)
            yield from self.body(item.id, item.body, level + 1)
        elif item.label is None:
            yield from self.body(item.id, item.body, level)
        else:
            first, rest = (item.body[0], item.body[1:]) if item.body else (None, ())
            if isinstance(first, ProseBlock):
                yield md.numbered(item.label, first.text, first.links)
                yield from self.body(item.id, rest, level)
            else:
                yield md.numbered(item.label, "")
                yield from self.body(item.id, item.body, level)

    def checklist(self, checklist: Checklist, level: int, inside: bool) -> Iterator[str]:
        if checklist.title is not None:
            yield md.paragraph(checklist.title.text) if inside else md.heading(checklist.title.text, level)
        lines: list[str] = []
        depth = 0
        for item in checklist.items:
            depth = min(item.depth, depth + 1)
            box = "" if item.checked is None else "[x] " if item.checked else "[ ] "
            detail = [md_block for block in item.detail for md_block in self.block(block, level)]
            lines.append(_indented(_hung("-", (f"{box}{md.item(item.text)}", *detail)), "  " * (depth - 1)))
        yield _list(lines)


def _leads_in(group: Group, title: str) -> bool:
    """Return whether the title of a group is a paragraph that leads in its items; paragraphs without numbers need a heading."""
    return group.numbering != "none" and title.endswith(":")


def _stand_alone(items: Sequence[Item]) -> bool:
    """Return whether labels such as "Step 1" can be headings without a title."""
    words = all(item.label is not None and item.label[-1].isalnum() and _WORD.search(item.label) for item in items)
    return words and len(items) > 1 and items[0].ordinal == 1 and _counts_on(items)


def _counts_on(items: Sequence[Item]) -> bool:
    """Whether the numbers of items are those that Markdown gives to an ordered list with this first number."""
    return all(item.ordinal == items[0].ordinal + place for place, item in enumerate(items)) and items[0].ordinal >= 0


def _hung(marker: str, blocks: Iterable[str]) -> str:
    """Return blocks as a list item: the first after the marker, the others below it."""
    text = _indented("\n\n".join(_parted(blocks)), " " * (len(marker) + 1))
    return f"{marker} {text.lstrip()}".rstrip()


def _indented(text: str, indent: str) -> str:
    return "\n".join(f"{indent}{line}" if line else "" for line in text.split("\n")) if indent else text


def _list(items: Sequence[str]) -> str:
    """Return items below each other, separated by blank lines if one has several blocks."""
    return ("\n\n" if any("\n\n" in item for item in items) else "\n").join(items)


def _quote(text: str) -> str:
    """Return words as a quotation that keeps their lines and paragraphs."""
    paragraphs = ("\\\n> ".join(map(md.paragraph, part.split("\n"))) for part in _BLANK_LINES.split(text))
    return "\n>\n".join(f"> {part}" for part in paragraphs)


def _parted(blocks: Iterable[str]) -> Iterator[str]:
    """Yield blocks, with a comment between two lists with the same marker."""
    above = ""
    for block in blocks:
        sign = _sign(block)
        if sign and sign == above:
            yield _PART
        yield block
        above = sign


def _sign(block: str) -> str:
    """Return what distinguishes a list from the previous one, nothing for any other block."""
    marker = block.partition(" ")[0]
    if marker == "-":
        return marker
    return marker[-1] if marker[:-1].isdigit() and marker[-1] in ".)" else ""


_ALIASES = {
    "id": ("id", "slug"),
    "subtitle": ("subtitle",),
    "description": ("description",),
    "authors": ("authors", "author"),
    "published": ("published", "date"),
    "updated": ("updated", "lastmod"),
    "reading_time": ("reading_time", "reading-time"),
    "url": ("url", "canonical"),
    "tags": ("tags",),
}
"""The key of each fact in the front matter, and its alternatives if other data uses that key."""


def _front(article: Article) -> dict[str, Any]:
    facts = article.metadata
    values: dict[str, Any] = {
        "id": article.id,
        "subtitle": facts.subtitle and facts.subtitle.text,
        "description": facts.description and facts.description.text,
        "authors": [author.text for author in facts.authors],
        "published": facts.published and facts.published.value,
        "updated": facts.updated and facts.updated.value,
        "reading_time": facts.reading_minutes and facts.reading_minutes.value,
        "url": facts.url,
        "tags": list(facts.tags),
    }
    own = {next((key for key in _ALIASES[name] if key not in facts.extra), name): value for name, value in values.items() if value}
    return {**own, **{key: value for key, value in facts.extra.items() if key not in own}}
