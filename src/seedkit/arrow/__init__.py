"""Articles as Arrow batches: ``normalize_batch`` turns a batch of articles into a batch of documents.

Needs pyarrow (the extra ``arrow``) and knows no engine: anything that maps Arrow batches can call it.
"""

from __future__ import annotations

from importlib.util import find_spec

from seedkit.messages import install_command

if find_spec("pyarrow") is None:
    raise ImportError(f"seedkit.arrow needs pyarrow: {install_command('arrow')}")

from seedkit.arrow.kernel import COLUMNS, LAYOUTS, normalize_batch, output_schema

__all__ = ["COLUMNS", "LAYOUTS", "normalize_batch", "output_schema"]
