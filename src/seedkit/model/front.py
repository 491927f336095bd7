"""What a format says about the article outside its text: front matter, ``meta`` elements, JSON-LD."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import zip_longest
from types import MappingProxyType
from typing import Any, NamedTuple

from seedkit.model.block import Block
from seedkit.model.line import Line
from seedkit.model.markup import Markup, Unreadable
from seedkit.model.source import Place


class FrontText(NamedTuple):
    """Words and their span in the decoded source."""

    text: str
    place: Place


class FrontDate(NamedTuple):
    """A date, its words, and their span."""

    value: date
    text: str
    place: Place


class FrontMinutes(NamedTuple):
    """A reading time in minutes, its words, and their span."""

    value: int
    text: str
    place: Place


class Front(NamedTuple):
    """Facts that the format states. They are never overruled by what is found in the text.

    ``undated`` are values of dates that cannot be read as one; ``extra`` contains them too.
    """

    id: str | None = None
    title: FrontText | None = None
    subtitle: FrontText | None = None
    description: FrontText | None = None
    authors: tuple[FrontText, ...] = ()
    published: FrontDate | None = None
    updated: FrontDate | None = None
    reading_minutes: FrontMinutes | None = None
    url: str | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None
    extra: Mapping[str, Any] = MappingProxyType({})
    undated: tuple[FrontText, ...] = ()

    def overruled(self, by: Front) -> Front:
        """Return the facts with those of ``by`` in place of their own.

        A fact that is not in the article gets the span of the one it overrules, if that is in it.
        """
        stated = {name: _placed(value, getattr(self, name)) for name, value in by._asdict().items() if value}
        return self._replace(**stated | {"extra": MappingProxyType({**self.extra, **by.extra})})


def _placed(value: Any, former: Any) -> Any:
    if isinstance(value, FrontText | FrontDate | FrontMinutes):
        return value._replace(place=former.place) if former and not any(value.place) else value
    if isinstance(value, tuple) and isinstance(former, tuple):
        return tuple(_placed(one, other) for one, other in zip_longest(value, former[: len(value)]))
    return value


class FrontMatter(NamedTuple):
    """The front matter of an article: its facts, the offset after it, its lines as a block, and the error if it is unreadable."""

    front: Front = Front()
    end: int = 0
    blocks: tuple[Block, ...] = ()
    unreadable: Unreadable | None = None


class Parsed(NamedTuple):
    """The result of a reader: the blocks of the article in source order, what the format says about it, and other facts of its
    markup. ``lines`` are those of an article whose markup shows plain text, for segmentation to join; it has no blocks."""

    blocks: tuple[Block, ...]
    front: Front = Front()
    markup: Markup = Markup()
    lines: tuple[Line, ...] = ()
