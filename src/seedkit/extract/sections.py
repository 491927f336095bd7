"""Readings to a tree of sections."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from seedkit.model.block import Reading

OUTSIDE = ("title", "subtitle", "meta", "residue")
"""Roles of readings that are in no section."""


@dataclass(slots=True, eq=False)
class Section:
    """A reading and what belongs to it: a heading with the content below it, an item with its content, or a lone block.

    ``head`` is the index of the reading, -1 for the article itself; ``blocks`` are indices of readings, in order; ``sections``
    follow all of them.
    """

    head: int
    blocks: list[int] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)


def opens_section(reading: Reading) -> bool:
    """Return whether a reading is a heading of some level, or a question that is one."""
    return reading.level is not None and reading.role in ("heading", "question")


def sections(readings: Sequence[Reading], inner: Collection[int] = ()) -> Section:
    """Return the section tree of an article. Readings in ``inner`` have no section of their own: they belong to the previous
    one."""
    article = Section(-1)
    path = [(1, article)]
    for index, reading in enumerate(readings):
        if reading.role in OUTSIDE or index in inner:
            continue
        if reading.level is None or not opens_section(reading):
            path[-1][1].blocks.append(index)
            continue
        level = max(reading.level, 2)
        while path[-1][0] >= level:
            path.pop()
        section = Section(index)
        path[-1][1].sections.append(section)
        path.append((level, section))
    return article
