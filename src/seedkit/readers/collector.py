"""The facts of an article's markup, collected while it is read."""

from __future__ import annotations

from seedkit.model.markup import Comment, Heading, Image, Markup
from seedkit.model.source import Place


class Collector:
    """One list per field of ``Markup``, in any order."""

    def __init__(self) -> None:
        self.headings: list[Heading] = []
        self.images: list[Image] = []
        self.comments: list[Comment] = []
        self.code: list[Place] = []
        self.embeds: list[Place] = []
        self.empty_items: list[Place] = []
        self.undefined_links: list[Place] = []
        self.verbatim: list[Place] = []

    def markup(self) -> Markup:
        """Return what was collected, in source order."""
        return Markup(
            headings=tuple(sorted(self.headings, key=lambda heading: heading.place)),
            images=tuple(sorted(self.images)),
            comments=tuple(sorted(self.comments)),
            code=tuple(sorted(self.code)),
            embeds=tuple(sorted(self.embeds)),
            empty_items=tuple(sorted(self.empty_items)),
            undefined_links=tuple(sorted(self.undefined_links)),
            verbatim=tuple(sorted(self.verbatim)),
        )
