"""Word and EPUB documents as Markdown, and PDF files as plain text, by the library markitdown (extra ``convert``).

No network is used, and no plugin of markitdown runs. A later version may convert the same document differently, so the version is
part of the result.
"""

from __future__ import annotations

import hashlib
import io
import re
import warnings
import zipfile
from importlib import metadata

from seedkit.errors import InputError, reason
from seedkit.messages import needs_package
from seedkit.model.source import Converter, Source
from seedkit.readers import CONVERTED
from seedkit.readers.decode import decode

LIBRARIES = ("markitdown", "beautifulsoup4", "defusedxml", "lxml", "mammoth", "markdownify", "pdfminer.six", "pdfplumber")
"""The distributions whose code can affect the text."""
MAX_UNPACKED = 256 * 2**20
"""Documents that unpack to more bytes are refused."""

_ZIPPED = ("docx", "epub")
_NAMES = {"docx": "a Word document", "epub": "an EPUB book", "pdf": "a PDF file"}
_READ_AS = {"docx": "markdown", "epub": "markdown", "pdf": "text"}  # a PDF file does not say what is a heading
_FACTS = re.compile(r"(?:\*\*[A-Z]\w+:\*\* .*\n)+\n*")
"""What markitdown writes above an EPUB book: facts of the package, such as its identifier."""


def convert(data: bytes, path: str, format: str) -> Source:
    """Return the text of a document as a source, with the path, digest and size of the document itself.

    ``format`` is one of ``CONVERTED``. Raises InputError if the extra is missing, or the document cannot be converted or is empty.
    """
    try:
        from markitdown import MarkItDown, StreamInfo
    except ImportError as error:
        raise InputError(needs_package(f"is {_NAMES[format]}: reading it", "markitdown", "convert")) from error
    if format in _ZIPPED:
        _require_small(data)
    suffix = next(suffix for suffix, name in CONVERTED.items() if name == format)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            info = StreamInfo(extension=suffix)
            text = MarkItDown(enable_plugins=False).convert_stream(io.BytesIO(data), stream_info=info).markdown
    except RecursionError as error:
        raise InputError("cannot be converted: it is nested too deeply") from error
    except Exception as error:  # whatever a library of somebody else raises
        raise InputError(f"cannot be converted: {_first_line(error)}") from error
    if not text.strip():
        raise InputError("has no text: if it is scanned, run OCR first")
    if format == "epub" and (facts := _FACTS.match(text)) is not None:
        text = text[facts.end() :]
    source = decode(text.encode("utf-8", "replace"), path, _READ_AS[format])
    converter = Converter("markitdown", metadata.version("markitdown"), source.sha256)
    return source._replace(sha256=hashlib.sha256(data).hexdigest(), bytes=len(data), converter=converter)


def _require_small(data: bytes) -> None:
    """Raise InputError for an archive that is damaged or unpacks to too much. Reading a member stops at the size that it states."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise InputError(f"is damaged: {error}") from error
    if unpacked > MAX_UNPACKED:
        raise InputError(f"unpacks to {unpacked:,} bytes, more than the limit of {MAX_UNPACKED:,}: split it")


def _first_line(error: Exception) -> str:
    text = reason(error) if isinstance(error, OSError) else str(error)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else type(error).__name__
