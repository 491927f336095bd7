"""Damage done to bytes: what a fuzzer without coverage has to try."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

TOKENS = tuple(
    token.encode("utf-8", "surrogatepass")
    for token in (
        *(
            "\n",
            "\n\n",
            "\r\n",
            "\r",
            "\t",
            " ",
            "  \n",
            "\xa0",
            "\x00",
            "\x1b[31m",
            "\x85",
            "\u2028",
            "\u200b",
            "\u202e",
            "\ufeff",
        ),
        *("• ", "- ", "* ", "☐ ", "- [x] ", "1. ", "2) ", "(3) ", "① ", "a) ", "iv. ", "Step 2: ", "9" * 400, "0x" + "f" * 300),
        *(
            "“",
            "”",
            '"',
            "'",
            "„",
            "`",
            "```\n",
            "~~~",
            "**",
            "_",
            "\\",
            "#",
            "## ",
            "> ",
            "---\n",
            "+++\n",
            "===",
            "|",
            "| a | b |\n",
        ),
        *(
            "[a](b)",
            "![a](b)",
            "[^1]",
            "[^1]: note",
            "<p>",
            "</p>",
            "<li>",
            "<ol start=3>",
            "<table><tr><td>",
            "<script>",
            "</script>",
        ),
        *("<!--", "-->", "<![CDATA[", "<svg><title>", "<template>", "&amp;", "&#0;", "&#x110000;", "<a href=", "<title>"),
        *("title: ", "date: 2020-01-02\n", "&a ", "*a", "!!binary ", "!!set ", "? ", "[", "]", "{", "}", "[[", '"""', "'''", "= "),
        *(
            "pins:\n",
            "metadata:\n",
            "ignore:\n",
            "  - text: ",
            "    as: heading\n",
            '"ref": "',
            '"parent": null',
            "null",
            "true",
            "-1",
        ),
        *(
            "1e999",
            "nan",
            "2020-99-99",
            "Q: ",
            "A: ",
            "FAQ",
            "Dear Ann,",
            "Yours,",
            "By Ann Lee",
            "Seven ways to rest",
            "…",
            "é",
            "e\u0301",
        ),
        *("\ud800", "\U0001f600", "../", "/etc/passwd", "con", "$(x)", "::error::", "=1+1"),
    )
)
"""What structure is made of, and what trips a reader up."""

_MOST_BYTES = 20_000


def mutated(seeds: Sequence[bytes], draw: random.Random) -> bytes:
    """Return one of the seeds after one to eight changes; what comes out depends on ``draw`` alone."""
    data = bytearray(draw.choice(seeds))
    for _ in range(draw.choice((1, 1, 2, 3, 5, 8))):
        draw.choice(_CHANGES)(data, seeds, draw)
        del data[_MOST_BYTES:]
    return bytes(data)


def _insert(data: bytearray, _: Sequence[bytes], draw: random.Random) -> None:
    at = draw.randint(0, len(data))
    data[at:at] = draw.choice(TOKENS)


def _insert_many(data: bytearray, _: Sequence[bytes], draw: random.Random) -> None:
    at = draw.randint(0, len(data))
    data[at:at] = draw.choice(TOKENS) * draw.choice((2, 10, 60, 400))


def _overwrite(data: bytearray, _: Sequence[bytes], draw: random.Random) -> None:
    if data:
        data[draw.randrange(len(data))] = draw.randrange(256)


def _delete(data: bytearray, _: Sequence[bytes], draw: random.Random) -> None:
    at = draw.randint(0, len(data))
    del data[at : at + draw.choice((1, 2, 10, 100))]


def _repeat(data: bytearray, _: Sequence[bytes], draw: random.Random) -> None:
    at = draw.randint(0, len(data))
    part = data[at : at + draw.choice((1, 10, 100))]
    data[at:at] = part * draw.choice((1, 2, 20))


def _move(data: bytearray, _: Sequence[bytes], draw: random.Random) -> None:
    at = draw.randint(0, len(data))
    part = data[at : at + draw.choice((5, 50, 200))]
    del data[at : at + len(part)]
    to = draw.randint(0, len(data))
    data[to:to] = part


def _splice(data: bytearray, seeds: Sequence[bytes], draw: random.Random) -> None:
    other = draw.choice(seeds)
    data[draw.randint(0, len(data)) :] = other[draw.randint(0, len(other)) :]


_Change = Callable[[bytearray, Sequence[bytes], random.Random], None]
_CHANGES: tuple[_Change, ...] = (_insert, _insert, _insert, _insert_many, _overwrite, _delete, _repeat, _move, _splice)
