"""What describes the output of a run to people and tools: a dataset card, and views for DuckDB."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from seedkit import __version__
from seedkit.engines.shards import Settings
from seedkit.model.document import SCHEMA_VERSION
from seedkit.model.walk import ARRAYS

_SIZES = ("n<1K", "1K<n<10K", "10K<n<100K", "100K<n<1M", "1M<n<10M", "10M<n<100M", "100M<n<1B", "1B<n<10B", "10B<n<100B")
"""Ranges of numbers of documents, each ten times the one before, as dataset cards name them."""
_LISTED = 20
"""Languages that a card lists, the most frequent ones."""
_VIEWS = (*ARRAYS, "diagnostics", "residue")


def readme(settings: Settings, documents: int, languages: Mapping[str, int], digest: str) -> str:
    """Return a dataset card: Markdown with front matter that says where the data is."""
    size = _SIZES[min(max(len(str(documents)) - 3, 0), len(_SIZES) - 1)]
    frequent = sorted((code for code in languages if code), key=lambda code: (-languages[code], code))[:_LISTED]
    front = "".join(f"- {code}\n" for code in sorted(frequent))
    columns = _TABLES if settings.layout == "tables" and settings.format == "parquet" else _DOCUMENT
    return f"""\
---
{f"language:{chr(10)}{front}" if front else ""}tags:
- how-to
- seedkit
size_categories:
- {size}
configs:
- config_name: default
  data_files: data/*.{settings.format}
---

# How-to articles as data

{documents:,} documents, read by seedkit {__version__} in version {SCHEMA_VERSION} of its data contract. Their digest is `{digest}`.

| column | contents |
| --- | --- |
| `id` | the article, as the input names it |
| `document_id` | the `id` of the document |
| `revision` | a digest of the content, without places in the source |
| `language` | BCP 47 tag, as stated or detected |
| `digest` | SHA-256 of the document's JSON |
| `error` | why the article could not be read, else null |
{columns}
`facts/` holds a signature per article. `near_duplicates.parquet` lists nearly identical pairs: `other` comes before `id`, and
`group` is the first article of a chain of such pairs; keep one article per group to remove near duplicates. `index.json` counts and
lists all files. `duckdb -init views.sql`, run in this folder, gives a view per kind of content.

The licence of the articles applies to their texts in this data.
"""


_DOCUMENT = "| `document` | the document, with every key of the contract |\n"
_TABLES = """\
| all others | the keys of the contract, nested; free-form mappings are JSON, the outline is flat with levels |
"""


def views(settings: Settings) -> str:
    """Return statements that create a DuckDB view of the documents, and one per kind of content; to be run beside ``data/``."""
    return "".join(f"{line}\n" for line in _views(settings))


def _views(settings: Settings) -> Iterator[str]:
    data = f"'data/*.{settings.format}'"
    yield "-- Views of the shards: run `duckdb -init views.sql` in this folder."
    yield f"CREATE OR REPLACE VIEW articles AS SELECT * FROM {data};"
    yield "CREATE OR REPLACE VIEW documents AS SELECT * FROM articles WHERE error IS NULL;"
    for array in _VIEWS:
        if settings.format == "jsonl":
            rows = f"unnest(document.{array}, max_depth := 2)"
        elif settings.layout == "tables":
            rows = f"unnest({array}, max_depth := 2)"
        else:
            rows = f"unnest(CAST(document::JSON -> '{array}' AS JSON[])) AS entity"
        yield f"CREATE OR REPLACE VIEW {array} AS SELECT id AS article, {rows} FROM documents;"
    yield "CREATE OR REPLACE VIEW near_duplicates AS SELECT * FROM 'near_duplicates.parquet';"
