"""markdown-it-py: Markdown as CommonMark with tables, and plain text as if it were Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from peers.levels import titled
from predicted import Piece, Predicted


def read_markdown(text: str) -> Predicted:
    """Read a Markdown document; its front matter, which CommonMark does not know, is taken off first."""
    _, opened, rest = text.partition("---\n")
    _, closed, body = rest.partition("\n---\n")
    return read_text(body if opened and closed and text.startswith(opened) else text)


def read_text(text: str) -> Predicted:
    """Read plain text."""
    return Predicted(titled(list(_pieces(MarkdownIt().enable("table").parse(text)))))


def _pieces(tokens: list[Token]) -> Iterator[Piece]:
    lists: list[tuple[str, int]] = []  # the kind of each open list and the number of its next item
    marker: tuple[str, int | None] | None = None  # of an item whose first words are still to come
    in_table = False
    for at, token in enumerate(tokens):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            kind = "bullet" if token.type == "bullet_list_open" else "ordered"
            lists.append((kind, int(token.attrs.get("start", 1))))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            kind, number = lists[-1]
            marker = (kind, number if kind == "ordered" else None)
            lists[-1] = (kind, number + 1)
        elif token.type in ("table_open", "table_close"):
            in_table = token.type == "table_open"
        elif token.type == "inline" and token.map is not None and not in_table:
            first, end = token.map
            opening = tokens[at - 1]
            piece = Piece("paragraph", _words(token), first + 1, end)
            if opening.type == "heading_open":
                piece = piece._replace(kind="heading", level=int(opening.tag[1]))
            elif marker is not None:
                piece = piece._replace(kind=marker[0], ordinal=marker[1], depth=len(lists))
            marker = None
            yield piece
        elif token.type in ("code_block", "fence") and token.map is not None:
            yield Piece("paragraph" if token.type == "code_block" else "code", token.content, token.map[0] + 1, token.map[1])


def _words(token: Token) -> str:
    return "".join(child.content or " " * (child.type in ("softbreak", "hardbreak")) for child in token.children or ())
