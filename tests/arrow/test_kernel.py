"""A batch of articles becomes a batch of documents: the same as compiling each article, whatever the batch contains."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from struct import unpack
from typing import Any

import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import seedkit
from properties.formats import FORMATS, rendered
from sample_articles import BREAD, KNIVES, LAMP
from seedkit import pipeline
from seedkit.arrow import LAYOUTS, normalize_batch, output_schema
from seedkit.building.limits import Limits
from seedkit.checks.likeness import sketch
from seedkit.errors import UsageError

NAMED = {"bread.txt": BREAD, "tools/knives.md": KNIVES, "lamp.html": LAMP}


def batch_of(**columns: list[Any]) -> Any:
    return pyarrow.record_batch(columns)


def rows_of(batch: Any, **options: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = normalize_batch(batch, **options).to_pylist()
    return rows


def document_of(row: dict[str, Any]) -> dict[str, Any]:
    """Return the document that a row of the layout ``tables`` holds, as it is in JSON."""
    document = {key: row[key] for key in seedkit.Document.model_fields if key != "id"}
    document["id"] = row["document_id"]
    document["metadata"] = {**row["metadata"], "extra": json.loads(row["metadata"]["extra"])}
    document["diagnostics"] = [{**found, "data": json.loads(found["data"])} for found in row["diagnostics"]]
    nodes = iter([*row["outline"], None])
    document["outline"] = _nested(nodes, [next(nodes)], 1)
    return document


def _nested(nodes: Iterator[Any], following: list[Any], level: int) -> list[dict[str, Any]]:
    """Build a tree of nodes in reading order; ``following`` holds the next one."""
    out = []
    while following[0] is not None and following[0]["level"] >= level:
        node = following[0]
        following[0] = next(nodes)
        out.append({**node, "children": _nested(nodes, following, node["level"] + 1)})
    return out


@pytest.mark.parametrize("column", ["text", "bytes"])
def test_documents_are_those_of_normalize(column: str) -> None:
    contents = [text if column == "text" else text.encode() for text in NAMED.values()]
    for row in rows_of(batch_of(id=[*NAMED], **{column: contents})):
        document = seedkit.normalize(NAMED[row["id"]], path=row["id"])
        data = document.model_dump_json()
        assert (row["document"], row["error"]) == (data, None)
        assert (row["document_id"], row["revision"]) == (document.id, document.revision)
        assert row["digest"] == hashlib.sha256(data.encode()).hexdigest()
        assert unpack(f"<{len(row['signature']) // 4}I", row["signature"]) == sketch(document)


@pytest.mark.parametrize("format", FORMATS)
@given(data=st.data())
@settings(max_examples=20)
def test_nested_columns_lose_nothing(format: str, data: st.DataObject) -> None:
    text = data.draw(rendered(format)).text
    batch = batch_of(id=["a"], text=[text], format=[format])
    (whole,), (row,) = rows_of(batch), rows_of(batch, layout="tables")
    document = seedkit.Document.model_validate(document_of(row))
    assert document.model_dump_json() == whole["document"]
    assert row["digest"] == whole["digest"]


def test_every_column_of_the_contract_is_there() -> None:
    names = output_schema("tables").names
    assert [name for name in names if name in seedkit.Document.model_fields] == ["id", "revision"] + [
        name for name in seedkit.Document.model_fields if name not in ("id", "revision")
    ]
    assert output_schema("json").names == [*names[: names.index("schema_version")], "document"]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_poisoned_article_costs_itself_alone(layout: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def compile_text(text: str, *arguments: Any) -> Any:
        if text == "deep":
            raise RecursionError
        return pipeline.compile_text(text, *arguments)

    monkeypatch.setattr("seedkit.arrow.kernel.compile_text", compile_text)
    ids = ["good", None, " ", "empty", "pdf", "image", "deep", "passed"]
    batch = batch_of(
        id=ids,
        text=[BREAD, "x", "x", None, "x", None, "deep", None],
        bytes=[None, None, None, None, None, b"\x89PNG\r\n\x1a\n", None, None],
        format=[None, None, None, None, "pdf", None, None, None],
        error=[None, None, None, None, None, None, None, "does not exist"],
    )
    rows = rows_of(batch, layout=layout)
    assert [row["id"] for row in rows] == ["good", None, None, *ids[3:]]
    errors = [row["error"] for row in rows]
    assert errors[:6] == [
        None, "has no id", "has no id", "has neither text nor bytes", "has the format 'pdf': expected one of html, markdown, text",
        "is an image, not text: convert it first",
    ]  # fmt: skip
    assert errors[6].startswith("cannot be compiled: RecursionError in test_kernel, line ")
    assert errors[7] == "does not exist"
    assert all(row[name] is None for row in rows[1:] for name in row if name not in ("id", "error"))


def test_a_number_that_no_column_holds_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def compile_text(text: str, *arguments: Any) -> Any:
        compiled = pipeline.compile_text(text, *arguments)
        many = tuple(step.model_copy(update={"ordinal": 2**70}) for step in compiled.document.steps)
        return compiled if text == BREAD else compiled._replace(document=compiled.document.model_copy(update={"steps": many}))

    monkeypatch.setattr("seedkit.arrow.kernel.compile_text", compile_text)
    batch = batch_of(id=["bread.txt", "knives.md"], text=[BREAD, KNIVES])
    assert [row["error"] for row in rows_of(batch, layout="json")] == [None, None]
    bread, knives = rows_of(batch, layout="tables")
    assert (bread["error"], bread["document_id"]) == (None, "bread")
    assert knives["error"].startswith("does not fit into columns: ")
    assert (knives["id"], knives["document_id"], knives["steps"]) == ("knives.md", None, None)


def test_a_text_that_is_not_utf8_is_an_error() -> None:
    text = pyarrow.StringArray.from_buffers(1, pyarrow.py_buffer(b"\0\0\0\0\1\0\0\0"), pyarrow.py_buffer(b"\xff"))
    assert rows_of(batch_of(id=["a"], text=text))[0]["error"] == "has a text that is not UTF-8: give it as bytes"


@given(
    st.lists(
        st.tuples(
            st.none() | st.text(max_size=20),
            st.none() | st.text(max_size=200),
            st.none() | st.binary(max_size=200),
            st.none() | st.sampled_from(["text", "markdown", "html", "pdf"]),
            st.none() | st.text(max_size=8),
        ),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from(LAYOUTS),
)
def test_nothing_is_raised_whatever_a_batch_holds(rows: list[tuple[Any, ...]], layout: Any) -> None:
    schema = pyarrow.schema({"id": "string", "text": "string", "bytes": "binary", "format": "string", "language": "string"})
    columns = [pyarrow.array(column, field.type) for column, field in zip(zip(*rows, strict=True), schema, strict=True)]
    batch = normalize_batch(pyarrow.record_batch(columns, schema=schema), layout=layout)
    assert batch.schema == output_schema(layout)
    assert all((row["error"] is None) != (row["revision"] is None) for row in batch.to_pylist())
    assert batch.num_rows == len(rows)


@pytest.mark.parametrize(
    ("limits", "id", "text", "error"),
    [
        (Limits(size=10), "a", "x" * 11, "is larger than the limit of 10 bytes"),
        (Limits(lines=2), "a", "1\n2\n3\n4", "has 3 lines, more than the limit of 2"),
        (Limits(tags=3), "a.html", "<p>" * 5, "has 5 tags"),
    ],
)
def test_limits_hold(limits: Limits, id: str, text: str, error: str) -> None:
    (row,) = rows_of(batch_of(id=[id], text=[text]), limits=limits)
    assert row["error"].startswith(error)


def test_columns_state_facts_and_a_sidecar_overrides_them() -> None:
    sidecar = {"name": "a.seedkit.yaml", "data": b"metadata:\n  url: https://example.org/mine\n"}
    batch = batch_of(
        id=["a.txt", "b.txt"],
        text=[BREAD, BREAD],
        url=["https://example.org/1", "https://example.org/2"],
        language=["de", None],
        sidecar=[sidecar, None],
    )
    first, second = (json.loads(row["document"]) for row in rows_of(batch))
    assert (first["metadata"]["url"], first["source"]["language"]) == ("https://example.org/mine", "de")
    assert (second["metadata"]["url"], second["source"]["language"]) == ("https://example.org/2", "en")


def test_ids_that_are_no_paths_are_kept_apart() -> None:
    rows = rows_of(batch_of(id=["1.2", "1.3", "https://example.org/tea/"], text=[BREAD] * 3, format=["text", "text", "html"]))
    assert [row["document_id"] for row in rows] == ["1-2", "1-3", "https-example-org-tea-html"]
    assert json.loads(rows[0]["document"])["source"]["path"] == "1.2.txt"


def test_columns_may_have_any_type_of_text() -> None:
    columns = {"id": pyarrow.array([7]), "text": pyarrow.array([BREAD], pyarrow.large_string()).dictionary_encode()}
    (row,) = rows_of(pyarrow.record_batch(columns))
    assert (row["id"], row["document_id"], row["error"]) == ("7", "7", None)


def test_a_batch_without_its_columns_is_refused() -> None:
    with pytest.raises(UsageError, match="the columns are id, body: expected id, and text or bytes"):
        normalize_batch(batch_of(id=["a"], body=["x"]))
    with pytest.raises(UsageError, match="did you mean `tables`"):
        normalize_batch(batch_of(id=["a"], text=["x"]), layout="table")  # type: ignore[arg-type]  # the mistake is the point


def test_without_pyarrow_the_extra_is_named() -> None:
    program = "import sys; sys.modules['pyarrow'] = None; import seedkit.arrow"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1] == "ImportError: seedkit.arrow needs pyarrow: pip install 'seedkit-compiler[arrow]'"
