"""Single lines of a page: labels and numbers of cards, lone links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from seedkit.language.lexicon import Lexicon
from seedkit.readers.html.content import PARTS, Status, Weights
from seedkit.readers.html.furniture import is_caption, label_reason
from seedkit.readers.html.links import lead_on
from seedkit.readers.html.text import collapse
from seedkit.readers.html.tokens import decode
from seedkit.readers.html.tree import HEADINGS, Page

_PARAGRAPHED = 0.8  # share of the prose: a page with so much in paragraphs has its text there
CELLS = frozenset({"td", "th", "caption", "figcaption", "summary"})
"""Elements whose content may be short texts and lone links."""

_SHORT = 60  # characters: a longer line is not a label
_POINTER = (25, 160)  # characters of a paragraph that is only a link to another page
_POINTER_LABEL = 40  # characters before such a link: "Read more:"
_REPEATED = 3  # times: a line that is repeated so often outside paragraphs, lists and tables labels cards
_SENTENCE_END = (".", "!", "?", ":", ";", ",", "…")
_FIGURE = re.compile(r"[^\w]*[0-9]+(?:[^\w]+[0-9]+)*[^\w]*[kmb%+]?", re.IGNORECASE)
_NUMBER = re.compile(r"\W?[0-9]{1,3}[.):]?|(?:19|20)[0-9]{2}")  # of a step; or a year
_WORD = re.compile(r"\w")
# "Photo: Ann Lee", "(Foto: …)", "© Agency": who made a picture.
_CREDIT = re.compile(
    r"\W*(?:(?:photos?|fotos?|fotografía|bild|bilder|imagen|imagem|kuva|crédits?|credits?)"
    r"(?: (?:by|von|de|credits?|photos?))?\s?:\s*\w|©\s*\D)",
    re.IGNORECASE,
)
# The same inside a caption, or the agency at its end: "(Agency/Ann Lee)".
_CREDITED = re.compile(
    r"©|\(c\)|&copy;|\b(?:photos?|photographs?|fotos?|fotografía|bild|bilder|imagen|imagem|kuva|credits?|crédits?|image|picture|quelle|source|fuente)"
    r"(?: (?:by|von|de|credits?|photos?))?\s?[:/]|\([^()]*\w/\w[^()]*\)\W*$",
    re.IGNORECASE,
)
_CAPTION_NODES = 40
_PROSE = 80  # characters: a line of text
_NAMES = HEADINGS | {"li", "td", "th", "dt", "dd"}
_CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2}")
_NEAR = 20  # nodes
_STEPS = 6  # elements
_BYLINE = re.compile(r"\b(?:meta|author|byline|date|time|post-info|entry-info)\b")


class Line(NamedTuple):
    """Texts (nodes) side by side in a block, the ``holder``; their characters, and how many are in links, not bold."""

    holder: int
    texts: tuple[int, ...]
    length: int
    linked: int
    plain: int


def lines(page: Page, status: Sequence[Status]) -> Iterator[Line]:
    """Yield the lines of a page without a status, which have it or not as a whole."""
    holders, lengths = page.holders, page.lengths
    texts: list[int] = []
    length = linked = plain = current = 0  # current: the holder of the texts
    link_end = bold_end = -1
    for node, name in enumerate(page.names):
        if texts and holders[node] != current:
            yield Line(current, tuple(texts), length, linked, plain)
            texts, length, linked, plain = [], 0, 0, 0
        if status[node] is not None:
            continue
        if not name:
            said = lengths[node]
            if not said:
                continue
            current = holders[node]
            texts.append(node)
            length += said
            linked += said * (node <= link_end)
            plain += said * (node > bold_end)
        elif name == "a" and "href" in page.attributes[node]:
            link_end = max(link_end, page.lasts[node])
        elif name in ("b", "strong"):
            bold_end = max(bold_end, page.lasts[node])
    if texts:
        yield Line(current, tuple(texts), length, linked, plain)


def is_paragraphed(page: Page, weights: Weights) -> bool:
    """Return whether a page has its prose in paragraphs, little of it directly in containers."""
    return (
        sum(prose for prose, name in zip(weights.prose, page.names, strict=True) if name == "p") >= _PARAGRAPHED * weights.prose[0]
    )


def _in_parts(page: Page) -> list[bool]:
    """Return for every node whether it is, or is in, a part of an article or a cell."""
    parts = [name in PARTS or name in CELLS for name in page.names]
    for node in range(1, len(parts)):
        parts[node] |= parts[page.parents[node]]
    return parts


def names_of(page: Page, nodes: Iterable[int]) -> str:
    """Return the attributes of elements, in lower case."""
    return " ".join(value for node in nodes for value in page.attributes[node].values()).lower()


def is_byline(names: str) -> bool:
    """Return whether elements with these names say who wrote the article."""
    return "author" in names or "byline" in names


def mark_labels(page: Page, status: list[Status], found: Sequence[Line], links: bool) -> None:
    """Mark lines, in paragraphs or directly in containers, that are not text of an article: lone numbers; of those in containers,
    symbols and repeated labels, and ``links``, if lone links are not text."""
    parts = _in_parts(page)
    labels: list[tuple[Line, str]] = []
    for line in _left(found, status):
        bare, parent = not parts[line.holder], page.parents[line.holder]
        if line.length > _SHORT or not (bare or (page.names[line.holder] == "p" and not parts[parent])):
            continue
        if bare and line.linked == line.length and links:
            above = range(max(line.holder, line.texts[0] - _NEAR), line.texts[-1])
            if not is_byline(names_of(page, (*above, line.holder, parent))):
                _set(status, line, "navigation")
            continue
        words = collapse(" ".join(decode(page.text[page.starts[text] : page.ends[text]]) for text in line.texts))
        figure = _FIGURE.fullmatch(words) and not _NUMBER.fullmatch(words) and (bare or not _CLOCK.fullmatch(words))
        if figure or (bare and not _WORD.search(words)):
            _set(status, line, "boilerplate")
        elif bare and line.plain and not words.endswith(_SENTENCE_END) and not _NUMBER.fullmatch(words):
            labels.append((line, words))
    times = Counter(words for _, words in labels)
    for line, words in labels:
        if times[words] >= _REPEATED:
            _set(status, line, "boilerplate")


def mark_credits(page: Page, status: list[Status], found: Sequence[Line]) -> None:
    """Mark short lines that only name who made a picture."""
    for line in _left(found, status):
        if line.length <= _SHORT and page.names[line.holder] not in _NAMES:
            text = line.texts[0]
            if _CREDIT.match(decode(page.text[page.starts[text] : page.ends[text]])):
                _set(status, line, "boilerplate")


def mark_captions(page: Page, status: list[Status], found: Sequence[Line]) -> None:
    """Mark captions of press pictures: those above the text, and all of a page that says of a picture who made it. What a browser
    shows in place of such a picture is dropped if it says the same."""
    begun = False
    captions: dict[int, list[Line]] = {}
    above: set[int] = set()
    for line in _left(found, status):
        caption = next((node for node in _above(page, line.holder) if _is_caption(page, node)), 0)
        if caption:
            captions.setdefault(caption, []).append(line)
            if not begun:
                above.add(caption)
        elif line.length >= _PROSE and page.names[line.holder] not in HEADINGS:
            begun = True
    said = {caption: _said(page, below) for caption, below in captions.items()}
    press = any(_CREDITED.search(words) for words in said.values())
    for caption, below in captions.items():
        if press or (begun and caption in above):
            _drop_alternative(page, caption, said[caption])
            for line in below:
                _set(status, line, "boilerplate")


def _said(page: Page, found: Sequence[Line]) -> str:
    texts = [text for line in found for text in line.texts]
    return collapse(decode(" ".join(page.text[page.starts[text] : page.ends[text]] for text in texts)))


def _is_caption(page: Page, node: int) -> bool:
    named = page.names[node] == "figcaption" or is_caption(page.attributes[node].get("class", ""))
    return named and page.lasts[node] - node <= _CAPTION_NODES


def _drop_alternative(page: Page, caption: int, words: str) -> None:
    """Empty the alternative text of the picture before a caption if one of the two begins with the other."""
    for node in range(caption - 1, max(0, caption - _NEAR), -1):
        if page.names[node] == "img":
            said = collapse(page.attributes[node].get("alt", ""))
            if said and (words.startswith(said) or said.startswith(words)):
                page.attributes[node] = {**page.attributes[node], "alt": ""}
            return


def mark_pointers(page: Page, status: list[Status], found: Sequence[Line], lexicon: Lexicon, host: str) -> None:
    """Mark paragraphs that are only a link to another page: with a label before it ("Read more: …"), or to one of the site
    ``host``."""
    for line in _left(found, status):
        shortest, longest = _POINTER
        if not (shortest <= line.length <= longest and line.linked and page.names[line.holder] == "p"):
            continue
        if page.names[page.parents[line.holder]] in PARTS or page.names[page.parents[line.holder]] in CELLS:
            continue
        words = collapse(" ".join(decode(page.text[page.starts[text] : page.ends[text]]) for text in line.texts))
        label = collapse(decode(page.text[page.starts[line.texts[0]] : page.ends[line.texts[0]]]))
        labelled = len(label) <= _POINTER_LABEL and (label.endswith(":") or label_reason(label, lexicon) == "related")
        if labelled:
            linked = line.linked >= line.length - len(label) - 3
        else:
            linked = line.linked == line.length and lead_on(page, range(line.holder, line.texts[0]), host)
        if linked and not words.endswith(_SENTENCE_END[:1]):
            _set(status, line, "related")


def _left(found: Sequence[Line], status: Sequence[Status]) -> Iterator[Line]:
    """Yield the lines that are not marked yet."""
    return (line for line in found if status[line.texts[0]] is None)


def _set(status: list[Status], line: Line, reason: Status) -> None:
    for text in line.texts:
        status[text] = reason


def byline_lists(page: Page, status: Sequence[Status]) -> frozenset[int]:
    """Return the lists between title and text that say who wrote it, and when: of short items, named so, below no heading."""
    title = next((node for node, name in enumerate(page.names) if name == "h1" and status[node] is None), None)
    if title is None:
        return frozenset()
    found: set[int] = set()
    for line in lines(page, status):
        if line.texts[0] <= page.lasts[title]:
            continue
        if line.length > _SHORT or page.names[line.holder] in HEADINGS:
            break
        item = next((node for node in _above(page, line.holder) if page.names[node] == "li"), 0)
        if page.names[page.parents[item]] == "ul":
            found.add(page.parents[item])
    near = {node: (page.parents[node], *range(node, min(page.lasts[node], node + _NEAR) + 1)) for node in found}
    return frozenset(node for node in found if _BYLINE.search(names_of(page, near[node])))


def _above(page: Page, node: int) -> Iterator[int]:
    """Yield a node and its nearest ancestors, innermost first."""
    for _ in range(_STEPS):
        yield node
        node = page.parents[node]
