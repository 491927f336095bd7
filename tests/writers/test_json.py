"""The JSON writer, and the table of writers."""

from __future__ import annotations

import json as stdlib
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from samples import DOCUMENT, INDEX

from seedkit.model.document import Document
from seedkit.model.index import Index
from seedkit.writers import WRITERS, Writer, json

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES: st.SearchStrategy[object] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)


def _extra(values: dict[str, object]) -> Document:
    return DOCUMENT.model_copy(update={"metadata": DOCUMENT.metadata.model_copy(update={"extra": values})})


@pytest.mark.parametrize("model", [DOCUMENT, INDEX], ids=["document", "index"])
def test_json_is_indented_by_two_in_the_order_of_the_model(model: Document | Index) -> None:
    written = json.dump(model)
    assert written == stdlib.dumps(model.model_dump(mode="json"), indent=2, ensure_ascii=False) + "\n"
    assert list(stdlib.loads(written)) == list(type(model).model_fields)


@pytest.mark.parametrize("model", [DOCUMENT, INDEX], ids=["document", "index"])
def test_what_is_written_loads_as_the_model_it_was(model: Document | Index) -> None:
    assert TypeAdapter(type(model)).validate_json(json.dump(model)) == model


@given(st.dictionaries(TEXT, VALUES, max_size=6))
def test_any_value_loads_as_itself(extra: dict[str, object]) -> None:
    assert stdlib.loads(json.dump(_extra(extra)))["metadata"]["extra"] == extra


def test_text_stays_as_it_is_but_for_what_json_escapes() -> None:
    written = json.dump(_extra({"a": 'é 😀 \x00 \x1f \x7f \x85 \u2028 \ufeff \uffff \\ " /'}))
    assert '"a": "é 😀 \\u0000 \\u001f \x7f \x85 \u2028 \ufeff \uffff \\\\ \\" /"' in written


def test_a_float_that_is_no_number_is_null() -> None:
    assert stdlib.loads(json.dump(_extra({"a": [math.inf, -math.inf, math.nan, 1e22, -0.0]})))["metadata"]["extra"] == {
        "a": [None, None, None, 1e22, -0.0]
    }


def test_the_table_has_a_row_a_format() -> None:
    assert [(writer.name, writer.suffix) for writer in WRITERS] == [("json", ".json"), ("yaml", ".yaml")]
    for writer in WRITERS:
        assert writer.dump(DOCUMENT).count("Oil the blade") >= 3
        assert writer.dump(INDEX).endswith("\n")


@pytest.mark.parametrize("writer", WRITERS, ids=[writer.name for writer in WRITERS])
def test_data_nested_beyond_reason_is_refused_and_not_overflown(writer: Writer) -> None:
    nested: dict[str, object] = {}
    for _ in range(240):
        nested = {"a": nested}
    assert "a" in writer.dump(_extra(nested))
    for _ in range(10_000):
        nested = {"a": nested}
    with pytest.raises(ValueError, match="depth"):
        writer.dump(_extra(nested))
