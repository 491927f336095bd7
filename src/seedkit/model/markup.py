"""What the markup of an article holds besides its blocks. Readers fill it in; nothing outside them looks at markup again."""

from __future__ import annotations

from typing import NamedTuple

from seedkit.model.source import Place


class Heading(NamedTuple):
    """A heading that the format marks, with its ``level`` (1 to 6) and the place of what it says, which may be empty."""

    level: int
    place: Place


class Image(NamedTuple):
    """The place of an image, markup included. ``described`` unless it lacks a text alternative and is not an ornament."""

    place: Place
    described: bool


class Comment(NamedTuple):
    """A comment: its whole place and what it says between its signs."""

    place: Place
    text: str


class Foreign(NamedTuple):
    """A sign that plain text is written in another format, the suffix of that format's files, and the place of the sign."""

    format: str
    suffix: str
    place: Place


class Unreadable(NamedTuple):
    """Front matter that is set aside: why, in a clause, and the place of its first line that is wrong."""

    why: str
    place: Place


class Markup(NamedTuple):
    """Facts of the markup, each in source order. Plain text has none but ``foreign`` and ``unread``.

    ``code`` are the places of code, in line and in blocks; ``embeds`` those of what shows something without words (films, forms,
    templates, components, images set as HTML); ``empty_items`` those of list items that hold nothing; ``undefined_links`` those of
    link references (their ``][``) that have no definition. ``verbatim`` are the whole lines in which white space may have a
    meaning of its own: front matter, code, HTML inside Markdown. ``unreadable`` is about front matter, ``undated`` are the
    places of its dates that cannot be read. ``unread`` is the end of an article that has too many lines or tags for its length.
    """

    headings: tuple[Heading, ...] = ()
    images: tuple[Image, ...] = ()
    comments: tuple[Comment, ...] = ()
    code: tuple[Place, ...] = ()
    embeds: tuple[Place, ...] = ()
    empty_items: tuple[Place, ...] = ()
    undefined_links: tuple[Place, ...] = ()
    verbatim: tuple[Place, ...] = ()
    foreign: Foreign | None = None
    unreadable: Unreadable | None = None
    undated: tuple[Place, ...] = ()
    unread: Place | None = None
