"""The kernel: a batch of articles to a batch of documents, row by row. Pure, and independent of any engine."""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple, get_args

import pyarrow

from seedkit.arrow.schema import STRING, cells, document_fields
from seedkit.building.limits import Limits
from seedkit.checks.likeness import sketch
from seedkit.corrections import files as sidecars
from seedkit.errors import InputError, UsageError, unexpected
from seedkit.messages import did_you_mean
from seedkit.model.corrections import Sidecar
from seedkit.model.document import Document
from seedkit.model.front import Front
from seedkit.pipeline import compile_bytes, compile_text
from seedkit.readers import READERS, format_of
from seedkit.storage.seeds import too_large

Layout = Literal["json", "tables"]
LAYOUTS: tuple[Layout, ...] = get_args(Layout)
"""How a batch holds documents: each as one JSON string, or as one nested column per key of the contract."""

COLUMNS = ("id", "text", "bytes", "format", "url", "language", "sidecar", "error")
"""The columns of articles."""
_EVERY = pyarrow.schema(
    [
        pyarrow.field("id", STRING),
        pyarrow.field("document_id", STRING),
        pyarrow.field("revision", STRING),
        pyarrow.field("language", STRING),
        pyarrow.field("digest", STRING),
        pyarrow.field("signature", pyarrow.binary()),
        pyarrow.field("error", STRING),
    ]
)


def normalize_batch(batch: Any, *, layout: Layout = "json", limits: Limits | None = None) -> Any:
    """Read a ``pyarrow.RecordBatch`` of articles and return one of documents, with the same number of rows in the same order.

    Columns of ``batch``:

    - ``id``: names the article, for example by its path, address or number;
    - ``text`` (a string) or ``bytes`` (the content of a file in any encoding); where a row has both, ``bytes`` counts;
    - ``format``, optional: a name of ``seedkit.readers.READERS``; by default the suffix of ``id`` decides, else it is ``text``;
    - ``url``, ``language`` (a BCP 47 tag), optional: facts about the article, which override what it states itself;
    - ``sidecar``, optional: a struct of the ``name`` and the ``data`` of the article's sidecar, which overrides both;
    - ``error``, optional: why there is no content, for a row that failed before; it is passed on.

    All others are ignored. Columns of the result:

    - ``id`` as given, and ``document_id``, which is the ``id`` of the contract;
    - ``revision``, and ``language`` as in ``source``;
    - ``digest``: the SHA-256 of the document's JSON in hex;
    - ``signature``: up to 128 unsigned integers of 32 bits, little-endian and ascending; what two articles have in common of theirs
      tells how alike they are;
    - ``error``: null where the article was read, else the reason why all others but ``id`` are null;
    - with the layout ``json``, ``document``: the document as JSON in one line;
    - with the layout ``tables``, a nested column per key of the contract (see ``output_schema``).

    An article that cannot be read, exceeds ``limits`` or makes seedkit fail is a row with its error, never an exception. Raises
    UsageError for a batch without these columns and for an unknown layout.
    """
    if layout not in LAYOUTS:
        raise UsageError(f"the layout is {layout!r}: expected one of {', '.join(LAYOUTS)}{did_you_mean(layout, LAYOUTS)}")
    limits = limits or Limits()
    return _batch([_read(article, limits) for article in articles(batch)], layout)


def output_schema(layout: Layout = "json") -> Any:
    """Return the ``pyarrow.Schema`` of what ``normalize_batch`` returns."""
    fields = [pyarrow.field("document", STRING)] if layout == "json" else document_fields()
    return pyarrow.schema([*_EVERY, *fields])


class _Row(NamedTuple):
    """A row of the result. ``document`` is its JSON."""

    id: str | None
    error: str | None
    document: str | None = None
    document_id: str | None = None
    revision: str | None = None
    language: str | None = None
    digest: str | None = None
    signature: bytes | None = None


class Article(NamedTuple):
    """An article of a batch of articles."""

    columns: Mapping[str, Any]
    row: int

    def value(self, name: str) -> Any:
        """Return the value of a column, ``None`` for a missing column. Raises UnicodeDecodeError."""
        return self.columns[name][self.row].as_py() if name in self.columns else None

    def text(self, name: str) -> str | None:
        """Return a value as text, ``None`` where it is missing or blank."""
        value = self.value(name)
        return (str(value).strip() or None) if value is not None else None

    def content(self) -> str | bytes:
        """Return the article as text, or as the bytes of a file. Raises InputError, UnicodeDecodeError."""
        content = self.value("bytes")
        if content is None:
            content = self.value("text")
        if content is None:
            raise InputError("has neither text nor bytes")
        if not isinstance(content, str | bytes):
            raise InputError("has a text that is neither a string nor bytes")
        return content

    def format(self) -> str:
        """Return the format of the article. Raises InputError for an unknown one."""
        format = self.text("format") or format_of(self.text("id") or "") or "text"
        if format not in READERS:
            raise InputError(f"has the format {format!r}: expected one of {', '.join(sorted(READERS))}")
        return format


def articles(batch: Any) -> Iterator[Article]:
    """Return the articles of a batch. Raises UsageError where it has not the columns of articles."""
    names = batch.schema.names
    if "id" not in names or not {"text", "bytes", "error"} & set(names):
        raise UsageError(f"the columns are {', '.join(names) or 'missing'}: expected id, and text or bytes")
    columns = {name: batch.column(name) for name in COLUMNS if name in names}
    return (Article(columns, row) for row in range(batch.num_rows))


def _read(article: Article, limits: Limits) -> _Row:
    """Read one article, whatever it is."""
    name: str | None = None
    try:
        name = article.text("id")
        if name is None:
            return _Row(None, "has no id")
        if (error := article.text("error")) is not None:
            return _Row(name, error)
        return _row(name, _compiled(name, article, limits))
    except InputError as error:
        return _Row(name, str(error))
    except UnicodeDecodeError:  # a column of strings can hold any bytes
        return _Row(name, "has a text that is not UTF-8: give it as bytes")
    except Exception as error:  # an article on which seedkit fails must not affect the others
        return _Row(name, unexpected(error))


def _compiled(name: str, article: Article, limits: Limits) -> Document:
    """Return the document of an article. Raises InputError."""
    format, content = article.format(), article.content()
    data = content.encode() if isinstance(content, str) else content
    if len(data) > limits.size:
        raise too_large(limits.size)
    limits.check(data, format)
    path = name if format_of(name) == format else name + READERS[format].suffixes[0]  # the id of a document lacks the suffix
    facts = _facts(article)
    if isinstance(content, str):
        return compile_text(content, path, format, facts).document
    return compile_bytes(data, path, format, sidecar=facts).document


def _facts(article: Article) -> Sidecar | None:
    """Return what the columns and the sidecar state about an article. Raises InputError."""
    beside = article.value("sidecar")
    sidecar = sidecars.parse(beside["name"], beside["data"]) if beside is not None else None
    front = Front(url=article.text("url"), language=article.text("language"))
    if front == Front():
        return sidecar
    return sidecar._replace(front=front.overruled(sidecar.front)) if sidecar is not None else Sidecar("", front=front)


def _row(name: str, document: Document) -> _Row:
    data = document.model_dump_json()
    hashes = sketch(document)
    signature = struct.pack(f"<{len(hashes)}I", *hashes)
    digest = hashlib.sha256(data.encode()).hexdigest()
    return _Row(name, None, data, document.id, document.revision, document.source.language, digest, signature)


def _batch(rows: Sequence[_Row], layout: Layout) -> Any:
    schema = output_schema(layout)
    if layout == "tables":
        try:
            nested = _nested(rows)
        except (pyarrow.ArrowException, OverflowError):  # a number of more than 64 bits
            rows = [_fitting(row) for row in rows]
            nested = _nested(rows)
    else:
        nested = {}
    columns = [
        nested[field.name] if field.name in nested else pyarrow.array([getattr(row, field.name) for row in rows], field.type)
        for field in schema
    ]
    return pyarrow.RecordBatch.from_arrays(columns, schema=schema)


def _nested(rows: Sequence[_Row]) -> dict[str, Any]:
    """Return the columns of the contract."""
    parsed = [cells(json.loads(row.document)) if row.document is not None else {} for row in rows]
    return {field.name: pyarrow.array([values.get(field.name) for values in parsed], field.type) for field in document_fields()}


def _fitting(row: _Row) -> _Row:
    """Return a row, or its error where its values do not fit into the columns."""
    try:
        _nested([row])
    except (pyarrow.ArrowException, OverflowError) as error:
        return _Row(row.id, f"does not fit into columns: {error}")
    return row
