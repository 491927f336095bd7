"""The JSON Schema: valid, documented, true of what is written, and checked for drift."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from seedkit.contract import schema

NAMES = ["document.schema.json", "index.schema.json"]
COMMITTED = Path(__file__).parents[1] / "schema" / "v1"


def _schema(name: str) -> dict[str, Any]:
    loaded = json.loads(schema.documents()[name])
    assert isinstance(loaded, dict)
    return loaded


def _classes(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    root = _schema(name)
    yield root["title"], root
    yield from root["$defs"].items()


def _properties(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for title, described in _classes(name):
        for key, value in described["properties"].items():
            yield f"{title}.{key}", value


def test_there_is_a_schema_for_documents_and_for_the_index() -> None:
    assert list(schema.documents()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_valid_2020_12_with_an_id_of_its_own(name: str) -> None:
    written = _schema(name)
    Draft202012Validator.check_schema(written)
    assert written["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert written["$id"] == f"urn:seedkit:schema:v1:{name.removesuffix('.schema.json')}"


@pytest.mark.parametrize("name", NAMES)
def test_every_class_has_a_title_and_a_description_and_requires_every_key(name: str) -> None:
    for title, described in _classes(name):
        assert described["title"].strip(), title
        assert described["description"].endswith("."), title
        assert described["required"] == list(described["properties"]), title
        assert described.get("additionalProperties", True) is True, f"{title} forbids the keys of a later version"


@pytest.mark.parametrize("name", NAMES)
def test_every_property_has_a_description(name: str) -> None:
    assert [key for key, value in _properties(name) if not value.get("description")] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_string_and_integer_that_is_no_closed_set_has_an_example(name: str) -> None:
    def open_ended(value: dict[str, Any]) -> bool:
        alternatives = [value, *value.get("anyOf", [])]
        return any(
            each.get("type") in ("string", "integer") and "enum" not in each and "const" not in each for each in alternatives
        )

    assert [key for key, value in _properties(name) if open_ended(value) and '"examples"' not in json.dumps(value)] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_example_is_valid(name: str) -> None:
    root = _schema(name)
    for key, value in _properties(name):
        validator = Draft202012Validator({"$id": root["$id"], "$defs": root["$defs"], **value})
        for example in value.get("examples", []):
            assert list(validator.iter_errors(example)) == [], key


def test_closed_sets_are_enumerated() -> None:
    properties = dict(_properties("document.schema.json"))
    assert properties["Group.kind"]["enum"] == ["steps", "reasons", "signs", "tips", "mistakes", "benefits", "items", "faqs"]
    assert properties["Passage.role"]["enum"] == ["introduction", "body", "conclusion"]
    assert properties["Diagnostic.severity"]["enum"] == ["error", "warning", "info"]
    assert {"enum": ["text", "email", "letter", "speech"], "type": "string"} in properties["SampleText.channel"]["anyOf"]


def test_the_committed_files_are_what_the_models_say() -> None:
    assert schema.check(COMMITTED) == []


def test_drift_is_reported_with_what_to_run(tmp_path: Path) -> None:
    for name, text in schema.documents().items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert schema.check(tmp_path) == []

    (tmp_path / NAMES[0]).unlink()
    (tmp_path / NAMES[1]).write_text(schema.documents()[NAMES[1]].replace("failed", "failures"), encoding="utf-8")
    assert schema.check(tmp_path) == [
        f"{tmp_path / NAMES[0]} is missing: run `seedkit schema {tmp_path}`",
        f"{tmp_path / NAMES[1]} differs from the models: run `seedkit schema {tmp_path}`\n"
        "  index.failed: is new (minor)\n"
        "  index.failures: was removed (major)",
    ]


@pytest.mark.parametrize(
    "found", ["", "[]", "{", "[" * 50_000, '{"properties": 1}', '{"properties": {"id": {"$ref": "#/$defs/None"}}}']
)
def test_a_file_that_is_not_our_schema_is_reported_too(tmp_path: Path, found: str) -> None:
    for name, text in schema.documents().items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / NAMES[0]).write_text(found, encoding="utf-8")
    assert schema.check(tmp_path) == [f"{tmp_path / NAMES[0]} differs from the models: run `seedkit schema {tmp_path}`"]


def test_a_file_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    (tmp_path / NAMES[0]).mkdir()
    (tmp_path / NAMES[1]).write_bytes(b"\xff")
    directory, broken = schema.check(tmp_path)
    assert f"{tmp_path / NAMES[0]} cannot be read (" in directory
    assert f"{tmp_path / NAMES[1]} cannot be read (" in broken
