"""A model as JSON."""

from __future__ import annotations

from seedkit.model.document import Document
from seedkit.model.index import Index


def dump(model: Document | Index) -> str:
    """Return ``model`` as JSON text: two-space indent, keys in the model's order, non-ASCII as it is, a final newline.

    A float that is no number (infinity, NaN) becomes ``null``, for JSON has no word for it. Raises ValueError when free-form data
    nests deeper than 250 levels or holds a lone surrogate.
    """
    return model.model_dump_json(indent=2) + "\n"
