"""Plain text that is written in the markup of another format."""

from __future__ import annotations

import re
from itertools import islice

from seedkit.model.markup import Foreign
from seedkit.model.source import Place, Source
from seedkit.readers import READERS

# Rare in ordinary text, and the required number: a heading of level 2 or below, a fence, bold lines;
# a page's frame, end tags. The beginning of each is searched for first, which is many times faster.
_MARKS: tuple[tuple[str, str, re.Pattern[str], int], ...] = (
    ("markdown", "##", re.compile(r"^#{2,6}[ \t]+\S", re.MULTILINE), 1),
    ("markdown", "#", re.compile(r"^#[ \t]+\S", re.MULTILINE), 2),
    ("markdown", "```", re.compile(r"^```", re.MULTILINE), 2),
    ("markdown", "**", re.compile(r"^\*\*[^*\n]{1,200}\*\*[ \t]*$", re.MULTILINE), 2),
    ("html", "<", re.compile(r"<(?:!doctype html|html|body)\b", re.IGNORECASE), 1),
    ("html", "</", re.compile(r"</(?:p|h[1-6]|li|ul|ol|div)>", re.IGNORECASE), 2),
)


def foreign(source: Source) -> Foreign | None:
    """Return the first sign that a plain text is Markdown or HTML, ``None`` if it is neither."""
    for format, sign, mark, least in _MARKS:
        if sign[0] not in source.text or sign not in source.text:
            continue
        found = list(islice(mark.finditer(source.text), least))
        if len(found) == least:
            return Foreign(format, READERS[format].suffixes[0], Place(*found[0].span()))
    return None
