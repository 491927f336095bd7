"""The contract as Arrow types: one nested column per key of a document.

Arrow types cannot hold three things of the contract, which are written in another form that loses nothing: free-form mappings
(``metadata.extra``, ``diagnostics.data``) are JSON strings, the outline is a list of nodes in reading order whose ``level`` gives
the nesting, and the blocks of a body are one type with the keys of every kind of block, null where a kind has no such key.
"""

from __future__ import annotations

import json
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pyarrow

from seedkit.model.document import Document, Model, OutlineNode

STRING = pyarrow.large_string()
"""The type of all texts: those of one batch can be more than the 2 GB that a ``string`` column holds."""
_SCALARS = {str: STRING, int: pyarrow.int64(), bool: pyarrow.bool_()}
_OUTLINE = pyarrow.list_(pyarrow.struct([("ref", STRING), ("level", pyarrow.int64())]))


@cache
def document_fields() -> tuple[Any, ...]:
    """Return the columns of the contract but ``id`` and ``revision``, in its order."""
    return tuple(field for field in _type_of(Document) if field.name not in ("id", "revision"))


def cells(document: dict[str, Any]) -> dict[str, Any]:
    """Return what a document, as parsed from its JSON, has in each of those columns."""
    metadata = {**document["metadata"], "extra": _json(document["metadata"]["extra"])}
    diagnostics = [{**found, "data": _json(found["data"])} for found in document["diagnostics"]]
    return {**document, "metadata": metadata, "diagnostics": diagnostics, "outline": _flat(document["outline"])}


def _flat(outline: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the nodes of an outline in reading order, without their children."""
    flat = []
    waiting = outline[::-1]
    while waiting:
        node = waiting.pop()
        flat.append({"ref": node["ref"], "level": node["level"]})
        waiting += node["children"][::-1]
    return flat


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _type_of(annotation: Any) -> Any:
    """Return the Arrow type of what the contract declares with ``annotation``."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if annotation in _SCALARS:
        return _SCALARS[annotation]
    if origin is Annotated:
        return _type_of(arguments[0])
    if origin is Literal or origin is dict:
        return STRING
    if origin is tuple:
        return _OUTLINE if arguments[0] is OutlineNode else pyarrow.list_(_type_of(arguments[0]))
    if origin in (Union, UnionType):
        kinds = [argument for argument in arguments if argument is not NoneType]
        return _type_of(kinds[0]) if len(kinds) == 1 else _struct(*kinds)
    return _struct(annotation)


def _struct(*models: type[Model]) -> Any:
    """Return the type with the keys of all ``models``, in the order in which they first occur."""
    fields: dict[str, Any] = {}
    for model in models:
        for name, field in model.model_fields.items():
            fields.setdefault(field.serialization_alias or name, _type_of(field.annotation))
    return pyarrow.struct(list(fields.items()))
