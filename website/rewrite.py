"""Markdown as GitHub shows it, to Markdown as the site shows it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable

_LINK = re.compile(r"(!?\[[^\]]*\]\()([^)\s#:]+)(#[^)\s]*)?\)")
_FENCE = re.compile(r"^([ ]*)```(\w+)(?: (\S+).*)?$", re.MULTILINE)
_FENCED = re.compile(r"(^[ ]*```.*?^[ ]*```$)", re.MULTILINE | re.DOTALL)
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_NAMES = {"bad": "Reported", "good": "Corrected"}


def links(markdown: str, home: str, uri: str, place: Callable[[str], str]) -> str:
    """Return a page whose links to files of the repository lead to their places in the site.

    ``home`` is the path of the page in the repository, ``uri`` in the site; ``place`` maps a path from one to the other.
    A link to a folder leads to its README.
    """

    def moved(link: re.Match[str]) -> str:
        named = f"{link[2]}README.md" if link[2].endswith("/") else link[2]
        target = posixpath.normpath(posixpath.join(posixpath.dirname(home), named))
        found = posixpath.relpath(place(target), posixpath.dirname(uri) or ".")
        return f"{link[1]}{found}{link[3] or ''})"

    parts = _FENCED.split(markdown)
    return "".join(part if number % 2 else _LINK.sub(moved, part) for number, part in enumerate(parts))


def indents(markdown: str) -> str:
    """Return a page whose lists have twice their indentation: the generator wants four spaces where CommonMark takes two."""

    def deeper(part: str) -> str:
        indent = part[: len(part) - len(part.lstrip(" "))]
        return re.sub(r"^(?=[^\n])", indent, part, flags=re.MULTILINE)

    parts = _FENCED.split(markdown)
    lines = (line for number, part in enumerate(parts) for line in ([part] if number % 2 else part.splitlines(keepends=True)))
    return "".join(map(deeper, lines))


def fences(markdown: str) -> str:
    """Return a page whose code blocks show the file that they are, as a title."""

    def titled(fence: re.Match[str]) -> str:
        indent, language, name = fence.groups()
        return f'{indent}```{language} title="{_NAMES.get(name, name)}"' if name else fence[0]

    return _FENCE.sub(titled, markdown).replace("```python\n>>>", "```pycon\n>>>")


def title(markdown: str) -> str:
    """Return the title of a page."""
    found = _TITLE.search(markdown)
    if found is None:
        raise ValueError("a page has no title")
    return found[1]
