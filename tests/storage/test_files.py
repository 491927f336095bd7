"""Files written to where a user points."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

import pytest

from seedkit.errors import OutputError
from seedkit.storage import files


def test_a_pipe_takes_what_is_delivered_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    files.deliver(pipe, b"all of it")
    assert os.read(reader, 100) == b"all of it"
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("real")
    files.deliver(tmp_path / "link", b"first")  # it leads to nothing yet
    (tmp_path / "real").chmod(0o640)
    files.deliver(tmp_path / "link", b"second")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"second"
    assert stat.S_IMODE((tmp_path / "real").stat().st_mode) == 0o640


@pytest.mark.parametrize("name", ["", "folder", "missing/file", "n" * 300])
def test_where_nothing_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    with pytest.raises(OutputError, match=rf"^{re.escape(str(Path(name)))}: cannot be written \("):
        files.deliver(Path(name), b"words")
    assert os.listdir() == ["folder"]
