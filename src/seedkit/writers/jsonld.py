"""An article as JSON-LD with the vocabulary of schema.org: an ``Article`` that has a ``HowTo`` and an ``FAQPage`` as its parts.

It contains only what the vocabulary has a term for. All steps of the article are one ``HowTo``, with the materials as its
``supply``: the steps of a single group as its ``HowToStep``s, those of several groups in one ``HowToSection`` each. The items of a
numbered list of steps inside a step, and of a list of tasks, become ``HowToDirection``s; tips and mistakes inside a step
``HowToTip``s; the rest of the step is its ``text``. A question without an answer is left out, because an ``Answer`` needs text. No
text is empty; positions count from 1.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from seedkit.corpus.article import Article, Content
from seedkit.model.document import (
    Checklist,
    Document,
    Group,
    ImageBlock,
    Item,
    OutlineNode,
    Passage,
    RefBlock,
    SampleText,
    Text,
)
from seedkit.model.walk import Entity

Node = dict[str, Any]

_DETAILS = {"steps": "HowToDirection", "tips": "HowToTip", "mistakes": "HowToTip"}
"""The type of an item of a group inside a step, by the kind of the group; items of other kinds are text of the step."""

OPENING = re.compile(rb'\{\s*"@context": "https://schema\.org",\s*"@type": "Article",\s*"identifier": "([a-z0-9-]+)",\s')
"""How such a file begins; the first group is the id of the document."""


def dump(document: Document) -> str:
    """Return ``document`` as JSON-LD text: two-space indent, non-ASCII unescaped, a final newline.

    Every ``<`` is escaped, so that the text can be put into a ``<script>`` of a page unchanged.
    """
    article = Article.model_construct(**dict(document))
    return json.dumps(_article(article), ensure_ascii=False, indent=2).replace("<", "\\u003c") + "\n"


def _article(article: Article) -> Node:
    facts = article.metadata
    minutes = facts.reading_minutes.value if facts.reading_minutes is not None else 0
    parts = [*_how_to(article), *_faq_page(article)]
    return {
        "@context": "https://schema.org",
        "@type": "Article",
        "identifier": article.id,
        **_present(
            inLanguage=article.source.language,
            headline=_words(facts.title),
            alternativeHeadline=_words(facts.subtitle),
            description=_words(facts.description),
            author=[{"@type": "Person", "name": author.text} for author in facts.authors],
            datePublished=facts.published.value if facts.published is not None else None,
            dateModified=facts.updated.value if facts.updated is not None else None,
            timeRequired=f"PT{minutes}M" if minutes else None,
            url=facts.url,
            keywords=list(facts.tags),
            articleBody=_text(article, _read(article, article.outline)),
            hasPart=parts,
        ),
    }


def _how_to(article: Article) -> Iterator[Node]:
    """Yield the instructions of an article that has any."""
    groups = [group for group in article.groups if group.kind == "steps" and not _is_nested(article, group)]
    sections = [(group, list(_steps(article, article.steps_of(group)))) for group in groups]
    sections = [(group, steps) for group, steps in sections if steps]
    if not sections:
        return
    title = _words(article.metadata.title) or next((group.title.text for group, _ in sections if group.title is not None), None)
    if len(sections) == 1:
        steps = sections[0][1]
    else:
        steps = [
            {"@type": "HowToSection", **_present(name=_words(group.title)), "position": position, "itemListElement": steps}
            for position, (group, steps) in enumerate(sections, 1)
        ]
    facts = article.metadata
    minutes = {time.kind: time.minutes for time in reversed(facts.durations)}
    times = {key: f"PT{minutes[kind]}M" for kind, key in _TIMES.items() if kind in minutes}
    properties = _present(name=title, supply=list(_supplies(article)), **{"yield": _words(facts.yields)})
    yield {"@type": "HowTo", **properties, **times, "step": steps}


_TIMES = {"preparation": "prepTime", "active": "performTime", "total": "totalTime"}


def _supplies(article: Article) -> Iterator[Node]:
    """Yield the materials, one per line."""
    for checklist in article.checklists:
        if checklist.kind == "materials":
            for item in checklist.items:
                amount = _present(requiredQuantity=_words(item.amount))
                yield {"@type": "HowToSupply", "name": _words(item.name) or item.text, **amount}


def _is_nested(article: Article, group: Group) -> bool:
    """Whether a group is inside an item and so part of it."""
    return group.parent is not None and not isinstance(article.resolve(group.parent), Passage)


def _steps(article: Article, items: Sequence[Item]) -> Iterator[Node]:
    """Yield the steps, except empty ones. Positions are those in the group."""
    for item in items:
        contents = list(article.contents_of(item.body))
        details = [detail for content in contents for detail in _details(article, content)]
        properties = _present(
            name=_words(item.title),
            text=_text(article, (content for content in contents if not any(_details(article, content)))),
            image=[content.src for content in contents if isinstance(content, ImageBlock) and content.src],
            itemListElement=[{**detail, "position": position} for position, detail in enumerate(details, 1)],
        )
        if properties.keys() & {"name", "text", "itemListElement"}:
            yield {"@type": "HowToStep", "position": item.position, **properties}


def _details(article: Article, content: Content) -> Iterator[Node]:
    """Yield the directions or tips of a list inside a step, one per item; nothing for any other content."""
    if isinstance(content, Checklist) and content.kind == "tasks":
        yield from ({"@type": "HowToDirection", "text": item.text} for item in content.items)
    elif isinstance(content, Group) and content.kind in _DETAILS:
        texts = (_text(article, _unnumbered(article, item)) for item in article.items_of(content) if isinstance(item, Item))
        yield from ({"@type": _DETAILS[content.kind], "text": text} for text in texts if text)


def _unnumbered(article: Article, item: Item) -> Iterator[Content | Text]:
    """Yield the content of an item without its number, which its position gives."""
    if item.title is not None:
        yield item.title
    yield from article.contents_of(item.body)


def _faq_page(article: Article) -> Iterator[Node]:
    """Yield the questions of an article that has any with an answer."""
    questions = [
        {"@type": "Question", "name": faq.question.text, "acceptedAnswer": {"@type": "Answer", "text": answer}}
        for faq in article.faqs
        if (answer := _text(article, article.contents_of(faq.answer)))
    ]
    if questions:
        yield {"@type": "FAQPage", "mainEntity": questions}


def _read(article: Article, nodes: Iterable[OutlineNode]) -> Iterator[Entity | Content | Text]:
    """Yield the content in reading order: the title of a group, its items, the passages in it and their contents."""
    for node in nodes:
        entity = article.resolve(node)
        if isinstance(entity, Group):
            if entity.title is not None:
                yield entity.title
            yield from _read(article, node.children)
        elif not (isinstance(entity, SampleText) and entity.inline):  # an inline one is part of a paragraph
            yield entity
            if isinstance(entity, Passage):
                shown = {block.ref for block in entity.body if isinstance(block, RefBlock)}
                yield from _read(article, (child for child in node.children if child.ref not in shown))


def _text(article: Article, contents: Iterable[Entity | Content | Text]) -> str:
    """Return contents as plain text, without images."""
    texts = (
        content.text if isinstance(content, Text) else article.text_of(content)
        for content in contents
        if not isinstance(content, ImageBlock)
    )
    return "\n\n".join(text.strip() for text in texts if text.strip())


def _words(text: Text | None) -> str | None:
    return text.text if text is not None else None


def _present(**values: Any) -> Node:
    """Return the values that are not empty."""
    return {name: value for name, value in values.items() if value not in (None, "", [])}
