"""What the head of a page and its markup state about the article: ``title``, ``meta``, ``link``, ``time``, JSON-LD."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from seedkit.model.front import Front, FrontDate, FrontText
from seedkit.model.source import Place
from seedkit.readers.html.content import is_text, words_of
from seedkit.readers.html.jsonld import Claims
from seedkit.readers.html.text import collapse
from seedkit.readers.html.title import Named
from seedkit.readers.html.tokens import attribute_place, decode
from seedkit.readers.html.tree import Page

_MOST_AUTHORS = 50
_SMALL = 200  # nodes
_DATE = re.compile(r"\s*([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]|\s*$)", re.ASCII)
_ADDRESS = re.compile(r"https?:|www\.|[@/]")
# The name of the site after the article's title in the page's title.
_SUFFIX = re.compile(r"\s[|–—·•»:-]\s")


def data_scripts(page: Page) -> list[Place]:
    """Return the spans of the JSON-LD scripts of a page."""
    return [
        Place(page.ends[node], page.closes[node])
        for node, name in enumerate(page.names)
        if name == "script" and page.attributes[node].get("type", "").strip().lower() == "application/ld+json"
    ]


def front(page: Page, scripts: Sequence[Place], said: Claims, has_title: bool, about: Named | None) -> Front:
    """Return the facts that a page states, ``said`` in its JSON-LD ``scripts``.

    ``has_title``: the article's text contains its title, so the head's is not needed. ``about``: its data names what it is about;
    that is the title, and the page's own heading the subtitle.
    """
    metas: dict[str, list[FrontText]] = {}
    language = url = None
    times: list[FrontDate] = []
    writers: list[FrontText] = []
    for node, name in enumerate(page.names):
        attributes = page.attributes[node]
        if name == "meta":
            key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            if stated := _stated(page, node, "content"):
                metas.setdefault(key.lower(), []).append(stated)
        elif name == "html" and language is None:
            language = attributes.get("lang", "").strip() or None
        elif name == "link" and url is None and attributes.get("rel", "").lower() == "canonical":
            url = attributes.get("href", "").strip() or None
        elif name == "time":
            times += _dates([_stated(page, node, "datetime")])
        elif name == "a" and "author" in attributes.get("rel", "").lower().split():
            writers += _inner(page, node)

    def first(*keys: str) -> list[FrontText]:
        return next((metas[key] for key in keys if key in metas), [])

    named = [text for text in first("author", "article:author", "parsely-author") if not _ADDRESS.search(text.text)]
    claimed = [text for name in said.authors[:_MOST_AUTHORS] for text in _found(page, scripts, name)]
    published = [
        *_dates(first("article:published_time", "datepublished", "date")),
        *_dates(_claimed(page, scripts, said.published)),
    ]
    updated = [
        *_dates(first("article:modified_time", "datemodified", "og:updated_time")),
        *_dates(_claimed(page, scripts, said.modified)),
    ]
    title = None if has_title else _title(page, first("og:title"))
    names = _found(page, scripts, about.name) if about else []
    return Front(
        title=names[0] if names else title,
        subtitle=_whole(page, about.heading) if about and names else None,
        description=next(iter(first("description", "og:description")), None),
        authors=_distinct(named or claimed or writers),
        published=next(iter([*published, *times]), None),
        updated=next(iter(updated), None),
        url=url or next((text.text for text in first("og:url")), None),
        tags=tuple(dict.fromkeys(_tags(first("keywords"), metas.get("article:tag", [])))),
        language=language,
        extra={"jsonld": _reduced(said)} if said.types else {},
    )


def _stated(page: Page, node: int, name: str) -> FrontText | None:
    """Return the value of an attribute with its span inside the tag; ``None`` if it is empty."""
    start = page.starts[node] + 1 + len(page.names[node])
    place = attribute_place(page.text, start, page.ends[node] - 1, name)
    words = collapse(decode(page.text[place.start : place.end]))
    return FrontText(words, place) if words else None


def _inner(page: Page, node: int) -> list[FrontText]:
    """Return the text of an element with a single text."""
    texts = [inner for inner in range(node + 1, min(page.lasts[node], node + _SMALL) + 1) if is_text(page, inner)]
    if len(texts) != 1:
        return []
    raw = page.text[page.starts[texts[0]] : page.ends[texts[0]]]
    start = page.starts[texts[0]] + len(raw) - len(raw.lstrip())
    return [FrontText(collapse(decode(raw)), Place(start, start + len(raw.strip())))]


def _whole(page: Page, node: int) -> FrontText | None:
    """Return the text of an element, from its first text to its last one."""
    texts = [inner for inner in range(node + 1, page.lasts[node] + 1) if is_text(page, inner)]
    if not texts:
        return None
    first = page.text[page.starts[texts[0]] : page.ends[texts[0]]]
    last = page.text[page.starts[texts[-1]] : page.ends[texts[-1]]]
    start, end = page.ends[texts[0]] - len(first.lstrip()), page.starts[texts[-1]] + len(last.rstrip())
    return FrontText(words_of(page, node), Place(start, end))


def _dates(stated: Iterable[FrontText | None]) -> list[FrontDate]:
    found = []
    for text in stated:
        match = text and _DATE.match(text.text)
        if text and match:
            try:
                found.append(FrontDate(date.fromisoformat(match[1]), text.text, text.place))
            except ValueError:
                continue  # not a valid date
    return found


def _found(page: Page, scripts: Iterable[Place], words: str) -> list[FrontText]:
    """Return the words with their span in a script; nothing if the script has them with escapes."""
    for start, end in scripts:
        at = page.text.find(f'"{words}"', start, end)
        if at >= 0 and words == collapse(words):
            return [FrontText(words, Place(at + 1, at + 1 + len(words)))]
    return []


def _claimed(page: Page, scripts: Iterable[Place], words: str | None) -> list[FrontText]:
    return _found(page, scripts, words) if words else []


def _title(page: Page, stated: list[FrontText]) -> FrontText | None:
    """Return the title in the head, without the name of the site after it."""
    elements = [node for node, name in enumerate(page.names) if name == "title"]
    for text in stated or [text for node in elements[:1] for text in _inner(page, node)]:
        start, end = text.place
        site = [match.start() for match in _SUFFIX.finditer(page.text, start, end)]
        if site and len(collapse(page.text[start : site[-1]]).split()) > 2:
            return FrontText(collapse(decode(page.text[start : site[-1]])), Place(start, site[-1]))
        return text
    return None


def _tags(keywords: list[FrontText], tags: list[FrontText]) -> list[str]:
    return [tag for text in keywords for part in text.text.split(",") if (tag := part.strip())] + [text.text for text in tags]


def _distinct(texts: Iterable[FrontText]) -> tuple[FrontText, ...]:
    return tuple({text.text: text for text in reversed(list(texts))}.values())[::-1]


def _reduced(said: Claims) -> dict[str, Any]:
    return {"types": list(said.types), "steps": list(said.steps), "questions": list(said.questions)}
