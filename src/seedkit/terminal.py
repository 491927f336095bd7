"""What the place that we print to can show: colour, width, characters."""

from __future__ import annotations

import io
import os
import shutil
import sys
import unicodedata
from collections.abc import Callable
from typing import TextIO

_CODES = {
    "bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "blue": "34", "magenta": "35", "cyan": "36",
}  # fmt: skip

# Controls and marks that turn the direction of writing: an article must not steer the terminal of who looks at it.
_STEERING = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "�")

Paint = Callable[[str, str], str]
"""Takes the name of a colour and a text, returns the text in that colour."""


def painter(stream: TextIO) -> Paint:
    """Return what colours texts for ``stream``: it leaves them alone where no person watches or NO_COLOR is set."""
    if not stream.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return lambda _, text: text
    return lambda colour, text: f"\x1b[{_CODES[colour]}m{text}\x1b[0m" if text else text


def speak_utf8() -> None:
    """Make standard output UTF-8 with plain line ends, whatever the terminal speaks: what programs read is."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n", errors="backslashreplace")


def width(stream: TextIO) -> int | None:
    """Return the columns of a terminal, ``None`` for what is none and takes lines of any length."""
    return shutil.get_terminal_size().columns if stream.isatty() else None


def shows(characters: str) -> bool:
    """Return whether standard output can encode ``characters``."""
    try:
        characters.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def harmless(text: str) -> str:
    """Return ``text`` with a U+FFFD for each character that would steer the terminal."""
    return text.translate(_STEERING)


def columns(text: str) -> int:
    """Return how many columns ``text`` takes."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def clip(text: str, room: int) -> str:
    """Return ``text`` cut to ``room`` columns, with a mark where something is left out."""
    if columns(text[: room + 1]) <= room and len(text) <= room:
        return text
    kept, used = [], 1
    for character in text:
        used += columns(character)
        if used > room:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…"
