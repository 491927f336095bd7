"""The reference of the data contract, from its JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

_HEAD = """\
# Data contract

Every key of a document and of the index, generated from the JSON Schema: [document](../schema/v1/document.schema.json),
[index](../schema/v1/index.schema.json). [The data](../data.md) explains it with examples.
"""


def page(folder: Path) -> str:
    """Return the page as Markdown, for the schema files in a folder."""
    parts = [_HEAD]
    seen: set[str] = set()
    for name in ("document", "index"):
        schema = json.loads((folder / f"{name}.schema.json").read_text("utf-8"))
        parts += _class(name.capitalize() if name == "index" else "Document", schema)
        for key, definition in schema["$defs"].items():
            if key not in seen and "properties" in definition:
                seen.add(key)
                parts += _class(key, definition)
    return "\n".join(parts)


def _class(name: str, schema: Mapping[str, Any]) -> Iterator[str]:
    yield f"## {name}\n"
    yield f"{schema['description']}\n"
    yield "| key | type | description |\n| --- | --- | --- |"
    for key, value in schema["properties"].items():
        yield f"| `{key}` | {kind(value)} | {value.get('description', '')} |"
    yield ""


def kind(value: Mapping[str, Any]) -> str:
    """Return the type of a value as Markdown, with links to the classes on the page."""
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in value or "oneOf" in value:
        return " or ".join(kind(choice) for choice in value.get("anyOf", value.get("oneOf")))
    if "enum" in value or "const" in value:
        return ", ".join(f"`{choice}`" for choice in value.get("enum", [value.get("const")]))
    if value.get("type") == "array":
        return f"list of {kind(value['items'])}" if "items" in value else "list"
    if value.get("type") == "object" and isinstance(value.get("additionalProperties"), dict):
        return f"object of {kind(value['additionalProperties'])}"
    return str(value.get("type", "any value"))
