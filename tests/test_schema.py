"""The JSON Schemas of the data: valid, documented, and true of what is written. All schemas: checked for drift."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from seedkit.contract import schema

NAMES = ["document.schema.json", "index.schema.json"]
COMMITTED = Path(__file__).parents[1] / "schema"


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


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with every schema as it is generated."""
    for name, text in schema.files().items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_drift_is_reported_with_what_to_run(folder: Path) -> None:
    assert schema.check(folder) == []
    document, index, sidecar = folder / "v1" / NAMES[0], folder / "v1" / NAMES[1], folder / "sidecar.schema.json"
    document.unlink()
    index.write_text(schema.documents()[NAMES[1]].replace("failed", "failures"), encoding="utf-8")
    sidecar.write_text("{}", encoding="utf-8")
    assert schema.check(folder) == [
        f"{document} is missing: run `seedkit schema {folder}`",
        f"{index} differs from the models: run `seedkit schema {folder}`\n"
        "  index.failed: is new (minor)\n"
        "  index.failures: was removed (major)",
        f"{sidecar} differs from the models: run `seedkit schema {folder}`",
    ]


@pytest.mark.parametrize(
    "found", ["", "[]", "{", "[" * 50_000, '{"properties": 1}', '{"properties": {"id": {"$ref": "#/$defs/None"}}}']
)
def test_a_file_that_is_not_our_schema_is_reported_too(folder: Path, found: str) -> None:
    file = folder / "v1" / NAMES[0]
    file.write_text(found, encoding="utf-8")
    assert schema.check(folder) == [f"{file} differs from the models: run `seedkit schema {folder}`"]


def test_a_file_that_cannot_be_read_is_reported(folder: Path) -> None:
    document, index = (folder / "v1" / name for name in NAMES)
    document.unlink()
    document.mkdir()
    index.write_bytes(b"\xff")
    directory, broken = schema.check(folder)
    assert f"{document} cannot be read (" in directory
    assert f"{index} cannot be read (" in broken
