"""Roles to a section tree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from seedkit.model.block import Reading


class Section(NamedTuple):
    """A heading (index of its reading, ``None`` for the article itself) and what stands below it.

    ``blocks`` are indices of readings directly below the heading, in order; ``sections`` the sub-sections, which all follow them.
    """

    heading: int | None
    level: int
    blocks: tuple[int, ...]
    sections: tuple[Section, ...]

    def last(self) -> int:
        """Return the index of the last reading in the section; -1 for an empty article."""
        section = self
        while section.sections:
            section = section.sections[-1]
        if section.blocks:
            return section.blocks[-1]
        return -1 if section.heading is None else section.heading


class _Open(NamedTuple):
    heading: int | None
    level: int
    blocks: list[int]
    sections: list[Section]


def outline(readings: Sequence[Reading]) -> Section:
    """Return the section tree of an article. Titles, subtitles, meta lines and residue are left out: they are in no section."""
    stack = [_Open(None, 1, [], [])]
    for index, reading in enumerate(readings):
        if reading.role in ("title", "subtitle", "meta", "residue"):
            continue
        if reading.role in ("heading", "question") and reading.level is not None:
            while stack[-1].level >= reading.level and len(stack) > 1:
                _close(stack)
            stack.append(_Open(index, max(reading.level, 2), [], []))
        else:
            stack[-1].blocks.append(index)
    while len(stack) > 1:
        _close(stack)
    root = stack[0]
    return Section(None, 1, tuple(root.blocks), tuple(root.sections))


def _close(stack: list[_Open]) -> None:
    done = stack.pop()
    stack[-1].sections.append(Section(done.heading, done.level, tuple(done.blocks), tuple(done.sections)))
