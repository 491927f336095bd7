"""Limits on the work for one article: counted in its content, never in seconds, so that they are the same on every machine."""

from __future__ import annotations

import re
from typing import NamedTuple

from seedkit.errors import InputError
from seedkit.readers import READERS

_TAG = re.compile(rb"<(/?)([A-Za-z][A-Za-z0-9]*)")
_NOT_NESTED = frozenset(
    b"area base br col embed hr img input link meta source track wbr "  # no content
    b"body colgroup dd dt head html li optgroup option p rp rt tbody td tfoot th thead tr".split()  # their end tag may be omitted
)


class Limits(NamedTuple):
    """The maximum of each for one article; an article that exceeds one is refused before it is read.

    ``size`` of the file in bytes; ``lines``; ``line``, bytes of one line, in text and Markdown (a page is often one long line);
    ``tags`` of a page; ``nesting``, depth of the elements of a page.
    """

    size: int = 64 * 2**20
    lines: int = 5_000_000
    line: int = 64 * 2**20
    tags: int = 2_000_000
    nesting: int = 20_000

    def check(self, data: bytes, format: str) -> None:
        """Raise InputError, naming the limit, if ``data`` exceeds one. Counts in bytes, in linear time.

        A document that is converted has a limit of its own, ``seedkit.readers.convert.MAX_UNPACKED``, beside that of its size.
        """
        if format not in READERS:
            return
        self._hold("lines", max(data.count(b"\n"), data.count(b"\r")), "lines")
        if READERS[format].syntax == "tags":
            self._hold("tags", data.count(b"<"), "tags")
            self._hold("nesting", _nesting(data), "elements inside each other")
        else:
            self._hold("line", max(map(len, data.splitlines()), default=0), "bytes in a line")

    def _hold(self, name: str, found: int, what: str) -> None:
        limit: int = getattr(self, name)
        if found > limit:
            advice = f"raise the limit (--limit {name}={found}) or split the article"
            raise InputError(f"has {found:,} {what}, more than the limit of {limit:,}: {advice}")


def _nesting(data: bytes) -> int:
    """Return the nesting depth of elements, counting only those that need an end tag."""
    depth = deepest = 0
    for closing, name in _TAG.findall(data):
        if name.lower() not in _NOT_NESTED:
            depth = max(depth - 1, 0) if closing else depth + 1
            deepest = max(deepest, depth)
    return deepest
