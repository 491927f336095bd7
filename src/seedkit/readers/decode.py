"""Bytes to decoded text. Decodes and drops a byte order mark; changes nothing else."""

from __future__ import annotations

import codecs
import hashlib
import re

from seedkit.model.source import Source
from seedkit.readers import READERS

# UTF-32 before UTF-16: the little-endian marks begin alike.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DETECTION_BYTES = 1 << 16


def decode(data: bytes, path: str, format: str) -> Source:
    """Decode the bytes of one article.

    By its byte order mark, else as UTF-8, else as the encoding that charset-normalizer finds most likely; bytes that the encoding
    does not know become U+FFFD. Never raises, whatever the bytes.
    """
    return _source(data, *_decode(data), path, format)


def _source(data: bytes, encoding: str, text: str, path: str, format: str) -> Source:
    digest = hashlib.sha256(data).hexdigest()
    return Source(path, format, encoding, digest, len(data), text, _line_starts(text), READERS[format].syntax)


def from_text(text: str, path: str, format: str) -> Source:
    """Return the source of an article that is text already, as if it had been read from a UTF-8 file.

    Lone surrogates, which no file can hold, become U+FFFD.
    """
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:
        text = _SURROGATE.sub("\ufffd", text)
        data = text.encode("utf-8")
    return _source(data, "utf-8", text.removeprefix("\ufeff"), path, format)


_SURROGATE = re.compile("[\ud800-\udfff]")


def _decode(data: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, data[len(mark) :].decode(encoding, "replace")
    try:
        return "utf-8", data.decode("utf-8")
    except UnicodeDecodeError:
        encoding = _detect(data)
        return encoding, data.decode(encoding, "replace")


def _detect(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_DETECTION_BYTES]).best()
    # Windows-1252 is what stray bytes in English text most often are, and it decodes all but five of them.
    return best.encoding.replace("_", "-") if best is not None and best.encoding != "ascii" else "cp1252"


def _line_starts(text: str) -> tuple[int, ...]:
    newline = "\n" if "\n" in text or "\r" not in text else "\r"
    starts = [0]
    at = text.find(newline)
    while at >= 0:
        starts.append(at + 1)
        at = text.find(newline, at + 1)
    if len(starts) > 1 and starts[-1] == len(text):
        starts.pop()  # what follows the last line end is no line
    return tuple(starts)
