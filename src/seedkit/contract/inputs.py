"""The JSON Schemas of the files that people write, with which editors complete and check them: configuration and sidecar.

They are of draft 7, the latest one that the language servers for TOML and for YAML both support.
"""

from __future__ import annotations

import json
from typing import Any

from seedkit.corrections import keys
from seedkit.lint import configuration


def inputs() -> dict[str, str]:
    """Return the text of every schema file by its name: JSON Schema draft 7, two-space indent, a final newline."""
    definitions = configuration.definitions()
    settings = configuration.schema()
    tool = {"description": "Configuration of tools.", "properties": {"seedkit": settings}}
    selector = {"Selector": definitions["Selector"]}
    return {
        "seedkit.schema.json": _text("seedkit.toml", settings, definitions),
        "pyproject.schema.json": _text("pyproject.toml with [tool.seedkit]", {"properties": {"tool": tool}}, definitions),
        "sidecar.schema.json": _text("seedkit sidecar", keys.schema(), selector),
    }


def _text(title: str, schema: dict[str, Any], definitions: dict[str, Any]) -> str:
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": title}
    return json.dumps({**head, **schema, "definitions": definitions}, indent=2, ensure_ascii=False) + "\n"
