"""The only module that prints. It decides what a stream can show, and which characters of foreign text are safe."""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Callable
from typing import TextIO

_CODES = {
    "bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "blue": "34", "magenta": "35", "cyan": "36",
}  # fmt: skip

# Control characters, line separators, and direction marks: an article must not control the terminal of a reader.
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0), 0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A))
_NEUTRAL = dict.fromkeys(_CONTROLS, "�")
# What CI systems execute if it is printed: `::error::` at the beginning of a line, `##[error]` anywhere in it.
_COMMAND = re.compile(r"\A(\s*):(?=:)|#(?=#\w*\[)")
# Follows the escape character in the painter's output: foreign text cannot contain what is chosen when the process starts.
_OURS = os.urandom(8).hex()

Paint = Callable[[str, str], str]
"""Takes the name of a color and a text, returns the text in that color."""


class StreamError(OSError):
    """Standard output cannot be written."""


def print_line(text: str) -> None:
    """Print a line for a person on standard output, neutralized except for the colors of ``painter``. Raises StreamError."""
    _print(_shown(text))


def print_data(text: str) -> None:
    """Print lines for a program on standard output: unchanged, unless it is a terminal. Raises StreamError."""
    if sys.stdout.isatty():
        text = "\n".join(map(_shown, text.split("\n")))
    _print(text)


def print_error(message: str) -> None:
    """Print a line that begins with the name of the program on standard error, as ``print_note`` does."""
    print_note(f"seedkit: {message}")


def print_note(text: str) -> None:
    """Print a line for a person on standard error, neutralized; do nothing if that cannot be written."""
    try:
        print(_shown(text), file=sys.stderr, flush=True)
    except OSError:
        silence(sys.stderr)


def flush() -> None:
    """Write what standard output still buffers. Raises StreamError."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise StreamError(*error.args) from error


def silence(stream: TextIO) -> None:
    """Discard what a stream still buffers: writing it would fail once more when the process ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def painter(stream: TextIO) -> Paint:
    """Return a function that colors texts for ``stream``; it does nothing if the stream is not a terminal or NO_COLOR is set."""
    if not stream.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return lambda _, text: text
    return lambda color, text: f"\x1b{_OURS}{_CODES[color]}m{text}\x1b{_OURS}0m" if text else text


def speak_utf8() -> None:
    """Make standard output UTF-8 with plain line ends, whatever the terminal uses: programs read it."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n", errors="backslashreplace")


def width(stream: TextIO) -> int | None:
    """Return the columns of a terminal, ``None`` for other streams, which take lines of any length."""
    return shutil.get_terminal_size().columns if stream.isatty() else None


def shows(characters: str) -> bool:
    """Return whether standard output can encode ``characters``."""
    try:
        characters.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def harmless(text: str) -> str:
    """Return ``text`` with U+FFFD in place of each character that would control the terminal."""
    return text.translate(_NEUTRAL)


def neutral(line: str) -> str:
    """Return a line without control characters and without commands of CI systems."""
    return _COMMAND.sub(lambda found: f"{found[1] or ''}�", harmless(line))


def columns(text: str) -> int:
    """Return how many columns ``text`` takes."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def clip(text: str, room: int) -> str:
    """Return ``text`` cut to ``room`` columns, with a mark if something is left out."""
    if columns(text[: room + 1]) <= room and len(text) <= room:
        return text
    kept, used = [], 1
    for character in text:
        used += columns(character)
        if used > room:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…"


def _shown(line: str) -> str:
    """Return a line as it is printed for a person: neutralized except for our colors."""
    return neutral(line).replace(f"�{_OURS}", "\x1b[")


def _print(text: str) -> None:
    try:
        print(text)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise StreamError(*error.args) from error
