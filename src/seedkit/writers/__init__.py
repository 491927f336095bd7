"""From a document or an index to text: one file a format, one row a format."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from seedkit.model.document import Document
from seedkit.model.index import Index
from seedkit.writers import json, yaml


class Writer(NamedTuple):
    """An output format: its name, the suffix of its files, and the function that turns a model into their whole text."""

    name: str
    suffix: str
    dump: Callable[[Document | Index], str]


WRITERS = (
    Writer("json", ".json", json.dump),
    Writer("yaml", ".yaml", yaml.dump),
)
