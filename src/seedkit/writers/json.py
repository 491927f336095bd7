"""A model as JSON."""

from __future__ import annotations

from seedkit.model.document import Document
from seedkit.model.index import Index


def dump(model: Document | Index) -> str:
    """Return ``model`` as JSON text: two-space indent, keys in the model's order, non-ASCII unescaped, a final newline.

    Infinity and NaN become ``null``, because JSON has neither. Raises ValueError if free-form data is nested deeper than 250 levels
    or contains a lone surrogate.
    """
    return model.model_dump_json(indent=2) + "\n"
