"""A change of an article as a unified diff."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff


def diff(path: str, before: str, after: str) -> Iterator[str]:
    """Yield the lines of the diff, without their ends. ``patch -p1`` applies it; a CR belongs to the text of its line."""
    name = path.lstrip("/")
    for line in unified_diff(_lines(before), _lines(after), f"a/{name}", f"b/{name}", lineterm="\n"):
        yield line.removesuffix("\n")
        if not line.endswith("\n"):
            yield "\\ No newline at end of file"


def _lines(text: str) -> list[str]:
    lines = [f"{line}\n" for line in text.split("\n")]
    last = lines.pop().removesuffix("\n")
    return [*lines, last] if last else lines
