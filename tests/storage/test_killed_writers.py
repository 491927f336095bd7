"""A process that is killed while it writes: the old file or the new one, as private as it was, and nothing left in the end."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from kills import kills
from seedkit.storage import files
from seedkit.storage.locks import exclusive_lock

OLD, NEW = b"old words, and some more of them", b"new words"


def _replace(path: Path, data: bytes) -> None:
    with files.replacing(path) as stream:
        stream.write(data)


@pytest.mark.parametrize("write", [files.write, files.write_user_path, _replace])
def test_a_file_is_whole_and_private_whenever_its_writer_is_killed(tmp_path: Path, write: Callable[[Path, bytes], object]) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    article = folder / "article"
    killed, found, left = 0, set(), set()

    def restore() -> None:
        article.write_bytes(OLD)
        article.chmod(0o600)

    restore()
    for _ in kills(lambda: write(article, NEW)):
        killed += 1
        found.add(article.read_bytes())
        assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in folder.iterdir())
        left |= {path.read_bytes() for path in folder.iterdir() if path != article}
        with exclusive_lock(folder):
            assert os.listdir(folder) == ["article"]
        restore()
    assert article.read_bytes() == NEW
    assert killed >= 5, "before it is opened, given its mode, written, and renamed"
    assert found == {OLD}, "the rename is the last step"
    assert left >= {b"", NEW[: len(NEW) // 2], NEW}
