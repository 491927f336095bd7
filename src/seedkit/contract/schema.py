"""The JSON Schemas, generated from the models: those of the data, and those of the files that people write.

``$id`` of the former is a URN: it names the schema without promising an address to fetch it from. The file is in the repository,
and a validator that has it never uses the network. It names only the major version: 1.1 adds to 1.0.
"""

from __future__ import annotations

import json
from pathlib import Path

from seedkit.contract import compatibility as contract
from seedkit.contract.inputs import inputs
from seedkit.corpus import VERSION_FOLDER
from seedkit.model.document import Document, Model
from seedkit.model.index import Index

_MODELS: dict[str, type[Model]] = {"document": Document, "index": Index}

_PROMISE = "Every key is always present. A reader of version 1 must expect keys and values that it does not know: 1.x may add them."


def documents() -> dict[str, str]:
    """Return the text of every schema of the data by its file name: JSON Schema 2020-12, two-space indent, a final newline."""
    return {f"{name}.schema.json": _schema(name, model) for name, model in _MODELS.items()}


def files() -> dict[str, str]:
    """Return the text of every schema file by its path: those of the data are in the folder of their major version."""
    return {f"{VERSION_FOLDER}/{name}": text for name, text in documents().items()} | inputs()


def check(folder: Path) -> list[str]:
    """Return a sentence for every schema file in ``folder`` that is missing or differs from the models, and what to run.

    A line follows for each structural difference of the data, with the bump that it requires once the version is released.
    """
    problems = []
    for name, text in files().items():
        path, differing = folder / name, ""
        try:
            found = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            state = "is missing"
        except (OSError, UnicodeDecodeError) as error:
            state = f"cannot be read ({error})"
        else:
            state = "" if found == text else "differs from the models"
            differing = contract.rows(_structural(path.name, found, text)) if path.name in documents() else ""
        if state:
            problems.append(f"{path} {state}: run `seedkit schema {folder}`{differing}")
    return problems


def _structural(name: str, found: str, text: str) -> list[contract.Difference]:
    try:
        return contract.compared(name, json.loads(found), json.loads(text))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):  # not our schema: nothing to compare
        return []


def _schema(name: str, model: type[Model]) -> str:
    schema = model.model_json_schema(mode="serialization")
    schema["description"] += f" {_PROMISE}"
    schema["title"] = f"seedkit {name}"
    definitions = schema.pop("$defs")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"urn:seedkit:schema:v1:{name}"}
    return json.dumps({**head, **schema, "$defs": definitions}, indent=2, ensure_ascii=False) + "\n"
