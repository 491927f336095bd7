"""Files written by seedkit that nothing refers to any more."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from seedkit.storage.files import cannot

_HEAD_BYTES = 1024


def stale(folder: Path, suffixes: Collection[str], opening: re.Pattern[bytes], named: Collection[str]) -> list[Path]:
    """Return the files of ours in ``folder`` that are not ``named``, sorted; none if the folder does not exist.

    A file is ours if it is named like an id, has one of the ``suffixes`` and begins with an ``opening`` whose first group is that
    same id; any other file is left alone. The index of an earlier build is not consulted: it may be missing, broken or somebody
    else's. Raises OutputError.
    """
    try:
        return [
            path
            for path in sorted(folder.iterdir())
            if path.suffix in suffixes and path.name not in named and path.is_file() and not path.is_symlink()
            if _id(path, opening) == path.stem.encode()
        ]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise cannot("read the folder", folder, error) from error


def _id(path: Path, opening: re.Pattern[bytes]) -> bytes | None:
    with path.open("rb") as stream:
        found = opening.match(stream.read(_HEAD_BYTES))
    return found[1] if found is not None else None
