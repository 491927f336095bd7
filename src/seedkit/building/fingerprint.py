"""What the output depends on besides the articles: the tool itself."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable

LIBRARIES = ("markdown-it-py", "mdurl", "pydantic", "pydantic-core", "ruamel.yaml")
"""The distributions whose code can affect the output."""


@cache
def fingerprint(converting: bool = False) -> str:
    """Return a digest, in hex, of everything that seedkit consists of: its code, rules, words and weights, and its dependencies;
    when ``converting``, also those of the converter.

    Takes some ten milliseconds, once per process.
    """
    digest = hashlib.sha256(platform.python_version().encode())
    for name in (*LIBRARIES, *(_converting() if converting else ())):
        digest.update(f"{name} {_version(name)}\n".encode())
    for path, file in _files(resources.files("seedkit"), ""):
        data = file.read_bytes()
        digest.update(f"{path} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()


def _converting() -> tuple[str, ...]:
    from seedkit.readers import convert  # few builds convert anything

    return convert.LIBRARIES


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:  # vendored without its metadata
        return "unknown"


def _files(folder: Traversable, below: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_file():
            yield below + entry.name, entry
        elif entry.name != "__pycache__":
            yield from _files(entry, f"{below}{entry.name}/")
