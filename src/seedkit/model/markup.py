"""Facts of the markup of an article besides its blocks. Readers fill it in; nothing else looks at markup."""

from __future__ import annotations

from typing import NamedTuple

from seedkit.model.source import Place


class Heading(NamedTuple):
    """A heading in markup, with its ``level`` (1 to 6) and the span of its text, which may be empty."""

    level: int
    place: Place


class Image(NamedTuple):
    """The span of an image, including markup. ``described`` unless it lacks alternative text and is not decoration."""

    place: Place
    described: bool


class Comment(NamedTuple):
    """A comment: its whole span and the text between its delimiters."""

    place: Place
    text: str


class Foreign(NamedTuple):
    """A sign that plain text is written in another format, the suffix of that format's files, and the span of the sign."""

    format: str
    suffix: str
    place: Place


class Unreadable(NamedTuple):
    """Front matter that is set aside: the error, in a clause, and the span of its first invalid line."""

    why: str
    place: Place


class Markup(NamedTuple):
    """Facts of the markup, each in source order. Plain text has none but ``foreign`` and ``unread``.

    ``code`` are the places of code, in line and in blocks; ``embeds`` those of what shows something without words (films, forms,
    templates, components, images set as HTML); ``empty_items`` those of list items that hold nothing; ``undefined_links`` those of
    link references (their ``][``) that have no definition. ``verbatim`` are the whole lines in which whitespace may have a
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
