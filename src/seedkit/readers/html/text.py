"""Runs of source to their text. A run is a span; an empty run stands for a space where markup breaks the line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from seedkit.model.block import Block, BlockKind
from seedkit.model.source import Place, Source
from seedkit.readers.html.tokens import decode

_NO_LETTERS = re.compile(r"[\W_]+")
_BLANK_REFERENCES = ("&nbsp;", "&#160;", "&#xa0;", "&#xA0;")
_BLANKS = re.compile(rf"(?:\s|{'|'.join(_BLANK_REFERENCES)})*+")


def parts(text: str, runs: Iterable[Place]) -> list[str]:
    """Return the text of each run, with character references decoded."""
    return [decode(text[start:end]) if start < end else " " for start, end in runs]


def collapse(words: str) -> str:
    """Return ``words`` with every run of whitespace as one space, none at the ends."""
    return " ".join(words.split())


def letters(words: str) -> str:
    """Return the letters and digits of ``words`` in one case, for comparisons that ignore layout and punctuation."""
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKC", words).casefold())


def block(source: Source, kind: BlockKind, words: str, runs: tuple[Place, ...]) -> Block:
    """Return a block with the text ``words``, from the first of its runs to the last."""
    start, end = runs[0].start, runs[-1].end
    return Block(kind, start, end, words, start, end, *source.lines_of(start, end), runs=runs)


def trim(text: str, runs: Sequence[Place], said: Sequence[str]) -> tuple[Place, ...]:
    """Return ``runs`` (with the texts ``said``, not all of them blank) without whitespace at both ends."""
    if len(runs) == 1:
        start, end = runs[0]
        return (Place(_first_word(text, start, end), _last_word(text, start, end)),)
    first = next(at for at, part in enumerate(said) if not is_blank(part))
    last = next(at for at in range(len(said) - 1, -1, -1) if not is_blank(said[at]))
    kept = list(runs[first : last + 1])
    start, end = kept[0]
    kept[0] = Place(_first_word(text, start, end), end)
    start, end = kept[-1]
    kept[-1] = Place(start, _last_word(text, start, end))
    return tuple(kept)


def is_blank(part: str) -> bool:
    """Return whether a part is only whitespace."""
    return not part or part.isspace()


def _first_word(text: str, start: int, end: int) -> int:
    blanks = _BLANKS.match(text, start, end)
    return blanks.end() if blanks else start


def _last_word(text: str, start: int, end: int) -> int:
    end = start + len(text[start:end].rstrip())
    while start < end:
        if text[end - 1].isspace():
            end -= 1
        elif text[end - 1] == ";" and (blank := next((b for b in _BLANK_REFERENCES if text.endswith(b, start, end)), None)):
            end -= len(blank)
        else:
            break
    return end
