"""Articles of web archives: the pages of WARC files, and the texts that WET files hold of them."""

from __future__ import annotations

import codecs
import gzip
import re
import zlib
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, BinaryIO

from seedkit.readers import READERS

MIMES: Mapping[str, str] = MappingProxyType(
    {**{row.media_type: row.name for row in READERS.values()}, "application/xhtml+xml": "html"}
)
"""The formats of the media types that are read."""
_LANGUAGES: Mapping[str, str] = MappingProxyType(
    {
        "ces": "cs", "deu": "de", "eng": "en", "spa": "es", "fas": "fa", "fra": "fr", "ind": "id", "ita": "it", "jpn": "ja",
        "kor": "ko", "nld": "nl", "pol": "pl", "por": "pt", "rus": "ru", "swe": "sv", "ukr": "uk", "zho": "zh",
    }
)  # fmt: skip
"""The languages of lexicons, by the codes of three letters that crawls use."""

_GZIP = b"\x1f\x8b"
_END = b"\r\n\r\n"


def records(stream: BinaryIO, path: str, max_bytes: int, mimes: frozenset[str]) -> Iterator[dict[str, Any]]:
    """Yield the articles of an archive as rows for the kernel, with the WARC record id as ``id`` and the address as ``url``.

    Records are responses with status 200, resources and conversions (WET) whose media type is one of ``mimes``, or one of ``MIMES``
    if that is empty; all others are skipped. An archive that is damaged ends in a row with an ``error``. ``stated`` is the language
    that the crawl identified.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    archive = _Archive(stream)
    position = 0
    try:
        for record in ArchiveIterator(archive, record_types=kinds, parse_http=True, auto_decode="none"):
            position = record.stream_pos
            mime = _media_type(record)
            format = MIMES.get(mime)
            if format is not None and (not mimes or mime in mimes) and _is_found(record):
                row = _row(record, format, max_bytes)
                yield {**row, "id": row["id"] or f"{path}@{position}"}
    except Exception as error:  # of many kinds, and the archive is not ours
        yield {"id": f"{path}@{position}", "error": f"is followed by damage in the archive: {error}"}
    else:
        if not archive.is_complete():
            yield {"id": f"{path}@{position}", "error": "is followed by the end of the archive, in the middle of a record"}


class _Archive:
    """The unpacked bytes of an archive, and whether they end as a record does: the reader takes an archive that was cut off for a
    whole one. Raises EOFError for a packed one that was."""

    def __init__(self, stream: BinaryIO) -> None:
        packed = stream.read(len(_GZIP)) == _GZIP
        stream.seek(0)
        self._stream = gzip.GzipFile(fileobj=stream) if packed else stream
        self._tail = _END
        self._length = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._tail = (self._tail + data[-len(_END) :])[-len(_END) :]
        self._length += len(data)
        return data

    def tell(self) -> int:
        return self._length

    def is_complete(self) -> bool:
        return self._tail == _END


def _media_type(record: Any) -> str:
    stated = record.http_content_type if record.is_http else record.headers.get("Content-Type")
    return (stated or "").partition(";")[0].strip().lower()


def _is_found(record: Any) -> bool:
    return not record.is_http or record.http_headers.status_code == 200


def _row(record: Any, format: str, max_bytes: int) -> dict[str, Any]:
    headers = record.headers
    row: dict[str, Any] = {"id": (record.record_id or "").strip("<>"), "url": headers.get("WARC-Target-URI"), "format": format}
    first = (headers.get("WARC-Identified-Content-Language") or "").partition(",")[0].strip().lower()
    row["stated"] = _LANGUAGES.get(first, first) or None
    try:
        data = _unpacked(record, max_bytes + 1)  # the kernel refuses what has more
    except ValueError as error:
        return {**row, "error": f"has a payload that cannot be unpacked: {error}"}
    text = _decoded(data, record.http_charset if record.is_http else None)
    return {**row, "bytes": data} if text is None else {**row, "text": text}


def _unpacked(record: Any, limit: int) -> bytes:
    """Return up to ``limit`` bytes of what a server sent, without the encodings of the transfer. Raises ValueError.

    The reader of archives could do that, but it gives up an archive for one page with a wrong header.
    """
    data: bytes = record.reader.read(limit)
    if record.is_http:
        for header in ("Transfer-Encoding", "Content-Encoding"):
            for coding in (record.http_headers.get(header) or "").lower().split(","):
                data = _CODINGS.get(coding.strip(), _unknown)(data, limit)
    return data


def _inflated(data: bytes, limit: int) -> bytes:
    """Unpack gzip and deflate, with or without a header; data that is not packed is returned as it is, as browsers do."""
    for window in (_ANY_HEADER, -zlib.MAX_WBITS):
        try:
            return zlib.decompressobj(window).decompress(data, limit)
        except zlib.error:
            continue
    return data


def _joined(data: bytes, _limit: int) -> bytes:
    """Return the chunks of a body in one; a crawler may have joined them already."""
    parts: list[bytes] = []
    at = 0
    while at < len(data):
        end = data.find(b"\r\n", at)
        found = _CHUNK.fullmatch(data, at, end) if end >= 0 else None
        if found is None:
            return b"".join(parts) if parts else data
        length = int(found[1], 16)
        parts.append(data[end + 2 : end + 2 + length])
        at = end + 2 + length + 2
    return b"".join(parts)


def _same(data: bytes, _limit: int) -> bytes:
    return data


def _unknown(_data: bytes, _limit: int) -> bytes:
    raise ValueError("its encoding is not gzip, deflate or chunked")


_ANY_HEADER = 32 + zlib.MAX_WBITS
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?")
_CODINGS = {"": _same, "identity": _same, "chunked": _joined, "gzip": _inflated, "x-gzip": _inflated, "deflate": _inflated}


def _decoded(data: bytes, charset: str | None) -> str | None:
    """Return a text whose encoding only the server states; ``None`` for all others, which the reader decodes as it does a file."""
    if charset is None or data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None
    try:
        name = codecs.lookup(charset).name
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            return None
    except LookupError:
        return None
    return None
