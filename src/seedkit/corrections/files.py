"""The sidecar: the file next to an article with what seedkit cannot know or reads wrongly."""

from __future__ import annotations

import glob
import os
from pathlib import Path

from seedkit.errors import InputError
from seedkit.model.corrections import Sidecar
from seedkit.readers import format_of
from seedkit.storage import files
from seedkit.storage.seeds import read as read_file
from seedkit.storage.seeds import sidecar_names

MAX_BYTES = 2**16
"""Larger sidecars are refused: people write them, and YAML takes seconds to parse so much."""


def beside(file: Path) -> Path | None:
    """Return the sidecar of the article at ``file``, ``None`` if it has none. A file of that name need not be readable."""
    for name in sidecar_names(file.name):
        path = file.with_name(name)
        if os.path.lexists(path):
            return path
    return None


def place_for(file: Path) -> Path:
    """Return the path of a new sidecar: under the article's whole name if another article next to it has the same stem."""
    whole, short = sidecar_names(file.name)
    shared = any(other != file and format_of(other.name) for other in file.parent.glob(f"{glob.escape(file.stem)}.*"))
    return file.with_name(whole if shared else short)


def read(path: Path) -> bytes:
    """Return the bytes of a sidecar. Raises InputError, whose message names the file and follows the article's name."""
    try:
        if path.is_symlink() and not path.resolve().is_relative_to(path.parent.resolve()):
            raise InputError("is a link that leads out of its folder: put the file itself here")
        if path.is_dir():
            raise InputError("is a folder, where a file is expected")
        if path.exists() and path.stat().st_size > MAX_BYTES:
            raise InputError(f"is larger than the {MAX_BYTES:,} bytes that a sidecar may have")
        return read_file(path)
    except (OSError, RuntimeError) as error:  # a loop of links is a RuntimeError up to Python 3.12
        raise InputError(f"has a file {path.name} that cannot be read ({error})") from error
    except InputError as error:
        raise InputError(f"has a file {path.name} that {error}") from error


def parse(name: str, data: bytes) -> Sidecar:
    """Return the content of a sidecar; ``name`` is its file's. Raises InputError, whose message follows the article's name."""
    from seedkit.corrections.parse import parsed  # imports the YAML parser, which most articles do not need

    return parsed(name, data)


def write(path: Path, text: str, *, expected: bytes | None = None) -> None:
    """Write a sidecar, or remove it if ``text`` is empty; a link is followed.

    Raises OutputError, also if the sidecar no longer has the ``expected`` bytes.
    """
    if text.strip():
        files.write_user_path(path, text.encode(), expected=expected)
    else:
        files.remove(path.resolve())
