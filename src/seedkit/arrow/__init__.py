"""Articles as Arrow batches: ``normalize_batch`` turns a batch of articles into a batch of documents.

Needs pyarrow (``pip install 'seedkit[arrow]'``) and knows no engine: anything that maps Arrow batches can call it.
"""

from __future__ import annotations

from importlib.util import find_spec

if find_spec("pyarrow") is None:
    raise ImportError("seedkit.arrow needs pyarrow: pip install 'seedkit[arrow]'")

from seedkit.arrow.kernel import COLUMNS, LAYOUTS, normalize_batch, output_schema

__all__ = ["COLUMNS", "LAYOUTS", "normalize_batch", "output_schema"]
