"""Bytes to decoded text. Decodes and drops a byte order mark; changes nothing else."""

from __future__ import annotations

import codecs
import hashlib
import re
from array import array
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from seedkit.errors import InputError
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
# How files begin that are not text, and what they are.
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x7fELF", "a program"),
)
_SAMPLE_BYTES = 1 << 12
_MOST_CONTROLS = 20
"""A text may have one control character or NUL per this many bytes."""
_FEW_CONTROLS = 3
_CONTROLS = bytes((*range(9), *range(14, 27), *range(28, 32)))
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_DECLARATION_BYTES = 1 << 10
_DECLARATION = re.compile(
    rb"""<meta\s[^<>]{0,200}?charset\s*=\s*["']?(?P<html>[\w.:-]{1,40})"""
    rb"""|<\?xml\s[^<>]{0,200}?encoding\s*=\s*["'](?P<xml>[\w.:-]{1,40})""",
    re.IGNORECASE,
)
_SHIFTS = (b"\x1b$B", b"\x1b$@")
# Encodings that pages may declare, by their Python names; those that browsers replace with another are replaced.
_READ_AS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "tis-620": "cp874",
}
_DECLARED = re.compile(
    r"cp(?:437|85\d|86\d|874|125\d|932|949|950)|iso8859-\d+|koi8-[rtu]|mac-[a-z]+"
    r"|gb18030|big5(?:hkscs)?|euc_(?:jp|kr)|shift_jis|iso2022_jp"
)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_DAMAGE = 4
"""Number of UTF-8 characters per invalid byte that makes a text damaged UTF-8."""


class _Decoded(NamedTuple):
    """A text, its encoding, and whether the encoding was guessed."""

    encoding: str
    text: str
    guessed: bool = False


def decode(data: bytes, path: str, format: str) -> Source:
    """Decode the bytes of one article.

    By its byte order mark, or as UTF-8, or as UTF-16 or UTF-32 without a mark, or as a page declares, or as the best match in a
    table of encodings; bytes that are invalid in the encoding become U+FFFD. Raises InputError for what is not text.
    """
    return _source(data, path, format, _decode(data, format))


def from_text(text: str, path: str, format: str) -> Source:
    """Return the source of an article that is already text, as if it had been read from a UTF-8 file.

    Lone surrogates, which no file can contain, become U+FFFD; a byte order mark is dropped.
    """
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:
        text = _SURROGATE.sub("\ufffd", text)
        data = text.encode("utf-8")
    return _source(data, path, format, _Decoded("utf-8", text.removeprefix("\ufeff")))


_SURROGATE = re.compile("[\ud800-\udfff]")
_LF, _CR = re.compile("\n"), re.compile("\r")


def _source(data: bytes, path: str, format: str, decoded: _Decoded) -> Source:
    encoding, text, guessed = decoded
    digest = hashlib.sha256(data).hexdigest()
    return Source(path, format, encoding, digest, len(data), text, _line_starts(text), READERS[format].syntax, guessed)


def _decode(data: bytes, format: str) -> _Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _Decoded(encoding, data[len(mark) :].decode(encoding, "replace"))
    wide = _wide(data)
    if wide is not None:
        return _Decoded(wide, data.decode(wide, "replace"), guessed=True)
    _refuse_binary(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _declared(data, format) or _guessed(data)
    if any(shift in data for shift in _SHIFTS):
        return _strictly(data, "iso2022_jp") or _Decoded("utf-8", text)
    return _Decoded("utf-8", text)


def _wide(data: bytes) -> str | None:
    """Return which UTF-16 or UTF-32 without a mark it is; ``None`` if the NULs do not fit."""
    sample = data[:_SAMPLE_BYTES]
    nuls = sample.count(0)
    if not nuls or (nuls * 4 < len(sample) and _is_utf8(sample) and not _has_controls(sample)):
        return None
    for encoding in _WIDE:
        size = 4 if "32" in encoding else 2
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(sample[: len(sample) // size * size])
        except UnicodeDecodeError:
            continue
        # With the wrong byte order a text has no spaces, and Latin letters become East Asian characters.
        blanks = sum(map(text.count, " \n\r\t"))
        if "\0" not in text and not _has_controls(text.encode()) and (text.isascii() or blanks * 100 > len(text)):
            return encoding
    return None


def _is_utf8(sample: bytes) -> bool:
    """Return whether a sample, which may end within a character, is UTF-8."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def _has_controls(sample: bytes) -> bool:
    return len(sample) - len(sample.translate(None, _CONTROLS)) > max(len(sample) // _MOST_CONTROLS, _FEW_CONTROLS)


def _refuse_binary(data: bytes) -> None:
    """Raise InputError for files of known binary kinds, and for too many control characters."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(f"is {kind}, not text: convert it first")
    if _has_controls(data):
        raise InputError("is binary data, not text")


def _declared(data: bytes, format: str) -> _Decoded | None:
    """Return the text in the encoding that a page declares, if all of it is valid in that encoding."""
    found = _DECLARATION.search(data, 0, _DECLARATION_BYTES) if READERS[format].syntax == "tags" else None
    if found is None:
        return None
    try:
        name = codecs.lookup((found["html"] or found["xml"]).decode()).name
    except LookupError:
        return None
    name = _READ_AS.get(name, name)
    return _strictly(data, name) if _DECLARED.fullmatch(name) else None


def _strictly(data: bytes, name: str) -> _Decoded | None:
    try:
        return _Decoded(name.replace("_", "-"), data.decode(name))
    except UnicodeDecodeError:
        return None


def _guessed(data: bytes) -> _Decoded:
    text = data.decode("utf-8", "replace")
    if len(_MULTIBYTE.findall(data)) > _DAMAGE * text.count("\ufffd"):
        return _Decoded("utf-8", text, guessed=True)
    from seedkit.readers import legacy

    encoding = legacy.detect(data)
    return _Decoded(encoding, data.decode(encoding, "replace"), guessed=True)


def _line_starts(text: str) -> Sequence[int]:
    newline = _LF if "\n" in text or "\r" not in text else _CR
    # An array, since a blank line is one character, and a number in a tuple takes forty bytes.
    starts = array("Q", chain((0,), map(re.Match.end, newline.finditer(text))))
    if len(starts) > 1 and starts[-1] == len(text):
        starts.pop()  # what follows the last line end is not a line
    return starts
