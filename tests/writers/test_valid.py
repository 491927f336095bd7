"""What the writers write is what the schema describes."""

from __future__ import annotations

import json as stdlib

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML
from samples import DOCUMENT, INDEX

from seedkit.contract import schema
from seedkit.model.document import Document
from seedkit.model.index import Index
from seedkit.writers import json, yaml

CASES = [pytest.param("document", DOCUMENT, id="document"), pytest.param("index", INDEX, id="index")]


def _errors(name: str, data: object) -> list[str]:
    validator = Draft202012Validator(stdlib.loads(schema.documents()[f"{name}.schema.json"]))
    return [error.json_path for error in validator.iter_errors(data)]


@pytest.mark.parametrize(("name", "model"), CASES)
def test_written_data_is_valid(name: str, model: Document | Index) -> None:
    assert _errors(name, stdlib.loads(json.dump(model))) == []
    assert _errors(name, YAML(typ="safe", pure=True).load(yaml.dump(model))) == []


def test_a_new_key_of_a_later_version_is_valid() -> None:
    data = stdlib.loads(json.dump(DOCUMENT))
    data["new"] = data["steps"][0]["new"] = data["steps"][0]["span"]["new"] = 1
    assert _errors("document", data) == []


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("revision", "sha256:xyz"),
        ("schema_version", "one"),
        ("id", "Not a slug"),
        ("steps", {}),
        ("outline", [{"ref": "a"}]),
        ("groups", [{}]),
    ],
)
def test_data_of_another_shape_is_refused(place: str, value: object) -> None:
    assert _errors("document", stdlib.loads(json.dump(DOCUMENT)) | {place: value}) != []
