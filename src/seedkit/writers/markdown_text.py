"""Words as Markdown that reads as exactly those words: everything that has a meaning in Markdown is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable

from seedkit.model.document import Link

_SIGN = re.compile(r"[\\`*_\[\]<&~|]|\{(?=[:#.%{])|:(?=//)")
_OPENING = re.compile(r"(?:[+\-]|=+\s*\Z|#{1,6})(?=\s|\Z)|#{2,6}(?!#)|>|(?:-\s*+){2,}+\Z|:(?=\s)|\((?=[\w-]+\)=\Z)|---|```|~~~")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff]+")  # what parsers skip before a marker
_NUMBER = re.compile(r"\d{1,9}[.)](?=\s|\Z)")
_CLOSING = re.compile(r"(?<!\\)#\Z")
_BACKTICKS = re.compile(r"`+")
_AUTOLINK = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*")
_TARGET_SIGN = re.compile(r"[\\<>&]")


def escape(text: str) -> str:
    """Return words as they are inside a line."""
    return _SIGN.sub(r"\\\g<0>", text)


def paragraph(text: str, links: Iterable[Link] = ()) -> str:
    """Return the words of a paragraph, with links and images in their places, on one line that cannot be anything but a
    paragraph."""
    return _opened(text, _linked(text, links))


def heading(text: str, level: int, label: str | None = None) -> str:
    """Return a heading; ``label`` is the number printed before it. Markdown has six levels; deeper ones become the sixth."""
    words = escape(text) if label is not None else _opened(text, escape(text))
    closed = _CLOSING.sub(r"\\#", words)
    return f"{'#' * min(level, 6)} {f'{escape(label)} ' if label is not None else ''}{closed}"


def numbered(label: str, text: str, links: Iterable[Link] = ()) -> str:
    """Return a paragraph after its number, as typed text rather than a list."""
    return f"{_opened(label, escape(label))} {_linked(text, links)}"


def item(text: str) -> str:
    """Return the words of a list item."""
    return _opened(text, escape(text))


def code(text: str, language: str | None) -> str:
    """Return a code fence that nothing in the code closes."""
    longest = max((len(run) for run in _BACKTICKS.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language or ''}\n{text}\n{fence}"


def table(rows: Iterable[Iterable[str]]) -> str:
    """Return a table, the first row its header; short rows are padded, because all rows of a Markdown table have the same
    length."""
    lines = [[escape(cell) for cell in row] for row in rows]
    width = max(map(len, lines))
    filled = [line + [""] * (width - len(line)) for line in lines]
    filled.insert(1, ["---"] * width)
    return "\n".join(f"| {' | '.join(line)} |" for line in filled)


def image(text: str | None, src: str) -> str:
    """Return an image."""
    return f"![{escape(text or '')}]({_target(src)})"


def _opened(text: str, words: str) -> str:
    """Return ``words``, which read as ``text``, so that they do not begin a list, quotation, rule or code."""
    if unseen := _INVISIBLE.match(words):
        return unseen[0] + _opened(text[unseen.end() :], words[unseen.end() :])
    number = _NUMBER.match(words)
    if number is not None:
        return f"{words[: number.end() - 1]}\\{words[number.end() - 1 :]}"
    return f"\\{words}" if _OPENING.match(text) and words[:1] == text[0] else words


def _linked(text: str, links: Iterable[Link]) -> str:
    """Return the words with each link at the next occurrence of its own words; a link whose words do not occur is an image in the
    line."""
    parts: list[str] = []
    at = 0
    missing = {""}  # words that do not occur after ``at``, nor after a later offset
    for link in (link for link in links if link.href):  # Markdown has no link without a target
        place = text.find(link.text, at) if link.text not in missing else -1
        if place < 0:
            missing.add(link.text)
            parts.append(image(link.text, link.href))
            continue
        before = escape(text[at:place])
        parts.append(f"{before[:-1]}\\!" if before.endswith("!") else before)  # after a bare one a link would be an image
        at = place + len(link.text)
        bare = link.text == link.href and _AUTOLINK.fullmatch(link.href)
        parts.append(f"<{link.href}>" if bare else f"[{escape(link.text)}]({_target(link.href)})")
    parts.append(escape(text[at:]))
    return "".join(parts)


def _target(address: str) -> str:
    return f"<{_TARGET_SIGN.sub(_reference, address)}>"


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};" if match[0] != "\\" else "\\\\"
