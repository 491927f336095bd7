"""What a format says about the article outside its text: front matter, ``meta`` elements, JSON-LD."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from seedkit.model.block import Block
from seedkit.model.source import Place


class FrontText(NamedTuple):
    """Words and their place in the decoded source."""

    text: str
    place: Place


class FrontDate(NamedTuple):
    """A date, the words that say it, and their place."""

    value: date
    text: str
    place: Place


class FrontMinutes(NamedTuple):
    """A reading time in minutes, the words that say it, and their place."""

    value: int
    text: str
    place: Place


class Front(NamedTuple):
    """Facts that the format states. They are never overruled by what the text seems to say."""

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


class Parsed(NamedTuple):
    """What a reader hands on: the blocks of the article in source order, and what the format says about it."""

    blocks: tuple[Block, ...]
    front: Front = Front()
