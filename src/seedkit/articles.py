"""Raw articles: opened in one way, whether they come from a file, standard input or git."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from seedkit.corrections import files as sidecars
from seedkit.errors import InputError
from seedkit.readers import READERS, SUFFIXES, converted_format, format_of, refusal
from seedkit.storage.seeds import MAX_BYTES, read

if TYPE_CHECKING:
    from seedkit.model.compiled import Compiled


class UnknownFormatError(InputError):
    """The name of an article has no known suffix, and its format is not given."""


class RawArticle(NamedTuple):
    """An article before it is compiled: its path in the document, its format, its bytes, name and bytes of its sidecar.

    The format is one of ``READERS`` or of ``CONVERTED``.
    """

    path: str
    format: str
    data: bytes
    sidecar: tuple[str, bytes] | None = None

    def compile(self) -> Compiled:
        """Compile the article with its sidecar. Raises InputError if the sidecar is invalid, or the article cannot be converted."""
        from seedkit.pipeline import compile_bytes, compile_source  # an unchanged build compiles nothing

        sidecar = sidecars.parse(*self.sidecar) if self.sidecar is not None else None
        if self.format not in READERS:
            from seedkit.readers.convert import convert

            return compile_source(convert(self.data, self.path, self.format), sidecar)
        return compile_bytes(self.data, self.path, self.format, sidecar=sidecar)


def open_file(
    file: Path, path: str | None = None, *, format: str | None = None, convert: bool = False, max_bytes: int = MAX_BYTES
) -> RawArticle:
    """Read an article and its sidecar; ``path`` is that of the document, by default the file's name.

    ``format`` overrides the suffix; ``convert``: a format that is read after a conversion will do. Raises InputError, whose message
    follows the article's name.
    """
    data = read(file, max_bytes)
    return open_bytes(data, path or file.name, format=format, convert=convert, sidecar=_sidecar(file))


def open_text(text: str, file: Path, path: str, *, format: str | None = None) -> RawArticle:
    """Return an article whose text an editor holds, with the sidecar next to its ``file``, which need not exist yet.

    Offsets in the source are offsets in ``text``: the byte order mark in the data overrules any encoding that a page declares. Lone
    surrogates become question marks. Raises InputError as ``open_file`` does.
    """
    return open_bytes(codecs.BOM_UTF8 + text.encode("utf-8", "replace"), path, format=format, sidecar=_sidecar(file))


def open_bytes(
    data: bytes, path: str, *, format: str | None = None, convert: bool = False, sidecar: tuple[str, bytes] | None = None
) -> RawArticle:
    """Return an article that was read elsewhere; ``format`` and ``convert`` are those of ``open_file``.

    Raises UnknownFormatError without either, and InputError for the suffix of a known format that is not read.
    """
    format = format or format_of(path) or (converted_format(path) if convert else None)
    if format is None and (problem := refusal(path)) is not None:
        raise InputError(problem)
    if format is None:
        raise UnknownFormatError(f"has none of the suffixes {' '.join(SUFFIXES)}")
    return RawArticle(path, format, data, sidecar)


def _sidecar(file: Path) -> tuple[str, bytes] | None:
    beside = sidecars.beside(file)
    return (beside.name, sidecars.read(beside)) if beside is not None else None
