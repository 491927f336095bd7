"""What was written in a released version loads for ever: a folder of built data a version, never touched again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import seedkit
from seedkit.contract import schema
from seedkit.model.document import SCHEMA_VERSION, Document

SAMPLES = Path(__file__).parent / "samples"
VERSIONS = sorted(path.name for path in SAMPLES.glob("[0-9]*.*") if path.is_dir())
RELEASED = sorted(path.name for path in (Path(__file__).parents[2] / "schema" / "released").glob("[0-9]*.*"))


def test_every_released_version_and_this_one_has_a_sample() -> None:
    assert sorted({*RELEASED, SCHEMA_VERSION}) == VERSIONS


@pytest.mark.parametrize("version", VERSIONS)
def test_a_sample_loads(version: str) -> None:
    corpus = seedkit.load(SAMPLES / version)
    assert list(corpus) == ["keep-a-sourdough", "tie-a-parcel"]
    for article in corpus.values():
        assert article.schema_version == SCHEMA_VERSION
        assert article.metadata.title is not None
        assert article.text_of(article.steps[0])


@pytest.mark.parametrize("version", VERSIONS)
def test_a_sample_holds_something_of_everything(version: str) -> None:
    documents = [json.loads(file.read_bytes()) for file in sorted((SAMPLES / version).glob("v*/documents/*.json"))]
    assert {document["schema_version"] for document in documents} == {version}
    arrays = {key for document in documents for key, value in document.items() if isinstance(value, list) and value}
    assert arrays >= set(Document.model_fields) - {"diagnostics"} - {
        "schema_version", "id", "revision", "source", "metadata",
    }  # fmt: skip
    text = json.dumps(documents)
    kinds = ("paragraph", "quote", "code", "table", "image", "checklist", "sample_text", "tasks", "signs", "faqs")
    assert [kind for kind in kinds if f'"kind": "{kind}"' not in text] == []


def test_the_sample_of_this_version_is_valid() -> None:
    validator = Draft202012Validator(json.loads(schema.documents()["document.schema.json"]))
    for file in sorted((SAMPLES / SCHEMA_VERSION).glob("v*/documents/*.json")):
        assert list(validator.iter_errors(json.loads(file.read_bytes()))) == [], (
            f"the models changed before their release: `seedkit build {SAMPLES}/articles --out {SAMPLES}/{SCHEMA_VERSION} --fresh`"
        )
